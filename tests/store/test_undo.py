"""A decision that is taken back leaves every incident as it was: its id, its reports, no grave."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest

from rasid.model import ChangeKind
from rasid.pipeline import link_store
from rasid.pipeline.review import decide, merge, undo
from rasid.store import Store

from .telling import DAY, tell

WHO = "Ali"
# A happening each: its letter, how many articles tell it, where it was and when.
WHERE = {"a": ("تل ورد", 35.9), "b": ("تل نور", 34.2), "c": ("تل هدى", 33.1)}


def newsroom(store: Store, **articles: int) -> dict[str, str]:
    """Tell each happening by so many articles; the incident of each letter."""
    for letter, many in articles.items():
        place, lat = WHERE[letter]
        day = DAY + dt.timedelta(9 * (ord(letter) - ord("a")))
        for number in range(many):
            tell(store, f"{letter}{number}", killed=ord(letter) - 95, day=day, place=place, lat=lat)
    link_store(store)
    return {told[0][0]: incident_id for incident_id, told in held(store).items()}


def held(store: Store) -> dict[str, list[str]]:
    """The articles of every incident, by id."""
    return {
        one.incident_id: sorted(report.doc_id for report in one.reports)
        for one in store.casebook.every()
    }


def graves(store: Store) -> set[str]:
    return {one.item_id for one in store.casebook.tombstones_since("")}


@pytest.mark.parametrize("many", [(1, 1), (1, 3), (3, 1), (3, 3)])
@pytest.mark.parametrize("order", ["ab", "ba", "bc", "cb"])
@pytest.mark.parametrize("by_act", [True, False])
def test_a_merge_taken_back(store: Store, many: tuple[int, int], order: str, by_act: bool) -> None:
    ids = newsroom(store, **dict(zip(sorted(order), many, strict=True)))
    before, history = held(store), {one: store.casebook.history(one) for one in ids.values()}
    assert len(before) == 2
    first, second = (ids[letter] for letter in order)
    if by_act:
        (made,) = decide(store, "merge", first, WHO, other_id=second)
    else:
        made = merge(store, [first, second], WHO)
    assert len(held(store)) == 1
    assert len(graves(store)) == 1
    undo(store, made.decision_id, WHO)
    assert held(store) == before
    assert graves(store) == set()
    for incident_id, changes in history.items():
        assert store.casebook.history(incident_id)[: len(changes)] == changes
    link_store(store, afresh=True)
    assert held(store) == before
    assert list(store.verify()) == []


@pytest.mark.parametrize("taken", [("a0",), ("a0", "a1"), ("a2", "a3"), ("a1", "a2", "a3")])
def test_a_split_taken_back(store: Store, taken: tuple[str, ...]) -> None:
    ids = newsroom(store, a=4, b=1)
    before = held(store)
    whole = store.casebook.get(ids["a"])
    keys = tuple(report.key for report in whole.reports if report.doc_id in taken)
    (made,) = decide(store, "split", ids["a"], WHO, keys=keys)
    (part,) = held(store).keys() - before.keys()
    undo(store, made.decision_id, WHO)
    assert held(store) == before
    assert graves(store) == {part}
    assert store.casebook.get(ids["a"]) == whole


@pytest.mark.parametrize("order", list(permutations("abc")))
@pytest.mark.parametrize("last_first", [True, False])
def test_two_merges_taken_back_in_any_order(
    store: Store, order: tuple[str, ...], last_first: bool
) -> None:
    ids = newsroom(store, a=2, b=2, c=2)
    before = held(store)
    first, second, third = (ids[letter] for letter in order)
    made = [merge(store, [first, second], WHO)]
    (whole,) = (one for one, docs in held(store).items() if len(docs) == 4)
    made.append(merge(store, [whole, third], WHO))
    (whole,) = held(store)
    for one in reversed(made) if last_first else made:
        undo(store, one.decision_id, WHO)
        if one is made[0] and not last_first:
            assert list(held(store)) == [whole]
    assert held(store) == before
    assert graves(store) == set()


@pytest.mark.parametrize("later", ["a", "b"])
def test_what_was_told_since_joins_where_it_belongs(store: Store, later: str) -> None:
    ids = newsroom(store, a=1, b=1)
    made = merge(store, [ids["a"], ids["b"]], WHO)
    place, lat = WHERE[later]
    day = DAY + dt.timedelta(9 * (ord(later) - ord("a")))
    for number in range(1, 4):
        tell(store, f"{later}{number}", killed=ord(later) - 95, day=day, place=place, lat=lat)
        link_store(store)
    undo(store, made.decision_id, WHO)
    told = {"a": ["a0"], "b": ["b0"]} | {later: [f"{later}{n}" for n in range(4)]}
    assert held(store) == {ids[letter]: docs for letter, docs in told.items()}


def test_an_undoing_counts_once(store: Store) -> None:
    ids = newsroom(store, a=3, b=1)
    made = merge(store, [ids["b"], ids["a"]], WHO)
    undo(store, made.decision_id, WHO)
    again = merge(store, [ids["a"], ids["b"]], WHO)
    whole = held(store)
    link_store(store, afresh=True)
    assert held(store) == whole
    undo(store, again.decision_id, WHO)
    assert sorted(held(store)) == sorted(ids.values())
    kinds = [change.kind for change in store.casebook.history(ids["b"])]
    assert kinds.count(ChangeKind.SPLIT) == 2


@pytest.mark.parametrize("order", ["ab", "bc"])
def test_a_merge_taken_back_after_reading_again(store: Store, order: str) -> None:
    ids = newsroom(store, **dict.fromkeys(order, 2))
    before = held(store)
    made = merge(store, list(ids.values()), WHO)
    for doc_id in [doc for docs in before.values() for doc in docs]:
        reading = store.reading(doc_id)
        assert reading is not None
        events = tuple(replace(event, type="air_drone_strike") for event in reading.events)
        store.save_reading(replace(reading, reader_version="rules-2", events=events))
    link_store(store)
    assert len(held(store)) == 1
    undo(store, made.decision_id, WHO)
    assert held(store) == before
