"""Takes a place and a level, gives the place as it may be published: no finer than that level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from rasid.errors import UsageError
from rasid.knowledge_base.places import PlaceRow
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.precision import of_kind
from rasid.model import AreaKind, Place, PlacePrecision

# Finest first. A place of unknown precision is treated as the finest: nobody knows how fine it is.
_ORDER = (
    PlacePrecision.UNKNOWN,
    PlacePrecision.SITE,
    PlacePrecision.TOWN,
    PlacePrecision.DISTRICT,
    PlacePrecision.GOVERNORATE,
    PlacePrecision.REGION,
    PlacePrecision.COUNTRY,
)
_REASON = "generalised for publication"
_ROUNDED_KM = 2.0  # least reach of a point told to two decimals
_SETTLEMENTS = frozenset({"town", "village"})
_BESIDE = frozenset({AreaKind.DIRECTION, AreaKind.DISTANCE, AreaKind.AROUND, AreaKind.STRETCH})


class Generaliser:
    """Coarsens places with the units of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._units: dict[tuple[str, str, str], PlaceRow] = {}
        for row in gazetteer.units():
            self._units.setdefault((row.kind, row.country, row.name_en), row)

    def generalise(self, place: Place, level: PlacePrecision) -> Place:
        """The place at `level` or coarser; one that is coarse enough already loses its words only.

        Names below the level, the words of the article, rivals and reasons are taken off. Where
        the unit asked for is not known the next coarser one stands in, and nothing where none is;
        a site in no listed town keeps its point at two decimals, some kilometre. UsageError for
        the level "unknown".
        """
        if level is PlacePrecision.UNKNOWN:
            levels = ", ".join(p.value for p in _ORDER[1:])
            raise UsageError("is no level", subject=level.value, hint=f"one of: {levels}")
        if _fineness(place) >= _ORDER.index(level):
            return replace(place, text="", rivals=(), reason=_REASON, told_by="")
        for row in self._wider(place):
            if _ORDER.index(of_kind(row.kind)) >= _ORDER.index(level):
                if level is PlacePrecision.TOWN and row.kind not in _SETTLEMENTS:
                    return _rounded(place)
                return self._unit(place, row)
        return Place(text="", name="", precision=PlacePrecision.UNKNOWN, country=place.country)

    def _wider(self, place: Place) -> Iterator[PlaceRow]:
        """The rows that hold a place, finest first: its town, its units, its country."""
        known = place.place_id or place.told_by
        row = self._gazetteer.by_id(known) if known else None
        if row is not None and row.kind in _SETTLEMENTS:
            yield row
        country = place.country or ""
        for kind, name in (("admin2", place.admin2), ("admin1", place.admin1)):
            unit = self._units.get((kind, country, name or ""))
            if unit is not None:
                yield unit
        nation = self._gazetteer.by_id(country)
        if nation is not None:
            yield nation

    def _unit(self, place: Place, row: PlaceRow) -> Place:
        precision = of_kind(row.kind)
        fine = _ORDER.index(precision)
        return Place(
            text="",
            name=row.name_en,
            precision=precision,
            admin1=place.admin1 if fine <= _ORDER.index(PlacePrecision.GOVERNORATE) else None,
            admin2=place.admin2 if fine <= _ORDER.index(PlacePrecision.DISTRICT) else None,
            country=place.country,
            lat=row.lat,
            lon=row.lon,
            radius_km=row.radius_km,
            place_id=row.place_id,
            reason=_REASON,
            kind=row.kind,
        )


def _fineness(place: Place) -> int:
    """How fine a place is told: land beside a point is no coarser than the point it names."""
    return _ORDER.index(PlacePrecision.SITE if place.kind in _BESIDE else place.precision)


def _rounded(place: Place) -> Place:
    """A site at the level of towns where its town is not listed."""
    return replace(
        place,
        text="",
        name=place.admin2 or place.admin1 or "",
        precision=PlacePrecision.TOWN,
        lat=None if place.lat is None else round(place.lat, 2),
        lon=None if place.lon is None else round(place.lon, 2),
        radius_km=max(place.radius_km or 0.0, _ROUNDED_KM),
        place_id="",
        rivals=(),
        reason=_REASON,
        kind="",
        told_by="",
    )


@lru_cache(maxsize=1)
def _shipped() -> Generaliser:
    return Generaliser(Gazetteer.load())


def generalise(place: Place, level: PlacePrecision) -> Place:
    """The place as it may be published at `level`, by the units that ship with the package."""
    return _shipped().generalise(place, level)
