"""Takes an event's place, gives the places listed with it: a row each in a village round-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.read.events.draft import Draft
from rasid.read.events.features import _stem
from rasid.read.events.mentions import bucket
from rasid.read.events.scene import Placed, Scene

_COUNTED = 5  # words from a trigger within which a number counts strikes or shells
_GAP = 6  # words that may stand between two places of one list

# What ends a list: full stop, semicolon, colon; and is that …, while, where, which, near, from, to
_BREAKS = frozenset(
    {
        ".",
        "؛",
        ":",
        "ان",
        "فيما",
        "بينما",
        "حيث",
        "التي",
        "الذي",
        "قرب",
        "مقربه",
        "باستثناء",
        "عند",
        "الي",
    }
)
# Words for several places: villages, two villages, towns, cities, areas, fronts, quarters, all of
_SEVERAL = frozenset(
    {
        "قري",
        "قريتي",
        "قريتين",
        "بلدات",
        "بلدتي",
        "بلدتين",
        "مدن",
        "مدينتي",
        "مدينتين",
        "مناطق",
        "محاور",
        "محوري",
        "احياء",
        "حيي",
        "مواقع",
        "كل",
        "قرانا",
        "اطراف",
    }
)

# Words that introduce a wider place, not a further one: in, countryside of, district of, north of …
_WIDER = frozenset(
    {
        "في",
        "ريف",
        "بريف",
        "ناحيه",
        "بناحيه",
        "محافظه",
        "بمحافظه",
        "قضاء",
        "بقضاء",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "من",
        "بين",
        "منطقه",
        "بمنطقه",
        "التابعه",
        "سهل",
        "بسهل",
        "بجبل",
    }
)


def listed(scene: Scene, placed: Placed) -> list[Placed]:
    """The place and those listed after it with "and" or a comma, in text order."""
    found = [placed]
    last = placed.last
    sentence = scene.sentence_of[placed.first]
    for other in scene.places:
        if other.first < last or scene.sentence_of[other.first] != sentence:
            continue
        if other.first - last > _GAP or _broken(scene, last, other.first):
            break
        if not _coordinated(scene, last, other):
            if not _wider(scene, last, other):
                break
        elif other.mention.place.name != placed.mention.place.name:
            found.append(other)
        last = other.last
    return found


def _broken(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb, a party or a full break stands between two places."""
    if any(scene.form(at) in _BREAKS for at in range(start, end)):
        return True
    return any(start <= hit.first < end for hit in scene.triggers) or any(
        start <= actor.first < end and actor.strong for actor in scene.actors
    )


def _wider(scene: Scene, start: int, other: Placed) -> bool:
    """Whether the second place says where the first lies."""
    opening = scene.form(start) if start < other.first else scene.form(other.first)
    return opening in _WIDER or opening.lstrip("بل") in _WIDER or opening[:1] in ("ب", "ل")


def _coordinated(scene: Scene, start: int, other: Placed) -> bool:
    """Whether "and" or a comma joins the second place to the first."""
    return any(
        scene.form(at) in ("،", ",") or scene.form(at).startswith("و")
        for at in range(start, other.first + 1)
    )


def split_features(scene: Scene, draft: Draft, places: Sequence[Placed]) -> frozenset[str]:
    """Features of a list of places under one mention: a row each, or one row?"""
    return frozenset(_features(scene, draft, places))


def _features(scene: Scene, draft: Draft, places: Sequence[Placed]) -> Iterator[str]:
    mention = draft.mention
    tolled = any(atom.count.high != 0 for atom in draft.atoms)
    counted = any(
        mention.first <= number.first <= places[0].first
        and abs(number.first - mention.head.first) <= _COUNTED
        for number in scene.numbers
    )
    near = range(places[0].first - 3, places[0].first + 2)
    several = {_stem(scene, at) for at in near} & _SEVERAL
    yield f"several={bool(several)}"
    yield f"several={bool(several)}/counted={counted}/toll={tolled}"
    yield from (f"word={form}" for form in several)
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
