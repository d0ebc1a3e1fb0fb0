"""Takes an event's place, gives the places listed with it: a row each in a village round-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.read.events.draft import Draft
from rasid.read.events.features import _stem
from rasid.read.events.mentions import bucket
from rasid.read.events.scene import Placed, Scene

_GAP = 5  # words that may stand between two places of one list

# Words that introduce a wider place, not a further one: in, countryside of, district of, north of …
_WIDER = frozenset(
    {"في", "ريف", "بريف", "ناحيه", "بناحيه", "محافظه", "بمحافظه", "قضاء", "بقضاء", "شمال", "جنوب",
     "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "من", "بين", "منطقه", "بمنطقه", "التابعه", "سهل", "بسهل", "بجبل"}
)


def listed(scene: Scene, placed: Placed) -> list[Placed]:
    """The place and those listed after it with "and" or a comma, in text order."""
    found = [placed]
    last = placed.last
    sentence = scene.sentence_of[placed.first]
    for other in scene.places:
        if other.first < last or scene.sentence_of[other.first] != sentence:
            continue
        gap = [scene.form(at) for at in range(last, other.first)]
        if len(gap) > _GAP or any(form in (".", "؛", ":", "(") for form in gap):
            break
        if _wider(scene, gap, other):
            last = other.last
            continue
        if not _coordinated(scene, gap, other):
            break
        found.append(other)
        last = other.last
    return found


def _wider(scene: Scene, gap: Sequence[str], other: Placed) -> bool:
    if not gap:
        return not scene.form(other.first).startswith("و")
    return gap[0] in _WIDER and not any(form.startswith("و") and len(form) > 3 for form in gap[1:])


def _coordinated(scene: Scene, gap: Sequence[str], other: Placed) -> bool:
    first = gap[0] if gap else scene.form(other.first)
    return first.startswith("و") or first in ("،", ",")


def split_features(scene: Scene, draft: Draft, places: Sequence[Placed]) -> frozenset[str]:
    """Features of a list of places under one mention: a row each, or one row?"""
    return frozenset(_features(scene, draft, places))


def _features(scene: Scene, draft: Draft, places: Sequence[Placed]) -> Iterator[str]:
    mention = draft.mention
    tolled = any(atom.count.high != 0 for atom in draft.atoms)
    counted = any(
        mention.first <= n.first <= places[0].first and abs(n.first - mention.head.first) <= 5
        for n in scene.numbers
    )
    yield f"toll={tolled}"
    yield f"counted={counted}"
    yield f"toll={tolled}/counted={counted}"
    yield f"places={bucket(len(places))}"
    yield f"group={mention.head.entry.group}"
    yield f"head={mention.head.entry.name}/{mention.head.entry.form.tense}"
    yield f"before={_stem(scene, places[0].first - 1)}"
    yield f"gap={bucket(places[0].first - mention.head.last)}"
    kinds = {p.mention.place.precision.value for p in places}
    yield f"kinds={'+'.join(sorted(kinds))}"
    yield f"countries={len({p.mention.place.country for p in places})}"
    yield f"provinces={len({p.mention.place.admin1 for p in places})}"
