"""Takes a place and the words around its name, gives the area that is meant: centre and radius."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasid.knowledge_base.places import PlaceRow
from rasid.locate.distance import moved
from rasid.locate.imports import codab
from rasid.locate.imports.tables import POLYGONS, imported_folder
from rasid.locate.precision import of_kind
from rasid.model import Place, PlacePrecision

# Compass word -> how far it points north and east.
_VECTORS = {
    "north": (1.0, 0.0),
    "south": (-1.0, 0.0),
    "east": (0.0, 1.0),
    "west": (0.0, -1.0),
    "centre": (0.0, 0.0),
}
_ADJECTIVES = {
    "north": "northern", "south": "southern", "east": "eastern", "west": "western",
    "centre": "central",
}  # fmt: skip
_COUNTRYSIDE_KM = 20.0  # reach of the countryside of a town that is no governorate
_SEAT_REACH = 0.5  # reach of the countryside of a governorate's seat, in the governorate's radii
_OFF_TOWN_KM = 8.0  # how far "north of" a town usually is
_PART = 0.5  # how far from its centre the northern part of an area lies, in radii
_PART_RADIUS = 0.6  # reach of such a part, in radii
_SITE_KM = 1.0  # added to a town's reach by a site in or at it
_ROAD = "road"
_ROAD_KM = 8.0  # added to a town's reach by the road of that name
_AROUND_KM = 3.0  # added to a town's reach by "around", "outskirts of", "near"
_DISTANCE_ERROR = 0.3  # a stated distance is taken to be right within this part of it


@dataclass(frozen=True, slots=True)
class Area:
    """A centre, a reach in km, how finely that is known, and what the name gains by it."""

    lat: float
    lon: float
    radius_km: float
    precision: PlacePrecision
    label: str = ""


def compass(directions: Sequence[str]) -> tuple[float, float]:
    """Unit vector (north, east) of compass words in a row; (0, 0) where they cancel out."""
    north = sum(_VECTORS[d][0] for d in directions)
    east = sum(_VECTORS[d][1] for d in directions)
    length = math.hypot(north, east)
    return (north / length, east / length) if length else (0.0, 0.0)


def adjective(directions: Sequence[str]) -> str:
    """English for compass words: north and west make "northwestern"."""
    order = {"centre": 0, "north": 1, "south": 1, "east": 2, "west": 2}
    words = sorted(dict.fromkeys(directions), key=lambda d: order[d])
    if len(words) == 2 and "centre" not in words:  # noqa: PLR2004 two compass words make one
        return words[0] + _ADJECTIVES[words[1]]
    return " and ".join(_ADJECTIVES[d] for d in words)


def area_of(
    row: PlaceRow,
    cues: Sequence[str],
    before: Sequence[str],
    after: Sequence[str],
    distance_km: float | None = None,
    site: str = "",
    governorate: PlaceRow | None = None,
) -> Area:
    """The area meant by a place, the nouns before its name and compass words around it.

    `site` is a single place in it that the gazetteer does not hold ("hospital");
    `governorate` the unit of which the place is the seat and namesake, if it is one.
    """
    precision = of_kind(row.kind)
    directions = before or after
    if "countryside" in cues:
        return _countryside(row, directions, governorate)
    if distance_km is not None and directions:
        lat, lon = moved(row.lat, row.lon, *(distance_km * v for v in compass(directions)))
        error = max(3.0, _DISTANCE_ERROR * distance_km)
        return Area(lat, lon, error, PlacePrecision.SITE, f"{distance_km:g} km {_of(directions)}")
    if directions:
        return _part(row, directions, precision)
    if "around" in cues and precision in {PlacePrecision.TOWN, PlacePrecision.SITE}:
        label = "surroundings"
        return Area(row.lat, row.lon, row.radius_km + _AROUND_KM, PlacePrecision.SITE, label)
    if site and precision in {PlacePrecision.TOWN, PlacePrecision.DISTRICT}:
        wider = _ROAD_KM if site == _ROAD else _SITE_KM
        return Area(row.lat, row.lon, row.radius_km + wider, PlacePrecision.SITE, site)
    return Area(row.lat, row.lon, row.radius_km, precision)


def _of(directions: Sequence[str]) -> str:
    return "-".join(directions)


def _countryside(row: PlaceRow, directions: Sequence[str], governorate: PlaceRow | None) -> Area:
    reach = row.radius_km if row.kind == "admin1" else max(_COUNTRYSIDE_KM, row.radius_km)
    if governorate is not None:
        reach = max(_COUNTRYSIDE_KM, _SEAT_REACH * governorate.radius_km)
    label = f"{adjective(directions)} countryside" if directions else "countryside"
    if not directions:
        return Area(row.lat, row.lon, reach, PlacePrecision.DISTRICT, label)
    north, east = compass(directions)
    step = _PART * reach
    lat, lon = moved(row.lat, row.lon, north * step, east * step)
    return Area(lat, lon, reach * _PART_RADIUS, PlacePrecision.DISTRICT, label)


def _part(row: PlaceRow, directions: Sequence[str], precision: PlacePrecision) -> Area:
    """The part of a wide area, or the land beside a town, that compass words point at."""
    north, east = compass(directions)
    if precision in {PlacePrecision.TOWN, PlacePrecision.SITE}:
        step = _OFF_TOWN_KM / 2 + row.radius_km / 2
        lat, lon = moved(row.lat, row.lon, north * step, east * step)
        return Area(lat, lon, row.radius_km + _OFF_TOWN_KM, PlacePrecision.SITE, _of(directions))
    finer = {
        PlacePrecision.COUNTRY: PlacePrecision.REGION,
        PlacePrecision.GOVERNORATE: PlacePrecision.DISTRICT,
    }.get(precision, precision)
    step = _PART * row.radius_km
    lat, lon = moved(row.lat, row.lon, north * step, east * step)
    return Area(lat, lon, row.radius_km * _PART_RADIUS, finer, adjective(directions))


def polygon(place: Place, folder: Path | None = None, corners: int = 48) -> Any:
    """The place's area as a shapely polygon in degrees (lon, lat); None where it has no centre.

    A unit gets its own borders where its polygons were imported into `folder` (None: the user's
    own folder of places). Everything else is a circle of `radius_km` around the centre: right for
    a point known within a distance, a stand-in for a unit whose borders are not there.
    """
    from shapely.geometry import Polygon  # noqa: PLC0415 heavy, and few callers need it

    if place.lat is None or place.lon is None:
        return None
    whole = place.precision in {PlacePrecision.GOVERNORATE, PlacePrecision.DISTRICT}
    if whole and not place.name.endswith(")"):
        borders = _borders(folder or imported_folder()).get(place.place_id)
        if borders is not None:
            return borders
    radius = place.radius_km or 1.0
    ring = []
    for n in range(corners):
        angle = 2 * math.pi * n / corners
        north, east = radius * math.cos(angle), radius * math.sin(angle)
        lat, lon = moved(place.lat, place.lon, north, east)
        ring.append((lon, lat))
    return Polygon(ring)


@lru_cache(maxsize=4)
def _borders(folder: Path) -> dict[str, Any]:
    """Polygons of imported units by p-code."""
    from shapely.geometry import shape  # noqa: PLC0415 as above

    found = {}
    for path in sorted((folder / POLYGONS).glob("*.geojson*")):
        for feature in codab.features(path):
            place_id = codab.pcode(feature["properties"])
            if place_id:
                found[place_id] = shape(feature["geometry"])
    return found
