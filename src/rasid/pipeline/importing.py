"""Tables coded by people into the store and out again, beside the machine's own incidents."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasid import knowledge_base
from rasid.errors import UsageError
from rasid.knowledge_base.places import PlaceKnowledge, parse_row
from rasid.model import (
    DateInterval,
    DatePrecision,
    ImportedIncident,
    Party,
    Place,
    PlacePrecision,
    Toll,
    TollRule,
)
from rasid.model.precision_codes import Fineness, date_precision, from_acled, from_ucdp
from rasid.store import ImportOutcome, Store

if TYPE_CHECKING:
    from rasid.assess import IncidentTable
    from rasid.assess.layouts.rows import TableRow
    from rasid.assess.table import Problem

# Names that `--data` keeps for itself.
OWN, ALL = "rasid", "all"
_NAME = re.compile(r"[\w.-]{1,80}")
_ID_DIGITS = 16
_BLOCK = 1 << 20
# Headings that name the place, in the layouts that are read.
_PLACE_NAMES = ("where_coordinates", "location", "place", "town")
_ACLED_DAYS = {"2": DatePrecision.WEEK, "3": DatePrecision.MONTH}
_ISO2 = 2
_OWN_LAYOUT = "own"
# Headings under which layouts count sources; UCDP writes -1 where it does not know.
_SOURCE_COUNTS = {_OWN_LAYOUT: "sources", "ucdp": "number_of_sources"}


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did; `problems` name rows skipped, or used without a cell.

    `undated` of the `rows` have no day: filters on days leave them out.
    """

    name: str
    layout: str
    rows: int
    undated: int
    outcome: ImportOutcome
    problems: tuple[Problem, ...]


def import_table(
    store: Store,
    path: Path,
    name: str | None = None,
    layout: str | None = None,
    *,
    whole: bool = False,
) -> ImportSummary:
    """Keep a table of ACLED's, UCDP's or Rasid's own layout under a name (else the file's).

    Rows are told apart by their id: one that stands already changes nothing, one that differs is
    replaced and the audit log says so. `whole`: rows that the file lacks are removed. Raises
    UsageError for a name or layout that cannot be, InputError for a file that cannot be read.
    """
    from rasid.assess.layouts.rows import read_rows, rows_of  # noqa: PLC0415 - pandas when asked
    from rasid.pipeline.own_lines import is_own, sheet_of  # noqa: PLC0415

    name = _checked(name or path.name.split(".")[0])
    table = rows_of(sheet_of(path), layout, str(path)) if is_own(path) else read_rows(path, layout)
    rows = list(_incidents(table.rows, name, table.layout))
    outcome = store.imports.save(name, table.layout, path.name, _sha256(path), rows, whole=whole)
    undated = sum(row.date.start is None for row in rows)
    return ImportSummary(name, table.layout, len(rows), undated, outcome, table.problems)


def table(store: Store, name: str) -> IncidentTable:
    """An imported table for the assessment, without undated rows; raises NotFoundError."""
    import pandas as pd  # noqa: PLC0415 - only when asked

    from rasid.assess.table import COLUMNS, IncidentTable, conform  # noqa: PLC0415

    held = store.imports.get(name)
    rows = [incident.row for incident in store.imports.every(name)]
    return IncidentTable(conform(pd.DataFrame(rows, columns=list(COLUMNS))), held.layout)


def _checked(name: str) -> str:
    if name in {OWN, ALL} or not _NAME.fullmatch(name):
        raise UsageError(
            "cannot be the name of a table",
            subject=name,
            hint=f"letters, digits, . - _ and not {OWN} or {ALL}: --name NAME",
        )
    return name


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


def _incidents(rows: Iterable[TableRow], name: str, layout: str) -> Iterator[ImportedIncident]:
    """Each row as an incident; ids that stand twice are numbered, missing ones made of the row."""
    seen: dict[str, int] = {}
    for row in rows:
        row_id = str(row.facts.get("incident_id") or _made_id(row.cells))
        seen[row_id] = seen.get(row_id, 0) + 1
        if seen[row_id] > 1:
            row_id = f"{row_id}#{seen[row_id]}"
        yield _incident(row, row_id, name, layout)


def _made_id(cells: Mapping[str, str]) -> str:
    text = "\x1f".join(f"{head}={cells[head]}" for head in sorted(cells))
    return f"row-{hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]}"


def _incident(row: TableRow, row_id: str, name: str, layout: str) -> ImportedIncident:
    values, cells = row.facts, row.cells
    # Rasid's own table holds the class of an event too.
    word = cells.get("sub_event_type", "") if layout == _OWN_LAYOUT else ""
    word = word or values.get("type") or ""
    killed = _toll(row)
    unknown = {} if killed else dict.fromkeys(("killed_low", "killed", "killed_high"))
    counted = _number(cells.get(_SOURCE_COUNTS.get(layout, "")))
    n_sources = counted if counted is not None and counted > 0 else values.get("n_sources")
    return ImportedIncident(
        incident_id=row_id,
        type=_type_code(word),
        date=_days(values, cells),
        place=_place(row, layout),
        reports=(),
        initiators=_parties(values["initiators"]),
        targets=_parties(values["targets"]),
        killed=killed,
        injured=_injured(cells),
        sources=0 if n_sources is None else int(n_sources),
        dataset=name,
        layout=layout,
        type_as_written=word,
        parties=tuple(values["parties"]),
        outlets=tuple(values["sources"]),
        row={**values, **unknown, "n_sources": n_sources, "incident_id": row_id},
        cells=dict(cells),
    )


def _days(values: Mapping[str, Any], cells: Mapping[str, str]) -> DateInterval:
    """First and last possible day; where the first is not known, the last alone may be."""
    first, last = (
        dt.date.fromisoformat(values[name]) if values.get(name) else None
        for name in ("date", "date_end")
    )
    if first is None:
        return DateInterval(None, last, DatePrecision.UNKNOWN)
    last = max(first, last or first)
    return DateInterval(first, last, _day_precision(cells, (last - first).days + 1))


def _day_precision(cells: Mapping[str, str], span: int) -> DatePrecision:
    """From the days the date spans; ACLED's time_precision tells of a week or month in one day."""
    told = _ACLED_DAYS.get(cells.get("time_precision", "").removesuffix(".0"))
    return told or date_precision(span)


def _toll(row: TableRow) -> Toll | None:
    """Low, best and high; None where the table gives none or says that its 0 means unknown."""
    if row.cells.get("fatalities_known", "").casefold() == "false":
        return None
    low, best, high = (row.facts.get(name) for name in ("killed_low", "killed", "killed_high"))
    if low is None and best is None and high is None:
        return None
    return Toll(_whole(low), _whole(best), _whole(high), TollRule.BEST)


def _injured(cells: Mapping[str, str]) -> Toll | None:
    """The injured of Rasid's own layout; the others do not tell of them."""
    low, best, high = (_number(cells.get(f"injured_{end}")) for end in ("low", "best", "high"))
    if low is None and best is None and high is None:
        return None
    return Toll(_whole(low), _whole(best), _whole(high), TollRule.BEST)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _place(row: TableRow, layout: str) -> Place | None:
    """The place with our names of country and first-level unit where they are known by any name."""
    values, cells = row.facts, row.cells
    name = next((cells[head] for head in _PLACE_NAMES if head in cells), "")
    unit = _unit(values.get("admin1") or "")
    admin1, country = unit or (values.get("admin1"), _country(values.get("country")))
    finest = name or values.get("admin2") or admin1 or country
    if finest is None and values.get("lat") is None:
        return None
    fineness = _fineness(row, layout)
    return Place(
        text=name,
        name=finest or "",
        precision=fineness.precision,
        admin1=admin1,
        admin2=values.get("admin2"),
        country=country,
        lat=values.get("lat"),
        lon=values.get("lon"),
        radius_km=fineness.radius_km,
        kind=fineness.kind,
    )


def _fineness(row: TableRow, layout: str) -> Fineness:
    """Precision and radius by the layout's own code; a table without one says exact or nothing."""
    cells = row.cells
    codes = {"ucdp": ("where_prec", from_ucdp), "acled": ("geo_precision", from_acled)}
    if layout in codes:
        head, read = codes[layout]
        return read(_number(cells.get(head)))
    word = cells.get("place_precision", cells.get("precision", "")).casefold()
    if word in set(PlacePrecision):
        return Fineness(PlacePrecision(word), _number(cells.get("radius_km")))
    return Fineness(PlacePrecision.TOWN if row.facts.get("exact") else PlacePrecision.UNKNOWN)


def _number(cell: str | None) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _unit(name: str) -> tuple[str, str] | None:
    """Our name and country of a first-level unit by any known spelling."""
    from rasid.assess.names import place_key  # noqa: PLC0415 - pandas only when asked
    from rasid.assess.spellings import unit_ids  # noqa: PLC0415

    return _units().get(unit_ids().get(place_key(name), "")) if name else None


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, str]]:
    tables = dict(PlaceKnowledge(knowledge_base.load().root).tables)
    rows = (parse_row(line, "first_level") for line in tables["first_level"])
    return {row.place_id: (row.name_en, row.country) for row in rows}


def _country(name: str | None) -> str | None:
    from rasid.assess.spellings import country_code  # noqa: PLC0415 - pandas only when asked

    code = country_code(name) if name else ""
    return code if len(code) == _ISO2 and code.isupper() else name


def _type_code(word: str) -> str:
    """Rasid's code of an event type for its own code or ACLED's sub-event type; "" for others."""
    kinds = knowledge_base.load().event_types
    if word in kinds:
        return word
    wanted = word.casefold()
    return next(
        (k.code for k in kinds.values() if k.codes.acled_sub_event_type.casefold() == wanted), ""
    )


def _parties(names: Iterable[str]) -> tuple[Party, ...]:
    return tuple(Party(name) for name in names)
