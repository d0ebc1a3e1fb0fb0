"""How many other happenings a report might be of: what else its place, or its day, has seen."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasid.model import Place, PlacePrecision, Report

# Days before and after a report over which its place's happenings are counted: short enough that
# an offensive shows.
_AROUND_DAYS = 15
_STRETCH_DAYS = 2 * _AROUND_DAYS + 1
_FINE = (PlacePrecision.SITE, PlacePrecision.TOWN)
# A place that saw something on almost every day may have seen any number.
_BUSIEST = 0.97


class Seen(NamedTuple):
    """That a kind of happening was told of a town, in its unit, on a day (an ordinal)."""

    unit: str
    place: str
    kind: str
    day: int


@dataclass(frozen=True, slots=True)
class Rivals:
    """For each report how much else there was; NaN where that cannot be said.

    `here`: happenings a day in its town, over its stretch of days. `around` and `like_it`: towns
    of its first-level unit, and of all, that saw its kind within a day of it.
    """

    here: NDArray[np.float64]
    around: NDArray[np.float64]
    like_it: NDArray[np.float64]


def seen(report: Report) -> Seen | None:
    """What a report says of a town and a day; None where it does not know both."""
    date, place = report.event.date, report.event.place
    if date.start is None or date.start != date.end or place is None:
        return None
    if place.precision not in _FINE:
        return None
    kind, day = report.event.type, date.start.toordinal()
    return Seen(unit_key(place.country, place.admin1), _town(place), kind, day)


def stretches(reports: Iterable[Report]) -> list[tuple[dt.date, dt.date]]:
    """First and last days of the stretches in which rivals of the reports are counted, merged."""
    found: list[tuple[int, int]] = []
    for day in sorted({day for report in reports if (day := _day(report)) is not None}):
        first, last = max(1, day - _AROUND_DAYS), day + _AROUND_DAYS
        if found and first <= found[-1][1] + 1:
            first = found.pop()[0]
        found.append((first, last))
    return [(dt.date.fromordinal(first), dt.date.fromordinal(last)) for first, last in found]


def unit_key(country: str | None, admin1: str | None) -> str:
    """What tells a first-level unit from others."""
    return f"{country or ''}/{admin1 or ''}"


def town_key(country: str | None, admin1: str | None, name: str | None) -> str:
    """What tells a town from others."""
    return f"{unit_key(country, admin1)}/{name or ''}"


def _town(place: Place) -> str:
    return town_key(place.country, place.admin1, place.name)


def rivals(reports: Sequence[Report], elsewhere: Iterable[Seen] = ()) -> Rivals:
    """How much else there was for each report, by these reports and what else was seen.

    A town's happenings are counted by days with any (of a share s of days, -ln(1 - s) a day):
    one that fifty outlets tell does not make a town busy.
    """
    every = {one for report in reports if (one := seen(report))}.union(elsewhere)
    days: dict[str, list[int]] = defaultdict(list)
    for place, day in sorted({(one.place, one.day) for one in every}):
        days[place].append(day)
    here = [_a_day(days, report) for report in reports]
    found = []
    for unit in (True, False):
        towns = _counted(
            {((one.unit if unit else "", one.kind), one.day, one.place) for one in every}
        )
        found.append([_towns(towns, report, unit) for report in reports])
    return Rivals(*(np.array(column, np.float64) for column in (here, *found)))


def _a_day(days: Mapping[str, Sequence[int]], report: Report) -> float:
    place, day = report.event.place, _day(report)
    if place is None or day is None:
        return math.nan
    busy = days.get(_town(place), ())
    many = bisect_right(busy, day + _AROUND_DAYS) - bisect_left(busy, day - _AROUND_DAYS)
    return -math.log1p(-min(many / _STRETCH_DAYS, _BUSIEST))


def _towns(towns: Mapping[tuple[Hashable, int], int], report: Report, within: bool) -> float:
    place, day, unit = report.event.place, _day(report), ""
    if within:
        unit = unit_key(place.country, place.admin1) if place and place.admin1 else ""
    if day is None or (within and not unit):
        return math.nan
    key = unit, report.event.type
    return float(sum(towns.get((key, day + step), 0) for step in (-1, 0, 1)))


def _counted(rows: Collection[tuple[Hashable, int, object]]) -> dict[tuple[Hashable, int], int]:
    """How many rows share their first two fields."""
    found: dict[tuple[Hashable, int], int] = {}
    for first, second, _ in rows:
        found[first, second] = found.get((first, second), 0) + 1
    return found


def _day(report: Report) -> int | None:
    date = report.event.date
    start = None if date.reported else date.start or date.end
    day = start or report.published
    return day.toordinal() if day else None
