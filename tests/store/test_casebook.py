"""Incidents in the store: linked step by step, decided on, never lost; on both back ends."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from rasid.errors import NotFoundError, OvertakenError, UsageError
from rasid.link import link
from rasid.model import (
    UNKNOWN_DATE,
    ChangeKind,
    DecisionKind,
    Incident,
    Place,
    PlacePrecision,
    Reading,
    Review,
)
from rasid.pipeline import linking
from rasid.pipeline.linking import link_store
from rasid.store import IncidentFilter, Store, open_store

from .telling import DAY, make_telling, read_telling, tell

WEEK = dt.timedelta(7)
EVERY = IncidentFilter(withdrawn=None)


def only(store: Store) -> Incident:
    (incident,) = store.casebook.page().items
    return incident


def docs(incident: Incident) -> list[str]:
    return sorted(report.doc_id for report in incident.reports)


def test_reports_become_an_incident_that_comes_back_whole(store: Store) -> None:
    tell(store, "a")
    tell(store, "b", killed=3)
    summary = link_store(store)
    assert summary.incidents == 1
    incident = only(store)
    assert (incident,) == link(store.casebook.reports({})).incidents
    assert store.casebook.get(incident.incident_id) == incident
    assert store.counts().incidents == 1
    assert list(store.verify()) == []


def test_linking_again_changes_nothing(store: Store) -> None:
    tell(store, "a")
    link_store(store)
    before = only(store), store.head(), store.casebook.history(only(store).incident_id)
    assert link_store(store).changed == 0
    link_store(store, afresh=True)
    assert before == (only(store), store.head(), store.casebook.history(only(store).incident_id))


def test_a_new_article_joins_and_leaves_a_trace(store: Store) -> None:
    tell(store, "a", killed=2)
    tell(store, "far", day=DAY + 10 * WEEK, place="قرية أخرى", lat=33.0)
    link_store(store)
    ids = {incident.incident_id for incident in store.casebook.every()}
    moment = store.casebook.history(min(ids))[-1].at
    assert moment is not None
    tell(store, "b", killed=5)
    assert link_store(store).changed == 1
    assert {incident.incident_id for incident in store.casebook.every()} == ids
    changes = store.casebook.changes_since(moment.isoformat(timespec="microseconds")).items
    told = {change.field: change for change in changes}
    assert told["sources"].after == 2
    assert told["killed"].before["best"] == 2
    assert told["killed"].after["high"] == 5
    assert told["killed"].doc_ids == ("b",)


def test_an_article_that_tells_two_things_links_each_on_its_own(store: Store) -> None:
    tell(store, "a")
    tell(store, "far", day=DAY + 10 * WEEK, place="قرية أخرى", lat=33.0)
    link_store(store)
    far = next(one for one in store.casebook.every() if docs(one) == ["far"])
    tell(store, "near", killed=2)
    link_store(store)
    assert store.casebook.get(far.incident_id) == far


def test_reading_again_keeps_the_incident(store: Store) -> None:
    article = tell(store, "a", killed=2)
    link_store(store)
    before = only(store)
    tell(store, "a", killed=2, reader="rules-2", type="air_drone_strike")
    assert store.article("a") == article
    link_store(store)
    after = only(store)
    assert after.incident_id == before.incident_id
    assert after.type == "air_drone_strike"
    kinds = [c.kind for c in store.casebook.history(after.incident_id)]
    assert kinds[0] is ChangeKind.CREATED
    assert set(kinds[1:]) == {ChangeKind.CHANGED}


def test_a_reading_that_no_longer_tells_it_leaves_a_tombstone(store: Store) -> None:
    article = tell(store, "a")
    link_store(store)
    gone = only(store).incident_id
    store.save_reading(Reading(article.doc_id, "rules-2"))
    link_store(store)
    with pytest.raises(NotFoundError, match="gone"):
        store.casebook.get(gone)
    assert store.casebook.history(gone)[-1].kind is ChangeKind.WITHDRAWN
    graves = store.casebook.tombstones_since("2000")
    assert [grave.item_id for grave in graves if grave.kind == "incident"] == [gone]


def test_a_reading_that_no_longer_tells_it_leaves_the_incident_to_the_other(store: Store) -> None:
    tell(store, "a")
    tell(store, "b")
    link_store(store)
    before = only(store)
    store.save_reading(Reading("a", "rules-2"))
    assert link_store(store).changed == 1
    assert (docs(only(store)), only(store).sources) == (["b"], 1)
    assert only(store).incident_id == before.incident_id
    assert list(store.verify()) == []


def test_what_is_told_nearby_is_not_written_anew(store: Store) -> None:
    for n in range(12):
        tell(store, f"d{n}", day=DAY + dt.timedelta(n % 3), place=f"قرية {n}", lat=34 + n / 5)
    link_store(store)
    before = {one.incident_id: one for one in store.casebook.every()}
    moment = max(c.at for key in before for c in store.casebook.history(key) if c.at)
    tell(store, "late", killed=9, day=DAY, place="قرية 3", lat=34.6)
    assert link_store(store).changed == 1
    since = IncidentFilter(changed_since=moment.isoformat(timespec="microseconds"))
    (changed,) = store.casebook.every(since)
    assert docs(changed) == ["d3", "late"]
    after = {one.incident_id: one for one in store.casebook.every()}
    assert {key: one for key, one in after.items() if one != before.get(key)} == {
        changed.incident_id: changed
    }
    assert sorted(after) == sorted(before)


def test_a_copy_of_what_is_told_otherwise_now_is_an_origin_of_its_own(store: Store) -> None:
    first = tell(store, "a")
    raw = store.raw(first.raw_sha256)
    copy = replace(first, doc_id="b", publisher="outlet of b")
    store.add(raw, copy)
    store.save_reading(read_telling(copy, 2, DAY, "تل ورد", 35.9, "rules-1"))
    link_store(store)
    assert (docs(only(store)), only(store).sources) == (["a", "b"], 1)
    raw, anew = make_telling("c", 2, DAY, "تل ورد")
    anew = replace(anew, doc_id="a")
    store.add(raw, anew)
    store.save_reading(read_telling(anew, 2, DAY, "تل ورد", 35.9, "rules-1"))
    link_store(store)
    assert (docs(only(store)), only(store).sources) == (["a", "b"], 2)
    assert sorted(report.origin for report in only(store).reports) == ["a", "b"]


def tell_undated(store: Store, doc_id: str, days_later: int, place: Place | None) -> None:
    day = DAY + dt.timedelta(days_later)
    raw, article = make_telling(doc_id, 2, day, "تل ورد")
    store.add(raw, article)
    reading = read_telling(article, 2, day, "تل ورد", 35.9, "rules-1")
    event = replace(reading.events[0], place=place, date=UNKNOWN_DATE)
    store.save_reading(replace(reading, events=(event,)))


def test_undated_events_are_near_by_the_day_they_were_told(store: Store) -> None:
    north = Place("n", "n", PlacePrecision.TOWN, "North", None, "SY", 35.9, 38.9)
    south = replace(north, admin1="South", lat=30.0, lon=40.0)
    tell_undated(store, "same unit", 0, replace(north, lat=30.0))
    tell_undated(store, "no unit", 5, replace(south, admin1=None))
    tell_undated(store, "other unit beside it", -1, replace(south, lat=35.6, lon=39.2))
    tell_undated(store, "other unit", 0, south)
    tell_undated(store, "other unit, no point", 0, replace(south, lat=None, lon=None))
    tell_undated(store, "no place", 0, None)
    tell_undated(store, "told before", -2, north)
    tell_undated(store, "told later", 6, north)
    tell(store, "new")
    found = store.casebook.neighbours(store.casebook.reports({}, ["new"]))
    assert found == {"new", "same unit", "no unit", "other unit beside it", "no place"}


def test_a_removed_article_leaves_its_incidents_to_the_others(store: Store) -> None:
    tell(store, "a", killed=2)
    tell(store, "b", killed=3)
    link_store(store)
    incident_id = only(store).incident_id
    store.remove_article("b", "asked for")
    link_store(store)
    assert docs(only(store)) == ["a"]
    assert only(store).incident_id == incident_id
    store.remove_article("a", "asked for")
    assert store.casebook.page().items == ()
    link_store(store)
    assert list(store.verify()) == []


def test_a_merge_wins_and_is_taken_back(store: Store) -> None:
    tell(store, "a")
    tell(store, "b", day=DAY + WEEK)
    link_store(store)
    book = store.casebook
    ids = sorted(incident.incident_id for incident in book.every())
    decision = book.merge(ids, "Analyst", "one siege, told twice")
    link_store(store)
    merged = only(store)
    (gone,) = set(ids) - {merged.incident_id}
    with pytest.raises(NotFoundError, match=merged.incident_id):
        book.get(gone)
    tell(store, "c")
    link_store(store)
    assert set(docs(only(store))) >= {"a", "b"}
    book.reverse(decision.decision_id, "Analyst", "mistaken")
    assert book.decisions() == []
    link_store(store)
    assert merged.incident_id in {incident.incident_id for incident in book.every()}
    assert sorted(map(docs, book.every())) == [["a", "c"], ["b"]]
    with pytest.raises(UsageError):
        book.reverse(decision.decision_id, "Analyst", "again")


def test_a_split_wins_over_later_linking(store: Store) -> None:
    tell(store, "a")
    tell(store, "b")
    link_store(store)
    keys = [report.key for report in only(store).reports if report.doc_id == "b"]
    store.casebook.split(only(store).incident_id, keys, "Analyst", "two villages of one name")
    link_store(store)
    assert sorted(map(docs, store.casebook.every())) == [["a"], ["b"]]
    link_store(store, afresh=True)
    assert sorted(map(docs, store.casebook.every())) == [["a"], ["b"]]


def test_an_edit_stands(store: Store) -> None:
    tell(store, "a", killed=2)
    link_store(store)
    incident_id = only(store).incident_id
    value = {"low": 4, "best": 4, "high": 6, "rule": "best"}
    store.casebook.edit(incident_id, "killed", value, "Analyst", "the hospital's list")
    link_store(store)
    found = only(store)
    assert found.killed is not None
    assert (found.killed.best, found.review) == (4, Review.EDITED)
    tell(store, "b", killed=2)
    link_store(store)
    assert only(store).killed == found.killed


@pytest.mark.parametrize(
    ("kind", "groups", "who", "reason", "field"),
    [
        (DecisionKind.MERGE, [], "A", "r", ""),
        (DecisionKind.MERGE, [[]], "A", "r", ""),
        (DecisionKind.SPLIT, [["k"]], "A", "r", ""),
        (DecisionKind.MERGE, [["k"]], "", "r", ""),
        (DecisionKind.MERGE, [["k"]], "A", " ", ""),
        (DecisionKind.EDIT, [["k"]], "A", "r", ""),
        (DecisionKind.MERGE, [["k"]], "A", "r", "killed"),
    ],
)
def test_decisions_that_decide_nothing_are_refused(
    store: Store, kind: DecisionKind, groups: list[list[str]], who: str, reason: str, field: str
) -> None:
    with pytest.raises(UsageError):
        store.casebook.decide(kind, groups, who, reason, field)
    assert store.casebook.decisions() == []


def test_filters_and_pages(store: Store) -> None:
    for n in range(5):
        tell(store, f"d{n}", killed=n, day=DAY + n * WEEK, place=f"قرية {n}", lat=33.0 + n)
    tell(store, "d0-copy", killed=0, place="قرية 0", lat=33.0)
    link_store(store)
    book = store.casebook

    def found(**wanted: object) -> list[list[str]]:
        return [docs(one) for one in book.every(IncidentFilter(**wanted))]  # type: ignore[arg-type]

    assert found() == [["d4"], ["d3"], ["d2"], ["d1"], ["d0", "d0-copy"]]
    assert found(date_from=DAY + WEEK, date_to=DAY + 2 * WEEK) == [["d2"], ["d1"]]
    assert found(types=("arrests",)) == []
    assert len(found(admin1="North", country="SY", precisions=("town",))) == 5
    assert found(place="قرية 3") == [["d3"]]
    assert found(least_sources=2) == [["d0", "d0-copy"]]
    assert found(grades=("fair",)) == [["d0", "d0-copy"]]
    assert found(publisher="outlet of d2") == [["d2"]]
    assert found(doc_id="d4") == [["d4"]]
    assert found(dated=False) == []
    assert book.count() == 5
    first = book.page(limit=2)
    second = book.page(after=first.after, limit=2)
    third = book.page(after=second.after, limit=2)
    paged = [docs(one) for one in (*first.items, *second.items, *third.items)]
    assert paged == found()
    assert third.after is None


def test_a_place_filter_takes_in_what_lies_around_it(store: Store) -> None:
    tell(store, "around", place="قرية 5 (surroundings)")
    tell(store, "fifty", day=DAY + 9 * WEEK, place="قرية 50")
    link_store(store)
    around = [docs(one) for one in store.casebook.every(IncidentFilter(place="قرية 5"))]
    assert around == [["around"]]


def test_an_actor_filter_takes_marks_as_marks(store: Store) -> None:
    tell(store, "a")
    link_store(store)
    assert list(store.casebook.every(IncidentFilter(actor="%"))) == []
    assert list(store.casebook.every(IncidentFilter(actor="_"))) == []


def test_an_unknown_incident_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.casebook.get("inc-none")
    with pytest.raises(NotFoundError):
        store.casebook.history("inc-none")


def test_a_linking_based_on_old_news_is_refused(store: Store) -> None:
    tell(store, "a")
    old = store.casebook.snapshot()
    link_store(store)
    with pytest.raises(OvertakenError, match="meanwhile"):
        store.casebook.save_links(old, ["a"], (), (), {})


def test_two_linkings_at_once_make_each_incident_once(store: Store, address: str) -> None:
    for n in range(6):
        tell(store, f"d{n}", day=DAY + n * WEEK)
    outcomes: list[str] = []

    def go() -> None:
        with open_store(address) as own:
            link_store(own)
            outcomes.append("done")

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert outcomes == ["done"] * 3
    assert store.counts().incidents == 6
    for incident in store.casebook.every():
        kinds = [change.kind for change in store.casebook.history(incident.incident_id)]
        assert kinds == [ChangeKind.CREATED]


def test_a_linking_that_read_in_pieces_what_another_saved_begins_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it looks up is gone: that is no failure, the other linking was quicker."""
    tell(store, "a")
    tell(store, "b", day=DAY + 3 * WEEK)
    around, tried = linking._link_around, []

    def overtaken(*given: Any) -> Any:
        tried.append(1)
        if len(tried) == 1:
            with monkeypatch.context() as patched:
                patched.setattr(linking, "_link_around", around)
                link_store(store)
            raise KeyError("inc-gone")
        return around(*given)

    monkeypatch.setattr(linking, "_link_around", overtaken)
    link_store(store)
    assert store.counts().incidents == 2
    tell(store, "c", day=DAY + 6 * WEEK)

    def broken(*_: Any) -> Any:
        raise KeyError("ours")

    monkeypatch.setattr(linking, "_link_around", broken)
    with pytest.raises(KeyError, match="ours"):
        link_store(store)


def test_what_is_read_while_linking_is_linked_next(store: Store) -> None:
    tell(store, "a")
    book = store.casebook
    based_on = book.snapshot()
    tell(store, "b", day=DAY + 3 * WEEK)
    assert book.unlinked(based_on) == ["a"]
    found = link(book.reports({}, ["a"]))
    book.save_links(based_on, ["a"], found.incidents, found.changes, found.retired)
    assert book.unlinked(book.snapshot()) == ["b"]
    link_store(store)
    assert sorted(map(docs, book.every(EVERY))) == [["a"], ["b"]]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents SET digest = 'x'",
        "DELETE FROM incident_events WHERE doc_id = 'b'",
        "UPDATE incident_events SET origin = 'x'",
        "UPDATE incidents SET incident_id = 'inc-x'",
        "UPDATE incidents SET type = 'grenade'",
        "UPDATE incidents SET country = NULL",
        "UPDATE incidents SET killed_best = 99",
        "UPDATE incidents SET reports = 9",
    ],
)
def test_verify_finds_altered_incidents(store: Store, statement: str) -> None:
    tell(store, "a")
    tell(store, "b", killed=3)
    link_store(store)
    assert list(store.verify()) == []
    with store.database.writing() as unit:
        if statement.startswith("UPDATE incidents SET incident_id"):
            unit.connection.execute(text("DELETE FROM incident_events"))
        unit.connection.execute(text(statement))
    assert {finding.kind for finding in store.verify()} == {"incident"}
