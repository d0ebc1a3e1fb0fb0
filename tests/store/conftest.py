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

from .server import find_binaries, running_server

_NUMBERS = itertools.count()
_TEMPLATE = "made"


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
        create_database(address, _TEMPLATE)
        open_store(address.format(database=_TEMPLATE)).close()
        yield address


def create_database(server: str, name: str, template: str = "template1") -> None:
    engine = create_engine(
        server.format(database="postgres").replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()


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
    name = f"test{next(_NUMBERS)}"
    create_database(server, name, _TEMPLATE)
    return str(server.format(database=name))


@pytest.fixture(params=_BACK_ENDS)
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing stands yet."""
    if request.param == "sqlite":
        return str(tmp_path / "new.db")
    server = request.getfixturevalue("server")
    name = f"test{next(_NUMBERS)}"
    create_database(server, name)
    return str(server.format(database=name))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
