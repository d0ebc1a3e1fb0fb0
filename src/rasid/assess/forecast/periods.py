"""Periods of a panel as consecutive whole numbers, whatever way the table writes them."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from rasid.assess.written import plain_day
from rasid.errors import InputError

Labels = Callable[[int], str]

_MONTHS = 12
_WEEK = 7
_ISO_WEEK = re.compile(r"^(\d{4})-?W(\d{1,2})$", re.IGNORECASE)
_MONTH_AFTER_M = re.compile(r"^(\d{4})[ -]?M(\d{1,2})$", re.IGNORECASE)
_QUARTER = re.compile(r"^(\d{4})[ -]?Q([1-4])$", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"^(\d{1,2})[/.-](\d{4})$")
_SPAN = re.compile(r"^(\d{4}-\d\d-\d\d)\s*(?:/|to|\.\.|–)\s*\d{4}-\d\d-\d\d$")
_SLASHED = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


def periods(column: pd.Series) -> tuple[pd.Series, Labels]:
    """Whole numbers without gaps in time, and the function that names them again.

    Understood: month numbers and years (457, 2018), 201801, "2018-01", "Jan 2018", the Arabic
    months, "2018M01", "2018Q1", "2018-W05", days by day, week, month or longer; anything else
    that is written alike in every row is taken in sorted order. Raises InputError for an empty
    cell and for one that is written unlike the others.
    """
    text = [None if pd.isna(cell) else plain_day(str(cell)) for cell in column]
    written = pd.Series(text, index=column.index, name=column.name, dtype=object)
    _check(written, written.isna() | (written == ""), "a period is empty")
    numbers = pd.to_numeric(written, errors="coerce")
    if numbers.notna().all() and (numbers == numbers.round()).all():
        return _numbered(numbers.astype("int64"))
    days = _days(written)
    if days.notna().all():
        return _dated(days)
    if days.notna().any():
        _check(written, days.isna(), "is no period as the others are")
    return _ordered(written)


def _check(written: pd.Series, wrong: pd.Series, what: str) -> None:
    if wrong.any():
        row = int(np.flatnonzero(wrong.to_numpy())[0])
        told = what if written.iloc[row] in (None, "") else f"{written.iloc[row]!r} {what}"
        raise InputError(told, subject=f"row {row + 2}, column {written.name}")


def _numbered(numbers: pd.Series) -> tuple[pd.Series, Labels]:
    """Plain counters as they are; YYYYMM as months."""
    month = numbers % 100
    if numbers.between(180001, 220012).all() and month.between(1, _MONTHS).all():
        return _months(numbers // 100, month, "{:04d}{:02d}")
    return numbers, str


def _days(written: pd.Series) -> pd.Series:
    """The first day of each period, NaT where the cell cannot be read as one."""
    unique = written.unique()
    day_first = _day_first(unique)
    return written.map({cell: _day(cell, day_first=day_first) for cell in unique})


def _day(cell: str, *, day_first: bool) -> pd.Timestamp:
    for pattern, first_day in _FORMS:
        match = pattern.match(cell)
        if match:
            return _timestamp(first_day, int(match[1]), int(match[2]))
    span = _SPAN.match(cell)
    found = pd.to_datetime(span[1] if span else cell, errors="coerce", dayfirst=day_first)
    return found.tz_localize(None).normalize() if not pd.isna(found) else pd.NaT  # type: ignore[return-value]  # NaT is typed apart


def _timestamp(first_day: Callable[[int, int], dt.date], one: int, two: int) -> pd.Timestamp:
    try:
        return pd.Timestamp(first_day(one, two))
    except ValueError:
        return pd.NaT  # type: ignore[return-value]  # NaT is typed apart


_FORMS: tuple[tuple[re.Pattern[str], Callable[[int, int], dt.date]], ...] = (
    (_ISO_WEEK, lambda year, week: dt.date.fromisocalendar(year, week, 1)),
    (_MONTH_AFTER_M, lambda year, month: dt.date(year, month, 1)),
    (_QUARTER, lambda year, quarter: dt.date(year, 3 * quarter - 2, 1)),
    (_MONTH_FIRST, lambda month, year: dt.date(year, month, 1)),
)


def _day_first(cells: np.ndarray) -> bool:
    """Whether 1/3/2018 is 1 March: a part above 12, or the one that never changes, is the day."""
    pairs = [(int(m[1]), int(m[2])) for cell in cells if (m := _SLASHED.match(cell))]
    if not pairs:
        return False
    first, second = ({pair[n] for pair in pairs} for n in (0, 1))
    if max(first) > _MONTHS or max(second) > _MONTHS:
        return max(first) > _MONTHS
    return len(first) < len(second)


def _dated(days: pd.Series) -> tuple[pd.Series, Labels]:
    """Months or a multiple of them where each has one day at most; else a multiple of days."""
    start = days.min()
    months = days.dt.year * _MONTHS + days.dt.month - 1
    first = int(months.min())
    if not days.drop_duplicates().dt.to_period("M").duplicated().any():
        step = _step(months - first, (_MONTHS, 6, 3, 1))
        return (months - first) // step, lambda n: _month(first + step * n)
    offsets = (days - start).dt.days
    step = _step(offsets, (4 * _WEEK, 2 * _WEEK, _WEEK, 1))
    return offsets // step, lambda n: (start + pd.Timedelta(days=step * n)).date().isoformat()


def _step(offsets: pd.Series, lengths: tuple[int, ...]) -> int:
    """The greatest of these lengths (longest first) that all periods are a multiple of."""
    common = math.gcd(*(int(offset) for offset in offsets.unique()))
    return next(length for length in lengths if common % length == 0)


def _month(number: int) -> str:
    return f"{number // _MONTHS:04d}-{number % _MONTHS + 1:02d}"


def _months(years: pd.Series, months: pd.Series, form: str) -> tuple[pd.Series, Labels]:
    return years * _MONTHS + months - 1, lambda n: form.format(n // _MONTHS, n % _MONTHS + 1)


def _ordered(labels: pd.Series) -> tuple[pd.Series, Labels]:
    shapes = labels.map(lambda cell: re.sub(r"\d+", "0", cell))
    _check(labels, shapes != shapes.mode().iloc[0], "is no period as the others are")
    names = sorted(labels.unique(), key=lambda cell: [int(n) for n in re.findall(r"\d+", cell)])
    index = {name: n for n, name in enumerate(names)}
    return labels.map(index).astype("int64"), lambda n: names[n]
