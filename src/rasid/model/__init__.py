"""The nouns: frozen, typed, without I/O. Everything else gives and takes these."""

from rasid.model.actor import ActorMention, SourceKind, SourceMention
from rasid.model.article import (
    UNPUBLISHED,
    Article,
    OffsetMap,
    Published,
    PublishedStatus,
    Raw,
    Zone,
    ZoneKind,
)
from rasid.model.decision import Change, ChangeKind, Decision, DecisionKind
from rasid.model.event import Event, Modality, Reason
from rasid.model.evidence import Evidence
from rasid.model.imported import ImportedIncident
from rasid.model.incident import (
    Conflict,
    Grade,
    Incident,
    Party,
    Report,
    Review,
    Toll,
    TollRule,
)
from rasid.model.interval import UNKNOWN_DATE, Count, DateInterval, DatePrecision
from rasid.model.place import AreaKind, Place, PlaceMention, PlacePrecision, Rival
from rasid.model.reading import Reading
from rasid.model.statement import (
    Claim,
    ClaimKind,
    Direction,
    Figure,
    Indicator,
    IndicatorKind,
    Unit,
)

__all__ = [
    "UNKNOWN_DATE",
    "UNPUBLISHED",
    "ActorMention",
    "AreaKind",
    "Article",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimKind",
    "Conflict",
    "Count",
    "DateInterval",
    "DatePrecision",
    "Decision",
    "DecisionKind",
    "Direction",
    "Event",
    "Evidence",
    "Figure",
    "Grade",
    "ImportedIncident",
    "Incident",
    "Indicator",
    "IndicatorKind",
    "Modality",
    "OffsetMap",
    "Party",
    "Place",
    "PlaceMention",
    "PlacePrecision",
    "Published",
    "PublishedStatus",
    "Raw",
    "Reading",
    "Reason",
    "Report",
    "Review",
    "Rival",
    "SourceKind",
    "SourceMention",
    "Toll",
    "TollRule",
    "Unit",
    "Zone",
    "ZoneKind",
]
