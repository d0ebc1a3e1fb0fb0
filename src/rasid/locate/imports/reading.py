"""Takes files or folders of place tables, recognises each and imports it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from rasid.errors import InputError
from rasid.knowledge_base.places import PlaceRow, Source
from rasid.locate.imports import codab, geonames, whosonfirst
from rasid.locate.imports.rows import BadRow, NotKept, opened
from rasid.locate.imports.tables import (
    ImportReport,
    Tally,
    imported_folder,
    keep,
    keep_polygons,
)

_SUFFIXES = (".csv", ".csv.gz", ".txt", ".zip", ".geojson", ".geojson.gz")
_POLYGONS = (".geojson", ".geojson.gz")
_GEONAMES = (".txt", ".zip")


def import_tables(path: Path, folder: Path | None = None) -> list[ImportReport]:
    """Import a GeoNames dump, a Who's On First table, COD-AB tables, or a folder of such files.

    Rows that cannot be used are named in the report and left out; importing again adds nothing.
    InputError where a file is none of these.
    """
    if not path.exists():
        raise InputError("is not there", subject=str(path), hint="name a file or a folder")
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if _known(p))
    if not files:
        raise InputError(
            "holds no place table", subject=str(path), hint=f"files end in {', '.join(_SUFFIXES)}"
        )
    return [_import(file, folder or imported_folder()) for file in files]


def _known(path: Path) -> bool:
    return path.is_file() and path.name.lower().endswith(_SUFFIXES)


def _import(path: Path, folder: Path) -> ImportReport:
    tally = Tally()
    table, source, outcomes = _read(path)
    for number, outcome in outcomes:
        tally.read += 1
        if isinstance(outcome, BadRow):
            tally.skipped.append(f"{path.name} line {number}: {outcome}")
        elif isinstance(outcome, NotKept):
            tally.passed[str(outcome)] += 1
        else:
            tally.rows.append(outcome)
    report = keep(folder, table, source, tally, path.name)
    if path.name.lower().endswith(_POLYGONS):
        keep_polygons(folder, path)
    return report


Outcome = PlaceRow | BadRow | NotKept
Outcomes = Iterator[tuple[int, Outcome]]


def _outcome(make: Callable[[], PlaceRow]) -> Outcome:
    """The row that is made, or why none was."""
    try:
        return make()
    except (BadRow, NotKept) as reason:
        return reason


def _read(path: Path) -> tuple[str, Source, Outcomes]:
    """Name of the table that a file belongs to, its source and its rows."""
    name = path.name.lower()
    if name.endswith(_GEONAMES):
        return f"geonames_{path.stem.lower()}", geonames.SOURCE, _geonames(path)
    if name.endswith(_POLYGONS):
        found = codab.features(path)
        level = codab.level_of(list(found[0].get("properties", {}))) if found else None
        if level is not None:
            country = name.split("_")[1] if name.count("_") > 1 else "units"
            return f"codab_{country}_areas", codab.SOURCE, _polygons(path, level)
    with opened(path) as file:
        columns = next(csv.reader(file), [])
    if "wof_id" in columns:
        country = whosonfirst.country_of(path)
        rows = _whosonfirst(path, country)
        return f"whosonfirst_{country.lower()}", whosonfirst.SOURCE, rows
    level = codab.level_of(columns)
    if level is None:
        raise InputError(
            "is no place table that Rasid knows",
            subject=str(path),
            hint="GeoNames dumps, Who's On First tables, COD-AB tables and polygons are",
        )
    country = name.split("_")[1] if name.count("_") > 1 else "units"
    return f"codab_{country}", codab.SOURCE, _codab(path, level)


def _geonames(path: Path) -> Outcomes:
    for number, line in enumerate(geonames.lines(path), 1):
        yield number, _outcome(partial(geonames.row, line))


def _whosonfirst(path: Path, country: str) -> Outcomes:
    regions = whosonfirst.regions(path, country)
    for number, cells in whosonfirst.numbered(path):
        yield number, _outcome(partial(whosonfirst.row, cells, country, regions))


def _codab(path: Path, level: int) -> Outcomes:
    for number, cells in whosonfirst.numbered(path):
        yield number, _outcome(partial(codab.row, cells, level))


def _polygons(path: Path, level: int) -> Outcomes:
    for number, feature in enumerate(codab.features(path), 1):
        yield number, _outcome(partial(_area, feature, level))


def _area(feature: Mapping[str, Any], level: int) -> PlaceRow:
    return codab.row(feature["properties"], level, codab.centre(feature))
