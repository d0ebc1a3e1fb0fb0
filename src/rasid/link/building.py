"""Reports judged to be one happening become an incident: what they agree on, what they do not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from rasid.link.conflicts import find_conflicts
from rasid.link.features import FINENESS
from rasid.link.grading import grade
from rasid.link.kinship import UNNAMED
from rasid.link.tolls import last_told, toll
from rasid.model import (
    UNKNOWN_DATE,
    ActorMention,
    Count,
    DateInterval,
    Incident,
    Modality,
    Party,
    Place,
    Report,
    TollRule,
)

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def build(incident_id: str, reports: Sequence[Report], rule: TollRule) -> Incident:
    """The incident that these reports tell, first told first."""
    told = sorted(reports, key=telling_order)
    asserted = [r for r in told if r.event.modality is Modality.ASSERTED]
    origins = set(_tellers(told).values())
    conflicts = find_conflicts(told)
    days = [report.published for report in told if report.published]
    grading = grade(told, origins, conflicts)
    return Incident(
        incident_id=incident_id,
        type=_most_told(told, lambda report: report.event.type, lambda kind: kind),
        date=_date(told),
        place=_place(told),
        reports=tuple(told),
        initiators=_parties(report.event.initiators for report in told),
        targets=_parties(report.event.targets for report in told),
        killed=toll(asserted, "killed", rule),
        injured=toll(asserted, "injured", rule),
        detained=_detained(asserted),
        sources=len(origins),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        first_reported_by=told[0].publisher,
        grade=grading[0],
        grade_reason=grading[1],
        conflicts=conflicts,
        withdrawn=_withdrawn(told),
    )


def _tellers(reports: Sequence[Report]) -> dict[str, str]:
    """For each origin who told it first, by which independent sources are counted.

    An outlet that tells a story again (its update, its own second item) is no second source.
    `reports` are in the order of telling; an unknown publisher is told by its text's origin.
    """
    found: dict[str, str] = {}
    for report in reports:
        found.setdefault(report.origin, report.publisher or report.origin)
    return found


def telling_order(report: Report) -> tuple[dt.date, str]:
    """Sorts reports: the first told first, undated ones last."""
    return report.published or dt.date.max, report.key


def _most_told(
    reports: Sequence[Report], value: Callable[[Report], T], name: Callable[[T], K]
) -> T:
    """The value that most sources tell; of equals the surest by its reader, then the first."""
    tellers = _tellers(reports)
    origins: dict[K, set[str]] = defaultdict(set)
    sure: dict[K, float] = defaultdict(float)
    first: dict[K, T] = {}
    for report in reports:
        told = value(report)
        key = name(told)
        first.setdefault(key, told)
        origins[key].add(tellers[report.origin])
        sure[key] = max(sure[key], report.event.confidence)
    order = list(first)
    best = max(order, key=lambda key: (len(origins[key]), sure[key], -order.index(key)))
    return first[best]


def _date(reports: Sequence[Report]) -> DateInterval:
    """The narrowest dates told; of equally narrow ones those that most origins tell.

    Where no report names a day, those within which it was told narrow what is named.
    """
    dated = [report for report in reports if report.event.date.start and report.event.date.end]
    named = [report for report in dated if not report.event.date.reported]
    if not dated:
        return next(
            (r.event.date for r in reports if r.event.date.start or r.event.date.end), UNKNOWN_DATE
        )
    told = [report.event.date for report in dated if report.event.date.reported]
    if not named:
        return _in_common(told)
    date = _narrowest(named)
    return _in_common([date, *told]) if told and _days(date) > _days(told[0]) else date


def _in_common(dates: Sequence[DateInterval]) -> DateInterval:
    """The days that all of the ranges share; the first range where they share none."""
    start = max(date.start for date in dates if date.start)
    end = min(date.end for date in dates if date.end)
    return replace(dates[-1], start=start, end=end) if start <= end else dates[0]


def _narrowest(dated: Sequence[Report]) -> DateInterval:
    narrowest = min(_width(report) for report in dated)
    fine = [report for report in dated if _width(report) == narrowest]
    return _most_told(fine, lambda report: report.event.date, lambda date: date)


def _width(report: Report) -> int:
    return _days(report.event.date)


def _days(date: DateInterval) -> int:
    return (date.end - date.start).days if date.start and date.end else 0


def _place(reports: Sequence[Report]) -> Place | None:
    """The finest place told; of equally fine ones the one that most origins tell."""
    placed = [report for report in reports if report.event.place]
    if not placed:
        return None
    finest = min(_fineness(report) for report in placed)
    fine = [report for report in placed if _fineness(report) == finest]
    return _most_told(
        fine,
        lambda report: report.event.place,
        lambda place: (place.place_id or place.name) if place else "",
    )


def _fineness(report: Report) -> tuple[int, bool]:
    place = report.event.place
    return (FINENESS[place.precision], place.lat is None) if place else (len(FINENESS), True)


def _parties(actors: Iterable[Sequence[ActorMention]]) -> tuple[Party, ...]:
    """Every actor told, in the order of telling; "Unidentified" only where nobody is named."""
    found: dict[str, Party] = {}
    for actor in (mention for mentions in actors for mention in mentions):
        held = found.get(actor.actor)
        if held is None or not held.actor_id:
            found[actor.actor] = Party(actor.actor, actor.actor_id)
    named = tuple(party for name, party in found.items() if name not in UNNAMED)
    return named or tuple(found.values())


def _detained(reports: Sequence[Report]) -> Count | None:
    counts = [one.count for one in last_told(reports, "detained")]
    whole = counts[0] if counts else None
    for count in counts[1:]:
        whole = whole.union(count) if whole else count
    return whole


def _withdrawn(reports: Sequence[Report]) -> bool:
    """True where every source that told it as having happened denied it in a later item."""
    last: dict[str, Modality] = {}
    for report in reports:
        last[report.publisher or report.origin] = report.event.modality
    told = any(report.event.modality is Modality.ASSERTED for report in reports)
    return told and all(modality is Modality.DENIED for modality in last.values())
