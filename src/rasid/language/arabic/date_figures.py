"""Reads dates with a day of the month, in figures and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from rasid.language import calendar, hijri
from rasid.language.amounts import Kind
from rasid.language.arabic.date_scan import (
    FIRST_YEAR,
    LAST_YEAR,
    YEAR_DIGITS,
    Found,
    Scanner,
    YearTail,
)
from rasid.language.arabic.date_words import ELEVENTH, Month, Part, month_at
from rasid.language.arabic.number_words import ATOMS
from rasid.model import UNKNOWN_DATE

_TO = frozenset({"الي", "حتي", "-", "–", "—", "و"})  # to, until, and
_ARTICLE = "ال"  # the, written apart from digits
_COMMAS = frozenset({",", "،"})
_MAX_DAY = 31
_TEN = 10
_DAY_MONTH, _DAY_MONTH_YEAR = 2, 3
_DAY_DIGITS = 2
_CENTURY, _THIS_CENTURY = 100, 2000


def numeric(scan: Scanner, at: int, *, short: bool) -> Found | None:
    """25/7/2015, 2015-07-25, 25.7.2015 and, where `short`, 25/7 without a year."""
    parts, last = _numeric_parts(scan, at)
    if len(parts) == _DAY_MONTH_YEAR:
        date = numeric_day(parts)
        return Found(scan.signs(last), calendar.day(date)) if date else None
    if short and len(parts) == _DAY_MONTH and parts[0] <= _MAX_DAY:
        rule = partial(calendar.last_day_and_month, number=parts[0], in_month=parts[1])
        return scan.relative(last, rule)
    return None


def _numeric_parts(scan: Scanner, at: int) -> tuple[list[int], int]:
    form = scan.form(at)
    if form.count(".") == _DAY_MONTH_YEAR - 1:
        pieces = form.split(".")
        if all(piece.isdecimal() and len(piece) <= YEAR_DIGITS for piece in pieces):
            return [int(piece) for piece in pieces], at + 1
    number = scan.whole(at)
    parts, last = ([number], at + 1) if number is not None else ([], at)
    while parts and len(parts) < _DAY_MONTH_YEAR and scan.form(last) in {"/", "-", "\\"}:
        number = scan.whole(last + 1)
        if number is None:
            break
        parts.append(number)
        last += 2
    return parts, last


def day_number(scan: Scanner, at: int) -> tuple[int, int] | None:
    """A day of the month in figures or words: "25", "the third", "the twenty-first"."""
    if scan.form(at) == _ARTICLE:
        at += 1
    number = scan.whole(at)
    if number is not None:
        return (
            (at + 1, number)
            if 0 < number <= _MAX_DAY and len(scan.form(at)) <= _DAY_DIGITS
            else None
        )
    atom = ATOMS[scan.form(at)] if at < scan.end else None
    if scan.form(at) in ELEVENTH:
        low = 1
    elif atom and atom.kind in {Kind.ORDINAL, Kind.TENS}:
        low = int(atom.low)
    else:
        return None
    after = ATOMS[scan.form(at + 1)] if at + 1 < scan.end else None
    if (
        after
        and low < _TEN
        and (after.kind is Kind.TEN or (after.kind is Kind.TENS and after.joined))
    ):
        low, at = low + int(after.low), at + 1
    return (at + 1, low) if low <= _MAX_DAY and scan.form(at) not in ELEVENTH else None


def day_and_month(scan: Scanner, at: int, weekday: int | None = None) -> Found | None:
    """Read "25 July 2015", "the third of July", "12 and 13 July"."""
    first = day_number(scan, at)
    if first is None:
        return _month_first(scan, at)
    last, number = first
    until = number
    if scan.form(last) in _TO and (second := day_number(scan, last + 1)):
        last, until = second
    named = scan.month_name(last)
    if named is None:
        return None
    last, month = named
    tail = scan.year_tail(last)
    start = _one_day(scan, number, month, tail, weekday)
    end = start if until <= number else _one_day(scan, until, month, tail, None)
    relative = tail.year is None
    if start is None or end is None:
        return Found(tail.last, UNKNOWN_DATE, relative=relative)
    interval = calendar.day(start) if start == end else calendar.span(start, end)
    return Found(tail.last, interval, relative=relative)


def _month_first(scan: Scanner, at: int) -> Found | None:
    """Read "July 24, 2015", as the pages of some publishers have it."""
    named = month_at(scan.tokens, at, scan.end) if scan.has(at, Part.MONTH) else None
    number = scan.whole(named[0]) if named else None
    if named is None or number is None or not 0 < number <= _MAX_DAY:
        return None
    last = named[0] + 1 + (scan.form(named[0] + 1) in _COMMAS)
    year = scan.year_number(last)
    found = calendar.make_day(year, named[1].number, number) if year else None
    return Found(last + 1, calendar.day(found)) if found else None


def _one_day(
    scan: Scanner, number: int, month: Month, tail: YearTail, weekday: int | None
) -> dt.date | None:
    year = scan.year_of(tail)
    if year is not None:
        if month.hijri:
            return hijri.to_day(year, month.number, number)
        return calendar.make_day(year, month.number, number)
    if scan.published is None:
        return None if weekday is None else _fixed_by_weekday(scan, number, month, weekday)
    if month.hijri:
        return hijri.last_day(scan.published, month.number, number)
    return calendar.stepped_day(scan.published, number, month.number, tail.step)


def _fixed_by_weekday(scan: Scanner, number: int, month: Month, weekday: int) -> dt.date | None:
    """The day in that year in which it is that weekday, if there is only one such year.

    The years that the text names come first, then those an undated article can be of.
    """
    if month.hijri:
        return None
    for years in (scan.years, scan.words.undated_years):
        days = (calendar.make_day(year, month.number, number) for year in years)
        fitting = [day for day in days if day is not None and day.weekday() == weekday]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


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
