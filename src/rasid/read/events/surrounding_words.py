"""Takes a section of a language's table of surroundings, gives its lists of words folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load


@cache
def surrounding_words(code: str, section: str) -> Mapping[str, frozenset[str]]:
    """The words of each list of a section; every list is empty where the language has none."""
    fold = languages.get(code).fold
    lists = load().table(f"reading/{code}_surroundings.yml").get(section, {})
    return defaultdict(
        frozenset, {name: frozenset(map(fold, words)) for name, words in lists.items()}
    )
