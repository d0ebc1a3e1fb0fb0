"""Takes the knowledge file of page furniture, gives it ready for matching on folded words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rasid import knowledge_base
from rasid.errors import KnowledgeError
from rasid.language.arabic.normalise import fold
from rasid.model import ZoneKind

_FILE = "collect/furniture.yml"
_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def words_of(line: str) -> tuple[str, ...]:
    """The folded words of a line, punctuation and marks left out."""
    return tuple(_NOT_WORDS.sub(" ", fold(line)).split())


class PhraseSet:
    """Phrases looked up as a whole line or as the beginning of one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._all = {words_of(phrase) for phrase in phrases}
        self._longest = max(map(len, self._all), default=0)

    def holds(self, words: tuple[str, ...]) -> bool:
        """True where the whole line is one of the phrases."""
        return words in self._all

    def begins(self, words: tuple[str, ...]) -> int:
        """Number of words of the longest phrase the line begins with, 0 for none."""
        for count in range(min(self._longest, len(words)), 0, -1):
            if words[:count] in self._all:
                return count
        return 0

    def within(self, words: tuple[str, ...]) -> bool:
        """True where one of the phrases stands anywhere in the line."""
        return any(self.begins(words[at:]) for at in range(len(words)))


@dataclass(frozen=True, slots=True)
class Tail:
    """Words after which the rest of a paragraph is furniture of one kind."""

    pattern: str
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Phrases:
    """The page furniture of one language; each set is described in the knowledge file."""

    end_headings: PhraseSet
    pointers: PhraseSet
    menu: PhraseSet
    menu_starts: PhraseSet
    byline_starts: PhraseSet
    caption_marks: PhraseSet
    outlet_words: PhraseSet
    continuations: PhraseSet
    own_waw: PhraseSet
    time_words: PhraseSet
    posted_starts: PhraseSet
    roundup_words: PhraseSet
    tails: tuple[Tail, ...]


def _fail(where: str, message: str) -> KnowledgeError:
    return KnowledgeError(message, subject=f"{_FILE}: {where}", hint="mend this entry")


def _texts(table: Mapping[str, Any], name: str, key: str) -> list[Mapping[str, Any]]:
    entries = table.get(name)
    if not isinstance(entries, list):
        raise _fail(name, "should be a list of entries")
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get(key), str):
            raise _fail(name, f"should hold entries with {key} and gloss, not {entry!r}")
        if not entry.get("gloss"):
            raise _fail(f"{name}: {entry[key]}", "needs a gloss in English")
    return entries


def _tails(table: Mapping[str, Any]) -> tuple[Tail, ...]:
    entries = _texts(table, "tails", "pattern")
    try:
        return tuple(Tail(entry["pattern"], ZoneKind(entry["kind"])) for entry in entries)
    except (KeyError, ValueError) as error:
        raise _fail("tails", f"kind should be one of {', '.join(ZoneKind)}") from error


@lru_cache(maxsize=1)
def load_phrases() -> Phrases:
    """The phrases of the knowledge base; KnowledgeError naming the entry that is wrong."""
    table = knowledge_base.load().table(_FILE)
    if not isinstance(table, dict):
        raise _fail("top", "should be a mapping")
    names = [name for name in Phrases.__dataclass_fields__ if name != "tails"]
    unknown = sorted(set(table) - {*names, "tails"})
    if unknown:
        raise _fail(", ".join(unknown), "is no known list")
    sets = {name: PhraseSet(e["text"] for e in _texts(table, name, "text")) for name in names}
    return Phrases(**sets, tails=_tails(table))
