"""Event: one report of one happening, as one article tells it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rasid.model.actor import ActorMention, SourceMention
from rasid.model.evidence import Evidence
from rasid.model.interval import UNKNOWN_DATE, Count, DateInterval
from rasid.model.place import Place


class Modality(StrEnum):
    """Whether it is told as having happened."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the rule or weight behind it and the readings that lost."""

    field: str
    rule: str
    weight: float | None = None
    detail: str = ""
    rivals: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "rule": self.rule,
            "weight": self.weight,
            "detail": self.detail,
            "rivals": list(self.rivals),
        }


@dataclass(frozen=True, slots=True)
class Event:
    """One report of one happening; what one article says, not the truth.

    `type` is a sub-event type code of the knowledge base; `trigger` lies inside `evidence`.
    `specific` False: habitual or aggregate, where an analyst would enter no row.
    `killed`, `injured`, `detained`: None where the text says nothing.
    `confidence` is the reader's probability (0-1) that an analyst would enter this row.
    """

    event_id: str
    type: str
    evidence: Evidence
    trigger: Evidence
    modality: Modality = Modality.ASSERTED
    specific: bool = True
    background: bool = False
    date: DateInterval = UNKNOWN_DATE
    place: Place | None = None
    initiators: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    killed: Count | None = None
    injured: Count | None = None
    detained: Count | None = None
    sources: tuple[SourceMention, ...] = ()
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON in the names of the annotation guidelines, with offsets beside each quote."""
        return {
            "id": self.event_id,
            "type": self.type,
            "evidence": self.evidence.quote,
            "evidence_span": [self.evidence.start, self.evidence.end],
            "trigger": self.trigger.quote,
            "trigger_span": [self.trigger.start, self.trigger.end],
            "modality": self.modality.value,
            "specific": self.specific,
            "background": self.background,
            "date": self.date.to_json(),
            "place": self.place.to_json() if self.place else None,
            "initiators": [actor.to_json() for actor in self.initiators],
            "targets": [actor.to_json() for actor in self.targets],
            "killed": self.killed.to_json() if self.killed else None,
            "injured": self.injured.to_json() if self.injured else None,
            "detained": self.detained.to_json() if self.detained else None,
            "sources": [source.to_json() for source in self.sources],
            "confidence": round(self.confidence, 4),
        }
