"""Incident: the reports of several articles judged to be one happening."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rasid.model.event import Event
from rasid.model.interval import Count, DateInterval
from rasid.model.place import Place


class TollRule(StrEnum):
    """How the best figure is chosen from reports that disagree.

    conservative: the lowest figure of the latest independent reports (as ACLED does);
    best: the figure most independent sources give, the later where equal (as UCDP does);
    min_max: no best figure, the range alone (as Iraq Body Count does).
    """

    CONSERVATIVE = "conservative"
    BEST = "best"
    MIN_MAX = "min_max"


class Grade(StrEnum):
    """How well an incident is supported; the stated rule stands in `Incident.grade_reason`."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"


class Review(StrEnum):
    """What a person has said of an incident."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Report:
    """One event of one article as linking sees it.

    `origin` names the group of articles that are copies of one text: sources are counted by it.
    """

    doc_id: str
    event: Event
    origin: str
    publisher: str | None = None
    published: dt.date | None = None

    @property
    def key(self) -> str:
        """Names the report for good: article and place of the trigger, not the event's number."""
        trigger = self.event.trigger
        return f"{self.doc_id}#{trigger.start}-{trigger.end}-{self.event.type}-{self._where}"

    @property
    def _where(self) -> str:
        return self.event.place.text if self.event.place else ""

    def to_json(self) -> dict[str, Any]:
        return {
            "doc_id": self.doc_id,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "origin": self.origin,
            "event": self.event.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Toll:
    """Low, best and high number of people, with the rule that chose best."""

    low: int | None
    best: int | None
    high: int | None
    rule: TollRule

    def to_json(self) -> dict[str, Any]:
        return {"low": self.low, "best": self.best, "high": self.high, "rule": self.rule.value}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which independent reports disagree: each value with the articles that give it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "values": [{"value": value, "doc_ids": list(ids)} for value, ids in self.values],
        }


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's canonical name and the id of the knowledge base, "" where it has none."""

    actor: str
    actor_id: str = ""

    def to_json(self) -> dict[str, str]:
        return {"actor": self.actor, "actor_id": self.actor_id}


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening; keeps every report, what they agree on and where they differ.

    `sources` counts independent origins, not copies. `first_seen` and `last_seen` are days of
    publication (None where no report is dated). `withdrawn` where the reports were retracted.
    """

    incident_id: str
    type: str
    date: DateInterval
    place: Place | None
    reports: tuple[Report, ...]
    initiators: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    killed: Toll | None = None
    injured: Toll | None = None
    detained: Count | None = None
    sources: int = 1
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
    first_reported_by: str | None = None
    grade: Grade = Grade.WEAK
    grade_reason: str = ""
    conflicts: tuple[Conflict, ...] = ()
    review: Review = Review.UNREVIEWED
    withdrawn: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "incident_id": self.incident_id,
            "type": self.type,
            "date": self.date.to_json(),
            "place": self.place.to_json() if self.place else None,
            "initiators": [party.to_json() for party in self.initiators],
            "targets": [party.to_json() for party in self.targets],
            "killed": self.killed.to_json() if self.killed else None,
            "injured": self.injured.to_json() if self.injured else None,
            "detained": self.detained.to_json() if self.detained else None,
            "sources": self.sources,
            "first_seen": self.first_seen.isoformat() if self.first_seen else None,
            "last_seen": self.last_seen.isoformat() if self.last_seen else None,
            "first_reported_by": self.first_reported_by,
            "grade": self.grade.value,
            "grade_reason": self.grade_reason,
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "review": self.review.value,
            "withdrawn": self.withdrawn,
            "reports": [report.to_json() for report in self.reports],
        }
