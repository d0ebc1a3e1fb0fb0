"""Groups and places are found by any of their spellings, and never by a stranger's."""

from __future__ import annotations

import pytest

from rasid.assess import IncidentTable, Question, conform
from rasid.assess.names import match_group, match_place
from rasid.assess.question import select
from rasid.assess.spellings import country_code, group_aliases, unit_ids
from rasid.errors import UsageError
from tests.assess.making import frame

GROUPS = ["IS", "HTS", "Government of Syria", "SDF", "Islamic Front"]
PLACES = [
    "Deir ez Zor Governorate", "Ar Raqqah Governorate", "Rif Dimashq Governorate",
    "Damascus Governorate", "As Suwayda Governorate", "Daraa Governorate", "Hamah Governorate",
]  # fmt: skip


@pytest.mark.parametrize("asked", ["Islamic State", "IS", "ISIS", "داعش", "daesh"])
def test_group(asked: str):
    assert match_group(asked, GROUPS, group_aliases) == {"IS"}


def test_group_in_brackets():
    names = ["Islamic State (Syria)", "Islamic State (Iraq)", "Islamic Front"]
    assert match_group("Islamic State", names, group_aliases) == set(names[:2])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Deir ez-Zor", 0), ("دير الزور", 0), ("Deir al-Zour", 0), ("raqqa", 1),
        ("Rural Damascus", 2), ("Damascus", 3), ("Sweida", 4), ("Dar'a", 5), ("Hama", 6),
    ],
)  # fmt: skip
def test_place(asked: str, found: int):
    assert match_place(asked, PLACES, unit_ids()) == {PLACES[found]}


def test_strangers_are_refused_with_the_nearest_names():
    with pytest.raises(UsageError, match="Hamah"):
        match_place("Kandahar", PLACES, unit_ids())
    with pytest.raises(UsageError, match="HTS"):
        match_group("Nobody", GROUPS, group_aliases)


@pytest.mark.parametrize("name", ["SY", "SYR", "Syria", "سوريا"])
def test_country(name: str):
    assert country_code(name) == "SY"


def test_a_country_that_the_governorates_do_not_lie_in_is_refused():
    rows = frame([2] * 20, admin1="Deir ez Zor Governorate").assign(country=None)
    made = IncidentTable(conform(rows))
    assert select(made, Question(country="SY")).notes
    with pytest.raises(UsageError, match="lie in SY"):
        select(made, Question(country="Iraq"))
