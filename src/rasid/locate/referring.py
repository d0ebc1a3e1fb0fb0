"""Takes a noun that stands for a place ("the town"), gives the place named before that it means."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.locate import weights as w
from rasid.locate.found import Found
from rasid.locate.resolving import Resolved
from rasid.model import PlacePrecision

# Kind of noun -> precisions that its place may have had where it was named.
_MEANT = {
    "town": {PlacePrecision.TOWN, PlacePrecision.SITE},
    "district": {PlacePrecision.DISTRICT, PlacePrecision.TOWN},
    "governorate": {PlacePrecision.GOVERNORATE, PlacePrecision.TOWN, PlacePrecision.DISTRICT},
    "country": {PlacePrecision.COUNTRY},
}
_ANY = float("inf")
# People from which a place is not called so: the village, the town (folded).
_MOST_PEOPLE = {"القريه": w.CITY, "البلده": w.METROPOLIS}
_SETTLEMENTS = frozenset({"town", "village", "admin2", "admin3", "admin1"})


def antecedent(name: Found, before: Sequence[Resolved]) -> Resolved | None:
    """The last place named before that fits the noun; None where there is none."""
    meant = _MEANT[name.refers]
    for known in reversed(before):
        if known.place.precision not in meant:
            continue
        if name.refers == "town" and not _settlement(known, _MOST_PEOPLE.get(name.form, _ANY)):
            continue
        return known
    return None


def _settlement(known: Resolved, most: float) -> bool:
    """Whether "the town" may mean it: an unlisted town, or a listed one of at most so many people.

    The seat of a government is as large as any.
    """
    if known.row is None:
        return known.place.precision is PlacePrecision.TOWN
    if known.row.kind == "admin1" and most < _ANY:
        return False
    return known.row.kind in _SETTLEMENTS and known.row.population < most
