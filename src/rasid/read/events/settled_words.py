"""Takes a language's table of words that leave no doubt what an event is, gives them folded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.read.events.lexicon import LANGUAGES

_AND = "و"  # written onto the next word


@cache
def settled_words(code: str) -> Mapping[str, frozenset[str]]:
    """The words of each list, with and without "and"; empty for a language without a table."""
    if code not in LANGUAGES:
        return {}
    fold = languages.get(code).fold
    table = load().table(f"reading/{code}_settled.yml")
    found: dict[str, frozenset[str]] = {}
    for name, words in table.items():
        if isinstance(words, list):
            folded = {fold(str(word)) or str(word) for word in words}
            found[name] = frozenset(folded | {_AND + word for word in folded})
    return found
