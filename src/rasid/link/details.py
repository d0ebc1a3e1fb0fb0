"""What reports of one happening share beyond place and day: the means, the names of victims."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rasid import knowledge_base
from rasid.knowledge_base.people import Side
from rasid.link.wording import plain_words, stem_of, word_shares
from rasid.model import Report

_ARTICLE = "ال"  # the
# Words that say outright that a name follows: the so-called (m., f.), his name, her name.
_CALLED = frozenset({"المدعو", "المدعوه", "اسمه", "اسمها", "واسمه", "واسمها"})
# A word that stands in more of 10,000 articles than this is no name of a victim.
_TOO_COMMON = 150
_LONGEST_NAME = 3


def weapons_of(report: Report) -> list[str]:
    """The classes of weapon that the evidence names."""
    classes = _weapon_classes()
    return [classes[stem] for stem in _stems(report) if stem in classes]


def victims_of(report: Report) -> list[str]:
    """The words of names that follow a noun for one person ("the citizen") or "called"."""
    words = plain_words(report.event.evidence.quote)
    found: list[str] = []
    for at, word in enumerate(words):
        if word in _CALLED or (word.startswith(_ARTICLE) and stem_of(word) in _person_nouns()):
            found += _name(words[at + 1 : at + 1 + _LONGEST_NAME])
    return found


def _name(words: Sequence[str]) -> list[str]:
    """The words of a name, up to the first that is too common to be one."""
    name: list[str] = []
    for word in words:
        if word_shares().get(stem_of(word), 0) > _TOO_COMMON or stem_of(word) in _person_nouns():
            break
        name.append(stem_of(word))
    return name


def _stems(report: Report) -> list[str]:
    return [stem_of(word) for word in plain_words(report.event.evidence.quote)]


@cache
def _weapon_classes() -> dict[str, str]:
    """The class of each weapon word; words of two classes are left out."""
    classes: dict[str, set[str]] = {}
    for weapon in knowledge_base.load().weapons:
        for spelling in weapon.word.spellings:
            words = plain_words(spelling)
            if len(words) == 1:
                classes.setdefault(stem_of(words[0]), set()).add(weapon.weapon_class.value)
    return {stem: next(iter(found)) for stem, found in classes.items() if len(found) == 1}


@cache
def _person_nouns() -> frozenset[str]:
    nouns = (noun for noun in knowledge_base.load().people.nouns if noun.side is Side.CIVILIAN)
    spellings = (plain_words(spelling) for noun in nouns for spelling in noun.word.spellings)
    return frozenset(stem_of(words[0]) for words in spellings if len(words) == 1)
