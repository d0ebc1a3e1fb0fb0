"""What readers of Arabic date phrases share: a text's tokens, its months, years and durations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from rasid.language import calendar, hijri
from rasid.language.amounts import Kind
from rasid.language.arabic.date_words import (
    WORDS,
    DateWords,
    Month,
    Part,
    Stretch,
    Word,
    date_words,
    month_at,
)
from rasid.language.arabic.number_words import ATOMS, compose
from rasid.language.base import Token
from rasid.language.calendar import Step
from rasid.model import UNKNOWN_DATE, DateInterval

FIRST_YEAR, LAST_YEAR = 1900, 2049
YEAR_DIGITS = 4
_MOST_WORDS = 3  # before a month's name: "of the month of"
_DASHES = frozenset("-–—/")
_OF = frozenset({"من", "في", "ل"})  # of, in, for


class Found(NamedTuple):
    """A date phrase that ends before token `last`."""

    last: int
    interval: DateInterval
    relative: bool = False
    clock: bool = False


class YearTail(NamedTuple):
    """What stands behind a month: a year, or "last", "this", "next" (of the month or a year)."""

    last: int
    year: int | None = None
    step: Step | None = None
    of_year: bool = False


@dataclass(slots=True)
class Scanner:
    """Reads date phrases of one text; `years` are those the text names, to settle a weekday."""

    tokens: list[Token]
    text: str
    published: dt.date | None
    years: frozenset[int] = frozenset()
    end: int = 0
    words: DateWords = field(default_factory=date_words)

    def has(self, at: int, part: Part) -> Word | None:
        """The meaning `part` of the token, if it has it."""
        if at >= self.end:
            return None
        for word in WORDS[self.tokens[at].form]:
            if word.part is part:
                return word
        return None

    def form(self, at: int) -> str:
        """The token's form, "" past the end of the sentence."""
        return self.tokens[at].form if 0 <= at < self.end else ""

    def whole(self, at: int) -> int | None:
        """The digits of a token as a whole number."""
        form = self.form(at)
        return int(form) if form.isdecimal() and len(form) <= YEAR_DIGITS else None

    def year_number(self, at: int) -> int | None:
        """A four-digit year of either calendar."""
        number = self.whole(at)
        if number is None or len(self.form(at)) != YEAR_DIGITS:
            return None
        return number if FIRST_YEAR <= number <= LAST_YEAR or hijri.is_year(number) else None

    def resolve(self, rule: Callable[[dt.date], DateInterval | dt.date | None]) -> DateInterval:
        """The rule applied to the day of publication; unknown without one."""
        found = None if self.published is None else rule(self.published)
        if found is None:
            return UNKNOWN_DATE
        return calendar.day(found) if isinstance(found, dt.date) else found

    def relative(
        self, last: int, rule: Callable[[dt.date], DateInterval | dt.date | None]
    ) -> Found:
        """A phrase resolved against the day of publication."""
        return Found(last, self.resolve(rule), relative=True)

    def exceeds(self, at: int) -> bool:
        """Whether the stretch of time at `at` is said to be longer than its number: "more than"."""
        about = self.words.about.starting_at(self.tokens, at, self.end)
        return about is not None and about[1]

    def duration(self, at: int) -> tuple[int, Stretch] | None:
        """Read "three days", "a few months": the token after it and the stretch of time."""
        about = self.words.about.starting_at(self.tokens, at, self.end)
        at = about[0] if about else at
        unit = self.has(at, Part.UNIT)
        if unit:
            return None if unit.definite else (at + 1, unit.value)
        if at >= self.end or ATOMS[self.form(at)] is None:
            return None
        amount = compose(self.tokens, at, self.end)
        if amount is None or amount.kind in {Kind.ORDINAL, Kind.DUAL}:
            return None
        unit = self.has(amount.last, Part.UNIT)
        if not unit:
            return None
        exact = amount.high is not None and amount.low == amount.high
        return amount.last + 1, Stretch(unit.value.unit, int(amount.low) if exact else None)

    def signs(self, at: int) -> int:
        """Token after the letter that names the calendar, if one stands there."""
        signs = self.words.hijri_signs | self.words.gregorian_signs
        return at + 1 if self.form(at) in signs else at

    def year_of(self, tail: YearTail) -> int | None:
        """The year behind a month where it is settled without knowing the month."""
        if tail.year is not None:
            return tail.year
        if tail.of_year and tail.step and self.published:
            return self.published.year + calendar.SHIFT[tail.step]
        return None

    def month_name(self, at: int) -> tuple[int, Month] | None:
        """A month with "of the month of" before it and its second name behind it."""
        for _ in range(_MOST_WORDS):
            if self.form(at) in _OF or self.has(at, Part.MONTH_WORD) or self.form(at) in _DASHES:
                at += 1
        named = month_at(self.tokens, at, self.end)
        if named is None:
            return None
        last = named[0] + (named[1].hijri and self.form(named[0]) in self.words.blessed)
        return self._second_name(last, named[1]), named[1]

    def _second_name(self, at: int, month: Month) -> int:
        """Token after the same month's other name: "July (Tammuz)", "Azar/March"."""
        skip = 1 if self.form(at) in {"(", "/", "-", "–", "[", "\\", "،"} else 0
        other = month_at(self.tokens, at + skip, self.end)
        if other is None or other[1][:2] != month[:2]:
            return at
        return other[0] + (self.form(other[0]) in {")", "]"})

    def year_tail(self, at: int) -> YearTail:
        """What behind a month settles its year."""
        step = self.has(at, Part.STEP)
        if step:
            year = self.year_number(at + 1)
            return YearTail(at + 1 + (year is not None), year, step.value)
        core = at + 1 if self.form(at) in _OF | {"(", "،", ",", "/", "-"} else at
        unit = self.has(core, Part.UNIT)
        if unit and unit.value.unit == "year":
            step = self.has(core + 1, Part.STEP)
            year = self.year_number(core + 1 + (step is not None))
            if year is not None:
                return YearTail(self.signs(core + 2 + (step is not None)), year)
            if step:
                return YearTail(core + 2, None, step.value, of_year=True)
        year = self.year_number(core)
        spans = self.form(core + 1) in _DASHES and self.year_number(core + 2) is not None
        if year is not None and not spans:
            return YearTail(self.signs(core + 1), year)
        return YearTail(at)
