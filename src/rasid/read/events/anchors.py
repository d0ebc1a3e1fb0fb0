"""Takes a mention and what might anchor it (places, dates), gives the likeliest by weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rasid.model import DatePrecision, ZoneKind
from rasid.read.events.features import _stem
from rasid.read.events.linear import LinearModel
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.scene import Scene

YES = "yes"
NO = "no"
_SPEAKER = 6  # words after a reporting verb in which a place may be the speaker's
_REACH = 4  # sentences before a mention in which an anchor may stand


@dataclass(slots=True)
class Anchor:
    """A place or date over tokens first:last; `index` counts in its list in the scene.

    `value` tells when two anchors say the same: a name, a first day.
    """

    first: int
    last: int
    index: int
    kind: str
    value: str = ""


@dataclass(slots=True)
class Chosen:
    """The anchor taken, how likely it is, and the runners-up."""

    anchor: Anchor
    chance: float
    rivals: tuple[tuple[Anchor, float], ...]


def place_anchors(scene: Scene) -> list[Anchor]:
    """All places of the article as anchors."""
    return [
        Anchor(p.first, p.last, n, p.mention.place.precision.value, p.mention.place.name)
        for n, p in enumerate(scene.places)
    ]


def date_anchors(scene: Scene) -> list[Anchor]:
    """All dates of the article that have an interval, as anchors."""
    return [
        Anchor(
            d.first,
            d.last,
            n,
            _date_kind(d.relative, d.interval.precision),
            d.interval.start.isoformat(),
        )
        for n, d in enumerate(scene.dates)
        if d.interval.start is not None
    ]


def _date_kind(relative: bool, precision: DatePrecision) -> str:
    return f"{precision.value}{'/relative' if relative else ''}"


def reachable(scene: Scene, mention: Mention, anchors: Sequence[Anchor]) -> list[Anchor]:
    """Anchors near enough to count: this sentence, those before, the next one, the first two."""
    found = []
    for anchor in anchors:
        away = mention.sentence - scene.sentence_of[anchor.first]
        if -1 <= away <= _REACH or scene.sentence_of[anchor.first] <= 1:
            found.append(anchor)
    return found


@dataclass(slots=True)
class Field:
    """The anchors within reach of one mention, and where each stands to it."""

    near: list[Anchor]
    where: list[str]
    previous: str | None

    @classmethod
    def of(
        cls,
        scene: Scene,
        mention: Mention,
        anchors: Sequence[Anchor],
        previous: Anchor | None = None,
    ) -> Field:
        """`previous` is what the event told before this one was anchored to."""
        near = reachable(scene, mention, anchors)
        if previous is not None and previous not in near:
            near.append(previous)
        where = [_where(scene, mention, anchor) for anchor in near]
        return cls(near, where, previous.value if previous else None)


def anchor_features(scene: Scene, mention: Mention, field: Field, at: int) -> frozenset[str]:
    """Features of a mention and the anchor at index `at` of its field."""
    found = set(_standing(scene, mention, field, at))
    found |= set(_wording(scene, mention, field.near[at], field.where[at]))
    return frozenset(found)


def _standing(scene: Scene, mention: Mention, field: Field, at: int) -> Iterator[str]:
    """Where the anchor stands to the mention and to its rivals."""
    anchor, where = field.near[at], field.where[at]
    head = mention.head
    same = [r for r, place in zip(field.near, field.where, strict=True) if place == where]
    away = abs(anchor.first - head.first)
    nearer = sum(abs(r.first - head.first) < away for r in same)
    earlier = sum(r.first < anchor.first for r in same)
    yield f"where={where}"
    yield f"where={where}/kind={anchor.kind}"
    yield f"where={where}/group={head.entry.group}"
    yield f"where={where}/rank={min(nearer, 4)}"
    yield f"where={where}/number={min(earlier, 4)}"
    yield f"kind={anchor.kind}/number={len(same)}"
    if scene.sentence_of[anchor.first] == mention.sentence:
        yield f"gap={bucket(away)}/{where}"
    else:
        distance = abs(mention.sentence - scene.sentence_of[anchor.first])
        yield f"sentences={bucket(distance)}/{where}"
    told = "first" if field.previous is None else str(anchor.value == field.previous)
    yield f"told-before={told}/{where}"
    yield f"told-before={told}/{where}/{head.clitic[:1]}/{_links(scene, mention)}"
    yield f"clause-has={any(w.startswith('clause') for w in field.where)}/{where}"
    yield f"sentence-has={any(w.startswith('sentence') for w in field.where)}/{where}"


def _links(scene: Scene, mention: Mention) -> str:
    """How the mention's sentence opens: with "and", "as also" and the like, or afresh."""
    form = scene.form(scene.sentences[mention.sentence].first)
    return form if form in _LINKS else form[:1] if form.startswith("و") else "new"


# as also, while, meanwhile, (in that) context, also
_LINKS = frozenset({"كما", "فيما", "بينما", "في", "ايضا", "من", "الي"})


def _wording(scene: Scene, mention: Mention, anchor: Anchor, where: str) -> Iterator[str]:
    """The words around the anchor."""
    for n in (1, 2, 3):
        yield f"before{n}={_word(scene, anchor.first - n)}"
    yield f"before1={_word(scene, anchor.first - 1)}/{where}"
    yield f"before2={_word(scene, anchor.first - 2)}/{where}"
    yield f"self={_word(scene, anchor.first)[:1]}{where}"
    yield f"after={_word(scene, anchor.last)}"
    yield f"zone={scene.zone(anchor.first).value}/{where}"
    yield f"reported={_reported(scene, anchor)}/{where}"
    if not where.startswith("clause"):
        yield f"opens={scene.form(mention.first)}/{where}"
        yield f"definite={mention.head.entry.form.definite}/{where}"


def _word(scene: Scene, at: int) -> str:
    return _stem(scene, at)


def _where(scene: Scene, mention: Mention, anchor: Anchor) -> str:
    if mention.first <= anchor.first < mention.last:
        return "clause-after" if anchor.first >= mention.head.first else "clause-before"
    away = mention.sentence - scene.sentence_of[anchor.first]
    if away == 0:
        return "sentence-after" if anchor.first >= mention.last else "sentence-before"
    if scene.zone(anchor.first) in (ZoneKind.HEADLINE, ZoneKind.DATELINE):
        return scene.zone(anchor.first).value
    if away < 0:
        return "next"
    same_paragraph = (
        scene.sentences[mention.sentence].paragraph
        == scene.sentences[scene.sentence_of[anchor.first]].paragraph
    )
    if away == 1:
        return "previous" if same_paragraph else "previous-paragraph"
    return "lead" if scene.sentence_of[anchor.first] <= 1 else "earlier"


def _reported(scene: Scene, anchor: Anchor) -> bool:
    """Whether a reporting verb stands just before: the place may be the speaker's."""
    return any(
        hit.entry.name == "report" and 0 < anchor.first - hit.first <= _SPEAKER
        for hit in scene.marks_before(anchor.first, _SPEAKER)
    )


def choose(
    scene: Scene,
    mention: Mention,
    anchors: Sequence[Anchor],
    model: LinearModel,
    threshold: float,
    previous: Anchor | None = None,
) -> Chosen | None:
    """The likeliest anchor of a mention, or None where none is likely enough."""
    field = Field.of(scene, mention, anchors, previous)
    scored = [
        (anchor, model.probabilities(anchor_features(scene, mention, field, at))[YES])
        for at, anchor in enumerate(field.near)
    ]
    scored.sort(key=lambda item: (-item[1], abs(item[0].first - mention.head.first)))
    if not scored or scored[0][1] < threshold:
        return None
    return Chosen(scored[0][0], scored[0][1], tuple(scored[1:4]))
