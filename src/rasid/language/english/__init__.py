"""English behind the language interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rasid.language.base import AnalysedText, DateMention, NumberMention
from rasid.language.cutting import Cutter
from rasid.language.english import dates, numbers
from rasid.language.files import language_file
from rasid.language.folding import FoldTable
from rasid.model import Article

_TABLE = FoldTable({"’": "'", "‘": "'", "“": '"', "”": '"'})


class English:
    """English as newspapers write it."""

    code = "en"
    right_to_left = False

    def __init__(self) -> None:
        marks = language_file("en", "abbreviations")
        self._cutter = Cutter(self.code, self.fold, frozenset(marks["before_stop"]))

    def fold(self, text: str) -> str:
        """Text united for comparison and search: lower case, accents off, quotes one."""
        return text.translate(_TABLE)

    def variants(self, form: str) -> Sequence[str]:
        """The folded form alone: English writes no words together."""
        return (form,)

    def analyse(self, article: Article) -> AnalysedText:
        """Tokens and sentences of the article's readable zones."""
        return self._cutter.analyse(article)

    def find_numbers(self, analysed: AnalysedText) -> list[NumberMention]:
        """Number phrases in order, none overlapping another."""
        taken = dates.find_dates(analysed, None)
        held = frozenset(at for date in taken for at in range(date.first, date.last))
        return numbers.find_numbers(analysed, held)

    def find_dates(self, analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
        """Date phrases in order, none overlapping another."""
        return dates.find_dates(analysed, published)
