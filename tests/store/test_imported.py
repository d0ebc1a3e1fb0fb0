"""Imported tables hold the same on both back ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import text

from rasid.errors import NotFoundError
from rasid.model import (
    DateInterval,
    DatePrecision,
    ImportedIncident,
    Place,
    PlacePrecision,
    Toll,
    TollRule,
)
from rasid.store import ImportOutcome, Store

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


def test_verify_finds_a_day_that_lists_show_and_the_row_does_not(store: Store) -> None:
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
