"""Opens a store by path or address: makes it, brings it up to date, or says why not."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from rasid.errors import StoreError
from rasid.store.database import Database
from rasid.store.store import Store

# How long a writer waits for another one, in seconds: a first linking of a large store is long.
BUSY_SECONDS = 300
_AGAIN_SECONDS = 0.02
_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version"
# SQLite's application_id of our files ("rasd" in ASCII), so that `file` and we can tell them.
_APPLICATION_ID = 0x72617364


def open_store(where: str | Path) -> Store:
    """The store at a path (SQLite) or a postgresql:// address, made or migrated where needed.

    Raises StoreError where it cannot be opened, is something else, or is of a newer version.
    """
    url = _url(where)
    subject = url.render_as_string(hide_password=True) if url.drivername != "sqlite" else str(where)
    engine = _engine(url, subject)
    database = Database(engine, subject)
    try:
        with database.named_errors():
            _bring_up_to_date(engine, subject)
    except BaseException:
        engine.dispose()
        raise
    return Store(database)


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise StoreError("is not an address", subject=where) from error
    if url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return url
    raise StoreError(
        f"no store of the kind {url.drivername!r}",
        subject=url.render_as_string(hide_password=True),
        hint="give a file path or postgresql://user@host/database",
    )


def _engine(url: URL, subject: str) -> Engine:
    options: dict[str, Any] = {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
    }
    if url.drivername == "sqlite":
        _check_path(Path(str(url.database)), subject)
        options["connect_args"] = {"timeout": BUSY_SECONDS}
    try:
        engine = create_engine(url, **options)
    except ModuleNotFoundError as error:
        raise StoreError(
            "the PostgreSQL driver is not installed",
            subject=subject,
            hint="pip install 'rasid[postgresql]'",
        ) from error
    if url.drivername == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _check_path(path: Path, subject: str) -> None:
    if path.is_dir():
        raise StoreError("is a folder", subject=subject, hint="give the path of a file")
    if not path.parent.is_dir():
        raise StoreError(
            "its folder does not exist", subject=subject, hint=f"create {path.parent} first"
        )


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    """SQLite as we want it: we begin transactions ourselves, write ahead, keys are kept."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _write_ahead(connection)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Write ahead; whoever else makes the same store just now is waited for.

    SQLite's own waiting does not hold for a change of the journal's mode.
    """
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= end:
                raise
            time.sleep(_AGAIN_SECONDS)
        else:
            return


def _on_begin(connection: Connection) -> None:
    """A writer takes the write lock at once, so that it never fails half-way for want of it."""
    writes = connection.get_execution_options().get("rasid_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine, subject: str) -> None:
    with engine.connect() as connection:
        if _version(connection, subject) == newest_version():
            return
    with Database(engine, subject).writing() as unit:
        if _version(unit.connection, subject) != newest_version():
            _migrate(unit.connection)


def _version(connection: Connection, subject: str) -> str | None:
    """The schema's version; None in an empty database. Raises StoreError for anything else."""
    tables = set(inspect(connection).get_table_names())
    if _VERSION_TABLE not in tables:
        if tables:
            raise StoreError(
                "holds other tables, it is not a Rasid store",
                subject=subject,
                hint="give another path or an empty database",
            )
        return None
    version: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))  # noqa: S608  fixed name
    if version is not None and version not in known_versions():
        raise StoreError(
            f"its schema {version} is newer than this Rasid knows ({newest_version()})",
            subject=subject,
            hint="install the Rasid that wrote it, or a newer one",
        )
    return version


def known_versions() -> list[str]:
    """The schema versions that this Rasid can read or migrate from, oldest first."""
    return sorted(path.stem.split("_")[0] for path in (_MIGRATIONS / "versions").glob("v*.py"))


def newest_version() -> str:
    """The schema version of this Rasid."""
    return known_versions()[-1]


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  half a second that only a migration needs
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
