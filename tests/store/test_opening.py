"""Opening a store: made, migrated, or refused with a reason and a way out."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from rasid.errors import StoreError
from rasid.store import open_store
from rasid.store.opening import known_versions, newest_version
from rasid.store.schema import metadata

from .making import make_article


def test_a_new_store_has_the_newest_version(empty_address: str) -> None:
    with open_store(empty_address) as store, store.database.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == (
            newest_version()
        )


def test_the_migrations_give_exactly_the_schema(empty_address: str) -> None:
    with open_store(empty_address) as store, store.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            # The search table is each back end's own and stands outside the common schema.
            if "article_search" not in str(difference)
        ]
    assert differences == []


def test_what_is_stored_is_there_after_opening_again(address: str) -> None:
    raw, article = make_article()
    with open_store(address) as store:
        store.add(raw, article)
    with open_store(address) as store:
        assert store.article("d1") == article


def test_a_store_of_a_newer_version_is_refused(empty_address: str) -> None:
    with open_store(empty_address) as store, store.database.writing() as unit:
        unit.connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    with pytest.raises(StoreError, match="newer than this Rasid knows"):
        open_store(empty_address)


def test_somebody_elses_database_is_refused_and_left_alone(empty_address: str) -> None:
    with open_store(empty_address) as store, store.database.writing() as unit:
        unit.connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(StoreError, match="not a Rasid store"):
        open_store(empty_address)


def test_opening_twice_at_once_makes_one_store(empty_address: str) -> None:
    errors: list[BaseException] = []
    together = threading.Barrier(6)

    def go() -> None:
        together.wait(timeout=300)
        try:
            open_store(empty_address).close()
        except BaseException as error:  # noqa: BLE001  shown by the assertion below
            errors.append(error)

    threads = [threading.Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert errors == []


def test_versions_are_in_order() -> None:
    assert known_versions()[0] == "v0001"
    assert known_versions() == sorted(set(known_versions()))


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, only some words " * 50)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="something else"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_truncated_store_is_refused(tmp_path: Path, made_file: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(made_file.read_bytes()[:5000])
    with pytest.raises(StoreError, match=r"store\.db"):
        open_store(path)


def test_another_programs_sqlite_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreError, match="not a Rasid store"):
        open_store(path)


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("mysql://u:secret@h/d", "no store of the kind"),
        ("://", "not an address"),
        ("postgresql://u:secret@127.0.0.1:1/d", "check that the server runs"),
    ],
)
def test_addresses_that_cannot_be_opened(where: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        open_store(where)
    assert "secret" not in str(caught.value)


def test_a_folder_or_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "missing" / "store.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_store_that_may_not_be_written_is_refused(tmp_path: Path, made_file: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(made_file.read_bytes())
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="permissions"), open_store(path) as store:
            store.add(*make_article())
    finally:
        tmp_path.chmod(0o700)


def test_without_the_driver_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"rasid\[postgresql\]"):
        open_store("postgresql://h/d")
