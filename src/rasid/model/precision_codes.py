"""How fine a place or day is known, in the codes of ACLED and UCDP, and back from them."""

from __future__ import annotations

from typing import NamedTuple

from rasid.model.interval import DateInterval, DatePrecision
from rasid.model.place import AreaKind, Place, PlacePrecision


class Codes(NamedTuple):
    """The same precision in public codebooks; None where they have no code for it.

    For places, `acled` is geo_precision 1 (exact) to 3 (part of a region), `ucdp` where_prec 1
    (exact) to 7 (international). For days, `acled` is time_precision 1 (day) to 3 (month), `ucdp`
    date_prec 1 (day) to 5 (longer than a month). Source: the codebooks of ACLED and UCDP GED.
    """

    acled: int | None
    ucdp: int | None


class Fineness(NamedTuple):
    """What a public code says of a place; `radius_km` None and `kind` "" where it does not say."""

    precision: PlacePrecision
    radius_km: float | None = None
    kind: str = ""


NEAR_KM = 25.0  # UCDP counts a place within so many km of a known point as its code 2
UNIT_KM = 60.0  # reach from which a place known by its region alone is told no finer than that
_UNKNOWN = Codes(None, None)
_NEAR = Codes(2, 2)
_DISTRICT = Codes(2, 3)
_GOVERNORATE = Codes(3, 4)
_COUNTRY = Codes(3, 6)
_SEA = Codes(3, 7)
_PLACE = {
    PlacePrecision.SITE: Codes(1, 1),
    PlacePrecision.TOWN: Codes(1, 1),
    PlacePrecision.DISTRICT: _DISTRICT,
    PlacePrecision.GOVERNORATE: _GOVERNORATE,
    PlacePrecision.REGION: Codes(3, 5),
    PlacePrecision.COUNTRY: _COUNTRY,
    PlacePrecision.UNKNOWN: _UNKNOWN,
}
_FINE = frozenset({PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.DISTRICT})
# Kinds that are told by a point but do not lie at it. Not here: countryside and parts of units,
# which are told by the unit that they are some of.
_BESIDE = frozenset(
    {AreaKind.AROUND, AreaKind.DIRECTION, AreaKind.DISTANCE, AreaKind.STRETCH, AreaKind.BETWEEN}
)
_REGION_ONLY = frozenset({AreaKind.UNLISTED, AreaKind.UNDECIDED})
_FROM_ACLED = {
    1: Fineness(PlacePrecision.TOWN),
    2: Fineness(PlacePrecision.TOWN, NEAR_KM, AreaKind.AROUND),
    3: Fineness(PlacePrecision.GOVERNORATE),
}
_FROM_UCDP = {
    1: Fineness(PlacePrecision.TOWN),
    2: Fineness(PlacePrecision.TOWN, NEAR_KM, AreaKind.AROUND),
    3: Fineness(PlacePrecision.DISTRICT),
    4: Fineness(PlacePrecision.GOVERNORATE),
    5: Fineness(PlacePrecision.REGION),
    6: Fineness(PlacePrecision.COUNTRY),
    7: Fineness(PlacePrecision.REGION, None, AreaKind.SEA),
}
_WEEK, _MONTH = 7, 31
# Longest span in days that a code of UCDP's date_prec stands for; longer ones are 5.
_UCDP_SPANS = ((1, 1), (6, 2), (_WEEK, 3), (_MONTH, 4))
_UCDP_LONGER = 5


def codes(precision: PlacePrecision, radius_km: float | None = None, kind: str = "") -> Codes:
    """A place's codes by how finely it is known and by its kind.

    A named town, village or site is ACLED 1 and UCDP 1, however far the town reaches; land told by
    one (around it, north of it, 30 km from it) is ACLED 2 and UCDP 2, or 3 beyond 25 km. A name
    that no table holds is as fine as the region it was put into; waters of no country are UCDP 7.
    """
    if kind == AreaKind.SEA:
        return _SEA
    if precision in _FINE and kind in _BESIDE:
        return _by_reach(radius_km)
    if precision in _FINE and kind in _REGION_ONLY:
        far = radius_km is not None and radius_km > UNIT_KM
        return _GOVERNORATE if far else _by_reach(radius_km)
    return _PLACE[precision]


def place_codes(place: Place) -> Codes:
    """The codes of a place; one without a point is as fine as the units that are known of it."""
    if place.lat is None and place.kind in _REGION_ONLY:
        return _GOVERNORATE if place.admin1 else _COUNTRY if place.country else _UNKNOWN
    return codes(place.precision, place.radius_km, place.kind)


def _by_reach(radius_km: float | None) -> Codes:
    return _DISTRICT if radius_km is not None and radius_km > NEAR_KM else _NEAR


def date_codes(date: DateInterval) -> Codes:
    """A date's codes: the span of days speaks where both ends are known, else the precision.

    ACLED has no code for a date coarser than a month.
    """
    days = _span(date)
    if days is None:
        return _UNKNOWN
    acled = 1 if days == 1 else 2 if days <= _WEEK else 3 if days <= _MONTH else None
    ucdp = next((code for longest, code in _UCDP_SPANS if days <= longest), _UCDP_LONGER)
    return Codes(acled, ucdp)


_SPANS = {DatePrecision.DAY: 1, DatePrecision.WEEK: _WEEK, DatePrecision.MONTH: _MONTH}


def _span(date: DateInterval) -> int | None:
    """Days that the date may lie in; at least what its precision says, None where unknown."""
    if date.start is None or date.precision is DatePrecision.UNKNOWN:
        return None
    told = 1 if date.end is None else (date.end - date.start).days + 1
    if date.end is not None and date.end != date.start:
        return told
    return _SPANS.get(date.precision, _MONTH + 1)


def from_acled(code: float | None) -> Fineness:
    """What a geo_precision stands for; unknown for any other number."""
    return _FROM_ACLED.get(int(code or 0), Fineness(PlacePrecision.UNKNOWN))


def from_ucdp(code: float | None) -> Fineness:
    """What a where_prec stands for; unknown for any other number."""
    return _FROM_UCDP.get(int(code or 0), Fineness(PlacePrecision.UNKNOWN))


def date_precision(days: int) -> DatePrecision:
    """The precision of a date that spans so many days."""
    if days <= 1:
        return DatePrecision.DAY
    if days <= _WEEK:
        return DatePrecision.WEEK
    return DatePrecision.MONTH if days <= _MONTH else DatePrecision.YEAR
