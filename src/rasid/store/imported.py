"""Tables of others, kept row by row beside the machine's own incidents and never linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from rasid.errors import NotFoundError
from rasid.model import ImportedIncident
from rasid.store import codec
from rasid.store.batches import chunks
from rasid.store.database import Database, Entry
from rasid.store.outcome import Finding
from rasid.store.types import Json, Moment, metadata
from rasid.wording import counted

_PAGE = 500

imported_sets = Table(
    "imported_sets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("layout", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("imported_at", Moment, nullable=False),
)

imported_rows = Table(
    "imported_rows",
    metadata,
    Column("name", Text, ForeignKey("imported_sets.name"), primary_key=True),
    Column("row_id", Text, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("date_start", Date),
    Column("json", Json, nullable=False),
    Index("ix_imported_rows_name_date_start", "name", "date_start"),
)


@dataclass(frozen=True, slots=True)
class ImportedSet:
    """One imported table: its name, layout, the file it last came from, and how many rows."""

    name: str
    layout: str
    origin: str
    sha256: str
    rows: int
    imported_at: str


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What saving a table did to its rows."""

    added: int
    changed: int
    unchanged: int
    removed: int


class Imports:
    """The imported tables of a store; reached as `store.imports`."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def save(
        self,
        name: str,
        layout: str,
        origin: str,
        sha256: str,
        rows: Iterable[ImportedIncident],
        *,
        whole: bool = False,
    ) -> ImportOutcome:
        """Add or replace rows by their id, all or none; every change is in the audit log.

        `origin` and `sha256` are the file's name and digest. `whole`: the file is the whole
        table, rows that it lacks are removed. Rows that stand already change nothing.
        """
        with self._database.writing() as unit:
            connection = unit.connection
            known = _digests(connection, name)
            _begin_set(connection, name, layout, origin, sha256, new=not _exists(connection, name))
            given = {row.incident_id: row for row in rows}
            marked = {row_id: codec.digest(codec.to_json(row)) for row_id, row in given.items()}
            added = [row_id for row_id in given if row_id not in known]
            changed = [i for i in given if i in known and known[i] != marked[i]]
            removed = [row_id for row_id in known if row_id not in given] if whole else []
            _delete_rows(connection, name, [*changed, *removed])
            for chunk in chunks([*added, *changed]):
                values = [_values(name, given[row_id], marked[row_id]) for row_id in chunk]
                connection.execute(insert(imported_rows), values)
            total = len(known) + len(added) - len(removed)
            connection.execute(
                update(imported_sets).where(imported_sets.c.name == name).values(rows=total)
            )
            if added or changed or removed:
                detail: dict[str, object] = {
                    "file": origin,
                    "sha256": sha256,
                    "layout": layout,
                    "added": len(added),
                    "changed": {row_id: [known[row_id], marked[row_id]] for row_id in changed},
                    "removed": {row_id: known[row_id] for row_id in removed},
                }
                unit.entries.append(Entry(self._who, "import.saved", name, detail))
        unchanged = len(given) - len(added) - len(changed)
        return ImportOutcome(len(added), len(changed), unchanged, len(removed))

    def sets(self) -> list[ImportedSet]:
        """The imported tables by name."""
        with self._database.reading() as connection:
            query = select(imported_sets).order_by(imported_sets.c.name)
            return [ImportedSet(*row) for row in connection.execute(query)]

    def get(self, name: str) -> ImportedSet:
        """One imported table; raises NotFoundError, naming those there are."""
        held = self.sets()
        for one in held:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in held) or "none"
        raise NotFoundError("no table was imported by this name", subject=name, hint=names)

    def every(self, name: str) -> Iterator[ImportedIncident]:
        """The rows of a table by date and id, undated ones last, on one snapshot.

        Raises NotFoundError.
        """
        self.get(name)
        with self._database.reading() as connection:
            for row in _pages(connection, name):
                yield codec.from_json(ImportedIncident, row.json)

    def remove(self, name: str, reason: str = "removed on request") -> int:
        """Delete a table and its rows, which the audit log tells; gives how many rows."""
        held = self.get(name)
        with self._database.writing() as unit:
            connection = unit.connection
            connection.execute(delete(imported_rows).where(imported_rows.c.name == name))
            connection.execute(delete(imported_sets).where(imported_sets.c.name == name))
            detail: dict[str, object] = {"rows": held.rows, "reason": reason}
            unit.entries.append(Entry(self._who, "import.removed", name, detail))
        return held.rows


def check(connection: Connection) -> Iterator[Finding]:
    """Findings where an imported row is not as it was saved, or rows are missing."""
    for name, rows in connection.execute(select(imported_sets.c.name, imported_sets.c.rows)).all():
        held = 0
        for row in _pages(connection, name):
            held += 1
            if codec.digest(row.json) != row.digest:
                yield Finding("imported", f"{name}:{row.row_id}", "is not as it was imported")
            elif row.json["date"]["start"] != (row.date_start and row.date_start.isoformat()):
                detail = "its filter columns were altered: date_start"
                yield Finding("imported", f"{name}:{row.row_id}", detail)
        if held != rows:
            yield Finding("imported", name, f"holds {counted(held, 'rows')}, {rows} were imported")


def _pages(connection: Connection, name: str) -> Iterator[Any]:
    """All rows by date and id; dated and undated ones are asked for apart.

    The back ends sort a missing day to different ends, and no page can begin after one.
    """
    columns = imported_rows.c
    query = select(columns.row_id, columns.date_start, columns.digest, columns.json)
    query = query.where(columns.name == name)
    day, row_id = columns.date_start, columns.row_id
    yield from _walk(connection, query.where(day.is_not(None)), (day, row_id))
    yield from _walk(connection, query.where(day.is_(None)), (row_id,))


def _walk(
    connection: Connection, query: Select[Any], order: Sequence[Column[Any]]
) -> Iterator[Any]:
    """The rows of a query in an order that tells each from the others, page by page."""
    names = [column.name for column in order]
    page = query = query.order_by(*order)
    while True:
        rows = connection.execute(page.limit(_PAGE)).all()
        yield from rows
        if len(rows) < _PAGE:
            return
        page = query.where(tuple_(*order) > tuple_(*(getattr(rows[-1], name) for name in names)))


def _exists(connection: Connection, name: str) -> bool:
    query = select(func.count()).where(imported_sets.c.name == name)
    return bool(connection.scalar(query))


def _begin_set(
    connection: Connection, name: str, layout: str, origin: str, sha256: str, *, new: bool
) -> None:
    values = {
        "layout": layout,
        "origin": origin,
        "sha256": sha256,
        "imported_at": codec.now(),
    }
    if new:
        connection.execute(insert(imported_sets).values(name=name, rows=0, **values))
    else:
        where = imported_sets.c.name == name
        connection.execute(update(imported_sets).where(where).values(**values))


def _digests(connection: Connection, name: str) -> dict[str, str]:
    query = select(imported_rows.c.row_id, imported_rows.c.digest)
    return {row.row_id: row.digest for row in connection.execute(query.where(_named(name)))}


def _named(name: str) -> Any:
    return imported_rows.c.name == name


def _delete_rows(connection: Connection, name: str, row_ids: list[str]) -> None:
    for chunk in chunks(row_ids):
        connection.execute(
            delete(imported_rows).where(_named(name), imported_rows.c.row_id.in_(chunk))
        )


def _values(name: str, row: ImportedIncident, digest: str) -> dict[str, Any]:
    return {
        "name": name,
        "row_id": row.incident_id,
        "digest": digest,
        "date_start": row.date.start,
        "json": codec.to_json(row),
    }
