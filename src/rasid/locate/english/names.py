"""Takes English place names, gives the key under which their spellings meet, and an index by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rasid.language.arabic.normalise import fold
from rasid.locate.context import same_family
from rasid.locate.english.words import EnglishWords
from rasid.locate.gazetteer import Entry, Gazetteer
from rasid.locate.keys import key
from rasid.locate.words import Words

ARTICLES = frozenset(
    {
        "al",
        "el",
        "ad",
        "ar",
        "as",
        "ash",
        "at",
        "az",
        "an",
        "ez",
        "ed",
        "er",
        "es",
        "ud",
        "ul",
        "ur",
    }
)
_UNITS = frozenset({"admin2", "admin3"})
_PARTS = re.compile(r"[\s\-]+")
_ENDING = re.compile("(?<=[a-z]{2})(?:ah|eh|e)$")
_DOUBLE = re.compile(r"([a-z])\1")
_VOWELS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"))


def pieces(name: str) -> list[str]:
    """The parts of an English name in small letters, brackets and marks off."""
    bare = unicodedata.normalize("NFKD", name.partition(" (")[0]).lower()
    parts = (re.sub("[^a-z0-9]", "", part) for part in _PARTS.split(bare))
    return [part for part in parts if part]


def _soft(piece: str) -> str:
    """A part with the letters united that transcribers choose freely: Hasakah, Hasakeh, Hasaka."""
    for written, united in _VOWELS:
        piece = piece.replace(written, united)
    return _ENDING.sub("a", _DOUBLE.sub(r"\1", piece))


class EnglishNames:
    """English names -> entries of the gazetteer, spellings united."""

    def __init__(self, gazetteer: Gazetteer, words: EnglishWords) -> None:
        self._gazetteer = gazetteer
        self._pieces = words.pieces
        self._index: dict[str, list[int]] = {}
        self._openings: dict[str, int] = {}
        self._soft: dict[str, str] = {}
        self._same: dict[str, tuple[Entry, ...]] = {}
        for number, name in gazetteer.english_names():
            self._add(pieces(name), [number])
        for name, others in words.aliases.items():
            numbers = self._index.get(self.key(pieces(name)), [])
            for other in others:
                self._add(pieces(other), numbers)

    def _add(self, parts: Sequence[str], numbers: Sequence[int]) -> None:
        if not parts:
            return
        self._index.setdefault(self.key(parts), []).extend(numbers)
        bare = self._bare(parts)
        if self._openings.get(bare[0], 0) < len(bare):
            self._openings[bare[0]] = len(bare)

    def _bare(self, parts: Sequence[str]) -> list[str]:
        bare = [self.soft(part) for part in parts if part not in ARTICLES]
        return bare or list(parts)

    def soft(self, part: str) -> str:
        """The spelling a part is compared as."""
        known = self._soft.get(part)
        if known is None:
            soft = _soft(self._pieces.get(part, part))
            known = self._soft[part] = self._pieces.get(soft, soft)
        return known

    def key(self, parts: Sequence[str]) -> str:
        """The key of a name given as its parts."""
        return "".join(self._bare(parts))

    def starts(self, part: str) -> int:
        """Most parts (articles aside) of a name that begins with this one; 0 where none does."""
        return self._openings.get(self.soft(part), 0)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The places of a key, each once.

        Tables transcribe one place differently (the town Hawija, its district Al-Hawiga), so
        the unit that has the Arabic name of a town in it is added.
        """
        known = self._same.get(name)
        if known is None:
            own = list(map(self._gazetteer.entry, self._index.get(name, ())))
            others = [other for entry in own for other in self._levels(entry)]
            known = tuple({entry.row.place_id: entry for entry in (*own, *others)}.values())
            self._same[name] = known
        return known

    def _levels(self, entry: Entry) -> Iterator[Entry]:
        if not entry.row.names:
            return
        for other in self._gazetteer.entries(key(fold(entry.row.names[0]).split())):
            if other.row.kind in _UNITS and same_family(other.row, entry.row):
                yield other

    def holds(self, name: str) -> bool:
        """Whether any place has this key."""
        return name in self._index


def chooser_words(arabic: Words, english: EnglishWords, names: EnglishNames) -> Words:
    """The words by which a reading is chosen, English ones as keys, what is common to both kept."""

    def keys(listed: Iterable[str]) -> frozenset[str]:
        return frozenset(names.key(pieces(name)) for name in listed)

    return replace(
        arabic,
        common=keys(english.common),
        people=keys(english.people),
        bare_governorates=keys(english.bare_governorates),
    )
