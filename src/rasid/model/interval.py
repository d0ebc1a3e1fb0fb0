"""Counts and dates as intervals: what is known is a range, never a falsely exact point."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things; `high` None means "or more", `low` None "up to"."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"count with low {self.low} over high {self.high}")

    def union(self, other: Count) -> Count:
        """The range that holds both, as for two sources that disagree."""
        lows = [n for n in (self.low, other.low) if n is not None]
        highs = [n for n in (self.high, other.high) if n is not None]
        return Count(min(lows, default=None), max(highs, default=None))

    def plus(self, other: Count) -> Count:
        """The sum, as for losses told side by side; an open end stays open."""
        low = None if self.low is None and other.low is None else (self.low or 0) + (other.low or 0)
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(low, high)

    def to_json(self) -> dict[str, int | None]:
        return {"low": self.low, "high": self.high}


class DatePrecision(StrEnum):
    """How fine a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateInterval:
    """First and last possible day, both inclusive; both None where nothing is known.

    `reported` where the text gives no date and the days are those within which news is told.
    """

    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    reported: bool = False

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"date interval from {self.start} to {self.end}")

    def to_json(self) -> dict[str, str | None]:
        """The guidelines' form; `basis` "report" is added where no word of the text dates it."""
        found = {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "precision": self.precision.value,
        }
        return found | {"basis": "report"} if self.reported else found


UNKNOWN_DATE = DateInterval(None, None, DatePrecision.UNKNOWN)
