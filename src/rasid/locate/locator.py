"""Takes analysed text, gives every place it names, resolved in the context of that article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from rasid import language
from rasid.language.arabic.normalise import fold
from rasid.language.base import AnalysedText
from rasid.locate.choosing import Chooser
from rasid.locate.context import BROAD
from rasid.locate.english.casing import cased
from rasid.locate.english.fitting import english_options
from rasid.locate.english.names import EnglishNames, chooser_words
from rasid.locate.english.scanning import EnglishScanner
from rasid.locate.english.surroundings import EnglishSurroundings
from rasid.locate.english.words import english_words
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.imports.tables import imported_folder
from rasid.locate.joining import Joiner
from rasid.locate.looking import (
    Candidate,
    Steps,
    as_written,
    best_alone,
    language_of,
    look_up,
)
from rasid.locate.referring import antecedent
from rasid.locate.resolving import Resolved, Resolver
from rasid.locate.scanning import Scanner
from rasid.locate.surroundings import Surroundings
from rasid.locate.words import Words, words
from rasid.model import Article, Place, PlaceMention, PlacePrecision


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
        joiner = Joiner(gazetteer, self._words, self._resolver)
        self._arabic = Steps(scanner, surroundings, self._chooser, self._resolver, joiner)

    @classmethod
    def load(cls, extra: Path | None = None) -> Locator:
        """The shipped gazetteer and the imported tables of the folder `extra`.

        None takes the user's own folder of imported tables; a folder that is not there, none.
        """
        return cls(Gazetteer.load(imported_folder() if extra is None else extra))

    @cached_property
    def _english(self) -> Steps:
        """The steps for English text; its index of names is built for the first such article."""
        english = english_words()
        names = EnglishNames(self.gazetteer, english)
        place_words = chooser_words(self._words, english, names)
        return Steps(
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
        steps = self._steps(analysed.language)
        found = steps.scanner.scan(analysed)
        steps.surroundings.read(analysed, found)
        groups = steps.groups(analysed, found)
        chosen = steps.chooser.choose(found)
        resolved = steps.resolve(analysed, found, chosen)
        self._refer(analysed, found, resolved)
        if steps.joiner:
            steps.joiner.join(analysed, groups, found, resolved)
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

    def _steps(self, code: str) -> Steps:
        return self._english if code == "en" else self._arabic

    def lookup(self, text: str) -> list[Candidate]:
        """What a place expression (Arabic or English) may mean on its own, best first.

        By the steps that read articles: "بالرقة" (in Raqqa), "ريف إدلب الجنوبي" (the southern
        countryside of Idlib), "30 km south of Raqqa" as well as a bare name. Empty where it names
        no place.
        """
        code = language_of(text)
        told = cased(text, english_words()) if code == "en" else text
        analysed = language.get(code).analyse(Article("", "", told, code))
        if code == "en":
            alone = best_alone(self.gazetteer, self._resolver, text)
            if alone:
                return alone
        found = look_up(analysed, self._steps(code), self.gazetteer)
        return found if told == text else as_written(found, text)

    def place(self, place_id: str) -> Place | None:
        """The place of an id of the gazetteer, under its own name; None where there is none."""
        entry = self.gazetteer.by_id(place_id)
        if entry is None:
            return None
        return self._resolver.entry(entry).named(entry.names[0] if entry.names else entry.name_en)


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
        place = resolved[n].named(analysed.text[start:end])
        mentions.append(PlaceMention(start, end, place, part_of))
    return mentions
