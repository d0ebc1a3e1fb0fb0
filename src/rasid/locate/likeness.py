"""Takes an unlisted name, gives the listed place that it is a spelling of, if one lies nearby."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rasid.knowledge_base.places import PlaceRow
from rasid.language.arabic.normalise import fold
from rasid.locate.distance import km
from rasid.locate.english.names import ARTICLES, pieces
from rasid.locate.keys import ARTICLE

# Letters that writers and transcribers take for one another, Arabic and Latin, to one sound each.
# Vowels and half-vowels carry no weight: they are what spellings of one name differ by.
_SOUNDS = {
    "ث": "t", "ط": "t", "ت": "t", "ص": "s", "س": "s", "ش": "S", "ذ": "d", "د": "d", "ض": "d",
    "ظ": "d", "ز": "z", "ق": "k", "ك": "k", "چ": "j", "ج": "j", "غ": "g", "خ": "x", "ح": "h",
    "ه": "h", "ب": "b", "پ": "b", "ف": "f", "ڤ": "f", "ر": "r", "ل": "l", "م": "m", "ن": "n",
    "ا": "", "و": "", "ي": "", "ع": "", "ء": "",
}  # fmt: skip
_TABLE = str.maketrans(_SOUNDS)
_PAIRS = {"sh": "S", "kh": "x", "gh": "G", "th": "t", "dh": "d", "ch": "S"}  # Latin letters
_LATIN = str.maketrans("pvcqgG", "bfkkjg", "aeiouwy")
_LATIN_DOUBLE = re.compile(r"([a-zA-Z])\1")
_LATIN_ENDING = re.compile("(?<=[aeiou])h$")
LEAST_SOUNDS = 3  # sounds of the shortest name that may be matched so
_ENDINGS = ("ه", "ا", "ي")  # final letters that carry no sound of their own


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The consonants of a folded name, look-alikes united, article and spaces left out.

    A name in Latin letters gives what the Arabic name that it transcribes gives.
    """
    if name.isascii():
        return "".join(_latin(part) for part in pieces(name) if part not in ARTICLES)
    sounds = []
    for word in name.split():
        bare = word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word
        if bare.endswith(_ENDINGS):
            bare = bare[:-1]
        sounds.append(bare.translate(_TABLE))
    return "".join(sounds)


def _latin(part: str) -> str:
    """The consonants of a part of a name in Latin letters."""
    part = _LATIN_DOUBLE.sub(r"\1", _LATIN_ENDING.sub("", part))
    for pair, sound in _PAIRS.items():
        part = part.replace(pair, sound)
    return part.translate(_LATIN)


class Likeness:
    """Listed places by the skeleton of their names; built when first asked."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self._rows: dict[str, list[PlaceRow]] = {}
        for row in rows:
            for name in row.names:
                self._rows.setdefault(skeleton(fold(name)), []).append(row)

    def find(self, name: str, around: PlaceRow, reach_km: float) -> PlaceRow | None:
        """The one place of like name within reach of another; None where none or several are."""
        sounds = skeleton(fold(name))
        if len(sounds) < LEAST_SOUNDS:
            return None
        near = {
            row.place_id: row
            for row in self._rows.get(sounds, ())
            if km(row.lat, row.lon, around.lat, around.lon) <= reach_km
        }
        return next(iter(near.values())) if len(near) == 1 else None
