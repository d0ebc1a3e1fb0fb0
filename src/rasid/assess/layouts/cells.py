"""Turn text cells into dates, numbers and lists, naming every cell that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from rasid.assess.table import Problem
from rasid.assess.written import numbers, plain_day
from rasid.errors import InputError, UsageError

_SLASHED = re.compile(r"^\s*(\d{1,2})[/.](\d{1,2})[/.]\d{4}\b")
_MONTHS = 12
FIRST_ROW = 2  # row 1 of a file is its header
# What is said of a cell that should hold something.
EMPTY = "is empty"
REPEATED = "is the incident of an earlier row, and counted once"


class Cells:
    """The cells of a file by canonical column name, and the problems met while reading them."""

    def __init__(self, frame: pd.DataFrame, names: Mapping[str, Sequence[str]]) -> None:
        """`names` maps a canonical name to the headers it may go by, best first."""
        self.frame = frame
        self.problems: list[Problem] = []
        headers = {plain(str(column)): column for column in frame.columns}
        self._columns = {
            name: headers[found]
            for name, variants in names.items()
            if (found := next((v for v in variants if v in headers), None)) is not None
        }

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def require(self, *names: str) -> None:
        """Raise UsageError for the first of these columns that the file lacks."""
        for name in names:
            if name not in self:
                headers = ", ".join(map(str, self.frame.columns))
                raise UsageError(
                    f"the table has no column {name!r}",
                    subject="events",
                    hint=f"its columns are: {headers}",
                )

    def text(self, name: str) -> pd.Series:
        """The column stripped, None where empty or not there."""
        if name not in self:
            return pd.Series([None] * len(self.frame), index=self.frame.index, dtype=object)
        values = self.frame[self._columns[name]]
        kept = [None if pd.isna(v) else str(v).strip() or None for v in values]
        return pd.Series(kept, index=self.frame.index, dtype=object)

    def lists(self, name: str, separator: str) -> pd.Series:
        """The column split at `separator` into tuples without doubles."""
        return self.text(name).map(
            lambda v: () if v is None else tuple(dict.fromkeys(_parts(v, separator)))
        )

    def numbers(self, name: str, low: float | None = None, high: float | None = None) -> pd.Series:
        """The column as floats; a cell that is no number between low and high is a problem."""
        raw = self.text(name)
        values = numbers(raw)
        wrong = values.isna() & raw.notna()
        if low is not None:
            wrong |= values < low
        if high is not None:
            wrong |= values > high
        self._report(name, raw, wrong, "is no number that can stand here", used=True)
        return values.mask(wrong).astype("float64")

    def dates(self, name: str, *, required: bool = False) -> pd.Series:
        """The column as days; with `required`, a row without a day is reported as not used."""
        raw = self.text(name).map(plain_day, na_action="ignore")
        day_first = _day_first(raw.dropna(), name)
        values = pd.to_datetime(raw, errors="coerce", format="ISO8601", utc=True)
        rest = values.isna() & raw.notna()
        if rest.any():
            other = pd.to_datetime(
                raw[rest], errors="coerce", format="mixed", dayfirst=day_first, utc=True
            )
            values = values.where(~rest, other.reindex(values.index))
        wrong = values.isna() & (raw.notna() | required)
        self._report(name, raw, wrong, "is no day", used=not required)
        return values.dt.tz_localize(None).dt.normalize().astype("datetime64[ns]")

    def report_repeated(self, name: str, values: pd.Series, again: pd.Series) -> None:
        """Name the rows that repeat this column of an earlier row and are not used."""
        self._report(name, values, again, REPEATED, used=False)

    def _report(
        self, name: str, raw: pd.Series, wrong: pd.Series, what: str, *, used: bool
    ) -> None:
        header = str(self._columns.get(name, name))
        for position in wrong.to_numpy().nonzero()[0]:
            empty = pd.isna(raw.iloc[position])
            value = "" if empty else str(raw.iloc[position])
            row = int(position) + FIRST_ROW
            told = EMPTY if empty else what
            self.problems.append(Problem(row, header, value[:60], told, used))


def plain(header: str) -> str:
    """A header in lower case with underscores: "Event Date" and "EVENT-DATE" are one."""
    return re.sub(r"[^0-9a-z]+", "_", header.strip().lower()).strip("_")


def _parts(value: str, separator: str) -> list[str]:
    return [part.strip() for part in value.split(separator) if part.strip()]


def _day_first(values: pd.Series, name: str) -> bool:
    """Whether 5/3/2018 means 5 March, from the whole column; InputError where it cannot tell."""
    pairs = [(int(m[1]), int(m[2])) for v in values if (m := _SLASHED.match(v))]
    if not pairs or any(first > _MONTHS for first, _ in pairs):
        return True
    if any(second > _MONTHS for _, second in pairs):
        return False
    raise InputError(
        f"days like {values.iloc[0]!r} can be read two ways",
        subject=f"column {name}",
        hint="write them as 2018-03-05",
    )
