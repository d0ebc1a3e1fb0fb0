"""Tables as CSV, our own columns or a public layout, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.rows import COLUMNS, incident_row

# A cell that begins so is run as a formula by spreadsheets; text from outside must not be.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def safe_cell(value: Any) -> Any:
    """The value, its text defused where a spreadsheet would run it."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


class TableExporter:
    """A CSV of given columns; `tags` are HXL tags by column, empty where it has none."""

    media_type = "text/csv; charset=utf-8"
    suffix = ".csv"

    def __init__(
        self,
        name: str,
        title: str,
        columns: Mapping[str, str],
        row: Callable[[Incident], Mapping[str, Any]],
    ) -> None:
        self.name, self.title = name, title
        self._columns, self._row = columns, row

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:
        """Write heading, HXL tags on demand, and a row an incident."""
        if options.excel:
            out.write(_BYTE_ORDER_MARK)
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(self._columns)
        if options.hxl:
            writer.writerow(self._columns.values())
        count = 0
        for count, incident in enumerate(incidents, 1):  # noqa: B007 - the last is the number
            row = self._row(incident)
            writer.writerow([safe_cell(row.get(name)) for name in self._columns])
        text.detach()
        return count


CSV = TableExporter("csv", "CSV, Rasid's columns", COLUMNS, incident_row)
