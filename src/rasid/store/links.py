"""What linking leaves in the store, each linking whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from rasid.errors import OvertakenError
from rasid.model import Change, Incident
from rasid.store import codec, decisions, removal
from rasid.store.batches import chunks
from rasid.store.database import Database, Entry
from rasid.store.linking import Snapshot, snapshot
from rasid.store.schema import events, incident_events, incident_history, readings
from rasid.store.schema import incidents as incident_table


class Links(NamedTuple):
    """What a linking found: incidents, what changed, and ids that are gone with their heirs.

    `undone` are the keys of the reversals that it has seen.
    """

    incidents: Sequence[Incident]
    changes: Sequence[Change]
    retired: Mapping[str, str | None]
    undone: Sequence[int] = ()


def save(
    database: Database, based_on: Snapshot, doc_ids: Iterable[str], links: Links, who: str
) -> int:
    """Keep what a linking of these articles found; gives how many incidents are new or changed."""
    docs = sorted(set(doc_ids))
    with database.writing() as unit:
        connection = unit.connection
        if snapshot(connection).change_key != based_on.change_key:
            raise OvertakenError(
                "another linking was saved meanwhile",
                subject=database.subject,
                hint="link again, it builds on what is there now",
            )
        changed = _changed(connection, links.incidents)
        for incident_id, heir in sorted(links.retired.items()):
            _retire(connection, incident_id, heir, who)
            unit.entries.append(Entry(who, "incident.retired", incident_id, {"heir": heir}))
        _save_incidents(connection, changed, based_on)
        for incident, mark in changed:
            unit.entries.append(
                Entry(who, "incident.saved", incident.incident_id, {"digest": mark})
            )
        _save_changes(connection, links.changes)
        _mark_linked(connection, docs, based_on)
        decisions.mark_seen(connection, links.undone)
        return len(changed)


def _changed(connection: Connection, found: Sequence[Incident]) -> list[tuple[Incident, str]]:
    """The incidents that are new or not as they are stored, with their digests."""
    held: dict[str, str] = {}
    for chunk in chunks(sorted(incident.incident_id for incident in found)):
        query = select(incident_table.c.incident_id, incident_table.c.digest)
        query = query.where(incident_table.c.incident_id.in_(chunk), ~incident_table.c.stale)
        held.update((row[0], row[1]) for row in connection.execute(query))
    marked = ((incident, incident_digest(incident)) for incident in found)
    return [(one, mark) for one, mark in marked if held.get(one.incident_id) != mark]


def incident_digest(incident: Incident) -> str:
    """SHA-256 over the incident and the keys and origins of its reports."""
    told = [[report.key, report.origin, report.event.event_id] for report in incident.reports]
    return codec.digest([replace(incident, reports=()), told])


def _retire(connection: Connection, incident_id: str, heir: str | None, who: str) -> None:
    for table in (incident_events, incident_table):
        connection.execute(delete(table).where(table.c.incident_id == incident_id))
    reason = "its reports belong to another incident" if heir else "no report tells it any more"
    removal.bury(connection, "incident", incident_id, reason, who, heir)


def _save_incidents(
    connection: Connection, changed: Sequence[tuple[Incident, str]], based_on: Snapshot
) -> None:
    for chunk in chunks(changed):
        ids = [incident.incident_id for incident, _ in chunk]
        for table in (incident_events, incident_table):
            connection.execute(delete(table).where(table.c.incident_id.in_(ids)))
        removal.unbury(connection, "incident", ids)
        places = _event_places(connection, chunk, based_on)
        at = codec.now()
        rows = [incident_row(incident, mark, at) for incident, mark in chunk]
        connection.execute(insert(incident_table), rows)
        told = [
            {
                "incident_id": incident.incident_id,
                "position": position,
                "report_key": report.key,
                "doc_id": report.doc_id,
                "origin": report.origin,
                "reading_key": places[report.doc_id, report.event.event_id][0],
                "event_position": places[report.doc_id, report.event.event_id][1],
            }
            for incident, _ in chunk
            for position, report in enumerate(incident.reports)
        ]
        connection.execute(insert(incident_events), told)


def _event_places(
    connection: Connection, chunk: Sequence[tuple[Incident, str]], based_on: Snapshot
) -> dict[tuple[str, str], tuple[int, int]]:
    """Reading and position of every event that the incidents name, as of the snapshot."""
    docs = sorted({report.doc_id for incident, _ in chunk for report in incident.reports})
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for some in chunks(docs):
        query = (
            select(events.c.doc_id, events.c.item_id, events.c.reading_key, events.c.position)
            .where(events.c.doc_id.in_(some), events.c.reading_key <= based_on.reading_key)
            .order_by(events.c.reading_key)
        )
        found.update(((row[0], row[1]), (row[2], row[3])) for row in connection.execute(query))
    return found


def incident_row(incident: Incident, mark: str, at: str) -> dict[str, Any]:
    """The row of `incidents`: the incident as JSON and the columns that it is filtered by."""
    place = incident.place
    actors = dict.fromkeys(party.actor for party in (*incident.initiators, *incident.targets))
    return {
        "incident_id": incident.incident_id,
        "json": codec.to_json(replace(incident, reports=())),
        "digest": mark,
        "type": incident.type,
        "date_start": incident.date.start,
        "date_end": incident.date.end,
        "date_precision": incident.date.precision.value,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "place_name": place.name if place else None,
        "place_precision": place.precision.value if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "actors": "".join(f"|{name}|" for name in actors),
        "killed_best": incident.killed.best if incident.killed else None,
        "sources": incident.sources,
        "grade": incident.grade.value,
        "review": incident.review.value,
        "withdrawn": incident.withdrawn,
        "stale": False,
        "updated_at": at,
        "reports": len(incident.reports),
        "publishers": removal.published_by(report.publisher for report in incident.reports),
    }


def _save_changes(connection: Connection, changes: Sequence[Change]) -> None:
    at = codec.now()
    rows = [
        {
            "incident_id": change.incident_id,
            "at": at,
            "kind": change.kind.value,
            "field": change.field,
            "before": change.before,
            "after": change.after,
            "doc_ids": list(change.doc_ids),
        }
        for change in changes
    ]
    for chunk in chunks(rows):
        connection.execute(insert(incident_history), chunk)


def _mark_linked(connection: Connection, docs: Sequence[str], based_on: Snapshot) -> None:
    for chunk in chunks(docs):
        connection.execute(
            update(readings)
            .where(
                readings.c.doc_id.in_(chunk),
                readings.c.reading_key <= based_on.reading_key,
                readings.c.linked_at.is_(None),
            )
            .values(linked_at=codec.now())
        )
