"""Records come in pages and through filters alike on every store."""

from __future__ import annotations

import datetime as dt

import pytest

from rasid.errors import UsageError
from rasid.store import RecordFilter, Store

from .making import make_article, make_reading


@pytest.fixture
def filled(store: Store) -> Store:
    for name in ("d1", "d2", "d3"):
        raw, article = make_article(name)
        store.add(raw, article)
        store.save_reading(make_reading(article))
    return store


@pytest.mark.parametrize("kind", ["events", "claims", "figures", "indicators"])
def test_pages_hold_every_record_once(filled: Store, kind: str) -> None:
    every = filled.records(kind).items
    assert len(every) == filled.count_records(kind) >= 3
    paged, after = [], None
    while True:
        page = filled.records(kind, after=after, limit=1)
        paged += page.items
        after = page.after
        if after is None:
            break
    assert paged == list(every)


def test_filters_let_through_what_they_name(filled: Store) -> None:
    def count(kind: str = "events", **wanted: object) -> int:
        found = filled.records(kind, RecordFilter(**wanted)).items  # type: ignore[arg-type]  # test
        assert len(found) == filled.count_records(kind, RecordFilter(**wanted))  # type: ignore[arg-type]
        return len(found)

    event = filled.records("events").items[0].noun
    everything = count()
    assert count(doc_id="d1") * 3 == everything
    assert count(types=(event.type,)) > 0
    assert count(types=("no_such",)) == 0
    assert count(date_from=dt.date(2999, 1, 1)) == 0
    assert count(date_to=dt.date(1999, 1, 1)) == 0
    assert count(publisher="Invented Wire") == everything
    assert count(read_since="2999") == 0
    assert count("claims", country="SY") == 0


def test_wrong_kind_and_wrong_cursor_are_usage_errors(filled: Store) -> None:
    with pytest.raises(UsageError, match="kinds"):
        filled.records("rumours")
    with pytest.raises(UsageError, match="cursor"):
        filled.records("events", after="x")
