"""Takes a place and the words around its name, gives the area that is meant: centre and radius."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasid.knowledge_base.places import PlaceRow
from rasid.locate import weights as w
from rasid.locate.distance import km, moved
from rasid.locate.found import Found
from rasid.locate.imports import codab
from rasid.locate.imports.tables import POLYGONS, imported_folder
from rasid.locate.precision import of_kind
from rasid.model import AreaKind, Place, PlacePrecision

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
_COUNTRYSIDE = "ريف"  # countryside, as it begins the name of such a governorate
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
_LEAST_ERROR_KM = 3.0
_HOLDS_SITES = frozenset({PlacePrecision.TOWN, PlacePrecision.DISTRICT})
_POINTS = frozenset({PlacePrecision.TOWN, PlacePrecision.SITE})


@dataclass(frozen=True, slots=True)
class Area:
    """A centre, a reach in km, how finely that is known, and what the name gains by it.

    `kind` is what the words make of the place ("" where they name the place itself).
    """

    lat: float
    lon: float
    radius_km: float
    precision: PlacePrecision
    label: str = ""
    kind: str = ""


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


def area_of(row: PlaceRow, name: Found, governorate: PlaceRow | None = None) -> Area:
    """The area meant by a place, the nouns before its name and compass words around it.

    `governorate` is the unit of which the place is the seat and namesake, if it is one.
    """
    precision = of_kind(row.kind)
    directions: Sequence[str] = name.before or name.after
    if precision in _POINTS and set(directions) == {"centre"}:
        directions = ()  # the centre of a town is the town
    unit = row.kind == "admin1" and name.form.startswith(_COUNTRYSIDE)  # Rif Dimashq
    if "countryside" in name.cues and not unit:
        return _countryside(row, directions, governorate)
    if name.distance_km is not None:
        return _off(row, directions, name.distance_km)
    if directions:
        return _part(row, directions, precision)
    if name.around and precision in _POINTS:
        reach = row.radius_km + _AROUND_KM
        label = "surroundings"
        return Area(row.lat, row.lon, reach, PlacePrecision.SITE, label, AreaKind.AROUND)
    site = name.site
    if site and (precision in _HOLDS_SITES or row.kind == "quarter"):
        road = site == _ROAD
        reach = row.radius_km + (_ROAD_KM if road else _SITE_KM)
        kind = AreaKind.STRETCH if road else site
        told = precision if precision is PlacePrecision.DISTRICT else PlacePrecision.SITE
        return Area(row.lat, row.lon, reach, told, site, kind)
    return Area(row.lat, row.lon, row.radius_km, precision)


def _off(row: PlaceRow, directions: Sequence[str], far: float) -> Area:
    """What lies so many km from a place: where compass words point, or all around."""
    error = max(_LEAST_ERROR_KM, _DISTANCE_ERROR * far)
    kind, told = AreaKind.DISTANCE, PlacePrecision.DISTRICT
    if not directions:
        return Area(row.lat, row.lon, far + error, told, f"{far:g} km from it", kind)
    lat, lon = moved(row.lat, row.lon, *(far * v for v in compass(directions)))
    return Area(lat, lon, error, told, f"{far:g} km {_of(directions)}", kind)


def between(ends: Sequence[Place]) -> Area | None:
    """The land or road between places; None where one of them has no point."""
    points = [(p.lat, p.lon) for p in ends if p.lat is not None and p.lon is not None]
    if len(points) < len(ends):
        return None
    lat = sum(point[0] for point in points) / len(points)
    lon = sum(point[1] for point in points) / len(points)
    reach = max(km(lat, lon, *point) for point in points)
    precision = PlacePrecision.REGION if reach > w.WIDE_KM else PlacePrecision.DISTRICT
    return Area(lat, lon, max(reach, _AROUND_KM), precision, kind=AreaKind.BETWEEN)


def _of(directions: Sequence[str]) -> str:
    return "-".join(directions)


def _countryside(row: PlaceRow, directions: Sequence[str], governorate: PlaceRow | None) -> Area:
    reach = row.radius_km if row.kind == "admin1" else max(_COUNTRYSIDE_KM, row.radius_km)
    if governorate is not None:
        reach = max(_COUNTRYSIDE_KM, _SEAT_REACH * governorate.radius_km)
    label = f"{adjective(directions)} countryside" if directions else "countryside"
    kind, told = AreaKind.COUNTRYSIDE, PlacePrecision.DISTRICT
    if not directions:
        return Area(row.lat, row.lon, reach, told, label, kind)
    north, east = compass(directions)
    step = _PART * reach
    lat, lon = moved(row.lat, row.lon, north * step, east * step)
    return Area(lat, lon, reach * _PART_RADIUS, told, label, kind)


def _part(row: PlaceRow, directions: Sequence[str], precision: PlacePrecision) -> Area:
    """The part of a wide area, or the land beside a town, that compass words point at."""
    north, east = compass(directions)
    if precision in _POINTS:
        step, reach = (_OFF_TOWN_KM + row.radius_km) / 2, row.radius_km + _OFF_TOWN_KM
        lat, lon = moved(row.lat, row.lon, north * step, east * step)
        told, kind = PlacePrecision.DISTRICT, AreaKind.DIRECTION
        return Area(lat, lon, reach, told, _of(directions), kind)
    finer = {
        PlacePrecision.COUNTRY: PlacePrecision.REGION,
        PlacePrecision.GOVERNORATE: PlacePrecision.DISTRICT,
    }.get(precision, precision)
    step = _PART * row.radius_km
    lat, lon = moved(row.lat, row.lon, north * step, east * step)
    reach, label = row.radius_km * _PART_RADIUS, adjective(directions)
    return Area(lat, lon, reach, finer, label, AreaKind.PART)


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
    if whole and place.place_id:
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
