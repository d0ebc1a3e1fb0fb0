"""The incident table: one row per incident, with the columns every question is asked of."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from rasid.errors import InputError

# Column -> what it holds. Everything but `incident_id` may be missing (None, NaT, NaN, ()).
COLUMNS: dict[str, str] = {
    "incident_id": "text; names the incident in answers",
    "date": "first possible day (datetime64, midnight)",
    "date_end": "last possible day, never before `date`",
    "first_seen": "day it was first in the record; NaT where the table was made afterwards",
    "type": "kind of incident, in the words of the table",
    "parties": "tuple of all parties, those of the two next columns included",
    "initiators": "tuple of parties known to have started it; () where direction is unknown",
    "targets": "tuple of parties known to have been its target",
    "civilians": "True where civilians were targeted or killed, None where unknown",
    "country": "country as written",
    "admin1": "first administrative level (governorate)",
    "admin2": "second administrative level (district)",
    "lat": "degrees north (WGS 84)",
    "lon": "degrees east",
    "exact": "True where the place is known to the town or finer",
    "killed_low": "deaths, low; NaN where unknown",
    "killed": "deaths, best",
    "killed_high": "deaths, high",
    "sources": "tuple of names of the outlets or offices that report it",
    "n_sources": "number of independent sources; NaN where unknown",
}

NAMELESS = "row-"  # how the ids begin that rows without one are given
LISTS = ("parties", "initiators", "targets", "sources")
DATES = ("date", "date_end", "first_seen")
NUMBERS = ("lat", "lon", "killed_low", "killed", "killed_high", "n_sources")


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that could not be used, or used only in part. `row` counts the header as 1."""

    row: int
    column: str
    value: str
    what: str
    used: bool = False

    def to_json(self) -> dict[str, str | int | bool]:
        """The JSON of this part of the answer."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "what": self.what,
            "used": self.used,
        }


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """Incidents in the columns of COLUMNS, sorted by date, with what was wrong in the input."""

    frame: pd.DataFrame
    layout: str = "own"
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    def known_at(self, as_of: pd.Timestamp) -> pd.DataFrame:
        """Rows dated and first seen no later than `as_of`."""
        seen = self.frame["first_seen"]
        return self.frame[(self.frame["date"] <= as_of) & (seen.isna() | (seen <= as_of))]


def conform(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every column of COLUMNS in its type, sorted by date; others dropped.

    For callers that build the table themselves. Raises InputError without `date`.
    """
    if "date" not in frame.columns:
        raise InputError("an incident table needs a column 'date'", subject="incidents")
    result = pd.DataFrame(index=frame.index)
    for name in COLUMNS:
        result[name] = _typed(frame[name] if name in frame.columns else None, name, frame.index)
    result["date_end"] = result["date_end"].where(
        result["date_end"] >= result["date"], result["date"]
    )
    missing = result["incident_id"].isna()
    result.loc[missing, "incident_id"] = [f"{NAMELESS}{n + 1}" for n in range(int(missing.sum()))]
    result = result[result["date"].notna()].sort_values("date", kind="stable")
    return result.reset_index(drop=True)


def _typed(values: pd.Series | None, name: str, index: pd.Index) -> pd.Series:
    if name in LISTS:
        empty: list[tuple[str, ...]] = [()] * len(index)
        kept = empty if values is None else [_tuple(value) for value in values]
        return pd.Series(kept, index=index, dtype=object)
    if name in DATES:
        dates = pd.Series(pd.NaT, index=index) if values is None else pd.to_datetime(values)
        return dates.astype("datetime64[ns]").dt.normalize()
    if name in NUMBERS:
        return pd.Series(float("nan") if values is None else values, index=index, dtype="float64")
    if name == "exact":
        if values is None:
            return pd.Series(data=False, index=index)
        return values.map(lambda value: value is True or value == 1).astype(bool)
    texts = [None] * len(index) if values is None else [_none(value) for value in values]
    return pd.Series(texts, index=index, dtype=object)


def _tuple(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value) if isinstance(value, (tuple, list)) else ()


def _none(value: object) -> object:
    return None if value is None or value != value or value == "" else value  # noqa: PLR0124 - NaN test for any type
