"""Language files: a broken one is named."""

from __future__ import annotations

import pytest

from rasid.errors import KnowledgeError
from rasid.language.arabic.normalise import fold
from rasid.language.files import LanguageFile, language_file


def test_a_missing_file_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"languages/ar/nothing\.yml"):
        language_file("ar", "nothing")


def test_a_missing_list_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no list 'months'"):
        LanguageFile({"source": "x"}, "languages/ar/dates.yml")["months"]


def test_every_month_has_its_names_and_no_name_two_months() -> None:
    names: dict[str, int] = {}
    months = language_file("ar", "dates")["months"]
    assert sorted(months) == list(range(1, 13))
    for number, spellings in months.items():
        for name in map(fold, spellings):
            assert names.setdefault(name, number) == number


def test_weak_months_are_months() -> None:
    data = language_file("ar", "dates")
    held = {
        fold(name)
        for key in ("months", "hijri_months")
        for spellings in data[key].values()
        for name in spellings
    }
    assert {fold(name) for name in data["weak_months"]} <= held


def test_no_counted_noun_stands_in_both_lists() -> None:
    data = language_file("ar", "counted")
    assert not {*map(fold, data["broken"])} & {*map(fold, data["sound"])}
