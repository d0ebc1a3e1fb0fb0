"""Arabic text folded for comparison, with an exact map back to the original offsets."""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

# Letters united for comparison, each with its English gloss.
_UNITED = {
    "أ": "ا",  # alef with hamza above -> alef
    "إ": "ا",  # alef with hamza below -> alef
    "آ": "ا",  # alef madda -> alef
    "ٱ": "ا",  # alef wasla -> alef
    "ى": "ي",  # alef maqsura -> ya
    "ی": "ي",  # Persian ya -> ya
    "ې": "ي",  # Pashto e -> ya
    "ئ": "ي",  # ya with hamza -> ya
    "ؤ": "و",  # waw with hamza -> waw
    "ۆ": "و",  # Kurdish o -> waw
    "ة": "ه",  # ta marbuta -> ha
    "ۀ": "ه",  # he with ya -> ha
    "ە": "ه",  # Kurdish ae -> ha
    "ھ": "ه",  # he doachashmee -> ha
    "ک": "ك",  # Persian kaf -> kaf
    "گ": "ك",  # gaf -> kaf
    "٪": "%",  # Arabic percent sign
    "٫": ".",  # Arabic decimal separator
    "٬": ",",  # Arabic thousands separator
}
_DROPPED = {
    "ـ",
    "\u200b",
    "\u200c",
    "\u200d",
    "\ufeff",
    "\u00ad",
}  # tatweel, zero-width, soft hyphen


@lru_cache(maxsize=8192)
def fold_character(char: str) -> str:
    """What one character becomes: nothing (marks, bidi controls), itself, or a united letter."""
    if char in _DROPPED or unicodedata.category(char) in {"Mn", "Cf"}:
        return ""
    if char in _UNITED:
        return _UNITED[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    wide = unicodedata.normalize("NFKC", char)
    if wide != char and not char.isspace():
        return "".join(fold_character(c) if c != char else c for c in wide).replace("\n", " ")
    return char.lower()


def fold(text: str) -> str:
    """The folded text, without a map."""
    return "".join(map(fold_character, text))


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origin[i]` is the original offset of folded character i (last: the length)."""

    text: str
    origin: array[int]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Original half-open offsets of the non-empty folded range start:end."""
        return self.origin[start], self.origin[end - 1] + 1


def fold_with_map(text: str) -> Folded:
    """The folded text and where each of its characters stands in the original."""
    pieces: list[str] = []
    origin = array("l")
    for at, char in enumerate(text):
        folded = fold_character(char)
        pieces.append(folded)
        origin.extend([at] * len(folded))
    origin.append(len(text))
    return Folded("".join(pieces), origin)
