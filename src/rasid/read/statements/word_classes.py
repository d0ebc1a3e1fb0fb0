"""Takes classes of words as an expert lists them, finds the classes of each word of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rasid.read.statements.stems import stem

_ANY_ENDING = "*"
_SHORT = 4
_MOST_SEEN = 100_000


@dataclass(slots=True)
class WordClasses:
    """Which classes each word, prefix ("word*") or phrase belongs to, without article and "and"."""

    words: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    prefixes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    lengths: frozenset[int] = frozenset()
    _seen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _dull: set[str] = field(default_factory=set)  # words seen that neither are nor begin anything

    def add(self, text: str, number: int) -> None:
        """Hold a folded word, prefix or phrase as a member of a class."""
        words = tuple(stem(word) for word in text.split())
        if len(words) > 1:
            self.phrases.setdefault(words[0].rstrip(_ANY_ENDING), []).append((words, number))
        elif words[0].endswith(_ANY_ENDING):
            prefix = words[0].rstrip(_ANY_ENDING)
            self.prefixes[prefix].add(number)
            self.lengths |= {len(prefix)}
        else:
            self.words[words[0]].add(number)

    def met(self, stems: Sequence[str]) -> list[tuple[int, int]]:
        """Position and class of every word or phrase among the stems that has one."""
        found: list[tuple[int, int]] = []
        for at, word in enumerate(stems):
            if word not in self._dull:
                found += [(at, number) for number in self.of(stems, at)]
        return found

    def of(self, stems: Sequence[str], at: int) -> Sequence[int]:
        """The classes that the word or a phrase at `at` belongs to, in order."""
        word = stems[at]
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
                self._dull.clear()
            found = self._seen[word] = tuple(sorted(self._alone(word)))
            if not found and word not in self.phrases:
                self._dull.add(word)
        phrases = self.phrases.get(word)
        if phrases is None:
            return found
        met = [number for words, number in phrases if _phrase_stands(stems, at, words)]
        return sorted({*met, *found}) if met else found

    def _alone(self, word: str) -> set[int]:
        """The classes of a word, or of what is left of four letters without "and" or "so"."""
        found = self._single(word)
        if not found and len(word) == _SHORT and word[0] in "وف":
            found = self._single(word[1:])
        return found

    def _single(self, word: str) -> set[int]:
        found = set(self.words.get(word, ()))
        for length in self.lengths:
            if length <= len(word) and (more := self.prefixes.get(word[:length])):
                found |= more
        return found


def _phrase_stands(stems: Sequence[str], at: int, words: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand at `at`, the first of them known to."""
    if at + len(words) > len(stems):
        return False
    for here, word in enumerate(words[1:], at + 1):  # by its first word the phrase was looked up
        if stems[here] != word and not (
            word.endswith(_ANY_ENDING) and stems[here].startswith(word[:-1])
        ):
            return False
    return True


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
        return [(at, self.names[number]) for at, number in self.classes.met(stems)]
