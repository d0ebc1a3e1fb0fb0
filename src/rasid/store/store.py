"""The store: one face over its tables; every method is one transaction or part of the caller's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Table, func, insert, select, update

from rasid.model import Article, Raw, Reading
from rasid.store import articles, audit, codec, readings, records, removal, search, verify
from rasid.store.casebook import Casebook
from rasid.store.database import Database
from rasid.store.imported import Imports
from rasid.store.outcome import (
    Added,
    ArticleFilter,
    Counts,
    Finding,
    Hit,
    Known,
    Page,
    Removed,
    Run,
    Saved,
)
from rasid.store.records import Record, RecordFilter
from rasid.store.schema import DERIVED, incidents, raws, runs, secrets
from rasid.store.schema import articles as article_table
from rasid.store.schema import readings as reading_table


class Store:
    """All that was collected, read, linked and decided, on SQLite or PostgreSQL.

    `who` signs the audit entries of this process. Safe to share between threads; every thread
    has its own transaction.
    """

    def __init__(self, database: Database, who: str = "rasid") -> None:
        self._database = database
        self.who = who

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._database.engine.dispose()

    @property
    def subject(self) -> str:
        """The path or address, without a password."""
        return self._database.subject

    @property
    def database(self) -> Database:
        """The engine and its transactions, for what the methods here do not give."""
        return self._database

    @property
    def masking_key(self) -> bytes:
        """The secret by which masked copies of this store hide whose record is whose."""
        query = select(secrets.c.value).where(secrets.c.name == "masking")
        with self._database.reading() as connection:
            return bytes.fromhex(str(connection.scalar(query)))

    @property
    def casebook(self) -> Casebook:
        """Incidents, decisions about them, and what linking needs."""
        return Casebook(self._database, self.who)

    @property
    def imports(self) -> Imports:
        """Tables of others, kept beside the machine's own incidents."""
        return Imports(self._database, self.who)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written inside is kept together or not at all; use it for small batches."""
        with self._database.writing():
            yield

    # Articles

    def add(self, raw: Raw, article: Article) -> Added | Known | Removed:
        """Keep bytes and article; raises InputError for what could not be kept unchanged."""
        return articles.add(self._database, raw, article, self.who)

    def article(self, doc_id: str, version: int | None = None) -> Article:
        """The current version of an article, or the one asked for; raises NotFoundError."""
        with self._database.reading() as connection:
            return articles.get(connection, doc_id, version)

    def versions(self, doc_id: str) -> list[int]:
        """The versions of the article that the store holds, oldest first."""
        with self._database.reading() as connection:
            return articles.versions(connection, doc_id)

    def raw(self, sha256: str) -> Raw:
        """The bytes with this sha256; raises NotFoundError."""
        with self._database.reading() as connection:
            return articles.raw(connection, sha256)

    def articles(
        self,
        wanted: ArticleFilter = ArticleFilter(),  # noqa: B008  it is frozen
        after: str | None = None,
        limit: int = 100,
    ) -> Page[Article]:
        """Current articles in the order of adding; `after` is the cursor of the page before."""
        with self._database.reading() as connection:
            return articles.page(connection, wanted, after, limit)

    def count_articles(self, wanted: ArticleFilter = ArticleFilter()) -> int:  # noqa: B008  frozen
        """How many current articles the filter lets through."""
        with self._database.reading() as connection:
            return articles.total(connection, wanted)

    def search(self, query: str, after: str | None = None, limit: int = 50) -> Page[Hit]:
        """Articles that hold every word of the query, those added last first."""
        with self._database.reading() as connection:
            return search.find(connection, query, after, limit)

    def reindex(self) -> int:
        """Make the full-text index anew, as after a change of a language's search terms."""
        with self._database.writing() as unit:
            return search.reindex(unit.connection)

    def remove_article(self, doc_id: str, reason: str) -> None:
        """Delete an article with all that was read from it; a tombstone stays."""
        removal.remove_article(self._database, doc_id, reason, self.who)

    # Readings

    def unread(self, reader_version: str) -> Iterator[Article]:
        """Current articles that this reader version has not read, in the order of adding."""
        return articles.unread(self._database, reader_version)

    def save_reading(self, reading: Reading, version: int | None = None) -> Saved:
        """Keep a reading (of article version `version`, else the newest that its quotes fit)."""
        return readings.save(self._database, reading, self.who, version)

    def reading(self, doc_id: str, reader_version: str | None = None) -> Reading | None:
        """The current reading of an article, or that of one reader version; None if unread."""
        with self._database.reading() as connection:
            return readings.get(connection, doc_id, reader_version)

    def readings(self) -> Iterator[Reading]:
        """The current reading of every article, in the order of adding."""
        return readings.current(self._database)

    # Records of current readings

    def records(
        self,
        kind: str,
        wanted: RecordFilter = RecordFilter(),  # noqa: B008  it is frozen
        after: str | None = None,
        limit: int = 100,
    ) -> Page[Record]:
        """Events, claims, figures or indicators (`kind`), filtered, in the order of reading."""
        with self._database.reading() as connection:
            return records.page(connection, kind, wanted, after, limit)

    def count_records(self, kind: str, wanted: RecordFilter = RecordFilter()) -> int:  # noqa: B008  frozen
        """How many records of a kind the filter lets through."""
        with self._database.reading() as connection:
            return records.total(connection, kind, wanted)

    # Runs, counts, checks

    def begin_run(self, command: str, version: str) -> int:
        """Note that a run begins; gives its number."""
        with self._database.writing() as unit:
            values = {"started": codec.now(), "command": command, "version": version}
            result = unit.connection.execute(insert(runs).values(**values, outcome={}))
            return int(result.inserted_primary_key[0])  # type: ignore[index]  # has a key

    def finish_run(self, run_id: int, outcome: dict[str, Any]) -> None:
        """Note that a run is done and what came of it."""
        with self._database.writing() as unit:
            unit.connection.execute(
                update(runs)
                .where(runs.c.run_id == run_id)
                .values(finished=codec.now(), outcome=outcome)
            )

    def runs(self, limit: int = 50) -> list[Run]:
        """The last runs, newest first; one that was cut short has no `finished`."""
        with self._database.reading() as connection:
            rows = connection.execute(select(runs).order_by(runs.c.run_id.desc()).limit(limit))
            return [
                Run(
                    row.run_id,
                    dt.datetime.fromisoformat(row.started),
                    dt.datetime.fromisoformat(row.finished) if row.finished else None,
                    row.command,
                    row.version,
                    row.outcome,
                )
                for row in rows
            ]

    def counts(self) -> Counts:
        """How much the store holds."""
        with self._database.reading() as connection:
            current = article_table.c.is_current
            derived = {name: _count_current(connection, table) for name, table in DERIVED.items()}
            return Counts(
                raws=_count(connection, raws),
                articles=_count(connection, article_table, current),
                versions=_count(connection, article_table),
                readings=_count(connection, reading_table),
                incidents=_count(connection, incidents),
                **derived,
            )

    def verify(self) -> Iterator[Finding]:
        """Everything that is not as it was stored: bytes, texts, quotes, audit chain."""
        return verify.verify(self._database)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last audit entry: write it down to prove later what was."""
        with self._database.reading() as connection:
            return audit.head(connection)


def _count(connection: Connection, table: Table, *conditions: Any) -> int:
    query = select(func.count()).select_from(table).where(*conditions)
    return int(connection.scalar(query) or 0)


def _count_current(connection: Connection, table: Table) -> int:
    joined = table.join(reading_table, reading_table.c.reading_key == table.c.reading_key)
    query = select(func.count()).select_from(joined).where(reading_table.c.is_current)
    return int(connection.scalar(query) or 0)
