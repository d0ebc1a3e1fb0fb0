"""Reports as columns: what comparing needs of each, as arrays of one length."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from rasid.link.details import victims_of, weapons_of
from rasid.link.kinship import camps, is_crowd, lines
from rasid.link.rivals import Seen, rivals
from rasid.link.wording import incidence, wording, words_of
from rasid.model import ActorMention, Count, DateInterval, Modality, PlacePrecision, Report

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# How many kilometres a place of each precision may be off where the gazetteer gives no radius.
RADIUS_KM = {
    PlacePrecision.SITE: 2.0,
    PlacePrecision.TOWN: 5.0,
    PlacePrecision.DISTRICT: 20.0,
    PlacePrecision.GOVERNORATE: 80.0,
    PlacePrecision.REGION: 200.0,
    PlacePrecision.COUNTRY: 400.0,
    PlacePrecision.UNKNOWN: 1000.0,
}
FINENESS = {precision: rank for rank, precision in enumerate(RADIUS_KM)}
UNKNOWN_FINENESS = len(FINENESS)
_MUTUAL = "armed_clash"


@dataclass(frozen=True, slots=True)
class Features:
    """One row a report. Days are ordinals (-1 unknown); counts are NaN where unknown.

    `here`, `around` and `like_it` say how much else there was (`rivals.Rivals`).

    The last eight are sparse: reports x names (of actors, their sides, weapons, victims) or
    x words (`words` weighed by rarity, rows of length 1; `rare` marks the rarest).
    """

    reports: Sequence[Report]
    document: Ints
    origin: Ints
    kind: Sequence[str]
    start: Ints
    end: Ints
    told: Ints
    lat: Floats
    lon: Floats
    radius: Floats
    fineness: Ints
    place: Ints
    admin1: Ints
    country: Ints
    killed_low: Floats
    killed_high: Floats
    injured_low: Floats
    injured_high: Floats
    here: Floats
    around: Floats
    like_it: Floats
    who_is_crowd: Flags
    whom_is_crowd: Flags
    who: csr_matrix
    whom: csr_matrix
    who_beside: csr_matrix
    whom_beside: csr_matrix
    weapons: csr_matrix
    victims: csr_matrix
    words: csr_matrix
    rare: csr_matrix

    def __len__(self) -> int:
        return len(self.reports)


def features_of(reports: Sequence[Report], elsewhere: Iterable[Seen] = ()) -> Features:
    """The columns of the reports, in their order; `elsewhere` is what other reports saw."""
    dates = np.array([_days(r.event.date) for r in reports], dtype=np.int64).reshape(-1, 2)
    killed = np.array([_bounds(r.event.killed) for r in reports], np.float64).reshape(-1, 2)
    injured = np.array([_bounds(r.event.injured) for r in reports], np.float64).reshape(-1, 2)
    points = np.array([_point(r) for r in reports], dtype=np.float64).reshape(-1, 3)
    others = rivals(reports, elsewhere)
    who, whom = _sides(reports)
    days = [_iso_day(report) for report in reports]
    # Report by report, not kind by kind: each asks for the words of the same sentence.
    told = [(words_of(report), weapons_of(report), victims_of(report)) for report in reports]
    words, rare = wording([words for words, _, _ in told])
    places = [report.event.place for report in reports]
    return Features(
        reports=reports,
        document=_codes(report.doc_id for report in reports),
        origin=_codes(report.origin for report in reports),
        kind=[report.event.type for report in reports],
        start=dates[:, 0],
        end=dates[:, 1],
        told=np.array(
            [r.published.toordinal() if r.published else -1 for r in reports], dtype=np.int64
        ),
        lat=points[:, 0],
        lon=points[:, 1],
        radius=points[:, 2],
        fineness=np.array(
            [FINENESS[p.precision] if p else UNKNOWN_FINENESS for p in places], dtype=np.int64
        ),
        place=_codes((p.place_id or p.name) if p else "" for p in places),
        admin1=_codes(f"{p.country or ''}/{p.admin1}" if p and p.admin1 else "" for p in places),
        country=_codes((p.country or "") if p else "" for p in places),
        killed_low=killed[:, 0],
        killed_high=killed[:, 1],
        injured_low=injured[:, 0],
        injured_high=injured[:, 1],
        here=others.here,
        around=others.around,
        like_it=others.like_it,
        who_is_crowd=np.array([is_crowd(side) for side in who], dtype=np.bool_),
        whom_is_crowd=np.array([is_crowd(side) for side in whom], dtype=np.bool_),
        who=incidence([lines(side) for side in who]),
        whom=incidence([lines(side) for side in whom]),
        who_beside=incidence([camps(*one) for one in zip(who, days, strict=True)]),
        whom_beside=incidence([camps(*one) for one in zip(whom, days, strict=True)]),
        weapons=incidence([weapons for _, weapons, _ in told]),
        victims=incidence([victims for _, _, victims in told]),
        words=words,
        rare=rare,
    )


def is_linked(report: Report) -> bool:
    """True for a particular happening that is told or denied: only such make incidents."""
    return report.event.specific and report.event.modality is not Modality.PLANNED


def _sides(
    reports: Sequence[Report],
) -> tuple[list[Sequence[ActorMention]], list[Sequence[ActorMention]]]:
    """Initiators and targets; of a clash both for either, as outlets differ on who attacked."""
    who: list[Sequence[ActorMention]] = []
    whom: list[Sequence[ActorMention]] = []
    for event in (report.event for report in reports):
        both = (*event.initiators, *event.targets) if event.type == _MUTUAL else None
        who.append(both or event.initiators)
        whom.append(both or event.targets)
    return who, whom


def _iso_day(report: Report) -> str | None:
    day = report.event.date.start or report.published
    return day.isoformat() if day else None


def _codes(values: Iterable[str]) -> Ints:
    """A number for each distinct value; -1 for ""."""
    known: dict[str, int] = {"": -1}
    return np.array([known.setdefault(value, len(known) - 1) for value in values], dtype=np.int64)


def _days(date: DateInterval) -> tuple[int, int]:
    if date.reported:  # Says no more than the day of telling, which is compared as such.
        return -1, -1
    start, end = date.start or date.end, date.end or date.start
    return (start.toordinal(), end.toordinal()) if start and end else (-1, -1)


def _bounds(count: Count | None) -> tuple[float, float]:
    if count is None:
        return math.nan, math.nan
    return (
        float(count.low) if count.low is not None else 0.0,
        float(count.high) if count.high is not None else math.inf,
    )


def _point(report: Report) -> tuple[float, float, float]:
    place = report.event.place
    if place is None or place.lat is None or place.lon is None:
        return math.nan, math.nan, math.nan
    return place.lat, place.lon, place.radius_km or RADIUS_KM[place.precision]
