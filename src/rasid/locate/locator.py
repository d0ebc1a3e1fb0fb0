"""Takes analysed text, gives every place it names, resolved in the context of that article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from rasid.language.arabic.normalise import fold
from rasid.language.base import AnalysedText
from rasid.locate.choosing import Chooser
from rasid.locate.context import BROAD, Context, Scored
from rasid.locate.english.fitting import english_options
from rasid.locate.english.names import EnglishNames, chooser_words
from rasid.locate.english.scanning import EnglishScanner
from rasid.locate.english.surroundings import EnglishSurroundings
from rasid.locate.english.words import english_words
from rasid.locate.fitting import options
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Entry, Gazetteer
from rasid.locate.imports.tables import imported_folder
from rasid.locate.referring import antecedent
from rasid.locate.resolving import Resolved, Resolver
from rasid.locate.scanning import Scanner
from rasid.locate.surroundings import Surroundings
from rasid.locate.words import Words, words
from rasid.model import PlaceMention, PlacePrecision, Rival


class _Finder(Protocol):
    def scan(self, analysed: AnalysedText) -> list[Found]: ...


class _Reader(Protocol):
    def read(self, analysed: AnalysedText, found: Sequence[Found]) -> None: ...


class _Steps(NamedTuple):
    """What reads one language: how names are found, read, chosen and resolved."""

    scanner: _Finder
    surroundings: _Reader
    chooser: Chooser
    resolver: Resolver


class Locator:
    """Finds and resolves place names; one instance serves any number of articles.

    1. scanning     names of the gazetteer, unlisted names behind a place noun, "the town"
    2. surroundings the nouns, compass words and wider places around each
    3. choosing     the entry that each name means in this article
    4. resolving    the place: area, precision, rivals; unlisted names by their wider place
    5. referring    what "the town" and its like stand for
    """

    def __init__(self, gazetteer: Gazetteer, place_words: Words | None = None) -> None:
        self.gazetteer = gazetteer
        self._words = place_words or words()
        self._chooser = Chooser(gazetteer, self._words)
        self._resolver = Resolver(gazetteer, self._words)
        scanner, surroundings = Scanner(gazetteer, self._words), Surroundings(self._words)
        self._arabic = _Steps(scanner, surroundings, self._chooser, self._resolver)

    @classmethod
    def load(cls, extra: Path | None = None) -> Locator:
        """The shipped gazetteer and the imported tables of the folder `extra`.

        None takes the user's own folder of imported tables; a folder that is not there, none.
        """
        return cls(Gazetteer.load(imported_folder() if extra is None else extra))

    @cached_property
    def _english(self) -> _Steps:
        """The steps for English text; its index of names is built for the first such article."""
        english = english_words()
        names = EnglishNames(self.gazetteer, english)
        place_words = chooser_words(self._words, english, names)
        return _Steps(
            EnglishScanner(names, english),
            EnglishSurroundings(english),
            Chooser(self.gazetteer, place_words, english_options),
            Resolver(self.gazetteer, place_words),
        )

    def phrases(self) -> Iterator[str]:
        """Every Arabic name of the gazetteer, folded."""
        return (fold(name) for row in self.gazetteer.rows() for name in row.names)

    def mentions(self, analysed: AnalysedText) -> list[PlaceMention]:
        """Every place the article names, in text order, areas and unlisted names included."""
        steps = self._english if analysed.language == "en" else self._arabic
        found = steps.scanner.scan(analysed)
        steps.surroundings.read(analysed, found)
        chosen = steps.chooser.choose(found)
        resolved: dict[int, Resolved] = {}
        for n in range(len(found) - 1, -1, -1):  # wider places stand behind, so the last first
            place = steps.resolver.resolve(analysed, found, n, chosen, resolved)
            if place is not None:
                resolved[n] = place
        self._refer(analysed, found, resolved)
        return _mentions(analysed, found, resolved)

    def _refer(
        self, analysed: AnalysedText, found: list[Found], resolved: dict[int, Resolved]
    ) -> None:
        """Add what nouns such as "the town" and "the capital" stand for."""
        country = _main_country(resolved)
        for n, name in enumerate(found):
            least = Support.WIDER_PLACE if name.refers == "district" else Support.PREPOSITION
            if not name.refers or name.support < least:
                continue
            if name.refers == "capital":
                known = self._resolver.capital(analysed, name, country)
            elif name.refers == "country" and country:
                told = _country_beside(found, resolved, n)
                known = self._resolver.country(analysed, name, told or country)
            else:
                beside = {found[m].wider for m in resolved if not _long(resolved[m])}
                before = [m for m in sorted(resolved) if m < n]
                meant = antecedent(name, [resolved[m] for m in before if m not in beside])
                meant = meant or antecedent(name, [resolved[m] for m in before])
                known = self._resolver.again(analysed, name, meant) if meant else None
            if known is not None:
                resolved[n] = known

    def lookup(self, text: str) -> list[Rival]:
        """What a name (Arabic or English) may mean on its own, best first, with the reason."""
        form_words = fold(text).split()
        entries: list[Entry] = []
        for count, whole in self.gazetteer.longest(form_words) if form_words else []:
            if count == len(form_words):
                entries += self.gazetteer.entries(whole)
        form = "".join(form_words)
        if not entries and text.strip():
            entries = self.gazetteer.english(text)
            return sorted(map(self._alone, entries), key=lambda r: (-r.score, r.place_id))
        name = Found(0, len(form_words), 0, form, entries, support=Support.NOUN)
        readings = self._chooser.readings(name, options(name, self._words), Context())
        return [self._resolver.rival(scored) for scored in readings]

    def _alone(self, entry: Entry) -> Rival:
        return self._resolver.rival(Scored(entry, entry.prior, (("kind and size", entry.prior),)))


def _country_beside(found: Sequence[Found], resolved: Mapping[int, Resolved], n: int) -> str:
    """The country of the last place (no country itself) before in the sentence; "" for none."""
    for m in range(n - 1, -1, -1):
        if found[m].sentence != found[n].sentence:
            break
        known = resolved.get(m)
        if known and known.place.country and known.place.precision is not PlacePrecision.COUNTRY:
            return known.place.country
    return ""


def _long(known: Resolved) -> bool:
    """Whether it is a river, road or steppe: what is told with it is no mere aid to find it."""
    return known.row is not None and known.row.kind in BROAD


def _main_country(resolved: dict[int, Resolved]) -> str:
    """The country of most places of an article, "" where there are none."""
    tally = Counter(r.place.country for r in resolved.values() if r.place.country)
    return tally.most_common(1)[0][0] if tally else ""


def _mentions(
    analysed: AnalysedText, found: list[Found], resolved: dict[int, Resolved]
) -> list[PlaceMention]:
    """The mentions in text order, each tied to the wider place named with it."""
    order = sorted(resolved)
    index = {n: at for at, n in enumerate(order)}
    mentions = []
    for n in order:
        start, end = found[n].span(analysed)
        wider = found[n].wider
        part_of = None if wider is None else index.get(wider)
        place = replace(resolved[n].place, text=analysed.text[start:end])
        mentions.append(PlaceMention(start, end, place, part_of))
    return mentions
