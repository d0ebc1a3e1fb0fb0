"""Takes an event's place, gives the places listed with it: a row each in a village round-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.model import Place
from rasid.read.events.draft import Draft
from rasid.read.events.mentions import bucket
from rasid.read.events.scene import Placed, Scene
from rasid.read.events.stems import stem
from rasid.read.events.toll_words import Atom

_COUNTED = 5  # words from a trigger within which a number counts strikes or shells
_GAP = 6  # words that may stand between two places of one list
_BETWEEN = 2  # words before a list in which "between" may stand
_COMMAS = ("،", ",", "؛", ";")
_POINTS = frozenset({"site", "town"})


@dataclass(frozen=True, slots=True)
class ListWords:
    """The folded words of a language's table of place lists.

    `joining` and `placing` are written onto the next word: "and"; "in", "to".
    """

    breaks: frozenset[str]
    several: frozenset[str]
    wider: frozenset[str]
    between: frozenset[str]
    adding: frozenset[str]
    whole: frozenset[str]
    joining: tuple[str, ...]
    placing: tuple[str, ...]


@cache
def list_words(code: str) -> ListWords:
    """The list words of a language, loaded once."""
    fold = languages.get(code).fold
    table = load().table(f"reading/{code}_roundups.yml")

    def words(section: str) -> frozenset[str]:
        return frozenset(fold(word) or word for word in table[section])

    return ListWords(
        words("breaks"),
        words("several"),
        words("wider"),
        words("between"),
        words("adding"),
        words("whole"),
        tuple(table["joining"]),
        tuple(table["placing"]),
    )


def listed(scene: Scene, placed: Placed) -> list[Placed]:
    """The places of the list that a place stands in, in text order; it alone where none is.

    A place that only says where another lies ("the village of A in the countryside of B") is no
    further place, nor is one of the two ends of a road.
    """
    row = _in_sentence(scene, placed)
    at = row.index(placed)
    found = [placed]
    last = placed
    for other in row[at + 1 :]:
        step = _step(scene, last, other, found)
        if step == "break":
            break
        if step == "further":
            found.append(other)
        last = other
    for other in reversed(row[:at]):
        if _step(scene, other, found[0], [other]) != "further" or _holds(other, found[0]):
            break
        found.insert(0, other)
    return [placed] if _is_between(scene, found[0]) else found


def _in_sentence(scene: Scene, placed: Placed) -> list[Placed]:
    """The places of a place's sentence, none inside another."""
    sentence = scene.sentence_of[placed.first]
    row: list[Placed] = []
    for other in scene.places:
        if scene.sentence_of[other.first] != sentence:
            continue
        if other is placed and row and other.first < row[-1].last:
            row.pop()
        if not row or other.first >= row[-1].last:
            row.append(other)
    return row if placed in row else [placed]


def _step(scene: Scene, last: Placed, other: Placed, found: Sequence[Placed]) -> str:
    """What the next place is to a list: "further", "wider" (where the last lies) or "break"."""
    if other.first - last.last > _GAP or _broken(scene, last.last, other.first):
        return "break"
    if any(_holds(other, one) for one in found):
        return "wider"
    if _coordinated(scene, last, other):
        named = any(one.mention.place.name == other.mention.place.name for one in found)
        return "wider" if named else "further"
    if _wider(scene, last.last, other):
        return "wider"
    bare = other.first == last.last and _after_several(scene, found[0])
    return "further" if bare else "break"


def _holds(other: Placed, one: Placed) -> bool:
    """Whether a place is a unit that another lies in."""
    wide, narrow = other.mention.place, one.mention.place
    if wide.precision.value in _POINTS or narrow.precision.value not in (*_POINTS, "district"):
        return False
    if wide.precision.value == "country":
        return wide.country == narrow.country
    if wide.precision.value == "governorate":
        return wide.admin1 is not None and wide.admin1 == narrow.admin1
    if wide.precision.value == "region":
        return wide.country == narrow.country
    return narrow.precision.value in _POINTS and _same_district(wide, narrow)


def _same_district(wide: Place, narrow: Place) -> bool:
    """Whether a district is the point's own: of its name, or its second-level unit."""
    if wide.admin2 is None or narrow.admin2 is None:
        return False
    return wide.admin2 == narrow.admin2


def _is_between(scene: Scene, first: Placed) -> bool:
    """Whether the list names the ends of a road or a stretch."""
    words = list_words(scene.analysed.language).between
    return any(scene.form(at) in words for at in range(first.first - _BETWEEN, first.first + 1))


def _broken(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb, a party or a full break stands between two places."""
    breaks = list_words(scene.analysed.language).breaks
    if any(scene.form(at) in breaks for at in range(start, end)):
        return True
    return any(start <= hit.first < end for hit in scene.triggers) or any(
        start <= actor.first < end and actor.strong for actor in scene.actors
    )


def _wider(scene: Scene, start: int, other: Placed) -> bool:
    """Whether the second place says where the first lies."""
    words = list_words(scene.analysed.language)
    opening = scene.form(min(start, other.first))
    return opening in words.wider or opening.startswith(words.placing)


def _coordinated(scene: Scene, last: Placed, other: Placed) -> bool:
    """Whether "and", a comma or the like joins the second place to the first."""
    words = list_words(scene.analysed.language)
    forms = [scene.form(at) for at in range(last.last, other.first + 1)]
    forms = [form for form in forms if form not in words.whole]
    if any(form in words.adding or form.startswith(words.joining) for form in forms):
        return True
    # "the town of A, north of B": what follows the comma says where A lies.
    return any(form in _COMMAS for form in forms) and scene.form(other.first) not in words.wider


def _after_several(scene: Scene, place: Placed) -> bool:
    """Whether "villages" or the like opens a place's name or stands before it."""
    words = list_words(scene.analysed.language).several
    near = (place.first - 1, place.first)
    return any(stem(scene.analysed.language, scene.form(at)) in words for at in near)


def shares_of(
    scene: Scene, atoms: Sequence[Atom], places: Sequence[Placed]
) -> dict[int, list[Atom]] | None:
    """The counts of each place of a list, by the place's index; None where one can't be divided.

    A count belongs to the one place of the list that its own sentence names; "without losses" said
    of the whole list holds for every place.
    """
    found: dict[int, list[Atom]] = {placed.index: [] for placed in places}
    for atom in atoms:
        named = _named_beside(scene, atom, places)
        if len(named) == 1:
            found[named[0].index].append(atom)
        elif atom.count.high == 0:
            for placed in places:
                found[placed.index].append(atom)
        else:
            return None
    return found


def _named_beside(scene: Scene, atom: Atom, places: Sequence[Placed]) -> list[Placed]:
    """The places of a list that the sentence of a count names."""
    sentence = scene.sentence_of[atom.first]
    names = {
        other.mention.place.name
        for other in scene.places
        if scene.sentence_of[other.first] == sentence
    }
    return [placed for placed in places if placed.mention.place.name in names]


def split_features(scene: Scene, draft: Draft, places: Sequence[Placed]) -> frozenset[str]:
    """Features of a list of places under one mention: a row each, or one row?"""
    return frozenset(_features(scene, draft, places))


def _features(scene: Scene, draft: Draft, places: Sequence[Placed]) -> Iterator[str]:
    code, mention = scene.analysed.language, draft.mention
    tolled = shares_of(scene, draft.atoms, places) is None
    counted = any(
        mention.first <= number.first <= places[0].first
        and abs(number.first - mention.head.first) <= _COUNTED
        for number in scene.numbers
    )
    near = range(places[0].first - 3, places[0].first + 2)
    several = {stem(code, scene.form(at)) for at in near} & list_words(code).several
    yield f"several={bool(several)}"
    yield f"several={bool(several)}/counted={counted}/toll={tolled}"
    yield from (f"word={form}" for form in several)
    yield f"toll={tolled}"
    yield f"counted={counted}"
    yield f"toll={tolled}/counted={counted}"
    yield f"places={bucket(len(places))}"
    yield f"group={mention.head.entry.group}"
    yield f"head={mention.head.entry.name}/{mention.head.entry.form.tense}"
    yield f"before={stem(code, scene.form(places[0].first - 1))}"
    yield f"gap={bucket(places[0].first - mention.head.last)}"
    kinds = {p.mention.place.precision.value for p in places}
    yield f"kinds={'+'.join(sorted(kinds))}"
    yield f"points={kinds <= _POINTS}/toll={tolled}/counted={counted}"
    yield f"inside={mention.first <= places[0].first < mention.last}"
    yield f"type={draft.type if draft.types else None}"
    yield f"countries={len({p.mention.place.country for p in places})}"
    yield f"provinces={len({p.mention.place.admin1 for p in places})}"
