"""Takes a name and its readings, gives the resolved place: area, precision, units and rivals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rasid.knowledge_base.places import PlaceRow
from rasid.language.base import AnalysedText
from rasid.locate import weights as w
from rasid.locate.areas import Area, area_of, compass
from rasid.locate.context import Scored, same_family
from rasid.locate.distance import km, moved
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.keys import key
from rasid.locate.likeness import Likeness
from rasid.locate.words import Words
from rasid.model import Place, PlacePrecision, Rival

_MOST_RIVALS = 5
_BROAD = frozenset({"country", "region", "desert", "border", "river", "disputed", "road"})
_CAPITAL = "العاصمه"  # the capital, folded
_UNLISTED = {
    "village": PlacePrecision.TOWN,
    "town": PlacePrecision.TOWN,
    "quarter": PlacePrecision.SITE,
    "site": PlacePrecision.SITE,
    "district": PlacePrecision.DISTRICT,
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place and, where the gazetteer holds it, its row and that of its governorate."""

    place: Place
    row: PlaceRow | None = None
    seat_of: PlaceRow | None = None


class Resolver:
    """Turns the chosen entry of a name into a place."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._likeness: Likeness | None = None
        self._unit_names: dict[str, tuple[str | None, str | None]] = {}

    def resolve(
        self,
        analysed: AnalysedText,
        found: Sequence[Found],
        n: int,
        chosen: Sequence[Sequence[Scored]],
        resolved: Mapping[int, Resolved],
    ) -> Resolved | None:
        """The place of the n-th name; None where it is taken for no place.

        `resolved` holds the names behind it, its wider place among them.
        """
        name, scored = found[n], chosen[n]
        if scored:
            return self._listed(scored, name)
        if name.refers or name.support < Support.NOUN or name.cue not in _UNLISTED:
            return None
        wider = resolved.get(name.wider) if name.wider is not None else None
        text = analysed.quote(name.first, name.last)[name.stripped :]
        if self._no_name(name) or (name.site in self._words.buildings and wider is None):
            return None
        alike = self._alike(text, name, wider, found, chosen)
        if alike is not None:
            reason = f"spelling of {alike.name_en}, the only such name nearby"
            return self._of_row(alike, None, name, reason)
        if wider is not None:
            return Resolved(_unlisted(text, name, wider.place))
        near = _nearest(name, found, chosen, w.BESIDE_TOKENS)
        return Resolved(self._beside(_unlisted(text, name, None), near))

    def _beside(self, place: Place, near: PlaceRow | None) -> Place:
        """An unlisted name without a wider place, given the region of the place told beside it."""
        if near is None or near.kind in _BROAD:
            return place
        admin1, _ = self._units(near)
        return replace(
            place,
            admin1=admin1,
            country=near.country or None,
            lat=near.lat,
            lon=near.lon,
            radius_km=max(w.BESIDE_KM, near.radius_km),
            reason=f"unlisted name, region of {near.name_en} told beside it",
        )

    def _no_name(self, name: Found) -> bool:
        """Whether the word behind a place noun is an ordinary one ("the city of the king …")."""
        words = self._words
        if name.form in words.stops or name.form in words.generic:
            return True
        return name.cue not in {"village", "quarter"} and name.form in words.common

    def capital(self, analysed: AnalysedText, name: Found, country: str) -> Resolved | None:
        """The capital of a country, meant by "the capital"; None where it is not listed."""
        adjective = self._words.adjectives.get(country)
        entries = self._gazetteer.entries(key([_CAPITAL, adjective])) if adjective else ()
        if not entries:
            return None
        reason = f"{analysed.quote(name.first, name.last)} stands for the capital of {country}"
        return self._of_row(entries[0].row, None, name, reason)

    def again(self, analysed: AnalysedText, name: Found, known: Resolved) -> Resolved:
        """A place named before, meant again by a noun ("east of the town")."""
        text = analysed.quote(name.first, name.last)
        reason = f"{text} stands for {known.place.name}"
        if known.row is None:
            return replace(known, place=replace(known.place, reason=reason))
        if name.refers == "governorate" and known.row.kind != "admin1":
            unit = self._gazetteer.by_id(known.row.admin1)
            if unit is not None:
                return self._of_row(unit, None, name, reason)
        return self._of_row(known.row, known.seat_of, name, reason)

    def rival(self, scored: Scored) -> Rival:
        """A reading as it is shown to a person."""
        row = scored.entry.row
        country, score = row.country or None, round(scored.score, 2)
        admin1 = self._name(row.admin1)
        return Rival(row.place_id, row.name_en, admin1, country, score, scored.text())

    def _listed(self, scored: Sequence[Scored], name: Found) -> Resolved:
        row = scored[0].entry.row
        seat_of = next((s.entry.row for s in scored if _seat(row, s.entry.row)), None)
        rivals = [s for s in scored[1:] if not same_family(s.entry.row, row)]
        place = self._of_row(row, seat_of, name, scored[0].text(), scored[0].score, rivals).place
        if rivals and scored[0].score - rivals[0].score < w.MARGIN:
            other = rivals[0].entry.row
            return Resolved(_undecided(place, other, shared=other.admin1 == row.admin1))
        return Resolved(place, row, seat_of)

    def _of_row(
        self,
        row: PlaceRow,
        seat_of: PlaceRow | None,
        name: Found,
        reason: str,
        score: float = 0.0,
        rivals: Sequence[Scored] = (),
    ) -> Resolved:
        area = area_of(
            row, name.cues, name.before, name.after, name.distance_km, name.site, seat_of
        )
        return Resolved(self._place(row, area, reason, score, rivals), row, seat_of)

    def _place(
        self, row: PlaceRow, area: Area, reason: str, score: float, rivals: Sequence[Scored]
    ) -> Place:
        admin1, admin2 = self._units(row)
        return Place(
            text="",
            name=f"{row.name_en} ({area.label})" if area.label else row.name_en,
            precision=area.precision,
            admin1=admin1,
            admin2=admin2,
            country=row.country or None,
            lat=round(area.lat, 4),
            lon=round(area.lon, 4),
            radius_km=round(area.radius_km, 1),
            place_id=row.place_id,
            score=round(score, 2),
            reason=reason,
            rivals=tuple(map(self.rival, rivals[:_MOST_RIVALS])),
        )

    def _alike(
        self,
        text: str,
        name: Found,
        wider: Resolved | None,
        found: Sequence[Found],
        chosen: Sequence[Sequence[Scored]],
    ) -> PlaceRow | None:
        """A listed place that an unlisted village or town is a spelling of."""
        if name.cue not in {"village", "town"}:
            return None
        around = wider.row if wider is not None else _nearest(name, found, chosen, w.FAR_TOKENS)
        if around is None:
            return None
        if self._likeness is None:
            self._likeness = Likeness(self._gazetteer.rows())
        return self._likeness.find(text, around, max(w.LIKE_KM, around.radius_km))

    def _name(self, place_id: str) -> str | None:
        row = self._gazetteer.by_id(place_id) if place_id else None
        return row.name_en if row else None

    def _units(self, row: PlaceRow) -> tuple[str | None, str | None]:
        """Names of the first- and second-level units a place is or lies in, remembered by id."""
        known = self._unit_names.get(row.place_id)
        if known is None:
            here: PlaceRow | None = row
            while here is not None and here.kind != "admin2":
                here = self._gazetteer.by_id(here.parent) if here.parent else None
            known = self._name(row.admin1), here.name_en if here else None
            self._unit_names[row.place_id] = known
        return known


def _seat(row: PlaceRow, other: PlaceRow) -> bool:
    return other.kind == "admin1" and row.kind != "admin1" and row.admin1 == other.place_id


def _nearest(
    name: Found, found: Sequence[Found], chosen: Sequence[Sequence[Scored]], within: int
) -> PlaceRow | None:
    """The listed place that stands nearest in the text, countries left out."""
    near = [
        (abs(other.first - name.first), n)
        for n, other in enumerate(found)
        if chosen[n]
        and chosen[n][0].entry.row.kind != "country"
        and abs(other.first - name.first) <= within
    ]
    return chosen[min(near)[1]][0].entry.row if near else None


def _unlisted(text: str, name: Found, wider: Place | None) -> Place:
    """A name that no table holds, with the region that its wider place tells."""
    precision = _UNLISTED[name.cue]
    if wider is None:
        return Place("", text, precision, reason="unlisted name behind a place noun")
    lat, lon = wider.lat, wider.lon
    if lat is not None and lon is not None and name.distance_km:
        north, east = compass(name.after or name.before)
        lat, lon = moved(lat, lon, north * name.distance_km, east * name.distance_km)
    return Place(
        text="",
        name=text,
        precision=precision,
        admin1=wider.admin1,
        admin2=wider.admin2,
        country=wider.country,
        lat=lat,
        lon=lon,
        radius_km=wider.radius_km,
        reason=f"unlisted name, placed in or near {wider.name}",
    )


def _undecided(place: Place, rival: PlaceRow, *, shared: bool) -> Place:
    """A name between two places that nothing tells apart: kept as text, with what they share."""
    if place.lat is not None and place.lon is not None:
        apart = km(place.lat, place.lon, rival.lat, rival.lon)
        if apart <= w.TOGETHER_KM:
            radius = max(place.radius_km or 0.0, apart)
            return replace(place, radius_km=round(radius, 1), reason=f"{place.reason}; rival near")
    same = place.country == (rival.country or None)
    return replace(
        place,
        admin1=place.admin1 if shared else None,
        admin2=None,
        country=place.country if same else None,
        lat=None,
        lon=None,
        radius_km=None,
        place_id="",
        reason=f"undecided between places of this name: {place.reason}",
    )
