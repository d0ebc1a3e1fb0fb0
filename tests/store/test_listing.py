"""Lists of incidents without their reports: the same incidents, in pages, on both back ends."""

from __future__ import annotations

import datetime as dt
import importlib.util
from pathlib import Path

import pytest

from rasid.errors import UsageError
from rasid.store import IncidentFilter, Store, listing

_PATH = Path(__file__).resolve().parents[2] / "quality" / "many_incidents.py"
FILTERS = [
    IncidentFilter(),
    IncidentFilter(dated=False),
    IncidentFilter(country="IQ", least_sources=2),
    IncidentFilter(actor="Islamic State", grades=("confirmed", "fair")),
    IncidentFilter(date_from=dt.date(2019, 1, 1), date_to=dt.date(2021, 1, 1)),
    IncidentFilter(types=("armed_clash",), precisions=("town",)),
]


@pytest.fixture
def many(store: Store) -> Store:
    spec = importlib.util.spec_from_file_location("many_incidents", _PATH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.fill(store, 120)
    return store


def test_pages_hold_what_the_casebook_holds(many: Store) -> None:
    for wanted in FILTERS:
        found: list[listing.Listed] = []
        after: str | None = None
        while True:
            with many.database.reading() as connection:
                page = listing.page(connection, wanted, after, 7)
            found += page.items
            after = page.after
            if after is None:
                break
        held = {incident.incident_id: incident for incident in many.casebook.every(wanted)}
        ids = [one.record["incident_id"] for one in found]
        assert sorted(ids) == sorted(held)
        days = [one.incident.date.start or dt.date.min for one in found]
        assert days == sorted(days, reverse=True)
        for one in found:
            whole = held[one.record["incident_id"]]
            assert one.reports == len(whole.reports)
            assert one.publishers == tuple(r.publisher for r in whole.reports if r.publisher)
            assert one.incident.to_json() == {**whole.to_json(), "reports": []}


@pytest.mark.parametrize("cursor", ["x", "2021-13-01/a", "", "/"])
def test_what_is_no_cursor_is_told(store: Store, cursor: str) -> None:
    with store.database.reading() as connection, pytest.raises(UsageError):
        listing.page(connection, IncidentFilter(), cursor, 5)
