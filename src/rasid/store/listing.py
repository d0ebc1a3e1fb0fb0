"""Incidents without their reports, in pages: what lists show, quick on any filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from rasid.errors import UsageError
from rasid.model import Incident
from rasid.store import codec
from rasid.store.incidents import IncidentFilter, filtered
from rasid.store.outcome import Page
from rasid.store.schema import incidents

_UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident whose reports are left out: their number and publishers stand beside it.

    `record` is the incident as JSON, in the names of `Incident.to_json`.
    """

    record: dict[str, Any]
    reports: int
    publishers: tuple[str, ...]
    updated_at: str

    @property
    def incident(self) -> Incident:
        """The incident itself, without its reports."""
        return codec.from_json(Incident, {**self.record, "reports": []})


def page(
    connection: Connection, wanted: IncidentFilter, after: str | None, limit: int
) -> Page[Listed]:
    """Incidents by date, the latest first and undated ones last, `limit` at most.

    The dated and the undated ones are asked for apart, so that the index on days gives the order.
    Raises UsageError for a cursor that is none.
    """
    ids, more = page_ids(connection, wanted, after, limit)
    return Page(tuple(listed(connection, ids)), more)


def page_ids(
    connection: Connection, wanted: IncidentFilter, after: str | None, limit: int
) -> tuple[list[str], str | None]:
    """The ids of a page's incidents in its order, and the cursor of the next page."""
    day, last_id = position(after) or (None, "")
    found: list[tuple[dt.date | None, str]] = []
    if after is None or day is not None:
        found += _dated(connection, wanted, day, last_id, limit + 1)
        last_id = ""
    if len(found) <= limit:
        found += _undated(connection, wanted, last_id, limit + 1 - len(found))
    kept = found[:limit]
    more = cursor(*kept[-1]) if len(found) > limit else None
    return [incident_id for _, incident_id in kept], more


def _dated(
    connection: Connection, wanted: IncidentFilter, day: dt.date | None, last_id: str, limit: int
) -> list[tuple[dt.date | None, str]]:
    start, known = incidents.c.date_start, incidents.c.incident_id
    query = filtered(select(start, known), wanted).where(start.is_not(None))
    if day is not None:
        query = query.where(start <= day, or_(start < day, (start == day) & (known < last_id)))
    rows = connection.execute(query.order_by(start.desc(), known.desc()).limit(limit))
    return [(row[0], row[1]) for row in rows]


def _undated(
    connection: Connection, wanted: IncidentFilter, last_id: str, limit: int
) -> list[tuple[dt.date | None, str]]:
    known = incidents.c.incident_id
    query = filtered(select(known), wanted).where(incidents.c.date_start.is_(None))
    if last_id:
        query = query.where(known < last_id)
    rows = connection.execute(query.order_by(known.desc()).limit(limit))
    return [(None, row[0]) for row in rows]


def position(after: str | None) -> tuple[dt.date | None, str] | None:
    """The day and id that the page before ended with, no day where that one was undated.

    None where there was no page before. Raises UsageError for a cursor that is none.
    """
    if after is None:
        return None
    day, _, last_id = after.partition("/")
    try:
        return None if day == _UNDATED else dt.date.fromisoformat(day), last_id
    except ValueError:
        raise UsageError(
            "not a cursor of this list", subject=after, hint="use `next` of the page before"
        ) from None


def cursor(day: dt.date | None, incident_id: str) -> str:
    """The cursor of the page that follows this incident."""
    return f"{day.isoformat() if day else _UNDATED}/{incident_id}"


def listed(connection: Connection, ids: Sequence[str]) -> list[Listed]:
    """The incidents of these ids, in their order."""
    query = select(
        incidents.c.incident_id,
        incidents.c.json,
        incidents.c.reports,
        incidents.c.publishers,
        incidents.c.updated_at,
    )
    rows = connection.execute(query.where(incidents.c.incident_id.in_(ids)))
    held = {row[0]: Listed(row[1], row[2], tuple(row[3]), row[4]) for row in rows}
    return [held[incident_id] for incident_id in ids]


def moments(connection: Connection, wanted: IncidentFilter) -> dict[str, str]:
    """The moment at which each incident last changed (ISO 8601, UTC), by its id."""
    query = filtered(select(incidents.c.incident_id, incidents.c.updated_at), wanted)
    return {row.incident_id: row.updated_at for row in connection.execute(query)}
