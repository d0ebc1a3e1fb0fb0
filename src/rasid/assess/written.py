"""Numbers and days the way tables write them: Arabic digits and months, thousands separators."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

import pandas as pd

from rasid.knowledge_base import load

_DIGITS = {
    ord(digit): str(n % 10) for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
}  # 0 to 9, twice
_SIGNS = {ord("٫"): ".", ord("٬"): ",", ord("،"): ","}  # decimal point, thousands, comma
_UNSEEN = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), 0xFEFF))  # direction marks
_PLAIN = _DIGITS | _SIGNS | _UNSEEN | {0xA0: " ", 0x202F: " "}
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$")
_ALEF = str.maketrans("أإآ", "ااا")  # alef with hamza or madda: written without as often as with


def plain_text(text: str) -> str:
    """The text with Latin digits and signs, without marks of direction."""
    return text.translate(_PLAIN).strip()


def plain_number(text: str) -> str:
    """A number without thousands separators ("1,234", "١٬٢٣٤"); other text as it is."""
    written = plain_text(text)
    return re.sub("[, ]", "", written) if _THOUSANDS.match(written) else written


def numbers(column: pd.Series) -> pd.Series:
    """The column as floats, NaN where a cell is no finite number."""
    plain = [None if pd.isna(cell) else plain_number(str(cell)) for cell in column]
    values = pd.to_numeric(pd.Series(plain, index=column.index, dtype=object), errors="coerce")
    return values.astype("float64").mask(lambda v: v.abs() == float("inf"))


def plain_day(text: str) -> str:
    """A day or month with Latin digits and English month names ("3 آب 2018" is 3 August 2018)."""
    written = plain_text(text)
    if written.isascii():
        return written
    return _month_pattern().sub(
        lambda match: _months()[match[0].translate(_ALEF)], written.translate(_ALEF)
    )


@lru_cache(maxsize=1)
def _months() -> dict[str, str]:
    """Arabic month names as they are compared -> English ones."""
    table = load().table("languages/ar/dates.yml")["months"]
    return {
        word.translate(_ALEF): calendar.month_name[int(number)]
        for number, words in table.items()
        for word in words
    }


@lru_cache(maxsize=1)
def _month_pattern() -> re.Pattern[str]:
    words = sorted(_months(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
