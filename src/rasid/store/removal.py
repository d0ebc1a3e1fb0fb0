"""Deletes what must go and leaves a tombstone that says who, when and why."""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, insert, select

from rasid.errors import NotFoundError
from rasid.store import codec, search
from rasid.store.database import Database, Entry
from rasid.store.schema import DERIVED, articles, raws, readings, tombstones


def remove_article(database: Database, doc_id: str, reason: str, who: str) -> None:
    """Delete all versions of an article, its readings and bytes that nothing else needs."""
    with database.writing() as unit:
        connection = unit.connection
        query = select(articles.c.raw_sha256).where(articles.c.doc_id == doc_id)
        hashes = set(connection.scalars(query))
        if not hashes:
            raise NotFoundError("there is no such article in the store", subject=doc_id)
        search.drop(connection, doc_id)
        for table in DERIVED.values():
            connection.execute(delete(table).where(table.c.doc_id == doc_id))
        connection.execute(delete(readings).where(readings.c.doc_id == doc_id))
        connection.execute(delete(articles).where(articles.c.doc_id == doc_id))
        _delete_raws(connection, hashes)
        bury(connection, "article", doc_id, reason, who)
        detail: dict[str, object] = {"reason": reason, "raws": sorted(hashes)}
        unit.entries.append(Entry(who, "article.removed", doc_id, detail))


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
