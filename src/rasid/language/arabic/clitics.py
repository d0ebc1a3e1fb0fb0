"""Proclitics of an Arabic word (and, by, to, like, will) split off, names left whole."""

from __future__ import annotations

from functools import cache, lru_cache

from rasid.language.arabic.normalise import fold
from rasid.language.files import language_file

_SHORTEST_AFTER_CONJUNCTION = 2
_SHORTEST_STEM = 3
_IMPERFECT = ("ي", "ت", "ن", "ا")  # first letters of an imperfect verb: he, she, we, I


@cache
def _whole() -> frozenset[str]:
    return frozenset(fold(word) for word in language_file("ar", "clitics")["whole"])


@cache
def _letters(kind: str) -> frozenset[str]:
    return frozenset(language_file("ar", "clitics")[kind])


@lru_cache(maxsize=60_000)
def variants(form: str) -> tuple[str, ...]:
    """The folded form, then what is left when proclitics are split off, least first.

    "and in Raqqa" gives: and-in-Raqqa, in-Raqqa, Raqqa. The article stays (lexica hold both
    forms); a stem has three letters or more; words of `clitics.yml` are never split.
    """
    found = [form]
    whole = _whole()
    if form not in whole:
        after = _after_conjunction(form)
        if after:
            found.append(after)
        for word in found[:2]:
            if word not in whole:
                found += [stem for stem in _after_preposition(word) if stem not in found]
    return tuple(sorted(found, key=len, reverse=True))


def _after_conjunction(form: str) -> str | None:
    if form[:1] in _letters("conjunctions") and len(form) > _SHORTEST_AFTER_CONJUNCTION:
        return form[1:]
    return None


def _after_preposition(word: str) -> list[str]:
    if len(word) <= _SHORTEST_STEM:
        return []
    if word.startswith("لل") and len(word) > _SHORTEST_STEM + 1:  # to the: its alef is not written
        return ["ا" + word[1:]]
    if word[0] in _letters("prepositions"):
        return [word[1:]]
    if word[0] in _letters("future") and word[1] in _IMPERFECT:
        return [word[1:]]
    return []
