"""Takes a folded Arabic word, gives what unites its forms before dictionaries are asked."""

from __future__ import annotations

from functools import lru_cache

_JOINED_ARTICLES = ("وال", "لل", "بال", "وبال", "ولل", "فال", "كال", "ال")
_SHORTEST_WHOLE = 4


@lru_cache(maxsize=100_000)
def bare(form: str) -> str:
    """A folded noun without its article and without "and", "for", "by" before the article."""
    for prefix in _JOINED_ARTICLES:
        if form.startswith(prefix) and len(form) - len(prefix) > 1:
            return form[len(prefix) :]
    return form


@lru_cache(maxsize=100_000)
def stem(form: str) -> str:
    """A word without "and", the article and prepositions joined to it."""
    if len(form) > _SHORTEST_WHOLE and form[0] in "وف":  # "and", "so"
        form = form[1:]
    return bare(form)
