"""Brief: the answer to one question with every number's incidents, ready to be laid out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of an article that stands behind an incident, with where and when it stood."""

    text: str
    publisher: str | None
    published: dt.date | None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident as the brief lists it; `killed` is a text ("3", "2-5", "?")."""

    incident_id: str
    date: dt.date
    place: str
    type: str
    killed: str
    sources: tuple[str, ...] = ()
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and the incidents it counts."""

    value: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One governorate: four weeks now, before and a year ago; 52 weeks with their change.

    `change`, `low`, `high` are percents of 52 weeks against the 52 before (None: nothing
    before); `mean` is incidents in four weeks over the last 52; `spark` holds twelve sums of
    four weeks, oldest first; `complete` the share of the last four weeks that is in.
    """

    name: str
    now: Counted
    before: Counted | None
    last_year: Counted | None
    year: Counted
    mean: float
    change: float | None
    low: float | None
    high: float | None
    spark: tuple[int, ...]
    sources: int
    complete: float


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week by its last day; `expected` adds what is still to come in."""

    end: dt.date
    count: Counted
    expected: float
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A governorate on the map: centre in degrees, and its incidents of the last eight weeks."""

    name: str
    lat: float
    lon: float
    count: Counted


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a periodic brief shows.

    `answer` is the assessment as JSON, reasons in the language of the brief; `checks`, `figures`
    and `indicators` are rows of the assessment; `scored` is the last forecast beside what
    happened, None where there was none.
    """

    answer: Mapping[str, Any]
    units: tuple[UnitLine, ...]
    weeks: tuple[WeekLine, ...]
    spots: tuple[Spot, ...]
    entries: tuple[Entry, ...]
    checks: tuple[Mapping[str, Any], ...] = ()
    figures: tuple[Mapping[str, Any], ...] = ()
    indicators: tuple[Mapping[str, Any], ...] = ()
    scored: Mapping[str, Any] | None = None
    simulated: bool = False
