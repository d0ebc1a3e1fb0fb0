"""Takes a GeoNames country dump, gives place rows; what has no Arabic name is left out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from rasid.errors import InputError
from rasid.knowledge_base.places import PlaceRow, Source
from rasid.locate.imports import units
from rasid.locate.imports.rows import (
    GONE,
    NO_ARABIC,
    NO_KIND,
    BadRow,
    NotKept,
    arabic_names,
    opened,
    people,
    point,
    reach,
    settlement,
)

SOURCE = Source("GeoNames", "CC BY 4.0")
_COLUMNS = 19  # of the "geoname" table, see the readme beside the dumps
# Feature codes that conflict reports name -> kind; other than populated places (class P).
_SITES = {
    "AIRB": "base", "AIRP": "airport", "AIRF": "airport", "DAM": "dam", "BDG": "bridge",
    "CMPRF": "camp", "PRN": "prison", "MT": "mountain", "MTS": "range", "HLL": "hill",
    "HLLS": "hill", "OILF": "field", "OILR": "refinery", "MILB": "base", "INSM": "base",
    "CSTM": "crossing", "BDLD": "crossing",
}  # fmt: skip
_QUARTER = "PPLX"
_ABANDONED = frozenset({"PPLQ", "PPLH", "PPLW"})
SITE_REACH = 3.0  # km


def lines(path: Path) -> Iterator[str]:
    """The lines of a dump, plain or in its zip file."""
    if path.suffix != ".zip":
        with opened(path) as file:
            yield from (line.rstrip("\n") for line in file)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n]
            for name in inside:
                yield from archive.read(name).decode("utf-8").splitlines()
    except (zipfile.BadZipFile, OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"is no GeoNames dump: {error}", subject=str(path), hint="download it again"
        ) from error


def row(line: str) -> PlaceRow:
    """The row of one line; NotKept for features of no use, BadRow for a broken line."""
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise BadRow(f"has {len(cells)} columns, not {_COLUMNS}")
    kind = _kind(cells)
    names = arabic_names(cells[3].split(","))
    if kind is None:
        raise NotKept(NO_KIND)
    if not names:
        raise NotKept(NO_ARABIC)
    lat, lon = point(cells[4], cells[5])
    country, inhabitants = cells[8], people(cells[14])
    first = units.by_geonames_code().get((country, cells[10]), "")
    admin1, parent = units.nearest(country, lat, lon, first)
    if not cells[0].isdigit():
        raise BadRow(f"id is {cells[0]!r}, no number")
    size = reach(inhabitants) if cells[6] == "P" else SITE_REACH
    return PlaceRow(
        f"gn{cells[0]}", kind, country, admin1, parent, lat, lon, size, inhabitants, cells[2],
        names, "gn",
    )  # fmt: skip


def _kind(cells: list[str]) -> str | None:
    feature, code = cells[6], cells[7]
    if feature != "P":
        return _SITES.get(code)
    if code in _ABANDONED:
        raise NotKept(GONE)
    return "quarter" if code == _QUARTER else settlement(people(cells[14]))
