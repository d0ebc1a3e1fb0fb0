"""A workbook that Excel opens right with Arabic: right-to-left sheets, real dates and numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from rasid import knowledge_base
from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.exporters.csv_file import FORMULA
from rasid.publish.rows import COLUMNS, DAYS, headings, incident_row
from rasid.version import __version__

# Characters that the format forbids; Excel refuses the whole file over one.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # characters that a cell holds
_SHEET_ROWS = 1_000_000  # Excel holds 1,048,576, headings included
_WIDTHS = {"incident_id": 22, "publishers": 30, "initiators": 26, "targets": 26, "parties": 30}
_WIDTH = 14
_GUIDE = "publish/columns.yml"
_GUIDE_WIDTHS = {"A": 24, "B": 90}


class XlsxExporter:
    """A sheet of incidents with frozen headings and filters, and one that says how to read it."""

    name = "xlsx"
    title = "Excel workbook"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix = ".xlsx"

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:
        """Write the workbook; rows are streamed, so that memory does not grow with them."""
        from openpyxl import Workbook  # noqa: PLC0415 - needed by this format alone

        book = Workbook(write_only=True)
        rows = (incident_row(incident) for incident in incidents)
        count = 0
        for number, block in enumerate(_blocks(rows), 1):
            count += _fill(
                book, "incidents" if number == 1 else f"incidents {number}", block, options
            )
        if not count:
            _fill(book, "incidents", iter(()), options)
        _guide(book, options)
        book.save(out)
        return count


def _guide(book: Any, options: ExportOptions) -> None:
    """The sheet that says in the reader's language what columns, codes and types mean."""
    base = knowledge_base.load()
    told = base.table(_GUIDE)
    language = options.language if options.language in told["title"] else "en"
    sheet = book.create_sheet(told["title"][language])
    sheet.sheet_view.rightToLeft = language == "ar"
    for column, width in _GUIDE_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.append([f"Rasid {__version__}, {dt.datetime.now(dt.UTC).date().isoformat()}"])
    notes = [*told["notes"], *([told["masked"]] if options.masking.masks else [])]
    for note in notes:
        sheet.append([None, note[language]])
    types = {kind.code: kind.label for kind in base.event_types.values()}
    labels = {**base.table("desk/event_classes.yml"), **types}
    for words in (told["columns"], told["codes"], labels):
        sheet.append([])
        for code, label in words.items():
            sheet.append([code, label[language]])


def _blocks(rows: Iterator[dict[str, Any]]) -> Iterator[Iterator[dict[str, Any]]]:
    """The rows in stretches of what one sheet holds; each is to be used up before the next."""
    for first in rows:
        yield chain((first,), islice(rows, _SHEET_ROWS - 1))


def _fill(book: Any, title: str, rows: Iterator[dict[str, Any]], options: ExportOptions) -> int:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - needed by this format alone
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = options.language == "ar"
    sheet.freeze_panes = "B3" if options.hxl else "B2"
    for at, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, _WIDTH)
    titles = [WriteOnlyCell(sheet, name) for name in headings(options.headings)]
    for heading in titles:
        heading.font = Font(bold=True)
    sheet.append(titles)
    if options.hxl:
        sheet.append(list(COLUMNS.values()))
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last is the number
        sheet.append([_cell(sheet, name, value) for name, value in row.items()])
    last = count + 1 + options.hxl
    sheet.auto_filter.ref = f"A{1 + options.hxl}:{get_column_letter(len(COLUMNS))}{last}"
    return count


def _cell(sheet: Any, name: str, value: Any) -> Any:
    """A cell of the right type; text is text even where it looks like a formula."""
    if not isinstance(value, str):
        return value
    if name in DAYS:
        return dt.date.fromisoformat(value)
    text = _FORBIDDEN.sub("", value)[:_LONGEST]
    return _text(sheet, text) if text.startswith(FORMULA) else text or None


def _text(sheet: Any, text: str) -> Any:
    """A cell that stays text, also when a person edits it."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - needed by this format alone

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
