"""How fine a place or day is known, in the codes of ACLED and UCDP, and back from them."""

from __future__ import annotations

from typing import NamedTuple

from rasid.model.interval import DateInterval, DatePrecision
from rasid.model.place import PlacePrecision


class Codes(NamedTuple):
    """The same precision in public codebooks; None where they have no code for it.

    For places, `acled` is geo_precision 1 (exact) to 3 (part of a region), `ucdp` where_prec 1
    (exact) to 7 (international). For days, `acled` is time_precision 1 (day) to 3 (month), `ucdp`
    date_prec 1 (day) to 5 (longer than a month). Source: the codebooks of ACLED and UCDP GED.
    """

    acled: int | None
    ucdp: int | None


NEAR_KM = 25.0  # UCDP counts a place within so many km of a known point as its code 2
_UNKNOWN = Codes(None, None)
_PLACE = {
    PlacePrecision.SITE: Codes(1, 1),
    PlacePrecision.TOWN: Codes(1, 1),
    PlacePrecision.DISTRICT: Codes(2, 3),
    PlacePrecision.GOVERNORATE: Codes(3, 4),
    PlacePrecision.REGION: Codes(3, 5),
    PlacePrecision.COUNTRY: Codes(3, 6),
    PlacePrecision.UNKNOWN: _UNKNOWN,
}
# Precision and radius (km, None where the code does not say) of each public code.
_FROM_ACLED = {
    1: (PlacePrecision.TOWN, None),
    2: (PlacePrecision.TOWN, NEAR_KM),
    3: (PlacePrecision.GOVERNORATE, None),
}
_FROM_UCDP = {
    1: (PlacePrecision.TOWN, None),
    2: (PlacePrecision.TOWN, NEAR_KM),
    3: (PlacePrecision.DISTRICT, None),
    4: (PlacePrecision.GOVERNORATE, None),
    5: (PlacePrecision.REGION, None),
    6: (PlacePrecision.COUNTRY, None),
    7: (PlacePrecision.UNKNOWN, None),
}
_WEEK, _MONTH = 7, 31
# Longest span in days that a code of UCDP's date_prec stands for; longer ones are 5.
_UCDP_SPANS = ((1, 1), (6, 2), (_WEEK, 3), (_MONTH, 4))
_UCDP_LONGER = 5


def codes(precision: PlacePrecision, radius_km: float | None = None) -> Codes:
    """A place's codes; a town known only to lie near a point is ACLED 2, UCDP 2."""
    exact = precision in {PlacePrecision.SITE, PlacePrecision.TOWN}
    if exact and radius_km is not None and radius_km > NEAR_KM:
        return Codes(2, 3)
    if exact and radius_km is not None and radius_km > NEAR_KM / 5:
        return Codes(2, 2)
    return _PLACE[precision]


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


def from_acled(code: float | None) -> tuple[PlacePrecision, float | None]:
    """Precision and radius (km) that a geo_precision stands for; unknown for any other number."""
    return _FROM_ACLED.get(int(code or 0), (PlacePrecision.UNKNOWN, None))


def from_ucdp(code: float | None) -> tuple[PlacePrecision, float | None]:
    """Precision and radius (km) that a where_prec stands for; unknown for any other number."""
    return _FROM_UCDP.get(int(code or 0), (PlacePrecision.UNKNOWN, None))


def date_precision(days: int) -> DatePrecision:
    """The precision of a date that spans so many days."""
    if days <= 1:
        return DatePrecision.DAY
    if days <= _WEEK:
        return DatePrecision.WEEK
    return DatePrecision.MONTH if days <= _MONTH else DatePrecision.YEAR
