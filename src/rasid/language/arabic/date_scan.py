"""Reads one date phrase of Arabic text from a given token on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from rasid.language import calendar, hijri
from rasid.language.amounts import Kind
from rasid.language.arabic.date_words import (
    ELEVENTH,
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
_DASHES = frozenset("-–—/")
_AND = "و"  # and
_TO = frozenset({"الي", "حتي", "-", "–", "—", _AND})  # to, until, and
_OF = frozenset({"من", "في", "ل"})  # of, in, for
_ARTICLE = "ال"  # the, written apart from digits
_OPENERS = frozenset(
    {"بعد", "قبل", "اول", "ساعه", "منتصف"}
)  # after, before (noon), middle (of night)
_AFTER_MIDNIGHT = ("بعد", "منتصف")  # after the middle (of the night)
_MAX_DAY = 31
_TEN = 10
_DAY_MONTH, _DAY_MONTH_YEAR = 2, 3
_DAY_DIGITS = 2
_CENTURY, _THIS_CENTURY = 100, 2000


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

    # What a token can be.

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
            return at + 1, unit.value
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

    # Days.

    def day(self, at: int) -> Found | None:
        """A day phrase: part of the day, "the day of", then what names the day."""
        core, night = self._skip_day_words(at)
        found = (
            self.night(at)
            or self.night(core)
            or self.named_day(core, night=night)
            or self.numeric(core, short=core > at)
            or self.day_and_month(core)
        )
        if found is None and core > at:
            found = self.numeric(at, short=False)
        start, end = (found.interval.start, found.interval.end) if found else (None, None)
        if found and end is not None and start != end and _after_midnight(self, at):
            return found._replace(interval=calendar.day(end))
        return found

    def _skip_day_words(self, at: int) -> tuple[int, bool]:
        night = False
        while at < self.end:
            form = self.form(at)
            opener = form in _OPENERS
            if not (self.has(at, Part.DAY_PART) or self.has(at, Part.DAY_WORD)):
                break
            if opener and not (self.has(at + 1, Part.DAY_PART) or self.has(at + 1, Part.NIGHT)):
                break
            night = night or form in self.words.night_words or form[1:] in self.words.night_words
            at += 1
        return at, night

    def night(self, at: int) -> Found | None:
        """Read "last night", "the day before yesterday", with a weekday behind it or not."""
        phrase = self.words.nights.starting_at(self.tokens, at, self.end)
        if phrase is None:
            return None
        last, night = phrase
        first_back, last_back = night.value

        def rule(published: dt.date) -> DateInterval:
            start = calendar.shift_days(published, -first_back)
            return calendar.span(start, calendar.shift_days(published, -last_back))

        weekday = self._weekday_behind(last)
        if weekday is None:
            return self.relative(last, rule)
        start = weekday.interval.start
        if start is not None and first_back > last_back:  # a night that began on that weekday
            interval = calendar.span(start, calendar.shift_days(start, 1))
            return weekday._replace(interval=interval)
        return weekday

    def named_day(self, at: int, *, night: bool = False) -> Found | None:
        """Today, yesterday, tomorrow or a weekday, and the date that may stand behind it."""
        if self.has(at, Part.YESTERDAY):
            found = self.relative(at + 1, partial(calendar.shift_days, count=-1))
        elif self.has(at, Part.TODAY):
            if self._is_other_day(at):
                return None
            found = self.relative(at + 1, calendar.day)
        elif self.has(at, Part.TOMORROW):
            return self.relative(at + 1, partial(calendar.shift_days, count=1))
        else:
            return self._weekday(at, night=night)
        return self._weekday_behind(at + 1) or self._date_behind(at + 1) or found

    def _is_other_day(self, at: int) -> bool:
        """Whether "the day" is not today: "that day", "the same day"."""
        before = self.form(at - 1)
        return self.form(at + 1) in self.words.not_today or before in self.words.not_today_before

    def _weekday_behind(self, at: int) -> Found | None:
        """A weekday behind "yesterday", in brackets, after a comma or neither; it wins."""
        for skip in (0, 1):
            if skip and self.form(at) not in {"(", "،", ","}:
                return None
            found = self._weekday(at + skip) if self.has(at + skip, Part.WEEKDAY) else None
            if found:
                closed = skip and self.form(at) == "(" and self.form(found.last) == ")"
                return found._replace(last=found.last + 1) if closed else found
        return None

    def _weekday(self, at: int, *, night: bool = False) -> Found | None:
        word = self.has(at, Part.WEEKDAY)
        if word is None:
            return None
        number, last = int(word.value), at + 1
        if night and (second := self._second_night(last)):
            last = second

            def rule(published: dt.date) -> DateInterval:
                day = calendar.last_weekday(published, (number + 1) % 7)
                return calendar.span(calendar.shift_days(day, -1), day)

            return self.relative(last, rule)
        step = self.has(last, Part.STEP)
        if step:
            return self.relative(
                last + 1, partial(calendar.stepped_weekday, weekday=number, step=step.value)
            )
        dated = self._date_behind(last, weekday=number)
        return dated or self.relative(last, partial(calendar.last_weekday, weekday=number))

    def _second_night(self, at: int) -> int | None:
        """Token after the second weekday of "the night of Friday to Saturday"."""
        for skip in (0, 1):
            if skip and self.form(at) not in {"-", "–", "—", "/", "الي", "علي", "،"}:
                return None
            if self.has(at + skip, Part.WEEKDAY):
                return at + skip + 1
        return None

    def _date_behind(self, at: int, weekday: int | None = None) -> Found | None:
        """A full date behind a weekday: "Friday, 24 July", "Friday (24 July 2015)"."""
        phrase = self.words.same_day.starting_at(self.tokens, at, self.end)
        core = phrase[0] if phrase else at
        bracket = self.form(core) == "("
        if self.form(core) in {"(", "،", ",", "-", "–", "/"}:
            core += 1
        found = self.numeric(core, short=True) or self.day_and_month(core, weekday=weekday)
        if found and bracket and self.form(found.last) == ")":
            return found._replace(last=found.last + 1)
        return found

    # Dates in figures.

    def numeric(self, at: int, *, short: bool) -> Found | None:
        """25/7/2015, 2015-07-25, 25.7.2015 and, where `short`, 25/7 without a year."""
        parts, last = self._numeric_parts(at)
        if len(parts) == _DAY_MONTH_YEAR:
            date = numeric_day(parts)
            return Found(self._signs(last), calendar.day(date)) if date else None
        if short and len(parts) == _DAY_MONTH and parts[0] <= _MAX_DAY:
            rule = partial(calendar.last_day_and_month, number=parts[0], in_month=parts[1])
            return self.relative(last, rule)
        return None

    def _numeric_parts(self, at: int) -> tuple[list[int], int]:
        form = self.form(at)
        if form.count(".") == _DAY_MONTH_YEAR - 1:
            pieces = form.split(".")
            if all(piece.isdecimal() and len(piece) <= YEAR_DIGITS for piece in pieces):
                return [int(piece) for piece in pieces], at + 1
        number = self.whole(at)
        parts, last = ([number], at + 1) if number is not None else ([], at)
        while parts and len(parts) < _DAY_MONTH_YEAR and self.form(last) in {"/", "-", "\\"}:
            number = self.whole(last + 1)
            if number is None:
                break
            parts.append(number)
            last += 2
        return parts, last

    def _signs(self, at: int) -> int:
        """Token after the letter that names the calendar, if one stands there."""
        signs = self.words.hijri_signs | self.words.gregorian_signs
        return at + 1 if self.form(at) in signs else at

    # Day and month.

    def day_number(self, at: int) -> tuple[int, int] | None:
        """A day of the month in figures or words: "25", "the third", "the twenty-first"."""
        if self.form(at) == _ARTICLE:
            at += 1
        number = self.whole(at)
        if number is not None:
            return (
                (at + 1, number)
                if 0 < number <= _MAX_DAY and len(self.form(at)) <= _DAY_DIGITS
                else None
            )
        atom = ATOMS[self.form(at)] if at < self.end else None
        if self.form(at) in ELEVENTH:
            low = 1
        elif atom and atom.kind in {Kind.ORDINAL, Kind.TENS}:
            low = int(atom.low)
        else:
            return None
        after = ATOMS[self.form(at + 1)] if at + 1 < self.end else None
        if (
            after
            and low < _TEN
            and (after.kind is Kind.TEN or (after.kind is Kind.TENS and after.joined))
        ):
            low, at = low + int(after.low), at + 1
        return (at + 1, low) if low <= _MAX_DAY and self.form(at) not in ELEVENTH else None

    def day_and_month(self, at: int, weekday: int | None = None) -> Found | None:
        """Read "25 July 2015", "the third of July", "12 and 13 July"."""
        first = self.day_number(at)
        if first is None:
            return None
        last, number = first
        until = number
        if self.form(last) in _TO and (second := self.day_number(last + 1)):
            last, until = second
        named = self.month_name(last)
        if named is None:
            return None
        last, month = named
        tail = self.year_tail(last)
        start = self._one_day(number, month, tail, weekday)
        end = start if until <= number else self._one_day(until, month, tail, None)
        relative = tail.year is None
        if start is None or end is None:
            return Found(tail.last, UNKNOWN_DATE, relative=relative)
        interval = calendar.day(start) if start == end else calendar.span(start, end)
        return Found(tail.last, interval, relative=relative)

    def _one_day(
        self, number: int, month: Month, tail: YearTail, weekday: int | None
    ) -> dt.date | None:
        year = self.year_of(tail)
        if year is not None:
            if month.hijri:
                return hijri.to_day(year, month.number, number)
            return calendar.make_day(year, month.number, number)
        if self.published is None:
            return None if weekday is None else self._fixed_by_weekday(number, month, weekday)
        if month.hijri:
            return hijri.last_day(self.published, month.number, number)
        return calendar.stepped_day(self.published, number, month.number, tail.step)

    def _fixed_by_weekday(self, number: int, month: Month, weekday: int) -> dt.date | None:
        """The day in that year in which it is that weekday, if there is only one such year.

        The years that the text names come first, then those an undated article can be of.
        """
        if month.hijri:
            return None
        for years in (self.years, self.words.undated_years):
            days = (calendar.make_day(year, month.number, number) for year in years)
            fitting = [day for day in days if day is not None and day.weekday() == weekday]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def year_of(self, tail: YearTail) -> int | None:
        """The year behind a month where it is settled without knowing the month."""
        if tail.year is not None:
            return tail.year
        if tail.of_year and tail.step and self.published:
            return self.published.year + calendar.SHIFT[tail.step]
        return None

    def month_name(self, at: int) -> tuple[int, Month] | None:
        """A month with "of the month of" before it and its second name behind it."""
        while self.form(at) in _OF or self.has(at, Part.MONTH_WORD) or self.form(at) in _DASHES:
            at += 1
        named = month_at(self.tokens, at, self.end)
        return named and (self._second_name(*named), named[1])

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
                return YearTail(self._signs(core + 2 + (step is not None)), year)
            if step:
                return YearTail(core + 2, None, step.value, of_year=True)
        year = self.year_number(core)
        if year is not None and self.form(core + 1) not in _DASHES:
            return YearTail(self._signs(core + 1), year)
        return YearTail(at)


def _after_midnight(scan: Scanner, at: int) -> bool:
    return (scan.form(at), scan.form(at + 1)) == _AFTER_MIDNIGHT


def numeric_day(parts: Iterable[int]) -> dt.date | None:
    """The day of three figures: year first or last, day before month unless that is no date."""
    first, second, third = parts
    if first > _MAX_DAY:
        year, month, number = first, second, third
    else:
        number, month, year = first, second, third
    if hijri.is_year(year):
        return hijri.to_day(year, month, number)
    if year < _CENTURY:
        year += _THIS_CENTURY
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return calendar.make_day(year, month, number) or calendar.make_day(year, number, month)
