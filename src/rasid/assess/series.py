"""Counts of incidents by week and by month, from incidents and the stretch of the record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DAYS = 7


@dataclass(frozen=True, slots=True)
class Weekly:
    """Counts of seven-day weeks, oldest first; the last week ends on the day of the question.

    `ends` holds the last day of each week. Weeks are cut from that day backwards, so that the
    last one is whole; a first week that the record covers only in part is left out.
    """

    ends: pd.DatetimeIndex
    counts: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.counts)

    def last(self, weeks: int, before: int = 0) -> NDArray[np.float64]:
        """The `weeks` counts that end `before` weeks before the last one."""
        stop = len(self.counts) - before
        return self.counts[max(stop - weeks, 0) : max(stop, 0)]

    def tail(self, weeks: int) -> Weekly:
        """The last `weeks` weeks."""
        return Weekly(self.ends[-weeks:], self.counts[-weeks:])

    def starts(self) -> pd.DatetimeIndex:
        """The first day of each week."""
        return self.ends - pd.Timedelta(days=DAYS - 1)


def weekly(dates: pd.Series, record_start: pd.Timestamp, as_of: pd.Timestamp) -> Weekly:
    """Weekly counts of these days from the start of the record to `as_of`, zeros included."""
    weeks = max(int(((as_of - record_start).days + 1) // DAYS), 0)
    ends = pd.DatetimeIndex([as_of - pd.Timedelta(days=DAYS * n) for n in range(weeks)][::-1])
    age = ((as_of - dates).dt.days // DAYS).to_numpy()
    kept = age[(age >= 0) & (age < weeks)]
    counts = np.bincount(weeks - 1 - kept, minlength=weeks).astype(np.float64)
    return Weekly(ends, counts)


def monthly(
    frame: pd.DataFrame, unit: str | None, start: pd.Timestamp, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Counts (rows: values of column `unit`, or one row "all"; columns: whole months).

    Only calendar months that the record covers from first to last day are there.
    """
    first = (start - pd.Timedelta(days=1)).to_period("M") + 1
    last = (as_of + pd.Timedelta(days=1)).to_period("M") - 1
    months = pd.period_range(first, last, freq="M")
    keys = frame["date"].dt.to_period("M")
    units = pd.Series("all", index=frame.index) if unit is None else frame[unit]
    table = frame.groupby([units, keys]).size().unstack(fill_value=0)  # noqa: PD010 - nothing to aggregate
    return table.reindex(columns=months, fill_value=0).astype("float64")
