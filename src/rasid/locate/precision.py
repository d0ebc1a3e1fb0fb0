"""Takes the kind of a gazetteer entry, gives how fine a place of that kind is."""

from __future__ import annotations

from rasid.model import AreaKind, PlacePrecision
from rasid.model.precision_codes import codes, place_codes

__all__ = ["KIND_PRECISION", "codes", "of_kind", "place_codes"]

# Kind of a gazetteer entry -> how fine a place of that kind is. Kinds not listed are sites.
KIND_PRECISION = {
    "country": PlacePrecision.COUNTRY,
    "admin1": PlacePrecision.GOVERNORATE,
    "admin2": PlacePrecision.DISTRICT,
    "admin3": PlacePrecision.DISTRICT,
    "town": PlacePrecision.TOWN,
    "village": PlacePrecision.TOWN,
    "countryside": PlacePrecision.DISTRICT,
    "desert": PlacePrecision.REGION,
    "region": PlacePrecision.REGION,
    "border": PlacePrecision.REGION,
    "disputed": PlacePrecision.REGION,
    "range": PlacePrecision.DISTRICT,
    "river": PlacePrecision.REGION,
    AreaKind.SEA: PlacePrecision.REGION,
}


def of_kind(kind: str) -> PlacePrecision:
    """How fine a place of this kind is."""
    return KIND_PRECISION.get(kind, PlacePrecision.SITE)
