"""Incidents without their reports, in pages: what lists show, quick on any filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from rasid.model import Incident
from rasid.store import codec
from rasid.store.incidents import IncidentFilter, filtered
from rasid.store.order import cursor, dated, position, undated
from rasid.store.outcome import Page
from rasid.store.schema import incidents

_AT_A_TIME = 1000


class Outline(NamedTuple):
    """An incident whose reports are left out, and who published them, each once."""

    incident: Incident
    publishers: tuple[str, ...]


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


def outlines(connection: Connection, wanted: IncidentFilter) -> Iterator[Outline]:
    """What `every` gives, in its order, without reading events and articles."""
    query = filtered(select(incidents.c.json, incidents.c.publishers), wanted)
    for part in (dated(query), undated(query)):
        for value, publishers in connection.execute(part.execution_options(yield_per=_AT_A_TIME)):
            incident = codec.from_json(Incident, {**value, "reports": []})
            yield Outline(incident, tuple(publishers))


def moments(connection: Connection, wanted: IncidentFilter) -> dict[str, str]:
    """The moment at which each incident last changed (ISO 8601, UTC), by its id."""
    query = filtered(select(incidents.c.incident_id, incidents.c.updated_at), wanted)
    return {row.incident_id: row.updated_at for row in connection.execute(query)}
