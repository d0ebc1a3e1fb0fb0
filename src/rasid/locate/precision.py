"""Takes how finely a place is known, gives the codes that ACLED and UCDP use for it."""

from __future__ import annotations

from typing import NamedTuple

from rasid.model import PlacePrecision

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
}


class Codes(NamedTuple):
    """The same precision in public codebooks; None where they have no code for it.

    `acled` is geo precision 1 (exact) to 3 (part of a region), as in ACLED's codebook; `ucdp` is
    where_prec 1 (exact) to 7 (international waters or air), as in UCDP GED's codebook.
    """

    acled: int | None
    ucdp: int | None


_CODES = {
    PlacePrecision.SITE: Codes(1, 1),
    PlacePrecision.TOWN: Codes(1, 1),
    PlacePrecision.DISTRICT: Codes(2, 3),
    PlacePrecision.GOVERNORATE: Codes(3, 4),
    PlacePrecision.REGION: Codes(3, 5),
    PlacePrecision.COUNTRY: Codes(3, 6),
    PlacePrecision.UNKNOWN: Codes(None, None),
}
NEAR_KM = 25.0  # UCDP counts a place within so many km of a known point as its code 2


def of_kind(kind: str) -> PlacePrecision:
    """How fine a place of this kind is."""
    return KIND_PRECISION.get(kind, PlacePrecision.SITE)


def codes(precision: PlacePrecision, radius_km: float | None = None) -> Codes:
    """ACLED's and UCDP's code; a town known only to lie near a point is ACLED 2, UCDP 2."""
    found = _CODES[precision]
    exact = precision in {PlacePrecision.SITE, PlacePrecision.TOWN}
    if exact and radius_km is not None and radius_km > NEAR_KM:
        return Codes(2, 3)
    if exact and radius_km is not None and radius_km > NEAR_KM / 5:
        return Codes(2, 2)
    return found
