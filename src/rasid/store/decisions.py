"""Decisions of people as rows of their own: kept for good, taken back by another row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, insert, select, update

from rasid.errors import NotFoundError, UsageError
from rasid.model import Decision, DecisionKind
from rasid.store import codec
from rasid.store.batches import chunks
from rasid.store.database import Database, Entry
from rasid.store.schema import decisions, incident_events, readings

_REVERSAL = "reversal"
# The article in a report's key: all before the place of the trigger.
_ARTICLE = re.compile(r"(.*)#\d+-\d+-", re.DOTALL)
_FEWEST_GROUPS = {DecisionKind.MERGE: 1, DecisionKind.SPLIT: 2, DecisionKind.EDIT: 1}


class Undone(NamedTuple):
    """A decision taken back: the reversal's key, and the incident that each report had before."""

    reversal_key: int
    former: dict[str, str]


def decide(
    database: Database,
    kind: DecisionKind,
    groups: Sequence[Sequence[str]],
    who: str,
    reason: str,
    field: str = "",
    value: Any = None,
) -> Decision:
    """Keep a decision and mark the articles it is about, so that the next linking sees them.

    Raises UsageError for a decision that decides nothing.
    """
    if len(groups) < _FEWEST_GROUPS[kind] or not all(groups):
        raise UsageError("names no reports to decide on", subject=kind.value)
    if not who.strip() or not reason.strip():
        raise UsageError("needs a name and a reason", subject=kind.value)
    if (kind is DecisionKind.EDIT) != bool(field):
        raise UsageError("an edit, and only an edit, names a field", subject=kind.value)
    kept = [list(group) for group in groups]
    with database.writing() as unit:
        values: dict[str, Any] = {
            "kind": kind.value,
            "groups": kept,
            "field": field,
            "value": value if field else _incidents_of(unit.connection, kept),
            "who": who,
            "at": codec.now(),
            "reason": reason,
            "reverses": None,
        }
        statement = insert(decisions).returning(decisions.c.decision_key)
        key = int(unit.connection.scalar(statement, values) or 0)
        _mark_unlinked(unit.connection, kept)
        detail: dict[str, object] = {"decision": key, "groups": kept, "reason": reason}
        detail |= {"field": field, "value": value} if field else {}
        unit.entries.append(Entry(who, f"decision.{kind.value}", str(key), detail))
        return get(unit.connection, key)


def reverse(database: Database, decision_id: int, who: str, reason: str) -> None:
    """Take a decision back. Raises NotFoundError, UsageError where it was taken back before."""
    with database.writing() as unit:
        decision = get(unit.connection, decision_id)
        taken_back = select(decisions.c.decision_key).where(decisions.c.reverses == decision_id)
        if unit.connection.scalar(taken_back) is not None:
            raise UsageError("this decision was taken back already", subject=str(decision_id))
        values: dict[str, Any] = {
            "kind": _REVERSAL,
            "groups": [],
            "field": "",
            "value": _former(unit.connection, decision_id),
            "who": who,
            "at": codec.now(),
            "reason": reason,
            "reverses": decision_id,
        }
        unit.connection.execute(insert(decisions), values)
        _mark_unlinked(unit.connection, decision.groups)
        detail: dict[str, object] = {"reason": reason}
        unit.entries.append(Entry(who, "decision.reversed", str(decision_id), detail))


def _incidents_of(connection: Connection, groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """The incident of every report, kept as the value of a merge or split for its undoing."""
    columns = incident_events.c
    query = select(columns.report_key, columns.incident_id)
    found: dict[str, str] = {}
    for chunk in chunks([key for group in groups for key in group]):
        rows = connection.execute(query.where(columns.report_key.in_(chunk)))
        found.update((row[0], row[1]) for row in rows)
    return found


def _former(connection: Connection, decision_id: int) -> dict[str, str] | None:
    """The incident that each report had before a decision; None for an edit, and where unknown.

    An earlier decision that was taken back while this one stood counts as never made.
    """
    query = select(decisions.c.value, decisions.c.field)
    held = connection.execute(query.where(decisions.c.decision_key == decision_id)).one()
    if held.field or not held.value:
        return None
    former: dict[str, str] = dict(held.value)
    reversal = decisions.alias()
    earlier = (
        select(decisions.c.value)
        .join(reversal, reversal.c.reverses == decisions.c.decision_key)
        .where(
            decisions.c.decision_key < decision_id,
            reversal.c.decision_key > decision_id,
            decisions.c.field == "",
        )
        .order_by(decisions.c.decision_key.desc())
    )
    for value in connection.scalars(earlier):
        former |= {key: old for key, old in (value or {}).items() if key in former}
    return former


def undone(connection: Connection) -> list[Undone]:
    """The merges and splits taken back that no linking has seen, the latest decision first."""
    query = (
        select(decisions.c.decision_key, decisions.c.value)
        .where(decisions.c.kind == _REVERSAL)
        .order_by(decisions.c.reverses.desc())
    )
    return [Undone(key, value) for key, value in connection.execute(query) if value]


def mark_seen(connection: Connection, reversals: Sequence[int]) -> None:
    """A linking has given back what these reversals tell: the next ones do not."""
    for chunk in chunks(reversals):
        connection.execute(
            update(decisions).where(decisions.c.decision_key.in_(chunk)).values(value=None)
        )


def get(connection: Connection, decision_id: int) -> Decision:
    """A decision, standing or not; raises NotFoundError."""
    query = select(decisions).where(
        decisions.c.decision_key == decision_id, decisions.c.kind != _REVERSAL
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFoundError("there is no such decision", subject=str(decision_id))
    return _decision(row)


def standing(connection: Connection) -> list[Decision]:
    """The decisions that were not taken back, oldest first."""
    reversal = decisions.alias()
    query = (
        select(decisions)
        .where(
            decisions.c.kind != _REVERSAL,
            ~exists().where(reversal.c.reverses == decisions.c.decision_key),
        )
        .order_by(decisions.c.decision_key)
    )
    return [_decision(row) for row in connection.execute(query)]


def _decision(row: Any) -> Decision:
    return codec.from_json(
        Decision,
        {
            "decision_id": row.decision_key,
            "kind": row.kind,
            "groups": row.groups,
            "who": row.who,
            "reason": row.reason,
            "at": row.at,
            "field": row.field,
            "value": row.value if row.field else None,
        },
    )


def _mark_unlinked(connection: Connection, groups: Sequence[Sequence[str]]) -> None:
    """Mark the articles of these reports, also where a later reading tells them by other keys."""
    keys = [key for group in groups for key in group]
    told = (_ARTICLE.match(key) for key in keys)
    docs = sorted({found.group(1) for found in told if found})
    for chunk in chunks(docs):
        connection.execute(
            update(readings)
            .where(readings.c.doc_id.in_(chunk), readings.c.is_current)
            .values(linked_at=None)
        )
