"""A panel of counts: units by periods, read from a table with one row per unit and period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from rasid.assess.forecast.base import Floats
from rasid.assess.forecast.periods import periods
from rasid.errors import InputError, UsageError


@dataclass(frozen=True, slots=True)
class Panel:
    """`counts` has shape (units, periods); NaN is unknown, 0 is none.

    `filled` counts the cells without a row, taken as 0 as tables of counts leave zeros out.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    counts: Floats
    filled: int = 0

    @classmethod
    def of(cls, frame: pd.DataFrame, unit: str, period: str, count: str) -> Panel:
        """Read the three named columns; rows of one unit and period are summed.

        Raises UsageError for a column that is not there, InputError for a cell that is no count.
        """
        _check_columns(frame, (unit, period, count))
        if frame.empty:
            raise InputError("the table has no rows", subject="panel")
        keys, name = periods(frame[period])
        table = pd.DataFrame(
            {"unit": frame[unit].astype(str), "period": keys, "n": _numbers(frame[count])}
        )
        cells = table.groupby(["unit", "period"])["n"]
        axis = range(int(keys.min()), int(keys.max()) + 1)
        known = _wide(cells.sum(min_count=1), axis)
        rows = _wide(cells.size(), axis).notna()
        counts = known.where(rows, 0.0).to_numpy(dtype=np.float64)
        units = tuple(str(label) for label in known.index)
        return cls(units, tuple(name(key) for key in axis), counts, int((~rows).to_numpy().sum()))

    def index(self, period: str) -> int:
        """Position of the first period not before the one named.

        Raises UsageError where the panel ends before it or the name is not of its kind.
        """
        if period in self.periods:
            return self.periods.index(period)
        keys, _ = periods(pd.Series([*self.periods, period], name="period"))
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


def _numbers(column: pd.Series) -> pd.Series:
    """The column as numbers, an empty cell as NaN."""
    values = pd.to_numeric(column, errors="coerce")
    written = column.notna() & (column.astype(str).str.strip() != "")
    for wrong, what in ((values.isna() & written, "is no number"), (values < 0, "is below zero")):
        if wrong.any():
            row = int(np.flatnonzero(wrong.to_numpy())[0])
            raise InputError(
                f"{column.iloc[row]!r} {what}", subject=f"row {row + 2}, column {column.name}"
            )
    return values.astype("float64")
