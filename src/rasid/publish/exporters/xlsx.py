"""A workbook that Excel opens right with Arabic: right-to-left sheets, real dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.exporters.csv_file import safe_cell
from rasid.publish.rows import COLUMNS, incident_row

# Control characters that the format forbids; openpyxl refuses the whole file over one.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def _cell(value: Any) -> Any:
    return safe_cell(value.translate(_FORBIDDEN)) if isinstance(value, str) else value


class XlsxExporter:
    """One sheet of incidents, its heading frozen."""

    name = "xlsx"
    title = "Excel workbook"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix = ".xlsx"

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:
        """Write the workbook; rows are streamed, so that memory does not grow with them."""
        from openpyxl import Workbook  # noqa: PLC0415 - needed by this format alone

        book = Workbook(write_only=True)
        sheet = book.create_sheet("incidents")
        sheet.sheet_view.rightToLeft = options.language == "ar"
        sheet.freeze_panes = "B2"
        sheet.append(list(COLUMNS))
        if options.hxl:
            sheet.append(list(COLUMNS.values()))
        count = 0
        for count, incident in enumerate(incidents, 1):  # noqa: B007 - the last is the number
            sheet.append([_cell(value) for value in incident_row(incident).values()])
        book.save(out)
        return count
