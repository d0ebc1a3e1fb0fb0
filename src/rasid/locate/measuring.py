"""Takes a found name, gives how many kilometres off it the words around it point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from rasid import language
from rasid.language.base import AnalysedText, NumberMention, Token
from rasid.locate.distance import MOST_TOLD_KM
from rasid.locate.found import Found
from rasid.locate.words import QUOTES, Words

KM_OF_UNIT = {"km": 1.0, "m": 0.001}
_LEAST_KM = 0.1  # nearer than this is at the place itself
_MOST_BETWEEN = 4  # small words between a name and the number behind it


class Distances:
    """The distances told in one text; its numbers are read when a unit first stands by a name."""

    def __init__(self, analysed: AnalysedText, words: Words) -> None:
        self._analysed = analysed
        self._words = words

    @cached_property
    def _numbers(self) -> Mapping[int, NumberMention]:
        """The numbers of the text by the token behind them; a dual unit ("two km") by itself."""
        found = language.get("ar").find_numbers(self._analysed)
        return {n.first if n.noun else n.last: n for n in found}

    def read(self, name: Found, floor: int, end: int) -> None:
        """Note the distance that is told of a name, and the words that tell it as part of it.

        "30 km south of X", "30 km to the south of X", "30 km from X", "south of X by 30 km".
        """
        tokens, words = self._analysed.tokens, self._words
        at, linked = name.start - 1, False
        while at >= floor and (tokens[at].form in words.away or tokens[at].form in QUOTES):
            linked = linked or tokens[at].form in words.away
            at -= 1
        if at >= floor and (name.before or linked) and tokens[at].form in words.units:
            told = self._told(at)
            if told is not None and told[0] >= floor:
                name.start, name.distance_km = told
                name.letter = ""
            return
        if name.before or name.after:
            self._behind(tokens, name, end)

    def _behind(self, tokens: Sequence[Token], name: Found, end: int) -> None:
        """A distance told behind the compass words and the name: "south of X by 30 km"."""
        at = name.end
        for unit in range(at, min(end, at + _MOST_BETWEEN + 1)):
            if tokens[unit].form in self._words.units:
                told = self._told(unit)
                fillers = range(at, told[0]) if told is not None else ()
                if told is not None and all(tokens[n].form in self._words.by for n in fillers):
                    name.distance_km = told[1]
                    name.end = unit + 1
                return

    def _told(self, unit: int) -> tuple[int, float] | None:
        """Where a number of kilometres or metres before its unit begins, and how many km it is."""
        number = self._numbers.get(unit)
        if number is None or number.low is None or number.ordinal or number.percent:
            return None
        most = number.low if number.high is None else number.high
        far = (number.low + most) / 2 * KM_OF_UNIT[self._words.units[self._form(unit)]]
        return (number.first, round(far, 2)) if _LEAST_KM <= far <= MOST_TOLD_KM else None

    def _form(self, at: int) -> str:
        return self._analysed.tokens[at].form
