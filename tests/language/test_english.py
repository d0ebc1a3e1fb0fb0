"""English behind the same interface, counted from Thursday 23 July 2015."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.errors import NotFoundError
from rasid.language import get
from rasid.model import Article

ENGLISH = get("en")
PUBLISHED = dt.date(2015, 7, 23)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 25 workers", 25, None),
        ("twenty-five workers", 25, 25),
        ("five hundred and six", 506, 506),
        ("two hundred thousand", 200_000, 200_000),
        ("more than 30,000", 30_001, None),
        ("up to 300", None, 300),
        ("between 30 and 40", 30, 40),
        ("5-7 workers", 5, 7),
        ("tens of thousands", 10_000, None),
        ("dozens of workers", 10, None),
        ("two dozen workers", 24, 24),
        ("half a million", 500_000, 500_000),
    ],
)
def test_numbers(text: str, low: float | None, high: float | None) -> None:
    (found,) = ENGLISH.find_numbers(ENGLISH.analyse(Article("d", "", text, "en")))
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 24 July 2015", "2015-07-24", "2015-07-24"),
        ("July 24th, 2014", "2014-07-24", "2014-07-24"),
        ("2015-07-25", "2015-07-25", "2015-07-25"),
        ("Saturday", "2015-07-18", "2015-07-18"),
        ("yesterday evening", "2015-07-22", "2015-07-22"),
        ("last night", "2015-07-22", "2015-07-23"),
        ("last week", "2015-07-13", "2015-07-19"),
        ("two days ago", "2015-07-21", "2015-07-21"),
        ("in March", "2015-03-01", "2015-03-31"),
        ("in 2014", "2014-01-01", "2014-12-31"),
    ],
)
def test_dates(text: str, start: str, end: str) -> None:
    analysed = ENGLISH.analyse(Article("d", "", text, "en"))
    (found,) = ENGLISH.find_dates(analysed, PUBLISHED)
    assert (str(found.interval.start), str(found.interval.end)) == (start, end)


def test_sentences_and_folding() -> None:
    text = "Gen. Smith left. He was “well”."
    analysed = ENGLISH.analyse(Article("d", "", text, "en"))
    assert len(analysed.sentences) == 2
    assert ENGLISH.fold("Café “X”") == 'cafe "x"'


@given(st.text())
def test_any_text_returns(text: str) -> None:
    analysed = ENGLISH.analyse(Article("d", "", text, "en"))
    ENGLISH.find_numbers(analysed)
    ENGLISH.find_dates(analysed, PUBLISHED)


def test_an_unknown_language_is_said() -> None:
    with pytest.raises(NotFoundError, match="xx"):
        get("xx")
