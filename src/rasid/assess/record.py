"""Where the record ends: a table that falls silent altogether tells of no quiet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rasid.assess.series import DAYS
from rasid.assess.table import IncidentTable

LEAST_SILENCE = 14  # days without any row that are never taken for the end of a record
GAPS = 3  # times the long gap between days with rows from which the record is over
LONG_GAP = 0.95  # quantile of the gaps that is such a long one
RECENT = 728  # days before the last one whose gaps are looked at


def record_end(
    table: IncidentTable, as_of: pd.Timestamp, through: pd.Timestamp
) -> pd.Timestamp | None:
    """The last day of the whole table where the days up to `through` are not covered, else None.

    All rows count, whatever their group and place, that were seen by `as_of`: a record is over
    where it is silent for longer than LEAST_SILENCE days and GAPS times its long gaps. A record
    that goes on after `as_of` is not over.
    """
    frame = table.frame
    seen = frame[frame["first_seen"].isna() | (frame["first_seen"] <= as_of)]
    if seen.empty:
        return None
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
