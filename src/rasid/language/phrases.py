"""Takes fixed phrases, finds those that end before or start at a token, proclitics allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from rasid.language.base import Token

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases (tuples of folded words) and what each means; the longest that fits wins."""

    def __init__(
        self, entries: Iterable[tuple[Sequence[str], T]], variants: Callable[[str], Sequence[str]]
    ) -> None:
        self._variants = variants
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, value in sorted(entries, key=lambda entry: -len(entry[0])):
            self._by_last.setdefault(words[-1], []).append((tuple(words), value))
            self._by_first.setdefault(words[0], []).append((tuple(words), value))

    @classmethod
    def of(
        cls,
        meanings: Mapping[T, Iterable[str]],
        fold: Callable[[str], str],
        variants: Callable[[str], Sequence[str]],
    ) -> Phrases[T]:
        """Phrases from a table: meaning to its spellings."""
        return cls(
            [(fold(text).split(), value) for value, texts in meanings.items() for text in texts],
            variants,
        )

    def opens(self, word: str) -> bool:
        """Whether some phrase starts with exactly this folded word."""
        return word in self._by_first

    def ending_at(self, tokens: Sequence[Token], end: int, floor: int) -> tuple[int, T] | None:
        """First token and meaning of the longest phrase over tokens first:end, first >= floor."""
        if end <= floor:
            return None
        forms = (tokens[end - 1].form,)
        for form in (*forms, *self._variants(forms[0])[1:]):
            for words, value in self._by_last.get(form, ()):
                first = end - len(words)
                if first >= floor and self._fits(tokens, first, words):
                    return first, value
        return None

    def starting_at(self, tokens: Sequence[Token], first: int, end: int) -> tuple[int, T] | None:
        """Token after, and meaning of, the longest phrase that starts at `first`."""
        if first >= end:
            return None
        for form in self._variants(tokens[first].form):
            for words, value in self._by_first.get(form, ()):
                last = first + len(words)
                if last <= end and self._fits(tokens, first, words):
                    return last, value
        return None

    def _fits(self, tokens: Sequence[Token], first: int, words: tuple[str, ...]) -> bool:
        rest = zip(tokens[first + 1 : first + len(words)], words[1:], strict=True)
        return words[0] in self._variants(tokens[first].form) and all(
            token.form == word for token, word in rest
        )
