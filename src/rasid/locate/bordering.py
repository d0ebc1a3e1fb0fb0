"""Takes "the border strip with X", gives the land on this side of it: never the country X."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from itertools import permutations

from rasid.language.base import AnalysedText, Token
from rasid.locate import weights as w
from rasid.locate.distance import km
from rasid.locate.found import Found
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.keys import key
from rasid.locate.resolving import Resolved, Resolver
from rasid.locate.words import Words
from rasid.model import AreaKind, Place, PlacePrecision

_MOST_ADJECTIVES = 3
_MOST_COUNTRIES = 3
_CLOSE = 6  # words between the country and a place that tells where its border is meant


class Borders:
    """Reads the names of countries that only say which border is meant."""

    def __init__(self, gazetteer: Gazetteer, words: Words, resolver: Resolver) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._resolver = resolver

    def read(
        self,
        analysed: AnalysedText,
        found: Sequence[Found],
        resolved: MutableMapping[int, Resolved],
    ) -> None:
        """Put the land by the border in where a country behind "the border with" was resolved."""
        for n, known in list(resolved.items()):
            if known.row is None or known.row.kind != "country":
                continue
            noun = self._noun(analysed, found, resolved, n)
            if noun is None:
                continue
            found[n].start, found[n].letter = noun
            start, end = found[n].span(analysed)
            m = self._beside(found, resolved, n)
            beside = None if m is None else resolved[m].place
            close = m is not None and abs(found[m].first - found[n].first) <= _CLOSE
            resolved[n] = self._land(analysed.text[start:end], known, beside, close=close)

    def _noun(
        self,
        analysed: AnalysedText,
        found: Sequence[Found],
        resolved: Mapping[int, Resolved],
        n: int,
    ) -> tuple[int, str] | None:
        """Token of the noun for land before "of the border with X", and the letters at its front.

        None where other words stand there, or another name: "the border town A with X".
        """
        tokens, name, words = analysed.tokens, found[n], self._words
        floor, at = analysed.sentences[name.sentence].first, name.start - 1
        if name.stripped or at < floor or tokens[at].form not in words.with_words:
            return None
        floor = max(floor, *(found[m].end for m in resolved if m < n), 0)
        bordering = False
        for back in range(at - 1, max(floor - 1, at - 2 - _MOST_ADJECTIVES), -1):
            form, letters = tokens[back].form, self._letters(tokens[back])
            if letters is not None and (bordering or form[len(letters) :] in words.borders):
                return back, letters
            if form not in words.beside_border and form not in words.nationalities:
                return None
            bordering = bordering or form in words.beside_border
        return None

    def _letters(self, token: Token) -> str | None:
        """The letters before a noun for land; None for any other word."""
        for cut in range(3):
            if token.form[cut:] in self._words.lands and token.form[:cut] in self._words.fronts:
                return token.form[:cut]
        return None

    @staticmethod
    def _beside(found: Sequence[Found], resolved: Mapping[int, Resolved], n: int) -> int | None:
        """The number of the place that it is said to lie by, else of the nearest of the sentence.

        A place beyond the border tells nothing of the land on this side; a country tells least.
        """
        here = found[n]
        country = resolved[n].place.country
        near = sorted(
            (_wide(known), m != here.wider, abs(found[m].first - here.first), m)
            for m, known in resolved.items()
            if m != n
            and found[m].sentence == here.sentence
            and known.place.lat is not None
            and known.place.country not in {None, country}
        )
        return near[0][-1] if near else None

    def _land(self, text: str, beyond: Resolved, beside: Place | None, *, close: bool) -> Resolved:
        """The stretch of the listed border by a place, the region of the place, or text alone.

        Of a border that is not listed only a place right beside (`close`) can tell.
        """
        name = f"border with {beyond.place.name}"
        bare = Place(text, name, PlacePrecision.REGION, kind=AreaKind.UNLISTED)
        if beside is None:
            reason = f"land along the {name}; nothing in the sentence says where"
            return Resolved(replace(bare, reason=reason))
        border = self.listed([beside.country, beyond.place.country])
        by, whole = beside.name.partition(" (")[0], beside.precision is PlacePrecision.COUNTRY
        if border is not None and (whole or not _on(border.place, beside)):
            reason = f"the {name}, told with {beside.name}"
            return Resolved(replace(border.place, reason=reason), border.row)
        if whole or (border is None and not close):
            return Resolved(replace(bare, country=beside.country, reason=f"the {name}"))
        land = replace(
            bare,
            name=f"{name} ({by})",
            precision=PlacePrecision.DISTRICT,
            admin1=beside.admin1,
            country=beside.country,
            lat=beside.lat,
            lon=beside.lon,
            radius_km=max(beside.radius_km or 0.0, w.BESIDE_KM),
            kind=AreaKind.STRETCH if border is not None else AreaKind.UNLISTED,
            told_by=beside.place_id or beside.told_by,
            reason=f"land along the {name}, region of {by} told in the sentence",
        )
        return Resolved(land)

    def listed(self, countries: Sequence[str | None]) -> Resolved | None:
        """The listed border of countries (ISO codes), named by their adjectives in any order."""
        told = [self._words.adjectives.get(country or "") for country in countries]
        for adjectives in permutations(told[:_MOST_COUNTRIES]):
            if all(adjectives):
                name = [self._words.border, *(word for word in adjectives if word)]
                entry = next(iter(self._gazetteer.entries(key(name))), None)
                if entry is not None:
                    return self._resolver.entry(entry.row)
        return None


def _wide(known: Resolved) -> bool:
    return known.place.precision is PlacePrecision.COUNTRY


def _on(border: Place, beside: Place) -> bool:
    """Whether a place lies so near a listed border that a stretch of it may be told by it."""
    points = (border.lat, border.lon, beside.lat, beside.lon)
    lat, lon, other_lat, other_lon = (value or 0.0 for value in points)
    return km(lat, lon, other_lat, other_lon) <= (border.radius_km or 0.0)
