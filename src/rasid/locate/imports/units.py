"""Takes a point, gives the administrative units of the shipped gazetteer that it falls to."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache

from rasid.knowledge_base import load as load_knowledge
from rasid.knowledge_base.places import PlaceKnowledge, PlaceRow
from rasid.language.arabic.normalise import fold


@lru_cache(maxsize=1)
def rows() -> tuple[PlaceRow, ...]:
    """The shipped countries and units."""
    kinds = {"country", "admin1", "admin2", "admin3"}
    knowledge = PlaceKnowledge(load_knowledge().root)
    return tuple(row for row in knowledge.rows() if row.kind in kinds)


@lru_cache(maxsize=1)
def _thirds() -> dict[str, list[PlaceRow]]:
    found: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in rows():
        if row.kind == "admin3":
            found[row.country].append(row)
    return found


@lru_cache(maxsize=1)
def by_geonames_code() -> dict[tuple[str, str], str]:
    """(country, GeoNames first-level code) -> unit id."""
    path = load_knowledge().root / "places" / "geonames_first_level.csv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    cells = (line.split(",") for line in lines)
    return {(country, code): unit for country, code, unit in cells}


@lru_cache(maxsize=1)
def by_name() -> dict[tuple[str, str], str]:
    """(country, folded Arabic name) of first-level units -> unit id."""
    first = (row for row in rows() if row.kind == "admin1")
    return {(row.country, fold(name)): row.place_id for row in first for name in row.names}


def nearest(country: str, lat: float, lon: float, admin1: str = "") -> tuple[str, str]:
    """First- and second-level unit of the nearest third-level seat ("" where none is shipped).

    `admin1` restricts the search to the units of a first-level unit that is known.
    """
    near = [u for u in _thirds().get(country, ()) if not admin1 or u.admin1 == admin1]
    shrink = math.cos(math.radians(lat))
    unit = min(near, key=lambda u: math.hypot(u.lat - lat, (u.lon - lon) * shrink), default=None)
    return (admin1, "") if unit is None else (unit.admin1, unit.parent)
