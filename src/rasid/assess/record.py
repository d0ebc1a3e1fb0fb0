"""Where the record ends and where it has holes: a table that is silent tells of no quiet."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rasid.assess.series import DAYS
from rasid.assess.table import IncidentTable

LEAST_SILENCE = 14  # days without any row that are never taken for the end of a record
GAPS = 3  # times the long gap between days with rows from which the record is over
LONG_GAP = 0.95  # quantile of the gaps that is such a long one
RECENT = 728  # days before the last one whose gaps are looked at
LEAST_HOLE = 28  # days without any row inside a table that are never taken for a hole
HOLE_GAPS = 5  # times the long gap on either side from which a silence is a hole
LONGEST = 1826  # days of silence, five years, that are a hole whatever stands beside them
BESIDE = 20  # gaps between days with rows that are looked at on either side
FEWEST_BESIDE = 5  # gaps on a side without which nothing is known of its usual ones

Hole = tuple[pd.Timestamp, pd.Timestamp]  # last day with a row before, first day with one after


def record_end(
    table: IncidentTable, as_of: pd.Timestamp, through: pd.Timestamp
) -> pd.Timestamp | None:
    """The last day of the whole table where the days up to `through` are not covered, else None.

    All rows count, whatever their group and place, that were seen by `as_of`: a record is over
    where it is silent for longer than LEAST_SILENCE days and GAPS times its long gaps. A record
    that goes on after `as_of` is not over, unless the day lies in a hole of it.
    """
    frame = table.frame
    seen = _seen(table, as_of)
    if seen.empty:
        return None
    for last_before, first_after in holes(seen["date"]):
        if last_before + pd.Timedelta(days=LEAST_SILENCE) < through < first_after:
            return last_before
    last: pd.Timestamp = seen["date"].max()
    if (last - frame["date"].min()).days < DAYS - 1:
        return None  # not one whole week to tell of: too little, whatever followed
    silent = (through - last).days
    if silent <= LEAST_SILENCE:
        return None
    days = seen["date"][seen["date"] > last - pd.Timedelta(days=RECENT)].drop_duplicates()
    gaps = days.sort_values().diff().dt.days.dropna().to_numpy()
    usual = float(np.quantile(gaps, LONG_GAP)) if len(gaps) else 0.0
    return last if silent > GAPS * usual else None


def covered_from(table: IncidentTable, as_of: pd.Timestamp) -> tuple[pd.Timestamp, Hole | None]:
    """The first day from which the whole table is covered up to `as_of`, and the hole before it.

    Counts before a hole cannot be set beside those after it by weeks, as the weeks between are
    unknown and not quiet.
    """
    start: pd.Timestamp = table.frame["date"].min()
    over = [hole for hole in holes(_seen(table, as_of)["date"]) if hole[1] <= as_of]
    return (over[-1][1], over[-1]) if over else (start, None)


def holes(dates: pd.Series) -> list[Hole]:
    """Silences of more than LEAST_HOLE days that are long for the days on both sides of them.

    A record that fades goes on with long gaps and one that begins comes from them, so that only
    a silence out of line with both sides is a hole. A few rows before a record that sets in are
    no covered stretch, and the silence after them no hole in one unless it lasts for years, as
    with a year written wrong.
    """
    days = dates.drop_duplicates().sort_values().reset_index(drop=True)
    gaps = days.diff().dt.days.to_numpy()[1:]
    return [
        (days.iloc[at], days.iloc[at + 1])
        for at in np.flatnonzero(gaps > LEAST_HOLE)
        if _out_of_line(gaps, int(at))
    ]


def _out_of_line(gaps: NDArray[np.float64], at: int) -> bool:
    sides = (gaps[max(at - BESIDE, 0) : at], gaps[at + 1 : at + 1 + BESIDE])
    if gaps[at] > LONGEST:
        return True
    if min(map(len, sides)) < FEWEST_BESIDE:
        return False
    usual = max(float(np.quantile(side, LONG_GAP)) for side in sides)
    return bool(gaps[at] > HOLE_GAPS * usual)


def _seen(table: IncidentTable, as_of: pd.Timestamp) -> pd.DataFrame:
    frame = table.frame
    return frame[frame["first_seen"].isna() | (frame["first_seen"] <= as_of)]
