"""Takes the English place words of the knowledge folder, gives them ready to be looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rasid.knowledge_base import load as load_knowledge
from rasid.knowledge_base.places import PlaceKnowledge

THE = "the"
OF = "of"
APOSTROPHES = frozenset({"'", "`", "ʼ", "ʻ"})
KM_OF_UNIT = {"km": 1.0, "mile": 1.609}


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """Small-letter words by what they say about the place name beside them.

    `directions` gives one or two compass names a word; `masks` are phrases by their first word;
    `aliases` other spellings of a whole name, `pieces` the spelling a part is compared as.
    """

    cues: Mapping[str, str]
    sites: Mapping[str, str]
    nature: frozenset[str]
    openers: frozenset[str]
    small_parts: frozenset[str]
    referring: Mapping[str, str]
    directions: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]
    within: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    fillers: frozenset[str]
    plurals: frozenset[str]
    nationalities: Mapping[str, str]
    masks: Mapping[str, Sequence[tuple[str, ...]]]
    titles: frozenset[str]
    people: frozenset[str]
    common: frozenset[str]
    bare_governorates: frozenset[str]
    aliases: Mapping[str, tuple[str, ...]]
    pieces: Mapping[str, str]


def _by_word(section: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: name for name, words in section.items() for word in words}


def _masks(section: Mapping[str, tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrases in section.values():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(words)
    return found


@lru_cache(maxsize=1)
def english_words() -> EnglishWords:
    """The English words of the package's knowledge folder."""
    section = PlaceKnowledge(load_knowledge().root).english_words.section
    sites = _by_word(section("sites"))
    links = section("links")
    return EnglishWords(
        cues=dict.fromkeys(sites, "site") | _by_word(section("cues")),
        sites=sites,
        nature=frozenset(section("nature")["kinds"]),
        openers=frozenset(section("openers")["words"]),
        small_parts=frozenset(section("small_parts")["words"]) | sites.keys(),
        referring=_by_word(section("referring")),
        directions={w: tuple(c.split()) for w, c in _by_word(section("directions")).items()},
        units=_by_word(section("distance")),
        within=frozenset(section("within")["words"]),
        prepositions=frozenset(section("prepositions")["words"]),
        links=frozenset(links["in"]),
        fillers=frozenset(links["fillers"]),
        plurals=frozenset(section("plurals")["nouns"]),
        nationalities=_by_word(section("nationalities")),
        masks=_masks(section("masks")),
        titles=frozenset(section("titles")["titles"]),
        people=frozenset(section("people")["names"]),
        common=frozenset(section("common")["words"]),
        bare_governorates=frozenset(section("bare_governorates")["names"]),
        aliases=section("aliases"),
        pieces=_by_word(section("pieces")),
    )
