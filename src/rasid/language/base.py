"""What every language gives the stages: analysed text, numbers and dates, phrase matching."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rasid.model import Article, DateInterval, ZoneKind


class Token(NamedTuple):
    """A word, number or mark: `form` is folded; start and end count in the original text."""

    start: int
    end: int
    form: str


class Sentence(NamedTuple):
    """A sentence: offsets in the original text and a half-open range of tokens."""

    start: int
    end: int
    first: int
    last: int
    zone: ZoneKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """An article's text cut into tokens and sentences; only readable zones are cut."""

    doc_id: str
    text: str
    language: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Original offsets of the half-open token range first:last."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def quote(self, first: int, last: int) -> str:
        """The original words of the half-open token range first:last."""
        start, end = self.span(first, last)
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number phrase over tokens first:last, as an interval.

    `low`/`high` as in the annotation guidelines ("more than 5" 6-None, "about 5" 5-5, "up to 5"
    None-5, "dozens" 10-None). `noun` is the folded noun that a dual form carries in itself
    ("قتيلان", two dead), else None. `percent` where it is followed by a percent sign or word.
    """

    first: int
    last: int
    start: int
    end: int
    low: float | None
    high: float | None
    noun: str | None = None
    percent: bool = False
    ordinal: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase over tokens first:last.

    `relative` where it had to be resolved against the day of publication ("yesterday"); with no
    such day its interval is unknown. `clock` where only a time of day is given.
    """

    first: int
    last: int
    start: int
    end: int
    interval: DateInterval
    relative: bool = False
    clock: bool = False


class Language(Protocol):
    """A language: a folder with fixed file names behind this interface."""

    code: str
    right_to_left: bool

    def fold(self, text: str) -> str:
        """Text united for comparison and search: marks off, letter variants one."""
        ...

    def variants(self, form: str) -> Sequence[str]:
        """The folded form, then what is left when proclitics are split off, least first."""
        ...

    def analyse(self, article: Article) -> AnalysedText:
        """Tokens and sentences of the article's readable zones."""
        ...

    def find_numbers(self, analysed: AnalysedText) -> list[NumberMention]:
        """Number phrases in order, none overlapping another."""
        ...

    def find_dates(self, analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
        """Date phrases in order, none overlapping another."""
        ...
