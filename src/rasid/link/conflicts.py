"""Fields in which the reports of one incident cannot all be right, each side with its articles."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rasid.link.features import FINENESS, RADIUS_KM
from rasid.link.kinship import are_kin, names
from rasid.link.nearness import EARTH_KM
from rasid.link.tolls import last_told
from rasid.model import (
    Conflict,
    Count,
    DatePrecision,
    Modality,
    Place,
    PlacePrecision,
    Report,
)

# Two towns told for one happening are a conflict from this distance on, their radii counted off.
_PLACES_APART_KM = 10.0


def find_conflicts(reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """The conflicts, in the order of the fields; empty where all reports can be right."""
    found = [
        _modality(reports),
        _actors(reports),
        _dates(reports),
        _places(reports),
        *(_count(reports, field) for field in ("killed", "injured", "detained")),
    ]
    return tuple(conflict for conflict in found if conflict is not None)


def _conflict(field: str, sides: Sequence[tuple[str, str]]) -> Conflict:
    """A conflict out of (value, doc_id), values in the order in which they were first told."""
    values: dict[str, list[str]] = {}
    for value, doc_id in sides:
        held = values.setdefault(value, [])
        if doc_id not in held:
            held.append(doc_id)
    return Conflict(field, tuple((value, tuple(ids)) for value, ids in values.items()))


def _modality(reports: Sequence[Report]) -> Conflict | None:
    if len({report.event.modality for report in reports}) == 1:
        return None
    return _conflict("modality", [(r.event.modality.value, r.doc_id) for r in reports])


def _actors(reports: Sequence[Report]) -> Conflict | None:
    told = [
        report
        for report in reports
        if names(report.event.initiators) and report.event.modality is Modality.ASSERTED
    ]
    # Who is told as the other side elsewhere is no rival: a clash has two.
    targets = {name for report in reports for name in names(report.event.targets)}
    sides = [(names(report.event.initiators), report) for report in told]
    apart = any(
        not (a | b) <= targets and not are_kin(first.event.initiators, second.event.initiators)
        for a, first in sides
        for b, second in sides
    )
    if not apart:
        return None
    return _conflict("initiators", [(", ".join(sorted(who)), r.doc_id) for who, r in sides])


def _dates(reports: Sequence[Report]) -> Conflict | None:
    told = [
        (report.event.date, report)
        for report in reports
        if report.event.date.precision is DatePrecision.DAY and report.event.date.start
    ]
    starts = [date.start for date, _ in told if date.start]
    ends = [date.end or date.start for date, _ in told if date.start]
    if not told or max(starts) <= min(day for day in ends if day):
        return None
    return _conflict("date", [(str(date.start), report.doc_id) for date, report in told])


def _places(reports: Sequence[Report]) -> Conflict | None:
    told = [
        (report.event.place, report)
        for report in reports
        if report.event.place
        and FINENESS[report.event.place.precision] <= FINENESS[PlacePrecision.TOWN]
    ]
    if not any(_apart(a, b) for a, _ in told for b, _ in told):
        return None
    return _conflict("place", [(place.name, report.doc_id) for place, report in told])


def _apart(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    reach = sum(place.radius_km or RADIUS_KM[place.precision] for place in (a, b))
    return kilometres(a.lat, a.lon, b.lat, b.lon) > _PLACES_APART_KM + reach


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance of two points given in degrees."""
    a, b, c, d = map(math.radians, (lat_a, lon_a, lat_b, lon_b))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def _count(reports: Sequence[Report], field: str) -> Conflict | None:
    told = last_told(reports, field)
    if not any(_disjoint(a.count, b.count) for a in told for b in told):
        return None
    return _conflict(field, [(_words(one.count), one.doc_id) for one in told])


def _disjoint(a: Count, b: Count) -> bool:
    def over(low: int | None, high: int | None) -> bool:
        return low is not None and high is not None and low > high

    return over(a.low, b.high) or over(b.low, a.high)


def _words(count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    if count.high is None:
        return f"{count.low} or more"
    return f"up to {count.high}" if count.low is None else f"{count.low} to {count.high}"
