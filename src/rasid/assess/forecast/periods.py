"""Periods of a panel as consecutive whole numbers, whatever way the table writes them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from rasid.errors import InputError

Labels = Callable[[int], str]

_MONTHS = 12
_WEEK = 7


def periods(column: pd.Series) -> tuple[pd.Series, Labels]:
    """Whole numbers without gaps in time, and the function that names them again.

    Understood: month numbers and years (457, 2018), 201801, "2018-01", dates by month or by
    week; anything else is taken in sorted order. Raises InputError for an empty cell.
    """
    if column.isna().any():
        row = int(np.flatnonzero(column.isna().to_numpy())[0])
        raise InputError("a period is empty", subject=f"row {row + 2}, column {column.name}")
    numbers = pd.to_numeric(column, errors="coerce")
    if numbers.notna().all() and (numbers == numbers.round()).all():
        return _numbered(numbers.astype("int64"))
    dates = pd.to_datetime(column.astype(str).str.strip(), errors="coerce", format="mixed")
    if dates.notna().all():
        dated = _dated(dates.dt.tz_localize(None))
        if dated is not None:
            return dated
    return _ordered(column.astype(str))


def _numbered(numbers: pd.Series) -> tuple[pd.Series, Labels]:
    """Plain counters as they are; YYYYMM as months."""
    month = numbers % 100
    if numbers.between(180001, 220012).all() and month.between(1, _MONTHS).all():
        return _months(numbers // 100, month, "{:04d}{:02d}")
    return numbers, str


def _dated(dates: pd.Series) -> tuple[pd.Series, Labels] | None:
    """Months where each has one day at most; weeks where all lie a multiple of 7 days apart."""
    days = pd.Series(dates.unique())
    if not (days.dt.year * _MONTHS + days.dt.month).duplicated().any():
        return _months(dates.dt.year, dates.dt.month, "{:04d}-{:02d}")
    start = dates.min()
    offsets = (dates - start).dt.days
    if (offsets % _WEEK == 0).all():
        return offsets // _WEEK, lambda n: (start + pd.Timedelta(days=_WEEK * n)).date().isoformat()
    return None


def _months(years: pd.Series, months: pd.Series, form: str) -> tuple[pd.Series, Labels]:
    return years * _MONTHS + months - 1, lambda n: form.format(n // _MONTHS, n % _MONTHS + 1)


def _ordered(labels: pd.Series) -> tuple[pd.Series, Labels]:
    names = sorted(labels.unique())
    index = {name: n for n, name in enumerate(names)}
    return labels.map(index).astype("int64"), lambda n: names[n]
