"""Takes a name and its readings, gives the resolved place: area, precision, units and rivals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rasid.knowledge_base.places import PlaceRow
from rasid.language.base import AnalysedText
from rasid.locate import weights as w
from rasid.locate.areas import area_of
from rasid.locate.context import same_family
from rasid.locate.distance import km
from rasid.locate.found import Found, Scored
from rasid.locate.gazetteer import Entry, Gazetteer
from rasid.locate.keys import key
from rasid.locate.unlisted import Unlisted, nearest
from rasid.locate.words import Words
from rasid.model import AreaKind, Place, PlacePrecision, Rival

_MOST_RIVALS = 5
_LONG = frozenset({"road", "river", "border", "desert"})  # told of by the stretch that is meant
_BARE = Found(0, 0, 0, "", ())
_CAPITAL = "العاصمه"  # the capital, folded
_CAPITAL_OF = frozenset({"عاصمه"})  # capital of, folded


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place and, where the gazetteer holds it, its row and that of its governorate."""

    place: Place
    row: PlaceRow | None = None
    seat_of: PlaceRow | None = None

    def named(self, text: str) -> Place:
        """The place with the words that name it."""
        return replace(self.place, text=text)


class Resolver:
    """Turns the chosen entry of a name into a place."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._unlisted = Unlisted(gazetteer, words)

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
            known = self._listed(scored, name)
            if known.row is not None and known.row.kind in _LONG:
                return self._stretch(known, n, found, chosen, resolved)
            return known
        nation = self._nation(name)
        if nation:
            return self.capital(analysed, name, nation)
        wider = resolved.get(name.wider) if name.wider is not None else None
        if not self._unlisted.is_name(name, tied=wider is not None):
            return None
        text = analysed.quote(name.first, name.last)[name.stripped :]
        alike = self._unlisted.alike(text, name, wider.row if wider else None, found, chosen)
        if alike is not None:
            reason = f"spelling of {alike.name_en}, the only such name nearby"
            return self._of_row(alike, None, name, reason)
        around = wider.place if wider else None
        text = f"{self._noun(analysed, name)} {text}".strip()
        place = self._unlisted.place(text, name, around, found, chosen)
        lost = tuple(map(self.rival, by_score(name.lost)[:_MOST_RIVALS]))
        return Resolved(replace(place, rivals=lost))

    def _noun(self, analysed: AnalysedText, name: Found) -> str:
        """The noun of a site as written, which belongs to its name; "" for other names."""
        if name.cue != "site":
            return ""
        for at in range(name.first - 1, name.start - 1, -1):
            cue = self._words.cue(analysed.tokens[at].form)
            if cue is not None:
                return analysed.quote(at, at + 1)[cue[2] :]
        return ""

    @staticmethod
    def _nation(name: Found) -> str:
        """The country whose capital is named ("the capital of Iraq"); "" for any other name."""
        if not name.cue_words or name.cue_words[0] not in _CAPITAL_OF:
            return ""
        return next((e.row.place_id for e in name.entries if e.row.kind == "country"), "")

    def capital(self, analysed: AnalysedText, name: Found, country: str) -> Resolved | None:
        """The capital of a country, meant by "the capital"; None where it is not listed."""
        adjective = self._words.adjectives.get(country)
        entries = self._gazetteer.entries(key([_CAPITAL, adjective])) if adjective else ()
        if not entries:
            return None
        reason = f"{analysed.quote(name.first, name.last)} stands for the capital of {country}"
        return self._of_row(entries[0].row, None, name, reason)

    def country(self, analysed: AnalysedText, name: Found, country: str) -> Resolved | None:
        """The country that most places of the article lie in, meant by "the country"."""
        row = self._gazetteer.by_id(country)
        if row is None:
            return None
        reason = f"{analysed.quote(name.first, name.last)} stands for {row.name_en}"
        return self._of_row(row, None, name, reason)

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

    def reading(self, one: Scored, scored: Sequence[Scored], name: Found) -> Resolved:
        """One of the readings of a name as if it were the one that is meant."""
        row = one.entry.row
        seat_of = next((s.entry.row for s in scored if _seat(row, s.entry.row)), None)
        return self._of_row(row, seat_of, name, one.text(), one.score)

    def alone(self, entry: Entry) -> Resolved:
        """An entry without any words around it."""
        scored = Scored(entry, entry.prior, (("kind and size", entry.prior),))
        return self.reading(scored, [scored], _BARE)

    def entry(self, row: PlaceRow) -> Resolved:
        """A row as it is, chosen by nobody."""
        return self._of_row(row, None, _BARE, "")

    def rival(self, scored: Scored) -> Rival:
        """A reading as it is shown to a person."""
        row = scored.entry.row
        country, score = row.country or None, round(scored.score, 2)
        admin1 = self._gazetteer.unit_names(row)[0]
        return Rival(row.place_id, row.name_en, admin1, country, score, scored.text())

    def _listed(self, scored: Sequence[Scored], name: Found) -> Resolved:
        row = scored[0].entry.row
        seat_of = next((s.entry.row for s in scored if _seat(row, s.entry.row)), None)
        rivals = [s for s in scored[1:] if not same_family(s.entry.row, row)]
        lost = [*rivals, *by_score(name.lost)]
        known = self._of_row(row, seat_of, name, scored[0].text(), scored[0].score, lost)
        best = max(s.score for s in scored if same_family(s.entry.row, row))
        if rivals and best - rivals[0].score < w.MARGIN:
            other = rivals[0].entry.row
            return Resolved(_undecided(known.place, other, shared=other.admin1 == row.admin1))
        return known

    def _stretch(
        self,
        known: Resolved,
        n: int,
        found: Sequence[Found],
        chosen: Sequence[Sequence[Scored]],
        resolved: Mapping[int, Resolved],
    ) -> Resolved:
        """The stretch of a road, river, border or steppe that is told: by the place beside it."""
        name, row = found[n], known.row
        wider = resolved.get(name.wider) if name.wider is not None else None
        beside = wider.place if wider else None
        if beside is None and row is not None and row.kind == "road":
            near = nearest(name, found, chosen, w.BESIDE_TOKENS, same=True)
            beside = self._of_row(near, None, _BARE, "").place if near is not None else None
        if row is None or beside is None or beside.lat is None or beside.lon is None:
            return known
        if km(row.lat, row.lon, beside.lat, beside.lon) > row.radius_km:
            return known
        fine = beside.precision in {PlacePrecision.SITE, PlacePrecision.TOWN}
        by = beside.name.partition(" (")[0]
        place = replace(
            beside,
            name=f"{row.name_en} ({by})",
            precision=PlacePrecision.SITE if fine else beside.precision,
            radius_km=max(beside.radius_km or 0.0, w.STRETCH_KM),
            place_id="",
            score=known.place.score,
            reason=f"{known.place.reason}; the stretch by {by}",
            rivals=(),
            kind=AreaKind.STRETCH,
            told_by=row.place_id,
        )
        return Resolved(place, row)

    def _of_row(
        self,
        row: PlaceRow,
        seat_of: PlaceRow | None,
        name: Found,
        reason: str,
        score: float = 0.0,
        rivals: Sequence[Scored] = (),
    ) -> Resolved:
        area = area_of(row, name, seat_of)
        admin1, admin2 = self._gazetteer.unit_names(row)
        place = Place(
            text="",
            name=f"{row.name_en} ({area.label})" if area.label else row.name_en,
            precision=area.precision,
            admin1=admin1,
            admin2=admin2,
            country=row.country or None,
            lat=round(area.lat, 4),
            lon=round(area.lon, 4),
            radius_km=round(area.radius_km, 1),
            place_id="" if area.kind else row.place_id,
            score=round(score, 2),
            reason=reason,
            rivals=tuple(map(self.rival, rivals[:_MOST_RIVALS])),
            kind=area.kind or row.kind,
            told_by=row.place_id if area.kind else "",
        )
        return Resolved(place, row, seat_of)


def by_score(lost: Sequence[Scored]) -> list[Scored]:
    """Readings, the best first."""
    return sorted(lost, key=lambda s: (-s.score, s.entry.row.place_id))


def _seat(row: PlaceRow, other: PlaceRow) -> bool:
    return other.kind == "admin1" and row.kind != "admin1" and row.admin1 == other.place_id


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
        kind=AreaKind.UNDECIDED,
        told_by="",
        reason=f"undecided between places of this name: {place.reason}",
    )
