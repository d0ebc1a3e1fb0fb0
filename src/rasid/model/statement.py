"""Claims, figures and indicators: what a text says that is not an event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rasid.model.actor import SourceKind
from rasid.model.evidence import Evidence
from rasid.model.interval import DateInterval
from rasid.model.place import Place


class ClaimKind(StrEnum):
    """What kind of speech act a claim is (names of the annotation guidelines)."""

    ASSESSMENT = "assessment"
    WARNING = "warning"
    ACCUSATION = "accusation"
    RESPONSIBILITY = "responsibility"
    DENIAL = "denial"
    PROMISE = "promise"
    DEMAND = "demand"
    OTHER = "other"


class Unit(StrEnum):
    """What a figure counts."""

    PEOPLE = "people"
    PERCENT = "percent"
    PERCENT_PER_YEAR = "percent_per_year"
    ATTACKS = "attacks"
    KM2 = "km2"
    USD = "usd"
    OTHER = "other"


class IndicatorKind(StrEnum):
    """What an indicator speaks of (names of the annotation guidelines)."""

    REGROUPING = "regrouping"
    SAFE_HAVEN = "safe_haven"
    SLEEPER_CELLS = "sleeper_cells"
    ATTACK_TEMPO = "attack_tempo"
    CAPABILITY = "capability"
    RECRUITMENT = "recruitment"
    FINANCING = "financing"
    LEADERSHIP_LOSS = "leadership_loss"
    MANPOWER_LOSS = "manpower_loss"
    TERRITORIAL_LOSS = "territorial_loss"
    DETENTION = "detention"
    LOCAL_SUPPORT = "local_support"
    SECURITY_VACUUM = "security_vacuum"
    FORCE_WITHDRAWAL = "force_withdrawal"
    RIVAL_CONFLICT = "rival_conflict"
    RESURGENCE = "resurgence"


class Direction(StrEnum):
    """Which way an indicator points."""

    PRESENT = "present"
    ABSENT = "absent"
    RISING = "rising"
    FALLING = "falling"


def _place(place: Place | None) -> dict[str, Any] | None:
    return place.to_json() if place else None


@dataclass(frozen=True, slots=True)
class Claim:
    """What someone is quoted for, where who says it matters.

    `at_risk` marks a speaker whom naming could endanger; exports mask such speakers.
    `conflicts_with` lists claims of the same article that say the opposite.
    """

    claim_id: str
    speaker: Evidence
    speaker_kind: SourceKind
    anonymous: bool
    quote: Evidence
    kind: ClaimKind
    at_risk: bool = False
    hedge: str | None = None
    conflicts_with: tuple[str, ...] = ()
    confidence: float = 1.0

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.claim_id,
            "speaker": self.speaker.quote,
            "speaker_span": [self.speaker.start, self.speaker.end],
            "speaker_kind": self.speaker_kind.value,
            "anonymous": self.anonymous,
            "at_risk": self.at_risk,
            "quote": self.quote.quote,
            "quote_span": [self.quote.start, self.quote.end],
            "kind": self.kind.value,
            "hedge": self.hedge,
            "conflicts_with": list(self.conflicts_with),
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is not one event's toll: a stock, a rate, a trend. Figures are never summed.

    `direction` is "up", "down", "level" or None. `low` and `high` are in `unit`.
    """

    figure_id: str
    quote: Evidence
    low: float | None
    high: float | None
    unit: Unit
    measure: str = ""
    subject: str | None = None
    place: Place | None = None
    period: DateInterval | None = None
    direction: str | None = None
    attributed_to: Evidence | None = None
    confidence: float = 1.0

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.figure_id,
            "quote": self.quote.quote,
            "quote_span": [self.quote.start, self.quote.end],
            "low": self.low,
            "high": self.high,
            "unit": self.unit.value,
            "measure": self.measure,
            "subject": self.subject,
            "place": _place(self.place),
            "period": self.period.to_json() if self.period else None,
            "direction": self.direction,
            "attributed_to": self.attributed_to.quote if self.attributed_to else None,
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True, slots=True)
class Indicator:
    """A statement about a group's condition, or about what lets it grow or holds it down."""

    indicator_id: str
    quote: Evidence
    kind: IndicatorKind
    direction: Direction
    subject: str | None = None
    place: Place | None = None
    speaker: Evidence | None = None
    conflicts_with: tuple[str, ...] = ()
    confidence: float = 1.0

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.indicator_id,
            "quote": self.quote.quote,
            "quote_span": [self.quote.start, self.quote.end],
            "kind": self.kind.value,
            "direction": self.direction.value,
            "subject": self.subject,
            "place": _place(self.place),
            "speaker": self.speaker.quote if self.speaker else None,
            "conflicts_with": list(self.conflicts_with),
            "confidence": round(self.confidence, 4),
        }
