"""What a person decided about incidents, and what changed in them: both are only ever added to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class DecisionKind(StrEnum):
    """What a person decided."""

    MERGE = "merge"
    SPLIT = "split"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word, which always wins; of two that contradict each other the later holds.

    MERGE: all reports of `groups` (report keys) are one happening. SPLIT: the reports of each
    group are another happening than those of every other group. EDIT: `field` of the incident
    that holds the reports of `groups[0]` has `value`, JSON as `Incident.to_json` gives it.
    """

    decision_id: int
    kind: DecisionKind
    groups: tuple[tuple[str, ...], ...]
    who: str
    reason: str
    at: dt.datetime
    field: str = ""
    value: Any = None

    def to_json(self) -> dict[str, Any]:
        return {
            "decision_id": self.decision_id,
            "kind": self.kind.value,
            "groups": [list(group) for group in self.groups],
            "who": self.who,
            "reason": self.reason,
            "at": self.at.isoformat(),
            "field": self.field,
            "value": self.value,
        }


class ChangeKind(StrEnum):
    """What happened to an incident."""

    CREATED = "created"
    CHANGED = "changed"
    MERGED = "merged"  # it went into another one, `after` names it
    SPLIT = "split"  # it came out of another one, `before` names it
    WITHDRAWN = "withdrawn"  # no report is left that tells it


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an incident: `field` from `before` to `after` (JSON).

    `doc_ids` are the articles whose reports came or went with it. `at` is set by the store.
    """

    incident_id: str
    kind: ChangeKind
    field: str
    before: Any
    after: Any
    doc_ids: tuple[str, ...] = ()
    at: dt.datetime | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "incident_id": self.incident_id,
            "at": self.at.isoformat() if self.at else None,
            "kind": self.kind.value,
            "field": self.field,
            "before": self.before,
            "after": self.after,
            "doc_ids": list(self.doc_ids),
        }
