"""Transactions over one engine: one writer at a time, readers on a snapshot, errors named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from rasid.errors import StoreError

# The PostgreSQL advisory lock that every writer takes first ("rasid" in ASCII).
WRITER_LOCK = 0x7261736964


@dataclass(slots=True)
class Entry:
    """One audit entry that waits for the commit of its transaction."""

    who: str
    action: str
    subject: str
    detail: dict[str, object]


@dataclass(slots=True)
class Unit:
    """One write transaction: its connection and the audit entries it will end with."""

    connection: Connection
    entries: list[Entry] = field(default_factory=list)


class _Local(threading.local):
    unit: Unit | None = None


class Database:
    """An engine with the two ways to use it: `writing` and `reading`.

    One writer at a time on both back ends (SQLite's write lock, an advisory lock on PostgreSQL):
    what a writer has checked stays true until it commits, so two runs at once cannot duplicate.
    Readers never wait; each sees the last commit before it began.
    """

    def __init__(self, engine: Engine, subject: str) -> None:
        self.engine = engine
        self.subject = subject
        # Grows with every commit of this process: who keeps something asks whether it still holds.
        self.commits = 0
        self._local = _Local()

    @property
    def postgresql(self) -> bool:
        """True on PostgreSQL, False on SQLite."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """A write transaction; inside another one (of this thread) it is part of that one."""
        if self._local.unit is not None:
            yield self._local.unit
            return
        writer = self.engine.execution_options(rasid_writes=True)
        with self.named_errors(), writer.connect() as connection, connection.begin():
            if self.postgresql:
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK}
                )
            unit = Unit(connection)
            self._local.unit = unit
            try:
                yield unit
                self.before_commit(unit)
            finally:
                self._local.unit = None
        self.commits += 1

    def before_commit(self, unit: Unit) -> None:
        """Write the audit entries that the transaction gathered."""
        from rasid.store.audit import append  # noqa: PLC0415  the two modules know each other

        if unit.entries:
            append(unit.connection, unit.entries)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with: the writer's own inside `writing`, else a snapshot."""
        if self._local.unit is not None:
            yield self._local.unit.connection
            return
        options = {"isolation_level": "REPEATABLE READ"} if self.postgresql else {}
        reader = self.engine.execution_options(**options)
        with self.named_errors(), reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def named_errors(self) -> Iterator[None]:
        """Database errors as StoreError with the store's name and a way out."""
        try:
            yield
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
            raise StoreError(reason, subject=self.subject, hint=_hint(reason)) from error
        except SQLAlchemyError as error:
            raise StoreError(str(error), subject=self.subject) from error


_HINTS = {
    "database is locked": "another run holds the store; try again when it is done",
    "not a database": "the file is something else; give another path for the store",
    "malformed": "the file is damaged; restore it from a backup",
    "unable to open": "check that the folder exists and may be written",
    "readonly": "the store may not be written; check its permissions",
    "disk is full": "free some disk space and run again; nothing committed is lost",
    "connection": "check that the server runs and that the address is right",
    "password": "check the user and password in the address",
    "does not exist": "create the database first (createdb NAME)",
}


def _hint(reason: str) -> str:
    lowered = reason.lower()
    return next((hint for words, hint in _HINTS.items() if words in lowered), "")
