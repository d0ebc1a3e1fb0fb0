"""Arabic behind the language interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rasid.knowledge_base_languages import language_file
from rasid.language.arabic import clitics, dates, normalise, numbers, rejoining
from rasid.language.base import AnalysedText, DateMention, NumberMention, Token
from rasid.language.cutting import Cutter
from rasid.model import Article


class Arabic:
    """Modern Standard Arabic as newspapers write it."""

    code = "ar"
    right_to_left = True

    def __init__(self) -> None:
        marks = language_file("ar", "abbreviations")
        self._cutter = Cutter(
            self.code,
            normalise.fold,
            frozenset(map(normalise.fold, marks["before_stop"])),
            frozenset(map(normalise.fold, marks["after_stop"])),
            rejoin=self._rejoin,
        )
        # Tokens of the dates of the text read last: a number phrase holds none of them.
        self._dated: tuple[AnalysedText | None, frozenset[int]] = (None, frozenset())

    def fold(self, text: str) -> str:
        """Text united for comparison and search: marks off, letter variants one."""
        return normalise.fold(text)

    def variants(self, form: str) -> Sequence[str]:
        """The folded form, then what is left when proclitics are split off, least first."""
        return clitics.variants(form)

    def analyse(self, article: Article) -> AnalysedText:
        """Tokens and sentences of the article's readable zones."""
        return self._cutter.analyse(article)

    def find_numbers(self, analysed: AnalysedText) -> list[NumberMention]:
        """Number phrases in order, none overlapping another."""
        held, taken = self._dated
        if held is not analysed:
            taken = _tokens_of(dates.find_dates(analysed, None))
        return numbers.find_numbers(analysed, taken)

    def find_dates(self, analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
        """Date phrases in order, none overlapping another."""
        found = dates.find_dates(analysed, published)
        self._dated = (analysed, _tokens_of(found))
        return found

    def _rejoin(self, text: str, tokens: list[Token]) -> list[Token]:
        return rejoining.rejoin(text, tokens, self._cutter.forms)


def _tokens_of(found: Sequence[DateMention]) -> frozenset[int]:
    return frozenset(at for date in found for at in range(date.first, date.last))
