"""Date phrases of English text as intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import NamedTuple

from rasid.language import calendar
from rasid.language.base import AnalysedText, DateMention, Token
from rasid.language.calendar import Step
from rasid.language.english.numbers import number_atom
from rasid.language.files import language_file
from rasid.model import UNKNOWN_DATE, DateInterval

_YEAR_DIGITS = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2049
_MAX_DAY = 31
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_YEAR_BEFORE = frozenset({"in", "since", "of", "by", "until", "early", "late", "mid", "during"})


@dataclass(frozen=True)
class _Words:
    months: dict[str, int]
    weak: frozenset[str]
    weekdays: dict[str, int]
    steps: dict[str, Step]
    units: dict[str, str]
    today: frozenset[str]
    yesterday: frozenset[str]
    tomorrow: frozenset[str]
    day_parts: frozenset[str]
    in_words: frozenset[str]


@cache
def _words() -> _Words:
    data = language_file("en", "dates")
    return _Words(
        months={word: number for number, words in data["months"].items() for word in words},
        weak=frozenset(data["weak_months"]),
        weekdays={word: number for number, words in data["weekdays"].items() for word in words},
        steps={word: Step(step) for step, words in data["steps"].items() for word in words},
        units={word: unit for unit, words in data["units"].items() for word in words},
        today=frozenset(data["today"]),
        yesterday=frozenset(data["yesterday"]),
        tomorrow=frozenset(data["tomorrow"]),
        day_parts=frozenset(data["day_parts"]),
        in_words=frozenset(data["in_words"]),
    )


class _Found(NamedTuple):
    last: int
    interval: DateInterval
    relative: bool = False


@dataclass(slots=True)
class _Scanner:
    """Reads the date phrase that starts at a token."""

    tokens: list[Token]
    published: dt.date | None
    end: int = 0
    words: _Words = field(default_factory=_words)

    def form(self, at: int) -> str:
        return self.tokens[at].form if 0 <= at < self.end else ""

    def whole(self, at: int) -> int | None:
        form = self.form(at)
        return int(form) if form.isdecimal() and len(form) <= _YEAR_DIGITS else None

    def year(self, at: int) -> int | None:
        number = self.whole(at)
        if number is None or len(self.form(at)) != _YEAR_DIGITS:
            return None
        return number if _FIRST_YEAR <= number <= _LAST_YEAR else None

    def relative(
        self, last: int, rule: Callable[[dt.date], DateInterval | dt.date | None]
    ) -> _Found:
        found = None if self.published is None else rule(self.published)
        interval = calendar.day(found) if isinstance(found, dt.date) else found
        return _Found(last, interval or UNKNOWN_DATE, relative=True)

    def read(self, at: int) -> _Found | None:
        """The date phrase at a token; the first reading that fits wins."""
        return (
            self._figures(at)
            or self._day_month(at)
            or self._month_first(at)
            or self._named_day(at)
            or self._stepped(at)
            or self._ago(at)
            or self._year_alone(at)
        )

    def _figures(self, at: int) -> _Found | None:
        """2015-07-24 and 24/07/2015."""
        sign = self.form(at + 1)
        numbers = [self.whole(at + n) for n in (0, 2, 4)]
        if sign not in {"-", "/"} or self.form(at + 3) != sign or None in numbers:
            return None
        first, month, last = (number or 0 for number in numbers)
        year, number = (first, last) if first > _MAX_DAY else (last, first)
        found = calendar.make_day(year, month, number) if year >= _FIRST_YEAR else None
        return _Found(at + 5, calendar.day(found)) if found else None

    def _day_month(self, at: int) -> _Found | None:
        """24 July 2015, 24th of July."""
        number = self.whole(at)
        if number is None or not 0 < number <= _MAX_DAY:
            return None
        core = at + 1 + (self.form(at + 1) in _ORDINAL_ENDS)
        core += self.form(core) == "of"
        month = self.words.months.get(self.form(core))
        return self._dated(core + 1, number, month) if month else None

    def _month_first(self, at: int) -> _Found | None:
        """July 24, 2015; July 2015; in July."""
        form = self.form(at)
        month = self.words.months.get(form)
        if month is None:
            return None
        stop = at + 1 + (self.form(at + 1) == ".")
        number = self.whole(stop)
        if number is not None and 0 < number <= _MAX_DAY:
            return self._dated(stop + 1 + (self.form(stop + 1) in _ORDINAL_ENDS), number, month)
        year = self.year(stop + (self.form(stop) == ","))
        if year is not None:
            return _Found(stop + 1 + (self.form(stop) == ","), calendar.month(year, month))
        if form in self.words.weak and self.form(at - 1) not in self.words.in_words:
            return None
        return self.relative(at + 1, partial(calendar.last_month, number=month))

    def _dated(self, last: int, number: int, month: int) -> _Found | None:
        at = last + (self.form(last) == ",")
        year = self.year(at)
        if year is None:
            rule = partial(calendar.last_day_and_month, number=number, in_month=month)
            return self.relative(last, rule)
        found = calendar.make_day(year, month, number)
        return _Found(at + 1, calendar.day(found) if found else UNKNOWN_DATE)

    def _named_day(self, at: int) -> _Found | None:
        """Today, yesterday, tomorrow, Saturday, and a full date behind a weekday."""
        words, form = self.words, self.form(at)
        last = at + 1 + (self.form(at + 1) in words.day_parts)
        if form in words.today:
            return self.relative(last, calendar.day)
        if form in words.yesterday:
            return self.relative(last, partial(calendar.shift_days, count=-1))
        if form in words.tomorrow:
            return self.relative(last, partial(calendar.shift_days, count=1))
        weekday = words.weekdays.get(form)
        if weekday is None:
            return None
        core = last + (self.form(last) in {",", "("})
        dated = self._day_month(core) or self._month_first(core)
        return dated or self.relative(last, partial(calendar.last_weekday, weekday=weekday))

    def _stepped(self, at: int) -> _Found | None:
        """Last week, this year, last Saturday, last night, the past three days."""
        step = self.words.steps.get(self.form(at))
        if step is None:
            return None
        after = self.form(at + 1)
        if after == "night" and step is Step.PAST:
            return self.relative(at + 2, _last_night)
        if after in self.words.weekdays:
            weekday = self.words.weekdays[after]
            rule = partial(calendar.stepped_weekday, weekday=weekday, step=step)
            return self.relative(at + 2, rule)
        if after in self.words.units:
            unit = self.words.units[after]
            return self.relative(at + 2, partial(calendar.stepped, unit=unit, step=step))
        stretch = self._stretch(at + 1) if step is Step.PAST else None
        return stretch and self.relative(
            stretch[0], partial(calendar.since, unit=stretch[1], count=stretch[2])
        )

    def _stretch(self, at: int) -> tuple[int, str, int] | None:
        atom = number_atom(self.form(at)) if at < self.end else None
        count = 1 if self.form(at) in {"a", "an"} else int(atom.low) if atom else 0
        unit = self.words.units.get(self.form(at + 1))
        return (at + 2, unit, count) if unit and count else None

    def _ago(self, at: int) -> _Found | None:
        """Two days ago; for "ago" to be there the number must stand first."""
        stretch = self._stretch(at)
        if stretch is None or self.form(stretch[0]) != "ago":
            return None
        return self.relative(
            stretch[0] + 1, partial(calendar.ago, unit=stretch[1], count=stretch[2])
        )

    def _year_alone(self, at: int) -> _Found | None:
        year = self.year(at)
        if year is None or self.form(at - 1) not in _YEAR_BEFORE:
            return None
        return _Found(at + 1, calendar.year(year))


def _last_night(published: dt.date) -> DateInterval:
    return calendar.span(calendar.shift_days(published, -1), published)


def find_dates(analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
    """Date phrases in order, none overlapping another; relative ones counted from `published`."""
    scan = _Scanner(list(analysed.tokens), published)
    found: list[DateMention] = []
    for sentence in analysed.sentences:
        scan.end, floor = sentence.last, sentence.first
        for at in range(sentence.first, sentence.last):
            phrase = scan.read(at) if at >= floor else None
            if phrase is not None:
                floor = phrase.last
                start, end = analysed.span(at, floor)
                found.append(DateMention(at, floor, start, end, phrase.interval, phrase.relative))
    return found
