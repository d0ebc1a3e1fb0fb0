"""Distances on the globe."""

from __future__ import annotations

import math

from rasid.knowledge_base.places import PlaceRow

EARTH_KM = 6371.0
MOST_TOLD_KM = 1000.0  # no text tells a place by how far off a point farther than this lies


def km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in km of two points in degrees."""
    a, b, c, d = map(math.radians, (lat_a, lon_a, lat_b, lon_b))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def flat(row: PlaceRow) -> tuple[float, float]:
    """Km east and north of a place on a flat map, true to a few parts in a hundred nearby."""
    per_degree = math.pi * EARTH_KM / 180
    return row.lon * per_degree * math.cos(math.radians(row.lat)), row.lat * per_degree


def moved(lat: float, lon: float, north_km: float, east_km: float) -> tuple[float, float]:
    """The point so many km north and east of another (for distances of a few hundred km)."""
    per_degree = math.pi * EARTH_KM / 180
    shrink = max(0.05, math.cos(math.radians(lat)))
    return lat + north_km / per_degree, lon + east_km / per_degree / shrink
