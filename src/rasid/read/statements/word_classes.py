"""Takes classes of words as an expert lists them, finds the classes of each word of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rasid.read.statements.stems import stem

_ANY_ENDING = "*"
_SHORT = 4


@dataclass(slots=True)
class WordClasses:
    """Which classes each word, prefix ("word*") or phrase belongs to, without article and "and"."""

    words: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    prefixes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    lengths: frozenset[int] = frozenset()

    def add(self, text: str, number: int) -> None:
        """Hold a folded word, prefix or phrase as a member of a class."""
        words = tuple(stem(word) for word in text.split())
        if len(words) > 1:
            self.phrases[words[0].rstrip(_ANY_ENDING)].append((words, number))
        elif words[0].endswith(_ANY_ENDING):
            prefix = words[0].rstrip(_ANY_ENDING)
            self.prefixes[prefix].add(number)
            self.lengths |= {len(prefix)}
        else:
            self.words[words[0]].add(number)

    def _single(self, word: str) -> set[int]:
        found = set(self.words.get(word, ()))
        for length in self.lengths:
            if length <= len(word):
                found |= self.prefixes.get(word[:length], set())
        return found

    def of(self, stems: Sequence[str], at: int) -> set[int]:
        """The classes that the word or a phrase at `at` belongs to."""
        word = stems[at]
        found = self._single(word)
        if (
            not found and len(word) == _SHORT and word[0] in "وف"
        ):  # "and", "so" before three letters
            found = self._single(word[1:])
        for words, number in self.phrases.get(word, ()):
            if _phrase_stands(stems, at, words):
                found.add(number)
        return found


def _phrase_stands(stems: Sequence[str], at: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > len(stems):
        return False
    return all(
        stems[at + n].startswith(word[:-1]) if word.endswith(_ANY_ENDING) else stems[at + n] == word
        for n, word in enumerate(words)
    )


@dataclass(slots=True)
class NamedClasses:
    """Word classes with their names."""

    names: tuple[str, ...]
    classes: WordClasses

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> NamedClasses:
        """Classes from folded words by name."""
        classes = WordClasses()
        for number, words in enumerate(table.values()):
            for word in words:
                classes.add(word, number)
        return cls(tuple(table), classes)

    def find(self, stems: Sequence[str]) -> list[tuple[int, str]]:
        """Every class met among the stems: position and name."""
        return [
            (at, self.names[number])
            for at in range(len(stems))
            for number in sorted(self.classes.of(stems, at))
        ]
