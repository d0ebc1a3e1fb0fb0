"""Columns in memory give the pages that the database gives, and follow what is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import text

from rasid.model import Change, ChangeKind, Conflict, Grade
from rasid.pipeline.linking import link_store
from rasid.store import IncidentFilter, Store, audit, codec, columns, listing, open_store, order
from rasid.store.columns import Columns

from .telling import tell
from .test_listing import FILTERS, many  # noqa: F401 - a fixture

MORE = [
    *FILTERS,
    IncidentFilter(dated=True, date_to=dt.date(2018, 1, 1)),
    IncidentFilter(date_from=dt.date(2024, 1, 1)),
    IncidentFilter(actor="Nobody at all"),
    IncidentFilter(actor="Islamic"),
    IncidentFilter(admin1="Nineveh", grades=("weak", "contested"), withdrawn=None),
    IncidentFilter(withdrawn=True),
    IncidentFilter(reviews=("unreviewed",), least_sources=3),
    IncidentFilter(types=("",)),
    IncidentFilter(publisher="Nobody"),
    IncidentFilter(place="nowhere"),
    IncidentFilter(disputed=True),
    IncidentFilter(disputed=False, grades=("weak",)),
    IncidentFilter(changed_since="2999-01-01T00:00:00.000000+00:00"),
    IncidentFilter(changed_since="2001-01-01T00:00:00.000000+00:00", publisher="Invented Daily"),
]


def _of(store: Store) -> Columns:
    with store.database.reading() as connection:
        return columns.of(columns.read(connection))


def _pages(store: Store, held: Columns, wanted: IncidentFilter, limit: int) -> list[str]:
    """All ids of a filter, every page held against the database's."""
    found: list[str] = []
    after: str | None = None
    with store.database.reading() as connection:
        while True:
            ids, last = held.page(wanted, order.position(after), limit)
            more = order.cursor(*last) if last else None
            assert (ids, more) == listing.page_ids(connection, wanted, after, limit)
            found += ids
            after = more
            if after is None:
                return found


def _save(store: Store, changed: list[str], retired: list[str]) -> None:
    """One linking: some incidents are graded anew, others go."""
    book = store.casebook
    found = [replace(book.get(known), grade=Grade.CONFIRMED, sources=9) for known in changed]
    docs = {report.doc_id for one in found for report in one.reports}
    made = [Change(known, ChangeKind.CHANGED, "grade", "x", "y", ()) for known in changed]
    book.save_links(book.snapshot(), docs, found, made, dict.fromkeys(retired))


def test_pages_and_counts_are_those_of_the_database(many: Store) -> None:  # noqa: F811
    held = _of(many)
    for wanted in MORE:
        found = _pages(many, held, wanted, 7)
        assert held.count(wanted) == len(found) == many.casebook.count(wanted)
        assert len(set(found)) == len(found)


@pytest.mark.parametrize("cursor", ["2019-05-01/", "undated/", "2019-05-01/zzz", "1900-01-01/a"])
def test_a_cursor_may_name_what_is_not_there(many: Store, cursor: str) -> None:  # noqa: F811
    held, wanted = _of(many), IncidentFilter()
    with many.database.reading() as connection:
        there = listing.page_ids(connection, wanted, cursor, 200)
    assert held.page(wanted, order.position(cursor), 200)[0] == there[0]


def test_what_the_columns_do_not_hold_is_left_to_the_database() -> None:
    assert columns.answers(IncidentFilter(admin1="x", place="y", dated=True))
    assert not columns.answers(IncidentFilter(doc_id="x"))


def test_what_is_asked_of_one_incident_is_found_by_each_of_its_facts(many: Store) -> None:  # noqa: F811
    """Its place (or a part of it), publisher, disagreement and moment, as the database has them."""
    book = many.casebook
    some = [one for one in book.every() if one.place and one.reports[0].publisher][:3]
    differing = replace(some[0], conflicts=(Conflict("killed", (("1", ()), ("2", ()))),))
    part = replace(some[1], place=replace(some[1].place, name="Invented (its east)"))
    before = book.snapshot()
    docs = {report.doc_id for one in some for report in one.reports}
    moment = codec.now()
    book.save_links(before, docs, [differing, part], [], {})
    held = _of(many)
    asked = {
        some[0].incident_id: IncidentFilter(disputed=True),
        some[1].incident_id: IncidentFilter(place="Invented"),
        some[2].incident_id: IncidentFilter(
            place=some[2].place.name, publisher=some[2].reports[0].publisher
        ),
    }
    for incident_id, wanted in asked.items():
        assert incident_id in _pages(many, held, wanted, 7)
    changed = _pages(many, held, IncidentFilter(changed_since=moment), 7)
    assert set(changed) == {differing.incident_id, part.incident_id}
    assert held.count(IncidentFilter(place="Inv")) == 0


def test_the_log_names_what_a_linking_changed(many: Store) -> None:  # noqa: F811
    held, before = _of(many), many.head()
    ids = [str(known) for known in held.ids]
    _save(many, ids[3:9], ids[20:22])
    with many.database.reading() as connection:
        touched = audit.touched(connection, before)
        assert touched == {*ids[3:9], *ids[20:22]}
        followed = held.changed(touched, columns.read(connection, touched))
    for wanted in (*MORE, IncidentFilter(least_sources=9)):
        _pages(many, followed, wanted, 11)
    assert followed.ids.tolist() == _of(many).ids.tolist()
    assert followed.count(IncidentFilter(least_sources=9)) == 6


def test_the_log_cannot_tell_after_a_removal_or_another_history(many: Store) -> None:  # noqa: F811
    head = many.head()
    with many.database.reading() as connection:
        assert audit.touched(connection, (head[0], "0" * 64)) is None
        assert audit.touched(connection, head) == set()
    many.remove_article("many-000000", "asked")
    with many.database.reading() as connection:
        assert audit.touched(connection, head) is None


def test_a_store_of_the_step_before_learns_who_told_what(many: Store, address: str) -> None:  # noqa: F811
    query = text("SELECT incident_id, reports, publishers FROM incidents ORDER BY incident_id")
    with many.database.writing() as unit:
        before = [tuple(row) for row in unit.connection.execute(query)]
        for column in ("reports", "publishers"):
            unit.connection.execute(text(f"ALTER TABLE incidents DROP COLUMN {column}"))
        unit.connection.execute(text("DROP TABLE secrets"))
        unit.connection.execute(text("UPDATE alembic_version SET version_num = 'v0002'"))
    many.close()
    with open_store(address) as store, store.database.reading() as connection:
        assert [tuple(row) for row in connection.execute(query)] == before


def test_removing_an_article_is_counted(store: Store) -> None:
    tell(store, "d1")
    tell(store, "d2", killed=3)
    link_store(store)
    known = store.casebook.page().items[0].incident_id
    with store.database.reading() as connection:
        (one,) = listing.listed(connection, [known])
    assert (one.reports, one.publishers) == (2, ("outlet of d1", "outlet of d2"))
    store.remove_article("d1", "asked")
    with store.database.reading() as connection:
        (one,) = listing.listed(connection, [known])
    assert (one.reports, one.publishers) == (1, ("outlet of d2",))
