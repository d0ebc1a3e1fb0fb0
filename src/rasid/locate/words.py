"""Takes the place words of the knowledge folder, gives them folded and ready to be looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from rasid.knowledge_base import load as load_knowledge
from rasid.knowledge_base.places import PlaceKnowledge
from rasid.language.arabic.clitics import variants
from rasid.language.arabic.normalise import fold

QUOTES = frozenset("\"“”«»'‘’()[]")
COMMAS = frozenset({"،", ",", "-", "–", "/"})
_JOINED = frozenset({"", "و", "ف", "ب", "ل", "وب", "ول"})  # and, so, in, to, and in, and to
_MOST_REMEMBERED = 100_000  # words
T = TypeVar("T")
ARTICLE = "ال"  # the
_SETTLED = frozenset({"quarter", "village", "town"})  # nouns of settlements
IN = "ب"  # in, at: the letter written at the front of a word


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words by what they say about the place name behind or before them."""

    cues: Mapping[str, str]
    sites: Mapping[str, str]
    things: frozenset[str]
    not_sites: frozenset[str]
    not_nouns: frozenset[str]
    nature: frozenset[str]
    buildings: frozenset[str]
    adjectives: Mapping[str, str]
    referring: Mapping[str, str]
    directions: Mapping[str, str]
    units: Mapping[str, str]
    away: frozenset[str]
    by: frozenset[str]
    measuring: frozenset[str]
    within: frozenset[str]
    between: frozenset[str]
    rest: frozenset[str]
    lands: Mapping[str, str]
    fronts: frozenset[str]
    border: str
    beside_border: frozenset[str]
    with_words: frozenset[str]
    borders: frozenset[str]
    links: frozenset[str]
    nationalities: Mapping[str, str]
    ambiguous: frozenset[str]
    accusative: frozenset[str]
    negations: frozenset[str]
    institutions: frozenset[str]
    masks: Mapping[str, Sequence[tuple[str, ...]]]
    people: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]
    stops: frozenset[str]
    generic: frozenset[str]
    bare_governorates: frozenset[str]
    country_words: frozenset[str]
    plurals: frozenset[str]
    common: frozenset[str]
    half_common: frozenset[str]
    _things: dict[str, str] = field(default_factory=dict, init=False)
    _cues: dict[str, tuple[str, str, int] | None] = field(default_factory=dict, init=False)
    _directions: dict[str, tuple[str, int] | None] = field(default_factory=dict, init=False)
    _masks: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, init=False)

    def cue(self, form: str) -> tuple[str, str, int] | None:
        """Class and word of a cue noun, and how many letters stand before it; None for others."""
        return _remembered(self._cues, form, self._cue)

    def direction(self, form: str) -> tuple[str, int] | None:
        """Compass name of a word and how many letters stand before it."""
        return _remembered(self._directions, form, self._direction)

    def thing(self, form: str) -> str:
        """What a word with the article is: "noun" (a thing, a settlement), "word" or ""."""
        return _remembered(self._things, form, self._thing)

    def masks_of(self, form: str) -> tuple[tuple[str, ...], ...]:
        """The phrases that begin with a word, hold a place name and are none."""
        return _remembered(self._masks, form, self._masked)

    def _cue(self, form: str) -> tuple[str, str, int] | None:
        for variant in variants(form):
            if variant in self.cues and form[: len(form) - len(variant)] in _JOINED:
                return self.cues[variant], variant, len(form) - len(variant)
        return None

    def _thing(self, form: str) -> str:
        bare = [v for v in variants(form) if v.startswith(ARTICLE)]
        nouns = (v in self.things or self.cues.get(v[len(ARTICLE) :]) in _SETTLED for v in bare)
        return "noun" if any(nouns) else "word" if any(v in self.common for v in bare) else ""

    def site(self, form: str) -> str:
        """Kind of site that a noun names, with or without article; "" for other words."""
        for variant in variants(form):
            for bare in (variant, variant.removeprefix("ال")):
                if bare in self.sites and form[: len(form) - len(variant)] in _JOINED:
                    return self.sites[bare]
        return ""

    def _direction(self, form: str) -> tuple[str, int] | None:
        for variant in variants(form):
            if variant in self.directions and form[: len(form) - len(variant)] in _JOINED:
                return self.directions[variant], len(form) - len(variant)
        return None

    def _masked(self, form: str) -> tuple[tuple[str, ...], ...]:
        return tuple(phrase for word in variants(form) for phrase in self.masks.get(word, ()))


def _remembered(known: dict[str, T], form: str, find: Callable[[str], T]) -> T:
    """What is found for a form, held by form; the same few words are asked about all the time."""
    try:
        return known[form]
    except KeyError:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[form] = find(form)
        return known[form]


def _by_word(section: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): name for name, words in section.items() for word in words}


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _joined(words: Sequence[str]) -> frozenset[str]:
    """Folded names without spaces, as the forms of found names are."""
    return frozenset(fold(word).replace(" ", "") for word in words)


def _masks(section: Mapping[str, tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrases in section.values():
        for phrase in phrases:
            words = tuple(fold(phrase).split())
            found.setdefault(words[0], []).append(words)
    return found


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of the package's knowledge folder."""
    knowledge = PlaceKnowledge(load_knowledge().root)
    section = knowledge.words.section
    unknown = section("unknown_names")
    sites, units = _by_word(section("sites")), _by_word(section("distance"))
    return Words(
        cues=dict.fromkeys(sites, "site") | _by_word(section("cues")),
        sites=sites,
        things=frozenset(sites) | frozenset(f"ال{fold(noun)}" for noun in sites),
        not_nouns=frozenset(section("not_nouns")["words"]),
        not_sites=_folded(section("not_sites")["words"]),
        nature=frozenset(section("nature")["kinds"]),
        buildings=frozenset(section("buildings")["kinds"]),
        adjectives={country: fold(words[0]) for country, words in section("nationalities").items()},
        referring=_by_word(section("referring")),
        directions=_by_word(section("directions")),
        units=units,
        away=_folded(section("distance_words")["away"]),
        by=_folded(section("distance_words")["by"]),
        between=_folded(section("between")["words"]),
        rest=_folded(section("between")["rest"]),
        lands=_by_word(section("lands")),
        fronts=_JOINED,
        border=fold(section("between")["border"][0]),
        beside_border=_folded(section("between")["beside"]),
        borders=_folded(section("between")["borders"]),
        with_words=_folded(section("between")["with"]),
        measuring=_folded(section("distance_words")["away"])
        | QUOTES
        | {*_by_word(section("distance"))},
        within=_folded(section("within")["words"]),
        links=_folded(section("links")["in"]),
        nationalities=_by_word(section("nationalities")),
        ambiguous=_folded(section("adjectives_that_are_places")["ambiguous"]),
        accusative=_folded(section("adjectives_that_are_places")["accusative"]),
        institutions=_folded(section("institutions")["before"]),
        negations=_folded(section("adjectives_that_are_places")["before"]),
        masks=_masks(section("masks")),
        people=_joined(section("people")["names"]),
        titles=_folded(section("person_titles")["titles"]),
        openers=_folded(unknown["openers"]),
        stops=_folded(unknown["stops"]),
        generic=_folded(unknown["generic"]),
        bare_governorates=_joined(section("bare_governorates")["names"]),
        plurals=_folded(section("plurals")["nouns"]),
        country_words=_folded(section("regions")["country_words"]),
        common=knowledge.common_words,
        half_common=_joined(section("half_common")["names"]),
    )
