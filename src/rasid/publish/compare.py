"""Machine against human: how much of each other's incidents two data sets hold."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rasid.model import DatePrecision, Incident, PlacePrecision

EARTH_KM = 6371.0088
_POINT = frozenset({PlacePrecision.SITE, PlacePrecision.TOWN})
# Spans longer than this (days) say too little of when it was to match anything by.
_LONGEST_SPAN = 31


@dataclass(frozen=True, slots=True)
class Spot:
    """What is compared of an incident: first and last day, point in degrees, governorate.

    `exact`: its day and its place (to the town) are known; others can only perhaps be matched.
    """

    start: dt.date
    end: dt.date
    lat: float
    lon: float
    admin1: str | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Share:
    """Of `rows` that can be compared, those with a counterpart.

    `matched` of the `exact` ones have an exact counterpart within the distance and days asked
    for; `perhaps` more have one only if a coarse place or day is taken at its widest (the same
    governorate, overlapping days).
    """

    rows: int
    exact: int
    matched: int
    perhaps: int

    @property
    def share(self) -> float | None:
        """Matched ones among the exact ones, None where there is none."""
        return self.matched / self.exact if self.exact else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts and shares of two data sets over the days that both cover."""

    first: dt.date | None
    last: dt.date | None
    within_km: float
    within_days: int
    machine: Share
    human: Share
    outside: dict[str, int]
    incomparable: dict[str, int]
    weeks: tuple[tuple[str, int, int], ...]
    units: tuple[tuple[str, int, int], ...]

    def to_json(self) -> dict[str, Any]:
        """The comparison by field name; weeks and units as objects with both counts."""
        return {
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "within_km": self.within_km,
            "within_days": self.within_days,
            "machine": _share_json(self.machine),
            "human": _share_json(self.human),
            "outside_days": self.outside,
            "without_day_or_place": self.incomparable,
            "weeks": [{"week": w, "machine": m, "human": h} for w, m, h in self.weeks],
            "units": [{"admin1": u, "machine": m, "human": h} for u, m, h in self.units],
        }


def _share_json(share: Share) -> dict[str, Any]:
    return {
        "comparable": share.rows,
        "exact": share.exact,
        "matched": share.matched,
        "share": None if share.share is None else round(share.share, 4),
        "perhaps": share.perhaps,
    }


def compare(
    machine: Iterable[Incident],
    human: Iterable[Incident],
    within_km: float = 10.0,
    within_days: int = 1,
) -> Comparison:
    """Compare two data sets over the days that both cover.

    Weeks are ISO weeks (Monday to Sunday) of the first possible day. Incidents without a day or
    a place are counted, not compared.
    """
    sides = [list(machine), list(human)]
    names = ("machine", "human")
    first, last = _common(sides)
    inside = [[i for i in side if _inside(i, first, last)] for side in sides]
    spots = [[s for i in side if (s := spot_of(i)) is not None] for side in inside]
    shares = (
        _share(spots[0], spots[1], within_km, within_days),
        _share(spots[1], spots[0], within_km, within_days),
    )
    counts = zip(names, sides, inside, spots, strict=True)
    dated = {name: sum(i.date.start is not None for i in side) for name, side, *_ in counts}
    return Comparison(
        first,
        last,
        within_km,
        within_days,
        *shares,
        outside={n: dated[n] - len(inside[at]) for at, n in enumerate(names)},
        incomparable={
            n: len(sides[at]) - dated[n] + len(inside[at]) - len(spots[at])
            for at, n in enumerate(names)
        },
        weeks=_counted([[week_of(i) for i in side] for side in inside], by_name=True),
        units=_counted([[_unit(i) for i in side] for side in inside], by_name=False),
    )


def spot_of(incident: Incident) -> Spot | None:
    """The incident as a spot; None without a day (to a month) or without coordinates."""
    date, place = incident.date, incident.place
    if date.start is None or place is None or place.lat is None or place.lon is None:
        return None
    end = date.end or date.start
    if (end - date.start).days > _LONGEST_SPAN:
        return None
    exact = date.precision is DatePrecision.DAY and place.precision in _POINT
    return Spot(date.start, end, place.lat, place.lon, place.admin1, exact)


def week_of(incident: Incident) -> str:
    """The ISO week of the first possible day, as 2016-W05; "" where none is known."""
    start = incident.date.start
    return f"{start:%G-W%V}" if start else ""


def _unit(incident: Incident) -> str:
    return (incident.place and incident.place.admin1) or ""


def _common(sides: Sequence[Sequence[Incident]]) -> tuple[dt.date | None, dt.date | None]:
    """First and last day that both data sets cover; None where they do not meet."""
    days = [[i.date.start for i in side if i.date.start] for side in sides]
    if not all(days):
        return None, None
    first, last = max(map(min, days)), min(map(max, days))
    return (first, last) if first <= last else (None, None)


def _inside(incident: Incident, first: dt.date | None, last: dt.date | None) -> bool:
    start = incident.date.start
    if start is None or first is None or last is None:
        return False
    return first <= start <= last


def _counted(sides: Sequence[Sequence[str]], *, by_name: bool) -> tuple[tuple[str, int, int], ...]:
    machine, human = (Counter(side) for side in sides)
    rows = [(key, machine[key], human[key]) for key in machine | human]
    rows.sort(key=(lambda r: r[0]) if by_name else (lambda r: (-(r[1] + r[2]), r[0])))
    return tuple(rows)


def _share(ours: Sequence[Spot], theirs: Sequence[Spot], km: float, days: int) -> Share:
    """How many of ours have a counterpart among theirs."""
    ordered = sorted(theirs, key=lambda spot: spot.start)
    starts = [spot.start for spot in ordered]
    reach = dt.timedelta(days=days)
    matched = perhaps = 0
    for one in ours:
        # A coarse spot may begin a month before it ends within reach.
        low = bisect_left(starts, one.start - reach - dt.timedelta(days=_LONGEST_SPAN))
        high = bisect_right(starts, one.end + reach)
        near = [o for o in ordered[low:high] if o.end + reach >= one.start]
        if one.exact and any(o.exact and _close(one, o, km) for o in near):
            matched += 1
        elif any(_perhaps(one, o, km) for o in near):
            perhaps += 1
    return Share(len(ours), sum(spot.exact for spot in ours), matched, perhaps)


def _perhaps(one: Spot, other: Spot, km: float) -> bool:
    """Whether the two may be one where at least one is told coarsely."""
    if one.exact and other.exact:
        return False
    same = one.admin1 is not None and one.admin1 == other.admin1
    return same or _close(one, other, km)


def _close(one: Spot, other: Spot, km: float) -> bool:
    # A degree of latitude is 111.2 km everywhere: most pairs are told apart without trigonometry.
    if abs(one.lat - other.lat) * 111.0 > km:
        return False
    return kilometres(one, other) <= km


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance in km."""
    a, b, c, d = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))
