"""Text folded for comparison by a table of characters, with an exact map back to the original."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Mapping
from dataclasses import dataclass


class FoldTable(dict[int, str]):
    """What each code point becomes; filled as code points are met, for `str.translate`.

    `united` maps letters to the letter they are compared as; `dropped` vanish, as do all
    combining marks and invisible format characters.
    """

    def __init__(self, united: Mapping[str, str], dropped: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._united = united
        self._dropped = dropped

    def __missing__(self, code: int) -> str:
        folded = self[code] = self.fold_character(chr(code))
        return folded

    def fold_character(self, char: str) -> str:
        """What one character becomes: nothing, itself, or one or several united letters."""
        if char in self._dropped or unicodedata.category(char) in {"Mn", "Cf"}:
            return ""
        if char in self._united:
            return self._united[char]
        if char.isdecimal():
            return str(unicodedata.decimal(char))
        if char.isspace():
            return " " if char != "\n" else char
        wide = unicodedata.normalize("NFKD", char)
        if wide != char:
            return "".join(map(self.fold_character, wide)).replace("\n", " ")
        return char.lower()

    def fold(self, text: str) -> str:
        """The folded text, without a map."""
        return text if text.isascii() and text.islower() else text.translate(self)

    def fold_with_map(self, text: str) -> Folded:
        """The folded text and where each of its characters stands in the original."""
        pieces = [self[ord(char)] for char in text]
        origin = array("l", [at for at, piece in enumerate(pieces) for _ in piece])
        origin.append(len(text))
        return Folded("".join(pieces), origin)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origin[i]` is the original offset of folded character i (last: the length)."""

    text: str
    origin: array[int]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Original half-open offsets of the non-empty folded range start:end."""
        return self.origin[start], self.origin[end - 1] + 1
