"""What lists are filtered by, as columns in memory: a page is found without asking the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import eq, le, lt
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select

from rasid.store.batches import chunks
from rasid.store.incidents import DIFFER, IncidentFilter
from rasid.store.schema import incidents

Numbers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]
# A day (None: undated) and an id: where a page ended.
Position = tuple[dt.date | None, str]

# About 180 bytes an incident, and what is remembered; a store that holds more is asked itself.
MOST = 1_000_000
# Days are counted downwards, so that the latest come first; those without a date stand last.
_UNDATED = np.iinfo(np.int32).max
_NO_END = np.iinfo(np.int32).min
# Rows looked at first; a page that is not full by then looks at twice as many.
_FIRST_BLOCK = 8192
# What conditions let through is remembered (a byte a row each), in so many bytes: lists are asked
# by the same few words again and again.
_MOST_REMEMBERED = 32_000_000
_WORDS = (
    "type", "country", "admin1", "place_precision", "grade", "review", "withdrawn", "actors",
    "sources", "place_name", "publishers", "updated_at",
)  # fmt: skip
_HELD = (*_WORDS, "differ")
_QUERY = select(
    incidents.c.incident_id,
    incidents.c.date_start,
    incidents.c.date_end,
    *(incidents.c[name] for name in _WORDS),
    DIFFER,
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of words as numbers: one a row, each the place of its word in `words`."""

    codes: Numbers
    words: tuple[Any, ...]
    counts: Numbers

    @classmethod
    def of(cls, codes: Numbers, words: tuple[Any, ...]) -> Coded:
        """The column with how often each word stands in it, in as few bytes as will do."""
        counts = np.bincount(codes, minlength=len(words)).astype(np.int32)
        return cls(codes.astype(np.min_scalar_type(len(words))), words, counts)

    def asked(self, passes: Callable[[Any], bool]) -> Asked:
        """The condition that the word passes."""
        table = np.fromiter(map(passes, self.words), np.bool_, len(self.words))
        return Asked(int(self.counts[table].sum()), table[self.codes])


class Asked(NamedTuple):
    """A condition on one column: which rows pass it, and how many."""

    rows: int
    passing: Flags


@dataclass(frozen=True, slots=True)
class Columns:
    """All incidents in the order of lists: the latest first, undated ones last, then by id."""

    ids: npt.NDArray[np.object_]
    falling: Numbers
    end: Numbers
    words: dict[str, Coded]
    _known: dict[Hashable, Asked] = field(default_factory=dict, compare=False, repr=False)

    def page(
        self, wanted: IncidentFilter, after: Position | None, limit: int
    ) -> tuple[list[str], Position | None]:
        """The incidents that follow `after`, `limit` at most; the last's day and id if more do."""
        found: list[int] = []
        for rows in self._passing(wanted, self._span(wanted, after)):
            found += rows[: limit + 1 - len(found)].tolist()
            if len(found) > limit:
                break
        ids = self.ids[found[:limit]].tolist()
        return ids, (self._day(found[limit - 1]), ids[-1]) if len(found) > limit else None

    def count(self, wanted: IncidentFilter) -> int:
        """How many incidents the filter lets through."""
        return sum(map(len, self._passing(wanted, self._span(wanted, None))))

    def changed(self, gone: set[str], rows: Sequence[Any]) -> Columns:
        """The same without the incidents `gone`, and with `rows` (of `read`) in their places."""
        kept = np.fromiter((known not in gone for known in self.ids), np.bool_, len(self.ids))
        return _merged(self._only(kept), _columns(rows)) if rows else self._only(kept)

    def _only(self, kept: Flags) -> Columns:
        words = {name: Coded.of(w.codes[kept], w.words) for name, w in self.words.items()}
        return Columns(self.ids[kept], self.falling[kept], self.end[kept], words)

    def _day(self, row: int) -> dt.date | None:
        falling = int(self.falling[row])
        return None if falling == _UNDATED else dt.date.fromordinal(-falling)

    def place_of(self, day: int, incident_id: str) -> int:
        """The first row that stands behind this day (counted downwards) and id."""
        low, high = self._first(day), self._first(day + 1)
        while low < high:
            middle = (low + high) // 2
            if self.ids[middle] < incident_id:
                high = middle
            else:
                low = middle + 1
        return low

    def _first(self, day: int) -> int:
        """The first row of this day (counted downwards) or of one behind it."""
        # A key of another width would have the whole column copied.
        return int(self.falling.searchsorted(np.int64(day)))

    def _span(self, wanted: IncidentFilter, after: Position | None) -> slice:
        dated = self._first(_UNDATED)
        low, high = 0, len(self.ids)
        if wanted.dated is not None:
            low, high = (0, dated) if wanted.dated else (dated, high)
        if wanted.date_from is not None or wanted.date_to is not None:
            high = min(high, dated)
        if wanted.date_to is not None:
            low = max(low, self._first(-wanted.date_to.toordinal()))
        if after is not None:
            day, last_id = after
            falling = _UNDATED if day is None else -day.toordinal()
            # A cursor without an id stands before all that have no date.
            low = max(low, self.place_of(falling, last_id) if last_id or day else dated)
        return slice(low, max(low, high))

    def _passing(self, wanted: IncidentFilter, span: slice) -> Iterator[npt.NDArray[np.intp]]:
        """The rows of the span that the filter lets through, in blocks."""
        asked = list(self._asked(wanted))
        if not all(one.rows for one in asked):
            return
        passing = [one.passing for one in asked if one.rows < len(self.ids)]
        since = wanted.date_from.toordinal() if wanted.date_from else None
        start, length = span.start, _FIRST_BLOCK
        while start < span.stop:
            stop = min(start + length, span.stop)
            yield self._let_through(slice(start, stop), since, passing)
            start, length = stop, length * 2

    def _let_through(
        self, block: slice, since: int | None, passing: Sequence[Flags]
    ) -> npt.NDArray[np.intp]:
        """The rows of a block that pass all."""
        flags = [one[block] for one in passing]
        if since is not None:
            flags.append(self.end[block] >= since)
        if not flags:
            return np.arange(block.start, block.stop)
        both, *more = flags
        for one in more:
            both = np.logical_and(both, one)
        rows: npt.NDArray[np.intp] = np.flatnonzero(both) + block.start
        return rows

    def _asked(self, wanted: IncidentFilter) -> Iterator[Asked]:
        """The conditions on words; days are left to `_span` and `_passing`."""
        for name, word in (("country", wanted.country), ("admin1", wanted.admin1)):
            if word:
                yield self._told(name, word, partial(eq, word))
        for name, among in (
            ("type", wanted.types), ("place_precision", wanted.precisions),
            ("grade", wanted.grades), ("review", wanted.reviews),
        ):  # fmt: skip
            if among:
                yield self._told(name, among, frozenset(among).__contains__)
        if wanted.withdrawn is not None:
            yield self._told("withdrawn", wanted.withdrawn, partial(eq, wanted.withdrawn))
        if wanted.actor is not None:
            piece = f"|{wanted.actor}|"
            yield self._told("actors", piece, lambda actors: piece in actors)
        if wanted.least_sources is not None:
            yield self._told("sources", wanted.least_sources, partial(le, wanted.least_sources))
        yield from self._rarely_asked(wanted)

    def _rarely_asked(self, wanted: IncidentFilter) -> Iterator[Asked]:
        if wanted.place:
            place, part = wanted.place, f"{wanted.place} ("
            yield self._told(
                "place_name",
                place,
                lambda name: name is not None and (name == place or name.startswith(part)),
            )
        if wanted.publisher is not None:
            publisher = wanted.publisher
            yield self._told("publishers", publisher, lambda several: publisher in several)
        if wanted.disputed is not None:
            yield self._told("differ", wanted.disputed, partial(eq, wanted.disputed))
        if wanted.changed_since is not None:
            # Hardly asked twice: not remembered.
            yield self.words["updated_at"].asked(partial(lt, wanted.changed_since))

    def _told(self, name: str, value: Hashable, passes: Callable[[Any], bool]) -> Asked:
        """The condition on a column; what was asked before is remembered."""
        known = self._known.get((name, value))
        if known is None:
            if len(self._known) * len(self.ids) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[name, value] = self.words[name].asked(passes)
        return known


def answers(wanted: IncidentFilter) -> bool:
    """Whether the columns hold all that the filter asks; the others are for the database."""
    return wanted.doc_id is None and wanted.within is None


def fits(connection: Connection) -> bool:
    """Whether the store holds few enough incidents to keep their columns."""
    return int(connection.scalar(select(func.count()).select_from(incidents)) or 0) <= MOST


def read(connection: Connection, ids: Iterable[str] | None = None) -> list[Any]:
    """The rows that columns are made of: all, or those of some incidents that are there."""
    if ids is None:
        return list(connection.execute(_QUERY))
    return [
        row
        for chunk in chunks(ids)
        for row in connection.execute(_QUERY.where(incidents.c.incident_id.in_(chunk)))
    ]


def of(rows: Sequence[Any]) -> Columns:
    """The columns of these rows."""
    return _columns(rows)


def _columns(rows: Sequence[Any]) -> Columns:
    keyed = sorted(((row[1] or dt.date.min, row[0], row) for row in rows), reverse=True)
    rows = [row for *_, row in keyed]
    ids = np.empty(len(rows), dtype=object)
    ids[:] = [row[0] for row in rows]
    falling = [-row[1].toordinal() if row[1] else _UNDATED for row in rows]
    end = [row[2].toordinal() if row[2] else _NO_END for row in rows]
    return Columns(
        ids,
        np.array(falling, dtype=np.int64),
        np.array(end, dtype=np.int32),
        {name: _coded([row[n] for row in rows]) for n, name in enumerate(_HELD, start=3)},
    )


def _coded(words: Sequence[Any]) -> Coded:
    words = [tuple(word) if isinstance(word, list) else word for word in words]
    numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
    codes = np.array([numbers[word] for word in words], dtype=np.int32)
    return Coded.of(codes, tuple(numbers))


def _merged(old: Columns, new: Columns) -> Columns:
    """Both in one order."""
    places = [
        old.place_of(int(day), known) for day, known in zip(new.falling, new.ids, strict=True)
    ]
    words = {}
    for name, coded in old.words.items():
        fresh = new.words[name]
        known = {word: number for number, word in enumerate(coded.words)}
        for word in fresh.words:
            known.setdefault(word, len(known))
        renumbered = np.array([known[word] for word in fresh.words], dtype=np.int32)[fresh.codes]
        codes = np.insert(coded.codes.astype(np.int32), places, renumbered)
        words[name] = Coded.of(codes, tuple(known))
    return Columns(
        np.insert(old.ids, places, new.ids),
        np.insert(old.falling, places, new.falling),
        np.insert(old.end, places, new.end),
        words,
    )
