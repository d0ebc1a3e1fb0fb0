"""A filter on places takes any name of a place, and names what reads alike where none is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from rasid.errors import UsageError
from rasid.pipeline import link_store
from rasid.pipeline.exporting import place_named
from rasid.store import Store, open_store
from tests.store.telling import DAY, tell


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("named") / "s.sqlite") as opened:
        for doc_id, place in (("a", "Manbij (surroundings)"), ("b", "تل ورد"), ("c", "Ariha")):
            day = DAY + dt.timedelta(20 * ord(doc_id))
            tell(opened, doc_id, place=place, day=day)
        link_store(opened)
        yield opened


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Manbij", "Manbij"),
        ("manbij", "Manbij"),
        ("منبج", "Manbij"),
        ("مَنْبِج", "Manbij"),  # vowelled
        ("أريحا", "Ariha"),
        ("تل ورد", "تل ورد"),  # a village that no table holds
    ],
)
def test_any_name_of_a_place_is_taken(store: Store, given: str, found: str) -> None:
    assert place_named(store, given) == found


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("تل وردان", "no", "تل ورد"),
        ("كركوك", "no incident lies there", "Kirkuk"),
        ("zzzz", "no such place is known", "rasid places"),
    ],
)
def test_what_is_not_there_is_said_with_a_way_out(
    store: Store, given: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        place_named(store, given)
    assert hint in str(caught.value.hint)


def test_no_place_asks_nothing(store: Store) -> None:
    assert place_named(store, None) is None
