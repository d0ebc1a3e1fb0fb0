"""Deletes what must go and leaves a tombstone that says who, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, exists, insert, select, tuple_, update

from rasid.errors import NotFoundError, UsageError
from rasid.store import codec, search, vanished
from rasid.store.database import Database, Entry, Unit
from rasid.store.incidents import Tombstone
from rasid.store.outcome import Page
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

# Moment, kind and id.
_CURSOR_PARTS = 3


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
        before = vanished.shown(connection, doc_id)
        vanished.bury_gone(connection, doc_id, before, set(), "its article was removed", who)
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


def tombstone_page(
    connection: Connection, moment: str, kinds: Sequence[str], after: str | None, limit: int
) -> Page[Tombstone]:
    """What went after a moment, oldest first, `limit` at most; of some kinds where any are named.

    Raises UsageError for a cursor that is none.
    """
    at, kind, name = tombstones.c.at, tombstones.c.kind, tombstones.c.item_id
    query = select(tombstones).where(at > moment)
    if kinds:
        query = query.where(kind.in_(kinds))
    if after is not None:
        parts = after.split("/", 2)
        if len(parts) != _CURSOR_PARTS:
            raise UsageError(
                "not a cursor of this list", subject=after, hint="use `next` of the page before"
            )
        query = query.where(tuple_(at, kind, name) > tuple_(*parts))
    rows = connection.execute(query.order_by(at, kind, name).limit(limit + 1)).all()
    found = tuple(Tombstone(*row) for row in rows[:limit])
    last = found[-1] if len(rows) > limit else None
    return Page(found, f"{last.at}/{last.kind}/{last.item_id}" if last else None)
