"""Incidents without their reports make the same table as whole ones, on both back ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from rasid.assess import IncidentTable, table_of, table_of_outlines
from rasid.errors import UsageError
from rasid.model import UNKNOWN_DATE, Incident, PlacePrecision
from rasid.pipeline.linking import link_store
from rasid.pipeline.looking import masking
from rasid.store import IncidentFilter, Store

from .telling import DAY, tell
from .test_listing import FILTERS, many  # noqa: F401 - a fixture

OPEN = masking(None, people=False)
MASKED = masking(PlacePrecision.GOVERNORATE, people=True)


def same(one: IncidentTable, other: IncidentTable) -> None:
    pd.testing.assert_frame_equal(one.frame, other.frame, check_exact=True)
    assert (one.layout, one.problems) == (other.layout, other.problems)


def both_ways(store: Store) -> IncidentTable:
    """The table of whole incidents, held against that of outlines for both copies."""
    for hiding in (MASKED, OPEN):
        whole = table_of(hiding.incident(one) for one in store.casebook.every())
        outlines = ((hiding.incident(one), told) for one, told in store.casebook.outlines())
        same(table_of_outlines(outlines), whole)
    return whole


def test_outlines_are_the_incidents_in_their_order(many: Store) -> None:  # noqa: F811 - the fixture
    for wanted in (*FILTERS, IncidentFilter(withdrawn=None)):
        whole = list(many.casebook.every(wanted))
        outlines = list(many.casebook.outlines(wanted))
        assert [one for one, _ in outlines] == [replace(one, reports=()) for one in whole]
        assert whole == sorted(whole, key=_place_in_lists)


def test_pages_follow_one_another_without_a_gap(many: Store) -> None:  # noqa: F811 - the fixture
    found: list[Incident] = []
    page = many.casebook.page(limit=7)
    found += page.items
    while page.after is not None:
        page = many.casebook.page(after=page.after, limit=7)
        found += page.items
    assert found == list(many.casebook.every())
    assert found[-1].date.start is None
    with pytest.raises(UsageError):
        many.casebook.page(after="yesterday/inc-1")


def _place_in_lists(incident: Incident) -> tuple[int, str]:
    return -(incident.date.start or dt.date.min).toordinal(), incident.incident_id


def test_many_make_the_same_table(many: Store) -> None:  # noqa: F811 - the fixture
    table = both_ways(many)
    assert table.problems
    assert len(table) + len(table.problems) == many.casebook.count()


def test_outlets_of_several_reports_are_named_once_and_in_order(store: Store) -> None:
    for number, name in enumerate("cab"):
        tell(store, name, killed=2 + number)
    tell(store, "far", day=DAY + dt.timedelta(70), place="قرية أخرى", lat=33.0)  # another village
    tell(store, "undated", place="تل حجر", lat=31.0, date=UNKNOWN_DATE)  # Tell Hajar
    link_store(store)
    table = both_ways(store)
    told = [report.publisher for one in store.casebook.every() for report in one.reports]
    assert len(told) > len(table)
    assert max(map(len, table.frame["sources"])) == 3


def test_a_removed_article_names_no_outlet_any_more(store: Store) -> None:
    for number, name in enumerate("ab"):
        tell(store, name, killed=2 + number)
    link_store(store)
    assert list(both_ways(store).frame["sources"]) == [("outlet of a", "outlet of b")]
    store.remove_article("a", "asked for")
    assert list(both_ways(store).frame["sources"]) == [("outlet of b",)]
