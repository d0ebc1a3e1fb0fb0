"""Takes folded words, gives the key under which spellings of one place name meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

ARTICLE = "ال"  # the
_SHORTEST = 2  # letters that must stay when the article is taken off
_LONG = 4  # letters from which a final alef and a final ha are one
_MANY = 200_000


def opening(word: str) -> str:
    """The key of a name's first word: without its article and without bare hamza."""
    if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + _SHORTEST:
        word = word[len(ARTICLE) :]
    return word.replace("ء", "").replace("-", "")


@lru_cache(maxsize=_MANY)
def following(word: str) -> str:
    """The key of a later word, its article kept: two words and one fused word are one."""
    return word.replace("ء", "").replace("-", "")


def closed(joined: str) -> str:
    """The joined words with their last letter united: final alef counts as ha."""
    return f"{joined[:-1]}ه" if len(joined) >= _LONG and joined[-1] == "ا" else joined


def key(words: Sequence[str]) -> str:
    """The key of a whole folded name, given as its words."""
    return closed(opening(words[0]) + "".join(map(following, words[1:])))


@lru_cache(maxsize=_MANY)
def loosened(form: str) -> str:
    """A folded name as it is often misspelt: bare hamza off, final alef as ha."""
    plain = form.replace("ء", "")
    return f"{plain[:-1]}ه" if plain.endswith("ا") else plain
