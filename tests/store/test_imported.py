"""Imported tables hold the same on both back ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Date, text

from rasid.errors import NotFoundError, StoreError
from rasid.model import (
    UNKNOWN_DATE,
    DateInterval,
    DatePrecision,
    ImportedIncident,
    Place,
    PlacePrecision,
    Toll,
    TollRule,
)
from rasid.store import ImportOutcome, Store, open_store

DAY = dt.date(2021, 5, 2)


def row(number: int, best: int = 2) -> ImportedIncident:
    day = DAY + dt.timedelta(days=number % 3)
    return ImportedIncident(
        f"r{number}", "", DateInterval(day, day, DatePrecision.DAY),
        Place("الرقة", "Raqqa", PlacePrecision.TOWN, "Raqqa", None, "SY", 35.95, 0.1 + 0.2),
        (), killed=Toll(best, best, None, TollRule.BEST), dataset="t", parties=("A", "ب"),
        row={"killed": float(best), "lat": None}, cells={"notes": 'a "b" \\ é'},
    )  # fmt: skip


def test_rows_are_added_once_replaced_and_removed(store: Store) -> None:
    rows = [row(n) for n in range(1203)]
    assert store.imports.save("t", "own", "t.csv", "0" * 64, rows) == ImportOutcome(1203, 0, 0, 0)
    held = list(store.imports.every("t"))
    assert sorted(held, key=lambda r: int(r.incident_id[1:])) == rows
    assert [r.date.start for r in held] == sorted(r.date.start for r in rows)
    again = [*rows[:-1], replace(rows[-1], killed=None)]
    assert store.imports.save("t", "own", "t.csv", "1" * 64, again) == ImportOutcome(0, 1, 1202, 0)
    assert store.imports.save("t", "own", "t.csv", "1" * 64, again[:3], whole=True).removed == 1200
    assert store.imports.get("t").rows == 3
    assert list(store.verify()) == []
    assert store.imports.remove("t") == 3
    assert store.imports.sets() == []
    assert list(store.verify()) == []


def undated(number: int) -> ImportedIncident:
    return replace(row(number), incident_id=f"u{number}", date=UNKNOWN_DATE)


def test_rows_without_a_day_come_last_and_whole(store: Store) -> None:
    rows = [*map(undated, range(1203)), *map(row, range(7))]
    assert store.imports.save("t", "own", "t.csv", "0" * 64, rows).added == 1210
    store.imports.save("other", "own", "o.csv", "0" * 64, [undated(5)])
    held = list(store.imports.every("t"))
    assert [one.date.start for one in held[:7]] == sorted(one.date.start for one in rows[1203:])
    assert [one.incident_id for one in held[7:]] == sorted(f"u{n}" for n in range(1203))
    assert {one.date for one in held[7:]} == {UNKNOWN_DATE}
    again = [*rows[1:], replace(rows[0], date=row(0).date)]
    assert store.imports.save("t", "own", "t.csv", "1" * 64, again) == ImportOutcome(0, 1, 1209, 0)
    assert list(store.verify()) == []


def test_verify_finds_a_day_that_an_undated_row_was_given(store: Store) -> None:
    store.imports.save("t", "own", "t.csv", "0" * 64, [undated(1)])
    with store.database.writing() as unit:
        unit.connection.execute(text("UPDATE imported_rows SET date_start = '1999-01-01'"))
    assert [(f.kind, f.subject) for f in store.verify()] == [("imported", "t:u1")]


def test_a_store_of_before_keeps_its_rows_and_takes_undated_ones(empty_address: str) -> None:
    with open_store(empty_address) as store:
        store.imports.save("t", "own", "t.csv", "0" * 64, [row(n) for n in range(5)])
        before = list(store.imports.every("t"))
        with (
            store.database.writing() as unit,
            Operations.context(MigrationContext.configure(unit.connection)) as operations,
            operations.batch_alter_table("imported_rows") as table,
        ):
            table.alter_column("date_start", existing_type=Date(), nullable=False)
        with store.database.writing() as unit:
            unit.connection.execute(text("DROP TABLE secrets"))
            unit.connection.execute(text("UPDATE alembic_version SET version_num = 'v0003'"))
        with pytest.raises(StoreError, match=r"(?i)null"):
            store.imports.save("t", "own", "t.csv", "1" * 64, [undated(9)])
    with open_store(empty_address) as store:
        assert list(store.imports.every("t")) == before
        store.imports.save("t", "own", "t.csv", "1" * 64, [undated(9)])
        assert list(store.imports.every("t")) == [*before, undated(9)]
        assert list(store.verify()) == []


def test_verify_finds_a_day_that_lists_that_lists_show_and_the_row_does_not(store: Store) -> None:
    store.imports.save("t", "own", "t.csv", "0" * 64, [row(1), row(2)])
    with store.database.writing() as unit:
        unit.connection.execute(
            text("UPDATE imported_rows SET date_start = '1999-01-01' WHERE row_id = 'r1'")
        )
    assert [(f.kind, f.subject) for f in store.verify()] == [("imported", "t:r1")]


def test_verify_names_a_row_that_was_altered_and_one_that_is_gone(store: Store) -> None:
    store.imports.save("t", "own", "t.csv", "0" * 64, [row(1), row(2)])
    with store.database.writing() as unit:
        unit.connection.execute(
            text("UPDATE imported_rows SET json = :json WHERE row_id = 'r1'"), {"json": "{}"}
        )
    assert [(f.kind, f.subject) for f in store.verify()] == [("imported", "t:r1")]
    with store.database.writing() as unit:
        unit.connection.execute(text("DELETE FROM imported_rows WHERE row_id = 'r1'"))
    assert [f.detail for f in store.verify()] == ["holds 1 row, 2 were imported"]


def test_a_failed_import_leaves_nothing(store: Store) -> None:
    def breaking():
        yield row(1)
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        store.imports.save("t", "own", "t.csv", "0" * 64, breaking())
    with pytest.raises(NotFoundError, match="none"):
        store.imports.get("t")
