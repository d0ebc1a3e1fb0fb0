"""Actors and sources as an article names them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rasid.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Who takes part: the words (`evidence.quote`) and the canonical English name.

    `actor_id` is the id of the knowledge base, "" for a party it does not hold.
    """

    evidence: Evidence
    actor: str
    actor_id: str = ""

    def to_json(self) -> dict[str, str]:
        return {"text": self.evidence.quote, "actor": self.actor, "actor_id": self.actor_id}


class SourceKind(StrEnum):
    """What kind of source or speaker says it (names of the annotation guidelines)."""

    OFFICIAL = "official"
    MILITARY = "military"
    POLICE = "police"
    MEDICAL = "medical"
    NGO = "ngo"
    MEDIA = "media"
    WITNESS = "witness"
    ARMED_GROUP = "armed group"
    ANONYMOUS = "anonymous"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SourceMention:
    """Who the article says it from."""

    evidence: Evidence
    kind: SourceKind

    def to_json(self) -> dict[str, str]:
        return {"text": self.evidence.quote, "kind": self.kind.value}
