"""Layouts of incident tables that can be read: one module each, told apart by their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pandas as pd

from rasid.assess.files import read_cells
from rasid.assess.layouts import acled, own, ucdp
from rasid.assess.layouts.cells import Cells, plain
from rasid.assess.layouts.headings import known_headings
from rasid.assess.table import LISTS, IncidentTable, conform
from rasid.errors import InputError, UsageError


@dataclass(frozen=True, slots=True)
class Layout:
    """How a layout is told by its headers, the names of its columns, and how it is read."""

    matches: Callable[[set[str]], bool]
    names: Mapping[str, tuple[str, ...]]
    read: Callable[[Cells], pd.DataFrame]


# Asked in this order; the last one takes any table with a date.
LAYOUTS: dict[str, Layout] = {
    "ucdp": Layout(ucdp.matches, ucdp.NAMES, ucdp.read),
    "acled": Layout(acled.matches, acled.NAMES, acled.read),
    "own": Layout(own.matches, own.NAMES, own.read),
}


def read_table(path: Path | str, layout: str | None = None) -> IncidentTable:
    """The incident table in a file; its layout is told by its columns unless named.

    Raises UsageError for an unknown layout or a missing column, InputError for a file that
    cannot be read or has no usable row.
    """
    frame = _headed(read_cells(Path(path)))
    return from_cells(frame, layout, subject=str(path))


def from_cells(
    frame: pd.DataFrame, layout: str | None = None, *, subject: str = "events"
) -> IncidentTable:
    """The incident table in a frame of text cells (see `read_table`)."""
    frame = known_headings(frame)
    name = layout or _layout_of(frame, subject)
    if name not in LAYOUTS:
        raise UsageError(
            f"there is no layout {name!r}", subject="--layout", hint=f"one of {', '.join(LAYOUTS)}"
        )
    chosen = LAYOUTS[name]
    cells = Cells(frame, chosen.names)
    table = conform(_once(chosen.read(cells), cells))
    if table.empty:
        raise InputError(
            "no row has a day that can be read",
            subject=subject,
            hint="; ".join(f"row {p.row}: {p.value!r} {p.what}" for p in cells.problems[:3]),
        )
    return IncidentTable(table, name, tuple(sorted(cells.problems, key=lambda p: p.row)))


def _once(rows: pd.DataFrame, cells: Cells) -> pd.DataFrame:
    """The rows without those that repeat the id and the day of an earlier one, which are told.

    Parties and sources of the rows of one id are put together: exports by actor or by source
    have a row for each. Rows without an id are kept however alike, as two incidents may be.
    """
    keys = ["incident_id", "date"]
    again = rows["incident_id"].notna() & rows["date"].notna() & rows.duplicated(keys)
    if not again.any():
        return rows
    cells.report_repeated("incident_id", rows["incident_id"], again)
    kept = rows[~again].copy()
    alike = rows[rows["incident_id"].isin(rows.loc[again, "incident_id"])]
    for name in (n for n in LISTS if n in rows):
        whole = {key: tuple(dict.fromkeys(chain(*same[name]))) for key, same in alike.groupby(keys)}
        days = zip(kept["incident_id"], kept["date"], kept[name], strict=True)
        kept[name] = [whole.get((one, day), written) for one, day, written in days]
    kept["n_sources"] = kept["n_sources"].where(
        ~(kept["n_sources"] < kept["sources"].map(len)), kept["sources"].map(len)
    )
    return kept


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


def _headed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a UCDP file that came without a header row its names back."""
    first = str(frame.columns[0])
    if len(frame.columns) != len(ucdp.HEADER) or not first.replace(".", "", 1).isdigit():
        return frame
    top = pd.DataFrame([[str(column) for column in frame.columns]], columns=frame.columns)
    whole = pd.concat([top, frame], ignore_index=True)
    whole.columns = pd.Index(ucdp.HEADER)
    return whole
