"""Takes a mention and what might anchor it (places, dates), gives the likeliest by weights."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rasid.model import DatePrecision, ZoneKind
from rasid.read.events.linear import LinearModel
from rasid.read.events.loyalties import is_patron
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.scene import Scene

YES = "yes"
NO = "no"
_SPEAKER = 6  # words after a reporting verb in which a place may be the speaker's
_DATELINE = 8  # words at the front of a sentence in which a dateline ends
_BREAKS = frozenset("-–—/:")  # marks behind a dateline
_LIKELY = 0.15  # chance from which a place in the sentence is taken before its dateline
_REACH = 4  # sentences before a mention in which an anchor may stand


@dataclass(slots=True)
class Anchor:
    """A place or date over tokens first:last; `index` counts in its list in the scene.

    `value` tells when two anchors say the same: a name, a first day. `around` are the features
    of the words around it, which are the same for every mention.
    """

    first: int
    last: int
    index: int
    kind: str
    value: str = ""
    around: tuple[str, ...] = field(default=(), compare=False, repr=False)
    reported: bool = field(default=False, compare=False, repr=False)

    @classmethod
    def of(cls, scene: Scene, at: tuple[int, int], index: int, kind: str, value: str) -> Anchor:
        """The anchor over tokens at[0]:at[1] with what the words around it tell."""
        anchor = cls(*at, index, kind, value)
        anchor.around = tuple(_around(scene, anchor))
        anchor.reported = _reported(scene, anchor)
        return anchor


@dataclass(slots=True)
class Chosen:
    """The anchor taken, how likely it is, and the runners-up."""

    anchor: Anchor
    chance: float
    rivals: tuple[tuple[Anchor, float], ...]


def place_anchors(scene: Scene) -> list[Anchor]:
    """All places of the article as anchors, but those that tell whose friends somebody is."""
    return [
        Anchor.of(
            scene, (p.first, p.last), n, p.mention.place.precision.value, p.mention.place.name
        )
        for n, p in enumerate(scene.places)
        if not is_patron(scene, p.first)
    ]


def date_anchors(scene: Scene) -> list[Anchor]:
    """All dates of the article that have an interval, as anchors."""
    return [
        Anchor.of(
            scene,
            (d.first, d.last),
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
    """The anchors within reach of one mention, and where each stands to it.

    `away` and `starts` tell, for each place where anchors stand, how far from the mention's head
    they are and where they begin, both in order. `links` says how the mention's sentence opens.
    """

    near: list[Anchor]
    where: list[str]
    previous: str | None
    away: dict[str, list[int]]
    starts: dict[str, list[int]]
    links: str

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
        away: dict[str, list[int]] = {}
        starts: dict[str, list[int]] = {}
        for anchor, place in zip(near, where, strict=True):
            away.setdefault(place, []).append(abs(anchor.first - mention.head.first))
            starts.setdefault(place, []).append(anchor.first)
        for order in (*away.values(), *starts.values()):
            order.sort()
        told = previous.value if previous else None
        return cls(near, where, told, away, starts, _links(scene, mention))

    def has(self, place: str) -> bool:
        """Whether an anchor stands in the clause or sentence, before or after the head."""
        return any(where.startswith(place) for where in self.starts)


def anchor_features(scene: Scene, mention: Mention, field: Field, at: int) -> frozenset[str]:
    """Features of a mention and the anchor at index `at` of its field."""
    return frozenset(
        (
            *field.near[at].around,
            *_standing(mention, field, at),
            *_distance(scene, mention, field, at),
            *_wording(scene, mention, field.near[at], field.where[at]),
        )
    )


def _standing(mention: Mention, field: Field, at: int) -> tuple[str, ...]:
    """Where the anchor stands to the mention and to its rivals."""
    anchor, where = field.near[at], field.where[at]
    head = mention.head
    away, starts = field.away[where], field.starts[where]
    nearer = bisect_left(away, abs(anchor.first - head.first))
    earlier = bisect_left(starts, anchor.first)
    told = "first" if field.previous is None else str(anchor.value == field.previous)
    return (
        f"where={where}",
        f"where={where}/kind={anchor.kind}",
        f"where={where}/group={head.entry.group}",
        f"where={where}/rank={min(nearer, 4)}",
        f"where={where}/number={min(earlier, 4)}",
        f"kind={anchor.kind}/number={len(starts)}",
        f"told-before={told}/{where}",
        f"told-before={told}/{where}/{head.clitic[:1]}/{field.links}",
        f"clause-has={field.has('clause')}/{where}",
        f"sentence-has={field.has('sentence')}/{where}",
    )


def _distance(scene: Scene, mention: Mention, field: Field, at: int) -> tuple[str]:
    """How many words or sentences lie between."""
    first, where = field.near[at].first, field.where[at]
    sentence = scene.sentence_of[first]
    if sentence == mention.sentence:
        return (f"gap={bucket(abs(first - mention.head.first))}/{where}",)
    return (f"sentences={bucket(abs(mention.sentence - sentence))}/{where}",)


def _links(scene: Scene, mention: Mention) -> str:
    """How the mention's sentence opens: with "and", "as also" and the like, or afresh."""
    form = scene.form(scene.sentences[mention.sentence].first)
    return form if form in _LINKS else form[:1] if form.startswith("و") else "new"


# as also, while, meanwhile, (in that) context, also
_LINKS = frozenset({"كما", "فيما", "بينما", "في", "ايضا", "من", "الي"})


def _around(scene: Scene, anchor: Anchor) -> Iterator[str]:
    """The words around the anchor."""
    for n in (1, 2, 3):
        yield f"before{n}={scene.stem(anchor.first - n)}"
    yield f"after={scene.stem(anchor.last)}"


def _wording(scene: Scene, mention: Mention, anchor: Anchor, where: str) -> Iterator[str]:
    """The words at the anchor as they matter where it stands."""
    yield f"before1={scene.stem(anchor.first - 1)}/{where}"
    yield f"before2={scene.stem(anchor.first - 2)}/{where}"
    yield f"self={scene.stem(anchor.first)[:1]}{where}"
    yield f"zone={scene.zone(anchor.first).value}/{where}"
    yield f"reported={anchor.reported}/{where}"
    if not where.startswith("clause"):
        yield f"opens={scene.form(mention.first)}/{where}"
        yield f"definite={mention.head.entry.form.definite}/{where}"


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
    return any(hit.entry.name == "report" for hit in scene.marks_before(anchor.first, _SPEAKER))


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
    best = _told_beside(scene, mention, scored)
    rivals = [item for item in scored if item is not best]
    return Chosen(*best, tuple(rivals[:3]))


def _told_beside(
    scene: Scene, mention: Mention, scored: Sequence[tuple[Anchor, float]]
) -> tuple[Anchor, float]:
    """The likeliest; where it is the dateline that opens the mention's sentence, what it tells.

    A dateline says from where the news is sent: a likely place in the sentence itself says more.
    """
    best = scored[0]
    opening = _dateline_end(scene, mention.sentence)
    if scene.sentence_of[best[0].first] != mention.sentence or best[0].first >= opening:
        return best
    return next(
        (
            item
            for item in scored[1:]
            if item[1] >= _LIKELY
            and item[0].first >= opening
            and scene.sentence_of[item[0].first] == mention.sentence
        ),
        best,
    )


def _dateline_end(scene: Scene, sentence: int) -> int:
    """The token behind the dateline that opens a sentence; its first token where none does."""
    first = scene.sentences[sentence].first
    last = min(first + _DATELINE, scene.sentences[sentence].last)
    return next((at + 1 for at in range(last - 1, first, -1) if scene.form(at) in _BREAKS), first)
