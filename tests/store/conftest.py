"""Stores to test with: every test that takes `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from rasid.store import Store, open_store
from rasid.store.schema import metadata

from .server import find_binaries, running_server

_NUMBERS = itertools.count()
_MADE = "made"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server with {database} in it, and a migrated database there."""
    binaries = find_binaries()
    if binaries is None:
        message = "no PostgreSQL server program (apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with running_server(binaries) as address:
        run_alone(address, "postgres", f"CREATE DATABASE {_MADE}")
        open_store(address.format(database=_MADE)).close()
        yield address


def run_alone(server: str, database: str, statement: str) -> None:
    """One statement outside any transaction."""
    engine = create_engine(
        server.format(database=database).replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def empty_tables(server: str) -> None:
    """Leave the migrated database as it was made: cheaper than a new one for every test."""
    names = ", ".join([*metadata.tables.keys() - {"secrets"}, "article_search"])
    run_alone(server, _MADE, f"TRUNCATE {names} RESTART IDENTITY CASCADE")


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite store to copy."""
    path = tmp_path_factory.mktemp("store") / "made.db"
    open_store(path).close()
    return path


_BACK_ENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=_BACK_ENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store of the newest version stands."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("made_file"), path)
        return str(path)
    server = request.getfixturevalue("server")
    empty_tables(server)
    return str(server.format(database=_MADE))


@pytest.fixture(params=_BACK_ENDS)
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing stands yet."""
    if request.param == "sqlite":
        return str(tmp_path / "new.db")
    server = request.getfixturevalue("server")
    name = f"test{next(_NUMBERS)}"
    run_alone(server, "postgres", f"CREATE DATABASE {name}")
    return str(server.format(database=name))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
