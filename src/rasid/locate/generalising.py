"""Takes a place and a level, gives the place as coarse as that: the one way out for publication."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rasid.errors import UsageError
from rasid.knowledge_base import places
from rasid.model import Place, PlacePrecision

# From fine to coarse; what is coarser than the level asked for stays as it is.
_LEVELS = (
    PlacePrecision.SITE,
    PlacePrecision.TOWN,
    PlacePrecision.DISTRICT,
    PlacePrecision.GOVERNORATE,
    PlacePrecision.REGION,
    PlacePrecision.COUNTRY,
)
_UNIT_KIND = {
    PlacePrecision.DISTRICT: "admin2",
    PlacePrecision.GOVERNORATE: "admin1",
    PlacePrecision.COUNTRY: "country",
}
# A town's centre to about 1 km: finer digits would tell a street.
_TOWN_DECIMALS, _TOWN_RADIUS_KM = 2, 3.0


@lru_cache(maxsize=1)
def _units() -> dict[tuple[str, str, str], places.PlaceRow]:
    """Administrative units by kind, country and English name."""
    found: dict[tuple[str, str, str], places.PlaceRow] = {}
    for row in places.PlaceKnowledge().rows():
        if row.kind in _UNIT_KIND.values():
            found.setdefault((row.kind, row.country, row.name_en), row)
    return found


def _unit(place: Place, level: PlacePrecision) -> places.PlaceRow | None:
    names = {
        PlacePrecision.DISTRICT: place.admin2,
        PlacePrecision.GOVERNORATE: place.admin1,
        PlacePrecision.COUNTRY: None,
    }
    kind, country = _UNIT_KIND[level], place.country or ""
    if level is PlacePrecision.COUNTRY:
        return next((r for (k, c, _), r in _units().items() if (k, c) == (kind, country)), None)
    return _units().get((kind, country, names[level] or ""))


def generalise(place: Place, level: PlacePrecision) -> Place:
    """The place as coarse as `level` (or coarser, where the unit of that level is not known).

    Coordinates become the centre and reach of the unit; the words of the article, rivals and
    reasons go. A place already as coarse keeps its coordinates and loses its words. Nothing is
    jittered: a false village is worse than none. Raises UsageError for a level that is none.
    """
    if level not in _LEVELS:
        raise UsageError("not a level of places", subject=level, hint=", ".join(_LEVELS))
    bare = replace(place, text="", rivals=(), reason="", score=0.0)
    if place.precision not in _LEVELS:
        return bare
    if _LEVELS.index(place.precision) > _LEVELS.index(level):
        return bare
    if level in (PlacePrecision.SITE, PlacePrecision.TOWN):
        return _town(bare)
    for coarse in _LEVELS[_LEVELS.index(level) :]:
        unit = _unit(place, coarse) if coarse in _UNIT_KIND else None
        if unit is not None:
            return _as_unit(place, unit, coarse)
    return Place("", place.country or "", PlacePrecision.UNKNOWN, country=place.country)


def _town(place: Place) -> Place:
    if place.lat is None or place.lon is None:
        return place
    return replace(
        place,
        lat=round(place.lat, _TOWN_DECIMALS),
        lon=round(place.lon, _TOWN_DECIMALS),
        radius_km=max(place.radius_km or 0.0, _TOWN_RADIUS_KM),
        precision=max(place.precision, PlacePrecision.TOWN, key=_LEVELS.index),
    )


def _as_unit(place: Place, unit: places.PlaceRow, level: PlacePrecision) -> Place:
    return Place(
        text="",
        name=unit.name_en,
        precision=level,
        admin1=None if level is PlacePrecision.COUNTRY else place.admin1,
        admin2=place.admin2 if level is PlacePrecision.DISTRICT else None,
        country=place.country,
        lat=unit.lat,
        lon=unit.lon,
        radius_km=unit.radius_km,
        place_id=unit.place_id,
    )
