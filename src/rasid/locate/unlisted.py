"""Takes a name that no table holds, gives a like spelling nearby, or the region that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from rasid.knowledge_base import load as load_knowledge
from rasid.knowledge_base.places import PlaceKnowledge, PlaceRow
from rasid.locate import weights as w
from rasid.locate.areas import compass
from rasid.locate.context import BROAD
from rasid.locate.distance import moved
from rasid.locate.found import Found, Scored, Support
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.likeness import Likeness
from rasid.locate.words import Words
from rasid.model import AreaKind, Place, PlacePrecision

_PRECISION = {
    "village": PlacePrecision.TOWN,
    "town": PlacePrecision.TOWN,
    "quarter": PlacePrecision.SITE,
    "site": PlacePrecision.SITE,
    "district": PlacePrecision.DISTRICT,
}
_SITES = frozenset({"site", "quarter"})  # cues of what is as fine as the town it stands in
_AND = "و"  # and: begins another place, of which the one before says nothing
Chosen = Sequence[Sequence[Scored]]


class Unlisted:
    """What the words around and the article say of names that the gazetteer does not hold."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._likeness: Likeness | None = None

    def is_name(self, name: Found, *, tied: bool) -> bool:
        """Whether the words behind a place noun are taken for a name.

        Ordinary words are none ("the city of the king …"); a building's name says something
        only with the place it stands in (`tied`).
        """
        words = self._words
        if name.refers or name.support < Support.NOUN or name.cue not in _PRECISION:
            return False
        if name.form in words.stops or name.form in words.generic or _known_unit(name):
            return False
        if name.cue not in {"village", "quarter"} and name.form in words.common:
            return False
        return tied or name.site not in words.buildings

    def alike(
        self, text: str, name: Found, wider: PlaceRow | None, found: Sequence[Found], chosen: Chosen
    ) -> PlaceRow | None:
        """A listed place that an unlisted village or town is a spelling of."""
        if name.cue not in {"village", "town"}:
            return None
        around = wider or nearest(name, found, chosen, w.FAR_TOKENS)
        if around is None:
            return None
        if self._likeness is None:
            hamlets = PlaceKnowledge(load_knowledge().root).hamlets()
            self._likeness = Likeness(chain(self._gazetteer.rows(), hamlets))
        return self._likeness.find(text, around, max(w.LIKE_KM, around.radius_km))

    def place(
        self, text: str, name: Found, wider: Place | None, found: Sequence[Found], chosen: Chosen
    ) -> Place:
        """The name with its region: the wider place's, that of a place beside, or the article's."""
        reason = "unlisted name behind a place noun"
        bare = Place("", text, _PRECISION[name.cue], reason=reason, kind=AreaKind.UNLISTED)
        if wider is not None:
            return _within(bare, name, wider)
        another = _AND in name.letter and not name.listed
        near = None if another else nearest(name, found, chosen, w.BESIDE_TOKENS, same=True)
        if near is not None and _at_home(near.country, name, chosen):
            return replace(
                bare,
                admin1=self._gazetteer.unit_names(near)[0],
                country=near.country or None,
                lat=near.lat,
                lon=near.lon,
                radius_km=max(w.BESIDE_KM, near.radius_km),
                reason=f"unlisted name, region of {near.name_en} told beside it",
            )
        unit = self._gazetteer.by_id(_main_unit(chosen))
        if unit is None or (name.country and unit.country != name.country):
            return replace(bare, country=name.country or None)
        reason = f"unlisted name in an article about {unit.name_en}"
        return replace(bare, admin1=unit.name_en, country=unit.country or None, reason=reason)


def _known_unit(name: Found) -> bool:
    """Whether the words are the name of a country or unit that does not fit the noun before it."""
    return any(
        e.row.kind in {"country", "admin1", "region"} and name.form in e.forms for e in name.entries
    )


def _within(bare: Place, name: Found, wider: Place) -> Place:
    """The name put into (or, by distance and compass, beside) its wider place."""
    lat, lon = wider.lat, wider.lon
    if lat is not None and lon is not None and name.distance_km:
        north, east = compass(name.after or name.before)
        lat, lon = moved(lat, lon, north * name.distance_km, east * name.distance_km)
    inside = name.cue in _SITES and wider.precision is PlacePrecision.TOWN
    kind = (name.site or name.cue) if inside else AreaKind.UNLISTED
    return replace(
        bare,
        kind=kind,
        told_by=wider.place_id or wider.told_by,
        admin1=wider.admin1,
        admin2=wider.admin2,
        country=wider.country,
        lat=lat,
        lon=lon,
        radius_km=wider.radius_km,
        reason=f"unlisted name, placed in or near {wider.name}",
    )


def nearest(
    name: Found, found: Sequence[Found], chosen: Chosen, within: int, *, same: bool = False
) -> PlaceRow | None:
    """The listed place that stands nearest in the text (`same`: in the sentence), no broad one."""
    near = [
        (abs(other.first - name.first), n)
        for n, other in enumerate(found)
        if chosen[n]
        and chosen[n][0].entry.row.kind not in BROAD
        and abs(other.first - name.first) <= within
        and not (same and other.sentence != name.sentence)
    ]
    return chosen[min(near)[1]][0].entry.row if near else None


def _at_home(country: str, name: Found, chosen: Chosen) -> bool:
    """Whether a country may lend its region: the name's own, or one the article tells much of."""
    if name.country or not country:
        return name.country == country
    tally = Counter(scored[0].entry.row.country for scored in chosen if scored)
    return tally[country] >= w.HOME_SHARE * tally.total()


def _main_unit(chosen: Chosen) -> str:
    """Id of the first-level unit in which nearly all places of an article lie; "" for none."""
    tally = Counter(
        scored[0].entry.row.admin1
        for scored in chosen
        if scored and scored[0].entry.row.kind not in BROAD
    )
    if tally.total() < w.MAIN_LEAST:
        return ""
    unit, count = tally.most_common(1)[0]
    return unit if count >= w.MAIN_UNIT * tally.total() else ""
