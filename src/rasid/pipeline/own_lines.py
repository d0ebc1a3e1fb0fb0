"""Rasid's own JSON lines of incidents as the cells of a table, so that they can be imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from rasid.publish.rows import record_row

if TYPE_CHECKING:
    from rasid.assess.layouts.rows import Sheet

_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_SHOWN = 60
# What an imported row says of itself beside what every incident says.
_ROW_ONLY = ("type_as_written", "dataset")


def is_own(path: Path) -> bool:
    """Whether the first line of a file of JSON lines is an incident as Rasid writes them."""
    if path.suffix.lower() not in _SUFFIXES or not path.is_file():
        return False
    with path.open("rb") as file:
        first = next((line for line in file if line.strip()), b"")
    record = _parsed(first)
    return record is not None and "incident_id" in record and isinstance(record.get("date"), dict)


def sheet_of(path: Path) -> Sheet:
    """The cells of every incident; a line that is none is named as a problem."""
    import pandas as pd  # noqa: PLC0415 - only when asked

    from rasid.assess.layouts.rows import Sheet  # noqa: PLC0415
    from rasid.assess.table import Problem  # noqa: PLC0415

    rows: list[dict[str, str | None]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    with path.open("rb") as file:
        for number, line in _filled(file):
            cells = _cells(_parsed(line))
            if cells is None:
                shown = line.decode(errors="replace").strip()[:_SHOWN]
                problems.append(Problem(number, "", shown, "is no incident as Rasid writes them"))
            else:
                rows.append(cells)
                lines.append(number)
    return Sheet(pd.DataFrame(rows, dtype=object), lines, problems)


def _filled(file: Any) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _parsed(line: bytes) -> Mapping[str, Any] | None:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return record if isinstance(record, dict) else None


def _cells(record: Mapping[str, Any] | None) -> dict[str, str | None] | None:
    """The columns of the CSV export; None where the record is no incident."""
    try:
        row = _row(record or {})
    except (KeyError, TypeError, AttributeError):
        return None
    return {name: None if value in (None, "") else str(value) for name, value in row.items()}


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    """The flat row; of a row that was imported once, what only its table said too."""
    reports = record.get("reports", ())
    outlets = record.get("outlets") or [told["publisher"] for told in reports]
    record = {**record, "type": record["type"] or ""}
    row = record_row(record, len(reports), "; ".join(dict.fromkeys(filter(None, outlets))))
    if "dataset" in record:
        row |= {name: record.get(name) for name in _ROW_ONLY}
        row |= {"parties": "; ".join(record["parties"]), "sources": record["sources"] or None}
    return row
