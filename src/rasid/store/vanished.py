"""Records that vanish when their article is read again, changed or removed leave tombstones."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, literal, select, union_all

from rasid.store import codec
from rasid.store.batches import chunks
from rasid.store.schema import DERIVED, readings, tombstones

# What a tombstone calls a record of each table.
KINDS = {"events": "event", "claims": "claim", "figures": "figure", "indicators": "indicator"}
Known = tuple[str, str]


def name_of(doc_id: str, item_id: str) -> str:
    """How a tombstone names a record: ids are unique in one article only."""
    return f"{doc_id}#{item_id}"


def parts_of(name: str) -> Known:
    """Article and id of a record that a tombstone names."""
    doc_id, _, item_id = name.rpartition("#")
    return doc_id, item_id


def shown(connection: Connection, doc_id: str) -> set[Known]:
    """The records of an article's current reading, as kind and id."""
    query = select(readings.c.reading_key)
    key = connection.scalar(query.where(readings.c.doc_id == doc_id, readings.c.is_current))
    if key is None:
        return set()
    every = union_all(
        *(
            select(literal(KINDS[name]), table.c.item_id).where(table.c.reading_key == key)
            for name, table in DERIVED.items()
        )
    )
    return {(row[0], row[1]) for row in connection.execute(every)}


def bury_gone(
    connection: Connection,
    doc_id: str,
    before: set[Known],
    after: set[Known],
    reason: str,
    who: str,
) -> None:
    """Tombstones for what is no longer shown of an article; none for what is back."""
    at = codec.now()
    _dig_up(connection, doc_id, before | after)
    rows = [
        {"kind": kind, "item_id": name_of(doc_id, item_id), "at": at, "who": who, "reason": reason}
        for kind, item_id in sorted(before - after)
    ]
    if rows:
        connection.execute(insert(tombstones), rows)


def _dig_up(connection: Connection, doc_id: str, known: Iterable[Known]) -> None:
    named: dict[str, list[str]] = {}
    for kind, item_id in known:
        named.setdefault(kind, []).append(name_of(doc_id, item_id))
    for kind, names in named.items():
        for chunk in chunks(names):
            connection.execute(
                delete(tombstones).where(tombstones.c.kind == kind, tombstones.c.item_id.in_(chunk))
            )
