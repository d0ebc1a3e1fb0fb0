"""Lines made to hurt: endless repetition of a word, mark or figure returns finite numbers."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from rasid.language import get
from rasid.model import Article

SEEDS = [
    "ا.",
    "قـ ",
    "ـ ا ",
    "يوم ",
    "شهر ",
    "مئات ",
    "ألف ",
    "9",
    "9,",
    "!",
    "..",
    "منذ ",
    "السبت - ",
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("code", ["ar", "en"])
def test_repetition_returns(code: str, seed: str) -> None:
    language = get(code)
    analysed = language.analyse(Article("d", "", seed * 2000, code))
    language.find_dates(analysed, dt.date(2015, 7, 23))
    for number in language.find_numbers(analysed):
        assert all(math.isfinite(n) for n in (number.low, number.high) if n is not None)


def test_marks_in_a_row_end_one_sentence() -> None:
    analysed = get("ar").analyse(Article("d", "", "وصلوا!!!!! ثم مضوا", "ar"))
    assert len(analysed.sentences) == 2
