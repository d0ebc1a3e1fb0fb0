"""Takes an unlisted name, gives the listed place that it is a spelling of, if one lies nearby."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from rasid.knowledge_base.places import PlaceRow
from rasid.language.arabic.normalise import fold
from rasid.locate import weights as w
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
_TELL = "تل "  # mound, the first word of many villages' names
_TELL_REACH = 0.6  # part of the reach within which a name may have lost it
_LEAST_LIKE = 0.7  # spelling below which a name of the fewest sounds is another
_LEAD = 0.12  # lead in spelling of the one that is meant over the next
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
            for name in row.names or (row.name_en,):
                self._rows.setdefault(skeleton(fold(name)), []).append(row)

    def find(self, name: str, around: PlaceRow, reach_km: float) -> PlaceRow | None:
        """The one place of like name within reach of another; None where none or several are.

        Where none is, the name with a "tell" (mound) before it is sought, as either is said.
        """
        folded = fold(name)
        known = self._spelled(folded, around, reach_km)
        whole = len(skeleton(folded)) >= LEAST_SOUNDS
        if known is None and whole and not folded.startswith(_TELL):
            known = self._spelled(_TELL + folded, around, reach_km * _TELL_REACH)
        return known

    def _spelled(self, folded: str, around: PlaceRow, reach_km: float) -> PlaceRow | None:
        """The one place whose name has the sounds of a folded name and is spelled nearest to it."""
        sounds = skeleton(folded)
        if len(sounds) < LEAST_SOUNDS:
            return None
        near: dict[str, tuple[float, PlaceRow]] = {}
        for row in self._rows.get(sounds, ()):
            if km(row.lat, row.lon, around.lat, around.lon) > reach_km:
                continue
            like = likeness(folded, row)
            if like >= _LEAST_LIKE or len(sounds) > LEAST_SOUNDS:
                near[row.place_id] = (like, row)
        best = sorted(near.values(), key=lambda found: -found[0])
        if (
            len(best) > 1
            and best[0][0] - best[1][0] < _LEAD
            and not _beside(best[0][1], best[1][1])
        ):
            return None
        return best[0][1] if best else None


def likeness(folded: str, row: PlaceRow) -> float:
    """How like a folded name is spelled to the nearest Arabic name of a place, 0 to 1."""
    return max((SequenceMatcher(None, folded, fold(name)).ratio() for name in row.names), default=0)


def _beside(row: PlaceRow, other: PlaceRow) -> bool:
    """Whether two places of like name lie so near that either will do."""
    return km(row.lat, row.lon, other.lat, other.lon) <= w.DOUBLE_KM
