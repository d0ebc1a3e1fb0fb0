"""Takes the table of words that show roles, gives them folded for the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rasid import language as languages
from rasid.knowledge_base import load

# Opening marks that may stand between people and the name of whose they are.
_MARKS = frozenset({"«", "“", '"', "/", "(", "'", "‘"})


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Folded words that show who did it and to whom, by what they do.

    `joining` stand inside a name and `ending` after it; `describing` are adjectives; `arms` are
    forces only beside their owner; `links` count in the path from an event's word to a party;
    `class_of` unites words of one kind; `claims` gives "claim" or "blame"; a sentence with a word
    of each set of `unclaimed` says that nobody claimed it.
    """

    joining: frozenset[str]
    describing: frozenset[str]
    arms: frozenset[str]
    ending: frozenset[str]
    links: frozenset[str]
    class_of: Mapping[str, str]
    claims: Mapping[str, str]
    unclaimed: tuple[frozenset[str], ...]


@cache
def role_words(code: str) -> RoleWords:
    """The role words of a language, loaded once."""
    table = load().table(f"reading/{code}_roles.yml")
    fold = languages.get(code).fold

    def words(entries: Iterable[Mapping[str, Any]]) -> frozenset[str]:
        return frozenset(fold(str(word)) for entry in entries for word in entry["words"])

    def classes(section: str) -> dict[str, str]:
        return {word: name for name, entries in table[section].items() for word in words(entries)}

    return RoleWords(
        words(table["joining"]) | _MARKS,
        words(table["describing"]),
        words(table["arms"]),
        words(table["ending"]),
        words(table["links"]),
        {word: f"({name})" for word, name in classes("classes").items()},
        classes("claims"),
        tuple(words(entries) for entries in table["unclaimed"].values()),
    )
