"""Incidents read back from the store: one, pages of them, their history and tombstones."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from rasid.errors import NotFoundError
from rasid.model import Change, Event, Incident, Report
from rasid.store import codec
from rasid.store.order import cursor, dated, position, undated
from rasid.store.outcome import Page
from rasid.store.schema import (
    articles,
    events,
    incident_events,
    incident_history,
    incidents,
    readings,
    tombstones,
)

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents; an empty field asks nothing. Days are inclusive.

    An incident whose date is a range is let through where the range meets the days asked for.
    `place` also lets through what lies at it or around it, as "Manbij (surroundings)".
    `within` is west, south, east and north of a frame (degrees) that holds the place's centre.
    `changed_since` is a moment (ISO 8601, UTC). `least_sources` counts origins; `disputed` asks
    for incidents on which independent sources differ.
    """

    date_from: dt.date | None = None
    date_to: dt.date | None = None
    dated: bool | None = None
    types: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    precisions: tuple[str, ...] = ()
    actor: str | None = None
    grades: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    least_sources: int | None = None
    disputed: bool | None = None
    withdrawn: bool | None = False
    publisher: str | None = None
    doc_id: str | None = None
    changed_since: str | None = None
    within: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is gone: when, by whom and why; `replaced_by` is the incident that took it in."""

    kind: str
    item_id: str
    at: str
    who: str
    reason: str
    replaced_by: str | None


# Whether the reports of an incident differ in anything.
DIFFER = incidents.c.json[("conflicts", 0, "field")].as_string().is_not(None)


def filtered(query: Select[Any], wanted: IncidentFilter) -> Select[Any]:
    """The query with the filter's conditions."""
    columns = incidents.c
    equal = {"country": columns.country, "admin1": columns.admin1}
    among = {
        "types": columns.type,
        "precisions": columns.place_precision,
        "grades": columns.grade,
        "reviews": columns.review,
    }
    conditions = [
        column == getattr(wanted, name) for name, column in equal.items() if getattr(wanted, name)
    ]
    conditions += [
        column.in_(getattr(wanted, name)) for name, column in among.items() if getattr(wanted, name)
    ]
    query = query.where(*conditions, *_time_conditions(wanted))
    if wanted.place:
        name = columns.place_name
        query = query.where(
            (name == wanted.place) | name.startswith(f"{wanted.place} (", autoescape=True)
        )
    if wanted.actor is not None:
        query = query.where(columns.actors.contains(f"|{wanted.actor}|", autoescape=True))
    if wanted.least_sources is not None:
        query = query.where(columns.sources >= wanted.least_sources)
    if wanted.disputed is not None:
        query = query.where(DIFFER if wanted.disputed else ~DIFFER)
    if wanted.withdrawn is not None:
        query = query.where(columns.withdrawn.is_(wanted.withdrawn))
    if wanted.within is not None:
        west, south, east, north = wanted.within
        query = query.where(columns.lat.between(south, north), columns.lon.between(west, east))
    if wanted.doc_id is not None or wanted.publisher is not None:
        query = query.where(_told_by(wanted))
    return query


def _time_conditions(wanted: IncidentFilter) -> list[Any]:
    columns = incidents.c
    found: list[Any] = []
    if wanted.date_from is not None:
        found.append(columns.date_end >= wanted.date_from)
    if wanted.date_to is not None:
        found.append(columns.date_start <= wanted.date_to)
    if wanted.dated is not None:
        known = columns.date_start.is_not(None)
        found.append(known if wanted.dated else ~known)
    if wanted.changed_since is not None:
        found.append(columns.updated_at > wanted.changed_since)
    return found


def _told_by(wanted: IncidentFilter) -> Any:
    """The incidents that an article or a publisher tells, found from there."""
    told = incident_events.join(readings, readings.c.reading_key == incident_events.c.reading_key)
    told = told.join(articles, articles.c.article_key == readings.c.article_key)
    query = select(incident_events.c.incident_id)
    if wanted.publisher is not None:
        query = query.select_from(told).where(articles.c.publisher == wanted.publisher)
    if wanted.doc_id is not None:
        query = query.where(incident_events.c.doc_id == wanted.doc_id)
    return incidents.c.incident_id.in_(query)


def page(
    connection: Connection, wanted: IncidentFilter, after: str | None, limit: int
) -> Page[Incident]:
    """Incidents by date, the latest first and undated ones last, `limit` at most.

    Raises UsageError for a cursor that is none.
    """
    last_day, last_id = position(after) or (None, "")
    query = filtered(select(incidents), wanted)
    rows: list[Any] = []
    if after is None or last_day is not None:
        rows += connection.execute(dated(query, last_day, last_id).limit(limit + 1))
        last_id = ""
    if len(rows) <= limit:
        rows += connection.execute(undated(query, last_id).limit(limit + 1 - len(rows)))
    more = len(rows) > limit
    rows = rows[:limit]
    last = cursor(rows[-1].date_start, rows[-1].incident_id) if more else None
    return Page(tuple(load(connection, rows)), last)


def place_names(connection: Connection) -> list[str]:
    """The names of the places of all incidents, without what is told of a part of them."""
    rows = connection.scalars(select(incidents.c.place_name).distinct())
    return sorted({name.partition(" (")[0] for name in rows if name})


def total(connection: Connection, wanted: IncidentFilter) -> int:
    """How many incidents the filter lets through."""
    query = filtered(select(func.count()).select_from(incidents), wanted)
    return int(connection.scalar(query) or 0)


def get(connection: Connection, incident_id: str) -> Incident:
    """The incident; raises NotFoundError, which says where a retired one went."""
    rows = connection.execute(select(incidents).where(incidents.c.incident_id == incident_id)).all()
    if rows:
        return load(connection, rows)[0]
    grave = tombstone(connection, "incident", incident_id)
    if grave is None:
        raise NotFoundError("there is no such incident in the store", subject=incident_id)
    hint = f"it is part of {grave.replaced_by} now" if grave.replaced_by else grave.reason
    raise NotFoundError(f"this incident is gone since {grave.at}", subject=incident_id, hint=hint)


def load(connection: Connection, rows: Sequence[Any]) -> list[Incident]:
    """The incidents of rows of `incidents`, in their order, with all reports."""
    found: list[Incident] = []
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        told = _reports(connection, [row.incident_id for row in chunk])
        for row in chunk:
            incident = codec.from_json(Incident, {**row.json, "reports": []})
            found.append(replace(incident, reports=tuple(told[row.incident_id])))
    return found


def _reports(connection: Connection, ids: Sequence[str]) -> dict[str, list[Report]]:
    """The reports of every incident, the first told first."""
    joined = (
        incident_events.join(
            events,
            (events.c.reading_key == incident_events.c.reading_key)
            & (events.c.position == incident_events.c.event_position),
        )
        .join(readings, readings.c.reading_key == incident_events.c.reading_key)
        .join(articles, articles.c.article_key == readings.c.article_key)
    )
    query = (
        select(
            incident_events.c.incident_id,
            incident_events.c.origin,
            events.c.json,
            articles.c.doc_id,
            articles.c.text,
            articles.c.publisher,
            articles.c.published,
        )
        .select_from(joined)
        .where(incident_events.c.incident_id.in_(ids))
        .order_by(incident_events.c.incident_id, incident_events.c.position)
    )
    told: dict[str, list[Report]] = defaultdict(list)
    for row in connection.execute(query):
        event = codec.from_json(Event, row.json, row.text)
        told[row.incident_id].append(
            Report(row.doc_id, event, row.origin, row.publisher, row.published)
        )
    return told


def every(connection: Connection, wanted: IncidentFilter) -> Iterator[Incident]:
    """All incidents that the filter lets through, page by page."""
    after: str | None = None
    while True:
        found = page(connection, wanted, after, _CHUNK)
        yield from found.items
        after = found.after
        if after is None:
            return


def history(connection: Connection, incident_id: str) -> list[Change]:
    """All changes of an incident, oldest first; raises NotFoundError where there never was one."""
    query = select(incident_history).where(incident_history.c.incident_id == incident_id)
    rows = connection.execute(query.order_by(incident_history.c.change_key)).all()
    if not rows:
        raise NotFoundError("there is no such incident in the store", subject=incident_id)
    return [_change(row) for row in rows]


def changes_since(
    connection: Connection, moment: str, after: str | None, limit: int
) -> Page[Change]:
    """Changes later than a moment (ISO 8601, UTC), oldest first."""
    query = select(incident_history).where(incident_history.c.at > moment)
    if after is not None:
        query = query.where(incident_history.c.change_key > int(after))
    rows = connection.execute(query.order_by(incident_history.c.change_key).limit(limit + 1)).all()
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(tuple(map(_change, rows)), str(rows[-1].change_key) if more else None)


def _change(row: Any) -> Change:
    return codec.from_json(
        Change,
        {
            "incident_id": row.incident_id,
            "kind": row.kind,
            "field": row.field,
            "before": row.before,
            "after": row.after,
            "doc_ids": row.doc_ids,
            "at": row.at,
        },
    )


def tombstone(connection: Connection, kind: str, item_id: str) -> Tombstone | None:
    """The tombstone of an article or incident, None where it has none."""
    query = select(tombstones).where(tombstones.c.kind == kind, tombstones.c.item_id == item_id)
    row = connection.execute(query).one_or_none()
    return Tombstone(*row) if row else None


def tombstones_since(connection: Connection, moment: str) -> list[Tombstone]:
    """What went after a moment (ISO 8601, UTC), oldest first."""
    query = select(tombstones).where(tombstones.c.at > moment).order_by(tombstones.c.at)
    return [Tombstone(*row) for row in connection.execute(query)]
