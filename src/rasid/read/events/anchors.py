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
_REACH = 4  # sentences before a mention in which an anchor may stand


@dataclass(slots=True)
class Anchor:
    """A place or date over tokens first:last; `index` counts in its list in the scene."""

    first: int
    last: int
    index: int
    kind: str


@dataclass(slots=True)
class Chosen:
    """The anchor taken, how likely it is, and the runners-up."""

    anchor: Anchor
    chance: float
    rivals: tuple[tuple[Anchor, float], ...]


def place_anchors(scene: Scene) -> list[Anchor]:
    """All places of the article as anchors."""
    return [
        Anchor(p.first, p.last, n, p.mention.place.precision.value)
        for n, p in enumerate(scene.places)
    ]


def date_anchors(scene: Scene) -> list[Anchor]:
    """All dates of the article that have an interval, as anchors."""
    return [
        Anchor(d.first, d.last, n, _date_kind(d.relative, d.interval.precision))
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


def anchor_features(
    scene: Scene, mention: Mention, anchor: Anchor, rivals: Sequence[Anchor]
) -> frozenset[str]:
    """Features of one pair; `rivals` are all reachable anchors of the mention."""
    return frozenset(_features(scene, mention, anchor, rivals))


def _features(
    scene: Scene, mention: Mention, anchor: Anchor, rivals: Sequence[Anchor]
) -> Iterator[str]:
    where = _where(scene, mention, anchor)
    head = mention.head
    yield f"where={where}"
    yield f"where={where}/kind={anchor.kind}"
    yield f"where={where}/group={head.entry.group}"
    between = sorted((head.first, anchor.first))
    nearer = sum(
        abs(r.first - head.first) < abs(anchor.first - head.first)
        for r in rivals
        if _where(scene, mention, r) == where
    )
    yield f"where={where}/rank={min(nearer, 4)}"
    same = [r for r in rivals if _where(scene, mention, r) == where]
    yield f"where={where}/number={min(sum(r.first < anchor.first for r in same), 4)}"
    yield f"where={where}/first={all(r.first >= anchor.first for r in same)}"
    if scene.sentence_of[anchor.first] == mention.sentence:
        yield f"gap={bucket(between[1] - between[0])}/{where}"
    else:
        yield f"sentences={bucket(abs(mention.sentence - scene.sentence_of[anchor.first]))}/{where}"
    yield f"clause-has={any(_where(scene, mention, r).startswith('clause') for r in rivals)}/{where}"
    yield f"sentence-has={any('sentence' in _where(scene, mention, r) for r in rivals)}/{where}"
    for n in (1, 2, 3):
        yield f"before{n}={_word(scene, anchor.first - n)}"
    yield f"before1={_word(scene, anchor.first - 1)}/{where}"
    yield f"before2={_word(scene, anchor.first - 2)}/{where}"
    yield f"self={_word(scene, anchor.first)[:1]}{where}"
    yield f"after={_word(scene, anchor.last)}"
    yield f"zone={scene.zone(anchor.first).value}/{where}"
    yield f"kind={anchor.kind}/number={len(same)}"
    yield f"reported={_reported(scene, anchor)}/{where}"
    if not where.startswith("clause"):
        opening = scene.form(mention.first)
        yield f"opens={opening}/{where}"
        yield f"definite={head.entry.form.definite}/{where}"


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
        hit.entry.name == "report" and 0 < anchor.first - hit.first <= 6  # noqa: PLR2004 words
        for hit in scene.marks
    )


def choose(
    scene: Scene,
    mention: Mention,
    anchors: Sequence[Anchor],
    model: LinearModel,
    threshold: float,
) -> Chosen | None:
    """The likeliest anchor of a mention, or None where none is likely enough."""
    near = reachable(scene, mention, anchors)
    scored = [
        (anchor, model.probabilities(anchor_features(scene, mention, anchor, near))[YES])
        for anchor in near
    ]
    scored.sort(key=lambda item: (-item[1], abs(item[0].first - mention.head.first)))
    if not scored or scored[0][1] < threshold:
        return None
    return Chosen(scored[0][0], scored[0][1], tuple(scored[1:4]))
