"""Read an event table row by row for import: what cannot be used is named and skipped."""

from __future__ import annotations

import bz2
import csv
import gzip
import lzma
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import pandas as pd

from rasid.assess.files import PACKED, SEPARATORS, encoding_of, is_tagged, read_cells
from rasid.assess.layouts import LAYOUTS, ucdp
from rasid.assess.layouts.cells import EMPTY, FIRST_ROW, Cells, plain
from rasid.assess.layouts.headings import known_headings
from rasid.assess.table import COLUMNS, DATES, LISTS, NUMBERS, Problem
from rasid.errors import InputError, UsageError

_OPENERS: dict[str, Callable[..., IO[Any]]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
}
# Kinds of file without lines of cells, and packings the standard library does not open as text.
_OTHER_KINDS = frozenset(
    {".xlsx", ".xls", ".parquet", ".json", ".jsonl", ".ndjson", ".zip", ".zst"}
)
_FORMULA = frozenset("=+-@\t\r\n")
_SHOWN = 60
_LONGEST_CELL = 1 << 24


# What tells of a happening. A row without a day that holds none of it is no row of the table: a
# note under it, or its sums (so that a number of people says nothing here).
_TELLING = ("type", "parties", "country", "admin1", "admin2", "lat", "n_sources")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as text by heading, the line of the file that each row ends on, malformed rows."""

    frame: pd.DataFrame
    lines: Sequence[int]
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One usable row: its line in the file, `facts` under COLUMNS as JSON, cells by heading.

    The `date` of `facts` is None where the file gives no day.
    """

    line: int
    facts: Mapping[str, Any]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableRows:
    """The usable rows of a file in its order, its layout, and what could not be used."""

    layout: str
    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...]


def read_rows(path: Path, layout: str | None = None) -> TableRows:
    """The rows of a table of a known layout (told by its headings unless named).

    Raises UsageError for a missing file, an unknown layout or a missing column, InputError for
    a file that cannot be read or has no usable row.
    """
    return rows_of(_sheet(path), layout, str(path))


def rows_of(sheet: Sheet, layout: str | None, subject: str) -> TableRows:
    """The rows of cells that were read already; `subject` names their file in errors."""
    sheet = replace(sheet, frame=known_headings(sheet.frame))
    name = layout or _layout_of(sheet.frame, subject)
    if name not in LAYOUTS:
        raise UsageError("no such layout", subject=name, hint=f"one of: {', '.join(LAYOUTS)}")
    cells = Cells(sheet.frame, LAYOUTS[name].names)
    values = LAYOUTS[name].read(cells)
    undated = _undated(values, cells.problems)
    # Cells count rows as if none had been skipped; the lines of the file are what a person sees.
    problems = [
        Problem(sheet.lines[at], p.column, p.value, p.what, p.used)
        for p in cells.problems
        if (at := p.row - FIRST_ROW) not in undated or p.used
    ]
    rows = tuple(_rows(sheet, values, undated))
    told = tuple(sorted([*sheet.problems, *problems], key=lambda p: p.row))
    if not rows:
        raise InputError(
            "no row can be used",
            subject=subject,
            hint="; ".join(f"row {p.row}: {p.value!r} {p.what}" for p in told[:3]),
        )
    return TableRows(name, rows, told)


def _undated(values: pd.DataFrame, problems: Sequence[Problem]) -> set[int]:
    """Rows that tell of a happening and whose day is empty, not unreadable."""
    empty = {p.row - FIRST_ROW for p in problems if p.what == EMPTY and not p.used}
    held = [name for name in _TELLING if name in values]
    return {at for at in empty if any(_json(name, values[name].iloc[at]) for name in held)}


def _sheet(path: Path) -> Sheet:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if _OTHER_KINDS & set(suffixes) or not path.is_file():
        frame = read_cells(path)
        lines = [int(at) + 2 for at in frame.index]
        return Sheet(frame.reset_index(drop=True), lines)
    try:
        return _separated(path, suffixes[-1] if suffixes else "")
    except (OSError, UnicodeError, EOFError, lzma.LZMAError) as error:
        raise InputError(
            f"the table cannot be read: {error}",
            subject=str(path),
            hint="CSV in UTF-8, Excel, Parquet or JSON lines are read",
        ) from error


def _separated(path: Path, suffix: str) -> Sheet:
    opener = _OPENERS.get(suffix, open) if suffix in PACKED else open
    problems: list[Problem] = []
    kept: list[list[str | None]] = []
    lines: list[int] = []
    csv.field_size_limit(_LONGEST_CELL)
    with opener(path, "rt", encoding=encoding_of(path), newline="") as text:
        first = text.readline()
        if not first.strip():
            raise InputError("the table has no rows", subject=str(path))
        text.seek(0)
        table = csv.reader(text, delimiter=max(SEPARATORS, key=first.count))
        head, given = _heading(_next(table, problems) or [])
        if given:
            kept.append(given)
            lines.append(table.line_num)
        while (cells := _next(table, problems)) is not None:
            fault = _fault(cells, len(head))
            if fault:
                problems.append(Problem(table.line_num, "", ",".join(cells)[:_SHOWN], fault))
            elif any(cells):
                kept.append([_plain_cell(cell) for cell in cells])
                lines.append(table.line_num)
    frame = pd.DataFrame(kept, columns=pd.Index(head), dtype=object)
    if is_tagged(frame):
        frame, lines = frame.iloc[1:].reset_index(drop=True), lines[1:]
    return Sheet(frame, lines, problems)


def _next(table: Any, problems: list[Problem]) -> list[str] | None:
    """The next row that can be cut into cells, None at the end."""
    while True:
        try:
            row: list[str] = next(table)
        except StopIteration:
            return None
        except csv.Error as error:
            problems.append(Problem(table.line_num, "", "", f"cannot be cut into cells: {error}"))
        else:
            return row


def _heading(row: list[str]) -> tuple[list[str], list[str | None] | None]:
    """The headings, and the first row where the file is UCDP's without headings."""
    if len(row) == len(ucdp.HEADER) and row[0].replace(".", "", 1).isdigit():
        return list(ucdp.HEADER), [_plain_cell(cell) for cell in row]
    return row, None


def _fault(row: list[str], width: int) -> str:
    """What makes a row unusable; "" where it is as wide as the heading."""
    if row and len(row) != width:
        return f"has {len(row)} cells, the heading has {width}"
    if any("\x00" in cell for cell in row):
        return "holds a zero byte"
    return ""


def _plain_cell(cell: str) -> str | None:
    """The cell; one that was defused for spreadsheets ('=…) as it was before, None if empty."""
    if cell[:1] == "'" and cell[1:2] in _FORMULA:
        return cell[1:]
    return cell or None


def _layout_of(frame: pd.DataFrame, subject: str) -> str:
    headers = {plain(str(column)) for column in frame.columns}
    for name, layout in LAYOUTS.items():
        if layout.matches(headers):
            return name
    raise UsageError(
        "the table has no column that holds days",
        subject=subject,
        hint=f"its columns are: {', '.join(map(str, frame.columns))}",
    )


def _rows(sheet: Sheet, values: pd.DataFrame, undated: Collection[int]) -> Iterator[TableRow]:
    """The rows that have a day, and those that need none (`Cells` names the others)."""
    heads = [plain(str(column)) for column in sheet.frame.columns]
    columns = {name: list(values[name]) for name in COLUMNS if name in values}
    dated = values["date"].notna().to_numpy()
    for at, cells in enumerate(sheet.frame.itertuples(index=False, name=None)):
        if not dated[at] and at not in undated:
            continue
        filled = {
            head: str(cell)
            for head, cell in zip(heads, cells, strict=True)
            if cell is not None and not pd.isna(cell)
        }
        row = {n: _json(n, columns[n][at] if n in columns else None) for n in COLUMNS}
        yield TableRow(sheet.lines[at], row, filled)


def _json(name: str, value: Any) -> Any:
    """A value of the incident table as JSON; missing ones are None."""
    if name in LISTS:
        return list(value) if isinstance(value, (tuple, list)) else []
    if value is None or pd.isna(value):
        return None
    if name in DATES:
        return pd.Timestamp(value).date().isoformat()
    if name in NUMBERS:
        return float(value)
    return value if isinstance(value, (bool, str)) else bool(value)
