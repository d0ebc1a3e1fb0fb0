"""Which reports are compared at all: those near in time and place, or of one wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rasid.link.features import FINENESS, UNKNOWN_FINENESS, Features, Floats, Ints
from rasid.model import PlacePrecision

# Dates wider than this many days are looked up by month instead of day by day.
_FINE_DAYS = 8
# Wider dates ("in the last years") are too vague to look up at all.
_WIDEST_DAYS, _MONTH_DAYS = 400, 31
# A report without a date of its own is looked for on the day it was told and this many before.
_TOLD_BEFORE = 3
# Half a cell of this many degrees (about 30 km) is looked at around a place.
_CELL = 0.3
# A block with more reports than this is too unspecific to compare all its pairs.
_LARGEST = {"place": 2000, "cell": 400, "admin1": 120, "month": 80, "nowhere": 80, "toll": 80}
_LARGEST |= {"text": 60}


@dataclass(frozen=True, slots=True)
class _Keys:
    """Rows of (report, day or month) in one kind of time."""

    report: Ints
    time: Ints


def candidate_pairs(features: Features, *, by_text: bool = True) -> tuple[Ints, Ints]:
    """Row numbers of the pairs to compare, each pair once, first < second.

    `by_text` False leaves out pairs that only share wording or origin.
    """
    return distinct(candidate_codes(features, by_text=by_text))


def distinct(codes: Sequence[NDArray[np.int64]]) -> tuple[Ints, Ints]:
    """Row numbers of the pairs of some codes, each pair once."""
    every = np.unique(np.concatenate(codes)) if codes else np.empty(0, dtype=np.int64)
    return every >> 32, every & 0xFFFFFFFF


def candidate_codes(features: Features, *, by_text: bool = True) -> list[NDArray[np.int64]]:
    """The pairs of `candidate_pairs` as (first << 32) + second, some of them several times."""
    # Of the pairs of these blocks one report at least is of this kind.
    least = {"month": features.end - features.start > _FINE_DAYS, "toll": _nowhere(features)}
    found = []
    for name, reports, keys in _blocks(features):
        if name == "text" and not by_text:
            continue
        pairs = _pairs_in_blocks(reports, keys, _LARGEST[name])
        if name in least:
            pairs = pairs[least[name][pairs >> 32] | least[name][pairs & 0xFFFFFFFF]]
        found.append(pairs)
    return found


def _blocks(features: Features) -> Iterator[tuple[str, Ints, Ints]]:
    """Each kind of block: its name, and pairs of report and block key."""
    fine = _fine_days(features)
    for name, codes in (("place", features.place), ("admin1", features.admin1)):
        yield name, *_joined(fine, codes)
    for row in (0, 1):
        for column in (0, 1):
            yield "cell", *_joined(fine, _cells(features, row, column))
    months = _months(features)
    for codes in (features.place, features.admin1):
        yield "month", *_joined(months, codes)
    kinds = _kinds(features)
    yield "nowhere", *_joined(fine, np.where(features.fineness == UNKNOWN_FINENESS, kinds, -1))
    for count in (features.killed_low, features.injured_low):
        yield "toll", *_joined(fine, _tolls(count, kinds))
    rare = features.rare.tocoo()
    yield "text", rare.row.astype(np.int64), rare.col.astype(np.int64)
    rows = np.arange(len(features), dtype=np.int64)
    yield "text", rows, features.origin


def _spread(start: Ints, end: Ints, rows: Ints) -> _Keys:
    """A row for every whole number from start to end of each report."""
    widths = end - start + 1
    report = np.repeat(rows, widths)
    offset = np.arange(len(report)) - np.repeat(np.cumsum(widths) - widths, widths)
    return _Keys(report, np.repeat(start, widths) + offset)


def _fine_days(features: Features) -> _Keys:
    """Days on which a report may be met: its own and the next, so that a day's gap is bridged."""
    start, end = features.start.copy(), features.end.copy()
    undated = (start < 0) & (features.told >= 0)
    start[undated] = features.told[undated] - _TOLD_BEFORE
    end[undated] = features.told[undated]
    rows = np.flatnonzero((start >= 0) & (end - start <= _FINE_DAYS))
    return _spread(start[rows], end[rows] + 1, rows)


def _months(features: Features) -> _Keys:
    """Months of all dated reports; only pairs with a coarse one are made of them."""
    rows = np.flatnonzero((features.start >= 0) & (features.end - features.start <= _WIDEST_DAYS))
    start, end = features.start[rows] // _MONTH_DAYS, features.end[rows] // _MONTH_DAYS
    return _spread(start, end, rows)


def _cells(features: Features, row: int, column: int) -> Ints:
    """A grid cell for every finely placed report; -1 elsewhere. Four grids, each moved by half."""
    codes = np.full(len(features), -1, dtype=np.int64)
    fine = np.flatnonzero(~np.isnan(features.lat) & (features.fineness <= _district()))
    lat = np.floor(features.lat[fine] / _CELL + row / 2).astype(np.int64) + 1000
    lon = np.floor(features.lon[fine] / _CELL + column / 2).astype(np.int64) + 2000
    codes[fine] = ((lat * 10_000 + lon) * 2 + row) * 2 + column
    return codes


def _district() -> int:
    return list(PlacePrecision).index(PlacePrecision.DISTRICT)


def _nowhere(features: Features) -> NDArray[np.bool_]:
    """True where no place finer than a region is named."""
    return np.asarray(features.fineness > FINENESS[PlacePrecision.GOVERNORATE])


def _kinds(features: Features) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(k, len(known)) for k in features.kind], dtype=np.int64)


def _tolls(count: Floats, kinds: Ints) -> Ints:
    """Kind and number together; -1 where none was hurt or no number is told."""
    hurt = np.nan_to_num(count, nan=0.0).astype(np.int64)
    return np.where(hurt > 0, hurt * (int(kinds.max(initial=0)) + 1) + kinds, -1)


def _joined(keys: _Keys, codes: Ints) -> tuple[Ints, Ints]:
    """Report and key, where the key is time and code together; reports without a code left out."""
    code = codes[keys.report]
    known = code >= 0
    return keys.report[known], keys.time[known] * (int(codes.max(initial=0)) + 1) + code[known]


def _pairs_in_blocks(report: Ints, key: Ints, largest: int) -> NDArray[np.int64]:
    """Pairs of reports that share a key, as (first << 32) + second; large blocks left out.

    A pair that shares several keys comes several times.
    """
    order = np.lexsort((report, key))
    report, key = report[order], key[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.empty(0, int)
    sizes = np.diff(np.r_[starts, len(key)])
    found = []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= largest)]):
        firsts = starts[sizes == size]
        a, b = np.triu_indices(int(size), 1)
        first = report[(firsts[:, None] + a[None, :]).ravel()]
        second = report[(firsts[:, None] + b[None, :]).ravel()]
        low, high = np.minimum(first, second), np.maximum(first, second)
        found.append(((low << 32) + high)[low != high])
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)
