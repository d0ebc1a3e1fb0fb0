"""Arabic behind the language interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.language.arabic import clitics, dates, normalise, numbers, rejoining
from rasid.language.base import AnalysedText, DateMention, NumberMention, Token
from rasid.language.cutting import Cutter
from rasid.language.files import language_file
from rasid.model import Article


@dataclass(slots=True)
class _Held:
    """What was found in the text read last: several stages ask for the same."""

    analysed: AnalysedText | None = None
    published: dt.date | None = None
    dates: list[DateMention] = field(default_factory=list)
    numbers: list[NumberMention] | None = None


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
        self._held = _Held()

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
        held = self._held
        if held.analysed is not analysed:
            held = self._dated(analysed, None)
        if held.numbers is None:
            held.numbers = numbers.find_numbers(analysed, _tokens_of(held.dates))
        return list(held.numbers)

    def find_dates(self, analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
        """Date phrases in order, none overlapping another."""
        held = self._held
        if held.analysed is not analysed or held.published != published:
            held = self._dated(analysed, published)
        return list(held.dates)

    def _dated(self, analysed: AnalysedText, published: dt.date | None) -> _Held:
        """Read the dates and hold them; numbers of the same text do not depend on `published`."""
        known = self._held.numbers if self._held.analysed is analysed else None
        found = dates.find_dates(analysed, published)
        self._held = _Held(analysed, published, found, known)
        return self._held

    def _rejoin(self, text: str, tokens: list[Token]) -> list[Token]:
        return rejoining.rejoin(text, tokens, self._cutter.forms)


def _tokens_of(found: Sequence[DateMention]) -> frozenset[int]:
    return frozenset(at for date in found for at in range(date.first, date.last))
