"""Takes analysed text, gives every place it names, resolved in the context of that article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rasid.knowledge_base.places import PlaceRow
from rasid.language.arabic.normalise import fold
from rasid.language.base import AnalysedText
from rasid.locate.areas import Area, area_of, compass
from rasid.locate.choosing import Article, Chooser, Scored
from rasid.locate.distance import km, moved
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.scanning import Scanner
from rasid.locate.surroundings import Surroundings
from rasid.locate.words import Words, words
from rasid.model import Place, PlaceMention, PlacePrecision, Rival

_MOST_RIVALS = 5
_SAME_PLACE_KM = 10.0  # entries of one name nearer than this are one place, no rivals
_UNKNOWN_PRECISION = {
    "village": PlacePrecision.TOWN,
    "town": PlacePrecision.TOWN,
    "quarter": PlacePrecision.SITE,
    "site": PlacePrecision.SITE,
    "district": PlacePrecision.DISTRICT,
}


class Locator:
    """Finds and resolves place names; one instance serves any number of articles."""

    def __init__(self, gazetteer: Gazetteer, place_words: Words | None = None) -> None:
        self.gazetteer = gazetteer
        self._words = place_words or words()
        self._scanner = Scanner(gazetteer, self._words)
        self._surroundings = Surroundings(self._words)
        self._chooser = Chooser(gazetteer, self._words)

    @classmethod
    def load(cls, extra: Path | None = None) -> Locator:
        """The shipped gazetteer, and the imported tables of the folder `extra` if it exists."""
        return cls(Gazetteer.load(extra))

    def mentions(self, analysed: AnalysedText) -> list[PlaceMention]:
        """Every place the article names, in text order, areas and unlisted names included."""
        found = self._scanner.scan(analysed)
        self._surroundings.read(analysed, found)
        chosen = self._chooser.choose(found)
        kept: dict[int, PlaceMention] = {}
        index: dict[int, int] = {}
        for n in sorted(range(len(found)), key=lambda n: -n):
            place = self._place(analysed, found, n, chosen[n], kept)
            if place is not None:
                start, end = analysed.span(found[n].start, found[n].end)
                kept[n] = PlaceMention(start + _letters(found[n]), end, place)
        order = sorted(kept)
        index = {n: at for at, n in enumerate(order)}
        return [_tied(kept[n], index.get(_wider(found[n]))) for n in order]

    def lookup(self, text: str) -> list[Rival]:
        """What a name may mean on its own, best first, with score and reason."""
        form_words = fold(text).split()
        entries = []
        for count, whole in self.gazetteer.longest(form_words) if form_words else []:
            if count == len(form_words):
                entries += self.gazetteer.entries(whole)
        name = Found(0, len(form_words), 0, "".join(form_words), entries, support=Support.NOUN)
        readings = self._chooser.readings(name, Article())
        return [self._rival(scored) for scored in readings]

    def _place(
        self,
        analysed: AnalysedText,
        found: Sequence[Found],
        n: int,
        scored: Sequence[Scored],
        kept: dict[int, PlaceMention],
    ) -> Place | None:
        name = found[n]
        start, end = analysed.span(name.start, name.end)
        text = analysed.text[start + _letters(name) : end]
        wider = kept.get(_wider(name))
        if scored:
            row = scored[0].entry.row
            area = area_of(row, name.cues, name.before, name.after, name.distance_km)
            return self._known(text, row, area, scored)
        if name.support < Support.NOUN or name.cue not in _UNKNOWN_PRECISION:
            return None
        return self._unknown(analysed, name, text, wider.place if wider else None)

    def _known(self, text: str, row: PlaceRow, area: Area, scored: Sequence[Scored]) -> Place:
        return Place(
            text=text,
            name=f"{row.name_en} ({area.label})" if area.label else row.name_en,
            precision=area.precision,
            admin1=self._name(row.admin1),
            admin2=self._second_level(row),
            country=row.country or None,
            lat=round(area.lat, 4),
            lon=round(area.lon, 4),
            radius_km=round(area.radius_km, 1),
            place_id=row.place_id,
            score=round(scored[0].score, 2),
            reason="; ".join(scored[0].reasons),
            rivals=self._rivals(scored),
        )

    def _unknown(
        self, analysed: AnalysedText, name: Found, text: str, wider: Place | None
    ) -> Place:
        bare = analysed.quote(name.first, name.last)
        precision = _UNKNOWN_PRECISION[name.cue]
        if wider is None:
            return Place(text, bare, precision, reason="unlisted name behind a place noun")
        lat, lon = wider.lat, wider.lon
        if lat is not None and lon is not None and name.distance_km:
            north, east = compass(name.after or name.before)
            lat, lon = moved(lat, lon, north * name.distance_km, east * name.distance_km)
        return Place(
            text=text,
            name=bare,
            precision=precision,
            admin1=wider.admin1,
            admin2=wider.admin2,
            country=wider.country,
            lat=lat,
            lon=lon,
            radius_km=wider.radius_km,
            reason=f"unlisted name, placed in or near {wider.name}",
        )

    def _rivals(self, scored: Sequence[Scored]) -> tuple[Rival, ...]:
        best = scored[0].entry.row
        rivals = []
        for other in scored[1:]:
            row = other.entry.row
            if km(row.lat, row.lon, best.lat, best.lon) > _SAME_PLACE_KM:
                rivals.append(self._rival(other))
        return tuple(rivals[:_MOST_RIVALS])

    def _rival(self, scored: Scored) -> Rival:
        row = scored.entry.row
        return Rival(
            row.place_id,
            row.name_en,
            self._name(row.admin1),
            row.country or None,
            round(scored.score, 2),
            "; ".join(scored.reasons),
        )

    def _name(self, place_id: str) -> str | None:
        row = self.gazetteer.by_id(place_id) if place_id else None
        return row.name_en if row else None

    def _second_level(self, row: PlaceRow) -> str | None:
        """Name of the second-level unit a place is or lies in."""
        here: PlaceRow | None = row
        while here is not None and here.kind != "admin2":
            here = self.gazetteer.by_id(here.parent) if here.parent else None
        return here.name_en if here else None


def _wider(name: Found) -> int:
    return -1 if name.wider is None else name.wider


def _letters(name: Found) -> int:
    """Letters written at the front of the phrase that are no part of it ("in", "and")."""
    return len(name.letter)


def _tied(mention: PlaceMention, part_of: int | None) -> PlaceMention:
    return PlaceMention(mention.start, mention.end, mention.place, part_of)
