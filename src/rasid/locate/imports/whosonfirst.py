"""Takes a Who's On First table of one country, gives place rows for its localities and quarters."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from rasid.errors import InputError
from rasid.knowledge_base.places import PlaceRow, Source
from rasid.language.arabic.normalise import fold
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

SOURCE = Source("Who's On First", "CC BY 4.0 and the like, see whosonfirst.org/docs/licenses")
_KINDS = {"locality": "", "neighbourhood": "quarter", "campus": "base"}
_GONE = "0"  # is_current: no longer there
Cells = Mapping[str, str]


def country_of(path: Path) -> str:
    """The country of a table, from its name: whosonfirst_iq.csv.gz."""
    code = path.name.split(".")[0].rsplit("_", 1)[-1].upper()
    if len(code) != len("IQ") or not code.isalpha():
        raise InputError(
            "does not name its country",
            subject=path.name,
            hint="call it whosonfirst_<country code>.csv",
        )
    return code


def regions(path: Path, country: str) -> dict[str, str]:
    """Who's On First's region ids -> ids of the shipped first-level units of the same name."""
    with opened(path) as file:
        found = {}
        for cells in csv.DictReader(file):
            if cells.get("placetype") == "region":
                names = arabic_names((cells.get("name_ar_preferred") or "").split("|"))
                known = [units.by_name().get((country, fold(name))) for name in names]
                found[cells["wof_id"]] = next((unit for unit in known if unit), "")
        return found


def numbered(path: Path) -> Iterator[tuple[int, Cells]]:
    """The rows with the numbers of their lines."""
    with opened(path) as file:
        reader = csv.DictReader(file)
        for cells in reader:
            yield reader.line_num, cells


def row(cells: Cells, country: str, regions_: Mapping[str, str]) -> PlaceRow:
    """The row of one line; NotKept for one of no use, BadRow for a broken line."""
    if None in cells.values():
        raise BadRow("has too few columns")
    kind = _KINDS.get(cells["placetype"])
    written = f"{cells['name_ar_preferred']}|{cells['name_ar_variants']}"
    names = arabic_names(written.split("|"))
    if kind is None:
        raise NotKept(NO_KIND)
    if cells["is_current"] == _GONE:
        raise NotKept(GONE)
    if not names:
        raise NotKept(NO_ARABIC)
    lat, lon = point(cells["lat"], cells["lon"])
    inhabitants = people(cells["population"])
    first = regions_.get(cells["region_id"], "")
    admin1, parent = units.nearest(country, lat, lon, first)
    place_id = f"gn{cells['gn_id']}" if cells["gn_id"] else f"wof{cells['wof_id']}"
    return PlaceRow(
        place_id, kind or settlement(inhabitants), country, admin1, parent, lat, lon,
        reach(inhabitants), inhabitants, cells["name"], names, "wof",
    )  # fmt: skip
