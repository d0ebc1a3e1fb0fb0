"""Takes place tables, gives the places that a name may mean; rows are parsed when asked for."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from rasid.knowledge_base import load as load_knowledge
from rasid.knowledge_base.places import (
    COLUMNS,
    PlaceKnowledge,
    PlaceRow,
    parse_row,
    table_lines,
)
from rasid.language.arabic.normalise import fold
from rasid.locate import weights as w
from rasid.locate.distance import flat
from rasid.locate.keys import closed, following, key, loosened, opening

_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "the"})
NAME_COLUMN = COLUMNS.index("name_en")
_UNIT_KINDS = frozenset({"country", "admin1", "admin2", "admin3"})
MOST_WORDS = 5  # words of the longest name looked for


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer; `forms` are its folded names without spaces.

    `loose` are the forms without bare hamza and with their last letter united; `prior` says how
    likely the place is meant before a text has said anything; `x`, `y` are km east and north.
    """

    row: PlaceRow
    forms: frozenset[str]
    loose: frozenset[str]
    prior: float
    x: float
    y: float


def prior(row: PlaceRow) -> float:
    """How likely a place is meant, before the text has said anything."""
    value = w.KIND_PRIOR.get(row.kind, w.SITE_PRIOR)
    if row.kind in {"town", "village", "quarter"} and row.population:
        value += w.PEOPLE_PRIOR * math.log10(row.population)
        value += w.METROPOLIS_PRIOR * (row.population >= w.METROPOLIS)
    if row.source.startswith("own"):
        value += w.REVIEWED_PRIOR
    return value + w.HOME.get(row.country, w.REGION.get(row.country, 0.0))


def plain(name: str) -> str:
    """An English name for comparison: small letters only, brackets and article off."""
    bare = unicodedata.normalize("NFKD", name.partition(" (")[0]).lower()
    words = re.sub("[^a-z ]", "", bare.replace("-", " ")).split()
    return "".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


class Gazetteer:
    """Place names -> entries, over the shipped tables and any that were imported."""

    def __init__(self, tables: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._lines: list[str] = []
        self._where: list[tuple[int, str]] = []
        self._index: dict[str, list[int]] = {}
        self._openings: dict[str, int] = {}
        self._ids: dict[str, list[int]] = {}
        self._same: dict[str, tuple[Entry, ...]] = {}
        self._english: dict[str, list[int]] = {}
        self._unit_names: dict[str, tuple[str | None, str | None]] = {}
        for name, lines in tables:
            self._where.append((len(self._lines), name))
            self._add(lines)
        self.entry: Callable[[int], Entry] = lru_cache(maxsize=100_000)(self._entry)

    @classmethod
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """The shipped tables, then each table of the folder `extra` (none: shipped alone)."""
        tables: list[tuple[str, Sequence[str]]] = list(PlaceKnowledge(load_knowledge().root).tables)
        if extra is not None and extra.is_dir():
            tables += [(str(path), table_lines(path)) for path in sorted(extra.glob("*.csv"))]
        return cls(tables)

    def _add(self, lines: Sequence[str]) -> None:
        """Index the names of many lines; folding them at once is what keeps loading short."""
        first = len(self._lines)
        self._lines += lines
        for number, line in enumerate(lines, first):
            self._ids.setdefault(line.partition(",")[0], []).append(number)
        folded = fold("\n".join([line.rsplit(",", 2)[1] for line in lines])).split("\n")
        index, openings = self._index, self._openings
        for number, names in enumerate(folded, first):
            for name in names.split("|"):
                words = name.split()
                if not words:
                    continue
                index.setdefault(key(words), []).append(number)
                start = opening(words[0])
                if openings.get(start, 0) < len(words):
                    openings[start] = len(words)

    def __len__(self) -> int:
        return len(self._lines)

    def _entry(self, number: int) -> Entry:
        row = self._merged(self._lines[number].partition(",")[0])
        names = frozenset("".join(fold(name).split()) for name in row.names)
        return Entry(row, names, frozenset(map(loosened, names)), prior(row), *flat(row))

    def _merged(self, place_id: str) -> PlaceRow:
        """The place of an id: its first row, with the names of all its rows."""
        first, *others = (self._row(number) for number in self._ids[place_id])
        if not others:
            return first
        names = dict.fromkeys(name for row in (first, *others) for name in row.names)
        return replace(first, names=tuple(names))

    def _row(self, number: int) -> PlaceRow:
        where = next(name for first, name in reversed(self._where) if number >= first)
        return parse_row(self._lines[number], where)

    def by_id(self, place_id: str) -> PlaceRow | None:
        """The row of an id, the first table's where several hold it; None where none does."""
        numbers = self._ids.get(place_id)
        return self.entry(numbers[0]).row if numbers else None

    def unit_names(self, row: PlaceRow) -> tuple[str | None, str | None]:
        """Names of the first- and second-level units a place is or lies in."""
        known = self._unit_names.get(row.place_id)
        if known is None:
            here: PlaceRow | None = row
            while here is not None and here.kind != "admin2":
                here = self.by_id(here.parent) if here.parent else None
            first = self.by_id(row.admin1) if row.admin1 else None
            known = first.name_en if first else None, here.name_en if here else None
            self._unit_names[row.place_id] = known
        return known

    def rows(self) -> Iterator[PlaceRow]:
        """Every place once, with the names that all tables give it."""
        return map(self._merged, self._ids)

    def english(self, name: str) -> list[Entry]:
        """The places of an English name, case, marks and a leading article aside."""
        wanted = plain(name)
        if not wanted:
            return []
        if not self._english:
            for number, written in self.english_names():
                self._english.setdefault(plain(written), []).append(number)
        entries = {e.row.place_id: e for e in map(self.entry, self._english.get(wanted, ()))}
        return list(entries.values())

    def english_names(self) -> Iterator[tuple[int, str]]:
        """Number (for `entry`) and English name of every line."""
        return (
            (n, line.split(",", NAME_COLUMN + 1)[NAME_COLUMN]) for n, line in enumerate(self._lines)
        )

    def units(self) -> Iterator[PlaceRow]:
        """The administrative units and countries."""
        for place_id, numbers in self._ids.items():
            if self._lines[numbers[0]].split(",", 2)[1] in _UNIT_KINDS:
                yield self._merged(place_id)

    def starts(self, word: str) -> int:
        """Most words of a name that begins with this folded word; 0 where none does."""
        start = opening(word)
        return self._openings.get(start, 0) or int(closed(start) in self._index)

    def longest(self, words: Sequence[str]) -> list[tuple[int, str]]:
        """Number of words and key of each name that these folded words begin with, longest first.

        A name written as one word is found written as two and the other way round.
        """
        index = self._index
        joined = opening(words[0])
        whole = closed(joined)
        found = [(1, whole)] if whole in index else []
        for count, word in enumerate(words[1:MOST_WORDS], 2):
            joined += following(word)
            whole = closed(joined)
            if whole in index:
                found.append((count, whole))
        return found[::-1]

    def entries(self, whole: str) -> tuple[Entry, ...]:
        """The places of one key, doubles of one place (same id) left out."""
        known = self._same.get(whole)
        if known is None:
            by_id: dict[str, Entry] = {}
            for number in self._index.get(whole, ()):
                entry = self.entry(number)
                by_id.setdefault(entry.row.place_id, entry)
            known = self._same[whole] = tuple(by_id.values())
        return known
