"""A panel of counts: units by periods, read from a table with one row per unit and period."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rasid.assess.forecast.base import Floats
from rasid.assess.forecast.periods import periods
from rasid.assess.written import numbers
from rasid.errors import InputError, UsageError

_COMPACT, _YEAR = re.compile(r"^\d{6}$"), re.compile(r"^\d{4}$")  # 201801; 2018
UNKNOWN = ("", "nan", "na", "n/a", "null", "none", "-", "–")  # how tables write an unknown count
MOST_PERIODS = 5000  # more are a period written wrong, not a series


@dataclass(frozen=True, slots=True)
class Panel:
    """`counts` has shape (units, periods); NaN is unknown, 0 is none.

    `filled` counts the cells without a row, taken as 0 as tables of counts leave zeros out;
    `summed` the rows beyond the first of one unit and period, which are added up.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    counts: Floats
    filled: int = 0
    summed: int = 0

    @classmethod
    def of(cls, frame: pd.DataFrame, unit: str, period: str, count: str) -> Panel:
        """Read the three named columns; rows of one unit and period are summed.

        Raises UsageError for a column that is not there or named twice, InputError for a cell
        that is no unit, no period or no count.
        """
        _check_columns(frame, (unit, period, count))
        if frame.empty:
            raise InputError("the table has no rows", subject="panel")
        keys, name = periods(frame[period])
        _check_length(keys, frame[period])
        table = pd.DataFrame(
            {"unit": _names(frame[unit]), "period": keys, "n": _counts(frame[count])}
        )
        if table["n"].isna().all():
            raise InputError("no count is known", subject=f"column {count}")
        cells = table.groupby(["unit", "period"])["n"]
        axis = range(int(keys.min()), int(keys.max()) + 1)
        known = _wide(cells.sum(min_count=1), axis)
        rows = _wide(cells.size(), axis).notna()
        counts = known.where(rows, 0.0).to_numpy(dtype=np.float64)
        units = tuple(str(label) for label in known.index)
        labels = tuple(name(key) for key in axis)
        summed = len(table) - int(rows.to_numpy().sum())
        return cls(units, labels, counts, int((~rows).to_numpy().sum()), summed)

    def index(self, period: str) -> int:
        """Position of the first period not before the one named.

        Raises UsageError where the panel ends before it or the name is not of its kind.
        """
        if period in self.periods:
            return self.periods.index(period)
        if _COMPACT.match(self.periods[0]) and _YEAR.match(period):
            period += "01"
        try:
            keys, _ = periods(pd.Series([*self.periods, period], name="period"))
        except InputError as error:
            raise UsageError(
                f"{period!r} is no period as those of the panel",
                subject="--test-from",
                hint=f"the panel runs from {self.periods[0]} to {self.periods[-1]}",
            ) from error
        later = np.flatnonzero(keys.to_numpy()[:-1] >= keys.iloc[-1])
        if not len(later):
            raise UsageError(
                f"no period is {period!r} or later",
                subject="--test-from",
                hint=f"the panel runs from {self.periods[0]} to {self.periods[-1]}",
            )
        return int(later[0])


def _wide(cells: pd.Series, axis: range) -> pd.DataFrame:
    """Cells by (unit, period) as a table with one column a period."""
    return cells.unstack("period").reindex(columns=axis)  # noqa: PD010 - nothing to aggregate


def _check_columns(frame: pd.DataFrame, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in frame.columns:
            raise UsageError(
                f"there is no column {name!r}",
                subject="panel",
                hint=f"its columns are: {', '.join(map(str, frame.columns))}",
            )
    if len(set(names)) < len(names):
        raise UsageError("unit, period and count are three columns", subject="panel")


def _check_length(keys: pd.Series, period: pd.Series) -> None:
    length = int(keys.max()) - int(keys.min()) + 1
    if length > MOST_PERIODS:
        raise InputError(
            f"{period.iloc[int(keys.argmin())]} to {period.iloc[int(keys.argmax())]} are "
            f"{length} periods, at most {MOST_PERIODS} are read",
            subject=f"column {period.name}",
            hint="look for a period written wrong, or sum days to weeks or months",
        )


def _names(column: pd.Series) -> pd.Series:
    names = column.astype("string").str.strip()
    empty = names.isna() | (names == "")
    if empty.any():
        row = int(np.flatnonzero(empty.to_numpy())[0])
        raise InputError("a unit is empty", subject=f"row {row + 2}, column {column.name}")
    return names


def _counts(column: pd.Series) -> pd.Series:
    """The column as counts, an empty cell and one that says it is unknown as NaN."""
    values = numbers(column)
    written = ~column.astype("string").str.strip().str.lower().fillna("").isin(UNKNOWN)
    for wrong, what in (((values.isna() & written), "is no number"), (values < 0, "is below zero")):
        if wrong.any():
            row = int(np.flatnonzero(wrong.to_numpy())[0])
            raise InputError(
                f"{column.iloc[row]!r} {what}", subject=f"row {row + 2}, column {column.name}"
            )
    return values
