"""Takes OCHA's administrative tables (COD-AB) and polygons, gives rows for the units."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasid.errors import InputError
from rasid.knowledge_base.places import PlaceRow, Source
from rasid.locate.imports import units
from rasid.locate.imports.rows import BadRow, arabic_names, number, opened, point

SOURCE = Source("OCHA COD-AB", "CC BY-IGO")
_PCODE = re.compile(r"^adm([123])_pcode$")
_CENTRE = re.compile("^مركز (قضاء |ناحية )?")  # "centre of", before a unit's own name
_KM_PER_DEGREE = 111.2
Cells = Mapping[str, Any]


def level_of(columns: list[str]) -> int | None:
    """The finest level whose p-code a table gives; None where it is no such table."""
    found = [int(m[1]) for c in columns if (m := _PCODE.match(c.lower()))]
    return max(found, default=None)


def pcode(raw: Cells) -> str:
    """The p-code of a unit: that of its finest level."""
    level = level_of(list(raw))
    cells = {key.lower(): value for key, value in raw.items()}
    return str(cells.get(f"adm{level}_pcode") or "")


def row(raw: Cells, level: int, centre: tuple[float, float, float] | None = None) -> PlaceRow:
    """The row of one unit; `centre` (lat, lon, radius) from its polygon where there is one."""
    cells = {key.lower(): str(value or "").strip() for key, value in raw.items() if key}
    place_id = cells.get(f"adm{level}_pcode", "")
    if not place_id:
        raise BadRow("has no p-code")
    lat, lon, radius = centre or _centre(cells, place_id)
    names = arabic_names(_CENTRE.sub("", cells.get(key, "")) for key in _name_columns(level))
    known = _shipped(place_id)
    country = cells.get("adm0_pcode") or place_id[:2]
    admin1 = cells.get("adm1_pcode") or place_id
    parent = country if level == 1 else cells.get(f"adm{level - 1}_pcode", "")
    name = known.name_en if known else cells.get(f"adm{level}_en") or cells.get(f"adm{level}_name")
    return PlaceRow(
        place_id, f"admin{level}", country, admin1, parent, round(lat, 4), round(lon, 4),
        round(radius, 1), 0, name or "", names, "cod",
    )  # fmt: skip


def _name_columns(level: int) -> tuple[str, ...]:
    base = f"adm{level}"
    return (f"{base}_ar", f"{base}alt1ar", f"{base}alt2ar", f"{base}_name1", f"{base}_name2")


def _centre(cells: Cells, place_id: str) -> tuple[float, float, float]:
    """Centre and radius of a unit: its columns, else the shipped entry of its p-code."""
    if cells.get("center_lat"):
        lat, lon = point(cells["center_lat"], cells.get("center_lon"))
        return lat, lon, math.sqrt(number(cells.get("area_sqkm"), "area") / math.pi)
    known = _shipped(place_id)
    if known is None:
        raise BadRow("has no centre; import the polygons of this level")
    return known.lat, known.lon, known.radius_km


def _shipped(place_id: str) -> PlaceRow | None:
    return next((unit for unit in units.rows() if unit.place_id == place_id), None)


def features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file; InputError where it is none."""
    with opened(path) as file:
        try:
            found = json.load(file)["features"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                "is no GeoJSON of features", subject=str(path), hint="download it again"
            ) from error
    return list(found)


def centre(feature: Mapping[str, Any]) -> tuple[float, float, float]:
    """A point inside a polygon and the radius of a circle of its area, in km."""
    from shapely.geometry import shape  # noqa: PLC0415 heavy, and only polygons need it

    try:
        area = shape(feature["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRow(f"has no polygon: {error}") from None
    inside = area.centroid if area.contains(area.centroid) else area.representative_point()
    shrink = math.cos(math.radians(inside.y))
    return inside.y, inside.x, math.sqrt(area.area * shrink / math.pi) * _KM_PER_DEGREE
