"""Deletes what must go and leaves a tombstone that says who, when and why."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, exists, insert, select, update

from rasid.errors import NotFoundError
from rasid.store import codec, search
from rasid.store.database import Database, Entry, Unit
from rasid.store.schema import (
    DERIVED,
    articles,
    incident_events,
    incidents,
    raws,
    readings,
    signatures,
    tombstones,
)


def remove_article(database: Database, doc_id: str, reason: str, who: str) -> None:
    """Delete all versions of an article, its readings and bytes that nothing else needs."""
    with database.writing() as unit:
        connection = unit.connection
        query = select(articles.c.raw_sha256).where(articles.c.doc_id == doc_id)
        hashes = set(connection.scalars(query))
        if not hashes:
            raise NotFoundError("there is no such article in the store", subject=doc_id)
        search.drop(connection, doc_id)
        _unlink(unit, doc_id, who)
        keys = select(articles.c.article_key).where(articles.c.doc_id == doc_id)
        connection.execute(delete(signatures).where(signatures.c.article_key.in_(keys)))
        for table in DERIVED.values():
            connection.execute(delete(table).where(table.c.doc_id == doc_id))
        connection.execute(delete(readings).where(readings.c.doc_id == doc_id))
        connection.execute(delete(articles).where(articles.c.doc_id == doc_id))
        _delete_raws(connection, hashes)
        bury(connection, "article", doc_id, reason, who)
        detail: dict[str, object] = {"reason": reason, "raws": sorted(hashes)}
        unit.entries.append(Entry(who, "article.removed", doc_id, detail))


def _unlink(unit: Unit, doc_id: str, who: str) -> None:
    """Take the article out of its incidents; the next linking sees what is left of them."""
    connection = unit.connection
    told = select(incident_events.c.incident_id).where(incident_events.c.doc_id == doc_id)
    ids = list(connection.scalars(told))
    left = select(incident_events.c.reading_key).where(incident_events.c.incident_id.in_(ids))
    connection.execute(
        update(readings).where(readings.c.reading_key.in_(left)).values(linked_at=None)
    )
    connection.execute(delete(incident_events).where(incident_events.c.doc_id == doc_id))
    connection.execute(update(incidents).where(incidents.c.incident_id.in_(ids)).values(stale=True))
    _count_told(connection, ids)
    bare = ~exists().where(incident_events.c.incident_id == incidents.c.incident_id)
    for incident_id in connection.scalars(
        select(incidents.c.incident_id).where(incidents.c.incident_id.in_(ids), bare)
    ).all():
        connection.execute(delete(incidents).where(incidents.c.incident_id == incident_id))
        bury(connection, "incident", incident_id, "its only article was removed", who)
        unit.entries.append(Entry(who, "incident.retired", incident_id, {"heir": None}))


def _count_told(connection: Connection, ids: list[str]) -> None:
    """Write down anew how many reports tell these incidents, and who published them."""
    query = (
        select(incident_events.c.incident_id, articles.c.publisher)
        .join(readings, readings.c.reading_key == incident_events.c.reading_key)
        .join(articles, articles.c.article_key == readings.c.article_key)
        .where(incident_events.c.incident_id.in_(ids))
        .order_by(incident_events.c.position)
    )
    told: dict[str, list[str | None]] = {incident_id: [] for incident_id in ids}
    for incident_id, publisher in connection.execute(query):
        told[incident_id].append(publisher)
    for incident_id, names in told.items():
        connection.execute(
            update(incidents)
            .where(incidents.c.incident_id == incident_id)
            .values(reports=len(names), publishers=published_by(names))
        )


def published_by(names: Iterable[str | None]) -> list[str]:
    """The publishers that are known, each once, in their order."""
    return list(dict.fromkeys(name for name in names if name))


def _delete_raws(connection: Connection, hashes: set[str]) -> None:
    needed = exists().where(articles.c.raw_sha256 == raws.c.sha256)
    connection.execute(delete(raws).where(raws.c.sha256.in_(hashes), ~needed))


def bury(
    connection: Connection,
    kind: str,
    item_id: str,
    reason: str,
    who: str,
    replaced_by: str | None = None,
) -> None:
    """Leave a tombstone for something that is gone."""
    connection.execute(
        insert(tombstones).values(
            kind=kind,
            item_id=item_id,
            at=codec.now(),
            who=who,
            reason=reason,
            replaced_by=replaced_by,
        )
    )


def unbury(connection: Connection, kind: str, item_ids: list[str]) -> None:
    """Take away the tombstones of what is back (a merge was taken back)."""
    connection.execute(
        delete(tombstones).where(tombstones.c.kind == kind, tombstones.c.item_id.in_(item_ids))
    )
