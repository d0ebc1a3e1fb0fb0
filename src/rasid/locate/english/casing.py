"""Takes an English place expression, gives it with capitals as an article would write it."""

from __future__ import annotations

import re

from rasid.locate.english.names import ARTICLES
from rasid.locate.english.words import EnglishWords

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")


def cased(text: str, words: EnglishWords) -> str:
    """The text with a capital at each word that may be a name; as long as it was.

    Words in small letters or capitals throughout are changed alone: nouns for places, compass
    words, prepositions and articles get small letters.
    """

    def word(match: re.Match[str]) -> str:
        written = match.group()
        small = written.lower()
        if written not in {small, written.upper()}:
            return written
        return small if _is_small(small, words) else written.capitalize()

    return _WORD.sub(word, text)


def _is_small(word: str, words: EnglishWords) -> bool:
    """Whether a word is written small wherever it is no part of a name."""
    return word in ARTICLES or any(
        word in listed
        for listed in (
            words.cues, words.sites, words.small_parts, words.referring, words.directions,
            words.units, words.within, words.prepositions, words.links, words.fillers,
            words.plurals,
        )
    )  # fmt: skip
