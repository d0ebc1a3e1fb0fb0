"""Tables as CSV, our own columns or a public layout, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.rows import COLUMNS, headings, incident_row

# A cell that begins so is run as a formula by spreadsheets; text from outside must not be.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def safe_cell(value: Any) -> Any:
    """The value, its text defused where a spreadsheet would run it."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def write_table(
    rows: Iterable[Mapping[str, Any]],
    columns: Mapping[str, str],
    out: BinaryIO,
    options: ExportOptions,
) -> int:
    """Write heading, HXL tags on demand and rows as CSV; gives how many rows."""
    if options.excel:
        out.write(_BYTE_ORDER_MARK)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(headings(options.headings) if columns is COLUMNS else columns)
    if options.hxl:
        writer.writerow(columns.values())
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last is the number
        writer.writerow([safe_cell(row.get(name)) for name in columns])
    text.detach()
    return count


class TableExporter:
    """A CSV of given columns; `tags` are HXL tags by column, empty where it has none."""

    media_type = "text/csv; charset=utf-8"
    suffix = ".csv"

    def __init__(
        self,
        name: str,
        title: str,
        columns: Mapping[str, str],
        row: Callable[[Incident, ExportOptions], Mapping[str, Any]],
    ) -> None:
        self.name, self.title = name, title
        self.columns, self._row = columns, row

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:
        """Write heading, HXL tags on demand, and a row an incident."""
        rows = (self._row(incident, options) for incident in incidents)
        return write_table(rows, self.columns, out, options)


CSV = TableExporter(
    "csv", "CSV, Rasid's columns", COLUMNS, lambda incident, _: incident_row(incident)
)
