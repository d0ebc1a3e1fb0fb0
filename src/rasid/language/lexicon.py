"""Phrases of the knowledge base found in analysed text, proclitics allowed on their first word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from rasid.language.base import AnalysedText, Language

T = TypeVar("T")
Openings = tuple[tuple[tuple[str, ...], T, int], ...]

_MOST_REMEMBERED = 200_000  # forms


class Match(NamedTuple, Generic[T]):
    """A phrase over tokens first:last; `stripped` proclitic letters stand before it."""

    first: int
    last: int
    value: T
    stripped: int


@dataclass(slots=True)
class Lexicon(Generic[T]):
    """Folded phrases and what each stands for; a phrase may stand for several things."""

    language: Language
    _by_first: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)
    # What a form may open, remembered: most words of a text open nothing.
    _openings: dict[str, Openings[T]] = field(default_factory=dict)

    def add(self, phrase: str, value: T) -> None:
        """Hold a phrase (any spelling; it is folded here) with its value."""
        words = tuple(self.language.fold(phrase).split())
        if not words:
            raise ValueError(f"an empty phrase for {value!r}")
        entries = self._by_first.setdefault(words[0], [])
        entries.append((words[1:], value))
        entries.sort(key=lambda entry: -len(entry[0]))
        self._openings.clear()

    def __len__(self) -> int:
        return sum(len(entries) for entries in self._by_first.values())

    def _opened_by(self, form: str) -> Openings[T]:
        """The phrases that a form may begin: words behind it, value, letters split off."""
        known = self._openings.get(form)
        if known is None:
            known = tuple(
                (rest, value, len(form) - len(variant))
                for variant in self.language.variants(form)
                for rest, value in self._by_first.get(variant, ())
            )
            if len(self._openings) >= _MOST_REMEMBERED:
                self._openings.clear()
            self._openings[form] = known
        return known

    def matches_at(self, analysed: AnalysedText, at: int, end: int) -> Iterator[Match[T]]:
        """All phrases that start at token `at` and end by token `end`, least stripped first."""
        tokens = analysed.tokens
        for rest, value, stripped in self._opened_by(tokens[at].form):
            last = at + 1 + len(rest)
            if last <= end and all(tokens[at + 1 + n].form == word for n, word in enumerate(rest)):
                yield Match(at, last, value, stripped)

    def find(self, analysed: AnalysedText, first: int, end: int) -> list[Match[T]]:
        """Longest phrases in tokens first:end, left to right, none overlapping another.

        Of phrases that start at one token the longest wins, then the least stripped; where one
        phrase stands for several things, all of them are given.
        """
        found: list[Match[T]] = []
        at = first
        while at < end:
            if not self._opened_by(analysed.tokens[at].form):
                at += 1
                continue
            here = sorted(self.matches_at(analysed, at, end), key=lambda m: (-m.last, m.stripped))
            if not here:
                at += 1
                continue
            best = here[0]
            found += [m for m in here if (m.last, m.stripped) == (best.last, best.stripped)]
            at = best.last
        return found


def longest(matches: Sequence[Match[T]]) -> Match[T] | None:
    """The match over most tokens, least stripped among equals."""
    return max(matches, key=lambda m: (m.last - m.first, -m.stripped), default=None)
