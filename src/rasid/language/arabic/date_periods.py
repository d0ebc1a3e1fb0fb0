"""Reads phrases that name a month, a season, a year, a stretch of time or a time of day."""

from __future__ import annotations

import datetime as dt
from functools import partial

from rasid.language import calendar, hijri
from rasid.language.amounts import Kind
from rasid.language.arabic.date_days import read_day
from rasid.language.arabic.date_scan import Found, Scanner, YearTail
from rasid.language.arabic.date_words import Month, Part
from rasid.language.arabic.number_words import ATOMS, compose
from rasid.language.calendar import Step
from rasid.model import UNKNOWN_DATE, DateInterval, DatePrecision

_HAMZA_ALEF = "آ"  # alef madda, which tells "Ab" (August) from "father" where it is written
_IN = frozenset(
    {"في", "وفي", "منذ", "خلال", "حتي", "بين", "لشهر"}
)  # in, since, during, until, between
_FROM = frozenset({"من", "ل"})  # from, of
_ARTICLE = "ال"  # the, written apart from digits
_FEW = frozenset({"القليله", "المعدوده", "القليل"})  # few
_SEASON_MONTHS = 3
_WEEKS = 4
_COLON = frozenset({":", "."})
_ROUND = 100
_CHAINS = frozenset({"و", "الي", "-", "–", "حتي"})  # and, to, dashes, until
_MAX_HOUR, _MAX_MINUTE = 24, 59


def month(scan: Scanner, at: int) -> Found | None:
    """Read "in July", "July (Tammuz) 2015", "last Ramadan": a month without a day."""
    named = scan.month_name(at)
    if named is None or not (scan.has(at, Part.MONTH) or scan.has(at, Part.MONTH_WORD)):
        return None
    last, found = named
    tail = scan.year_tail(last)
    if found.weak and tail.last == last and not _is_month(scan, at, last):
        return None
    return month_interval(scan, found, tail)


def _is_month(scan: Scanner, at: int, last: int) -> bool:
    """Whether what stands around a weak name shows that it is a month."""
    if scan.has(at, Part.MONTH_WORD) or scan.form(at - 1) in _IN or last > at + 1:
        return True
    token = scan.tokens[at]
    return _HAMZA_ALEF in scan.text[token.start : token.end]


def month_interval(scan: Scanner, found: Month, tail: YearTail) -> Found:
    """The month with the year that stands behind it, or the last such month."""
    year = scan.year_of(tail)
    if year is not None:
        interval = hijri.month(year, found.number) if found.hijri else _month(year, found)
        return Found(tail.last, interval or UNKNOWN_DATE, relative=tail.year is None)

    def rule(published: dt.date) -> DateInterval | None:
        if found.hijri:
            return hijri.last_month(published, found.number)
        interval = calendar.last_month(published, found.number)
        current = interval.start == published.replace(day=1)
        if tail.step is Step.PAST and current:
            return calendar.month(published.year - 1, found.number)
        if tail.step is Step.NEXT:
            return calendar.month(published.year + (found.number <= published.month), found.number)
        return interval

    return scan.relative(tail.last, rule)


def _month(year: int, found: Month) -> DateInterval | None:
    return None if hijri.is_year(year) else calendar.month(year, found.number)


def ago(scan: Scanner, at: int) -> Found | None:
    """Read "two days ago", "some weeks ago"; not "two days before the attack"."""
    duration = scan.duration(at + 1) if scan.has(at, Part.AGO) else None
    if duration is None or scan.form(duration[0]) in _FROM or scan.year_number(at + 2):
        return None
    last, (unit, count) = duration
    rule = partial(calendar.ago, unit=unit, count=count, exceeds=scan.exceeds(at + 1))
    return scan.relative(last, rule)


def since(scan: Scanner, at: int) -> Found | None:
    """Read "for six days", "since Friday", "since July 2014": from then until publication."""
    if not scan.has(at, Part.SINCE):
        return None
    dated_year = year(scan, at + 1)
    duration = None if dated_year else scan.duration(at + 1)
    if duration:
        last, (unit, count) = duration
        return scan.relative(last, partial(calendar.since, unit=unit, count=count))
    for reading in (edge, read_day, month, stepped, season, year):
        found = reading(scan, at + 1)
        if found:
            return found._replace(interval=_until(found.interval, scan.published))
    return None


def _until(interval: DateInterval, published: dt.date | None) -> DateInterval:
    """From the interval's start up to publication."""
    if interval.start is None or published is None or interval.start > published:
        return interval
    return calendar.span(interval.start, published)


def stepped(scan: Scanner, at: int) -> Found | None:
    """Read "last week", "this year", "the last three days", "the past 24 hours"."""
    if scan.has(at, Part.THIS):
        unit = scan.has(at + 1, Part.UNIT)
        if unit and unit.definite and unit.value.length == 1 and unit.value.unit != "day":
            rule = partial(calendar.stepped, unit=unit.value.unit, step=Step.CURRENT)
            return scan.relative(at + 2, rule)
        return None
    return _unit_first(scan, at) or _number_first(scan, at)


def _unit_first(scan: Scanner, at: int) -> Found | None:
    unit = scan.has(at, Part.UNIT)
    if unit is None:
        return None
    name, length = unit.value
    last = at + 1
    if length is None and unit.definite:
        last, length = _counted(scan, last)
    step = scan.has(last, Part.STEP)
    if unit.value.length == 1:
        return _one_unit(scan, last, name) if step and (unit.definite or name != "day") else None
    if scan.has(last, Part.RECENT) or (step and step.value is Step.PAST):
        return scan.relative(last + 1, partial(calendar.since, unit=name, count=length))
    ahead = step is not None and step.value is Step.NEXT
    return (
        scan.relative(last + 1, partial(calendar.ahead, unit=name, count=length)) if ahead else None
    )


def _one_unit(scan: Scanner, at: int, unit: str) -> Found:
    """Read "last", "this" or "next" behind a unit; figures behind it settle the year."""
    number = scan.year_number(at + 1)
    if unit == "year" and number is not None and not hijri.is_year(number):
        return Found(at + 2, calendar.year(number))
    step = scan.has(at, Part.STEP)
    rule = partial(calendar.stepped, unit=unit, step=step.value if step else Step.CURRENT)
    return scan.relative(at + 1, rule)


def _counted(scan: Scanner, at: int) -> tuple[int, int | None]:
    """The number between "the days" and "past": token after it and its worth (None: some)."""
    if scan.form(at) in _FEW:
        return at + 1, None
    if scan.form(at) == _ARTICLE:
        at += 1
    amount = compose(scan.tokens, at, scan.end) if at < scan.end else None
    if amount and amount.kind is Kind.DIGITS:
        return amount.last, int(amount.low)
    return at, None


def _number_first(scan: Scanner, at: int) -> Found | None:
    """Read "the 24 hours past"."""
    number = scan.whole(at)
    unit = scan.has(at + 1, Part.UNIT)
    step = scan.has(at + 2, Part.STEP) or scan.has(at + 2, Part.RECENT)
    if number is None or unit is None or step is None or step.value in {Step.NEXT, Step.CURRENT}:
        return None
    return scan.relative(at + 3, partial(calendar.since, unit=unit.value.unit, count=number))


def edge(scan: Scanner, at: int) -> Found | None:
    """Read "early July", "the start of this year", "the last week of June"."""
    word = scan.has(at, Part.EDGE)
    if word is None:
        return _nth_week(scan, at)
    found = month(scan, at + 1) or stepped(scan, at + 1) or year(scan, at + 1, bare=True)
    if found is None:
        return None
    whole = found.interval
    if whole.precision is DatePrecision.YEAR and whole.start is not None:
        whole = calendar.year(whole.start.year)
    return found._replace(interval=calendar.part(whole, word.value))


def _nth_week(scan: Scanner, at: int) -> Found | None:
    """Read "the first week of July", "the last week of June"."""
    unit = scan.has(at, Part.UNIT)
    if unit is None or unit.value != ("week", 1) or scan.form(at + 2) not in _FROM:
        return None
    atom = ATOMS[scan.form(at + 1)]
    last = scan.has(at + 1, Part.RECENT) is not None
    found = month(scan, at + 3)
    if found is None or not (last or (atom and atom.kind is Kind.ORDINAL)):
        return None
    number = _WEEKS if last or atom is None else int(atom.low)
    return found._replace(interval=_week_of(found.interval, number, last=last))


def _week_of(whole: DateInterval, number: int, *, last: bool) -> DateInterval:
    if whole.start is None or whole.end is None or not 1 <= number <= _WEEKS:
        return whole
    start = whole.end - dt.timedelta(days=6) if last else None
    start = start or whole.start + dt.timedelta(days=7 * (number - 1))
    return DateInterval(start, start + dt.timedelta(days=6), DatePrecision.WEEK)


def season(scan: Scanner, at: int) -> Found | None:
    """Read "summer 2012", "last winter"; the bare word is no date."""
    word = scan.has(at, Part.SEASON)
    if word is None:
        return None
    tail = scan.year_tail(at + 1)
    known = scan.year_of(tail)
    if known is not None and not hijri.is_year(known):
        interval = calendar.months(known, word.value, _SEASON_MONTHS)
        return Found(tail.last, interval, relative=tail.year is None)
    if tail.step is None:
        return None
    return scan.relative(tail.last, partial(_stepped_season, first=word.value, step=tail.step))


def _stepped_season(published: dt.date, first: int, step: Step) -> DateInterval:
    """The last season that is over, the running one, or the next."""
    years = (published.year + shift for shift in (-2, -1, 0, 1))
    runs = [calendar.months(year, first, _SEASON_MONTHS) for year in years if year > 0]
    past = [run for run in runs if run.end is not None and run.end < published]
    if step is Step.PAST:
        return past[-1]
    later = runs[len(past) :]
    started = later[0].start is not None and later[0].start <= published
    return later[0] if step is Step.CURRENT or not started else later[1]


def year(scan: Scanner, at: int, *, bare: bool = False) -> Found | None:
    """Read "in 2014", "the year 2014", "1436 AH"; a number alone is a year only where `bare`."""
    unit = scan.has(at, Part.UNIT)
    word = scan.has(at, Part.YEAR_WORD) is not None or (unit and unit.value == ("year", 1))
    core = at + 1 if word else at
    number = scan.year_number(core)
    if number is None or _is_counted(scan, core + 1):
        return None
    hijri_sign = scan.form(core + 1) in scan.words.hijri_signs
    signed = hijri_sign or scan.form(core + 1) in scan.words.gregorian_signs
    if not (word or bare or signed or _introduces_year(scan, core, number)):
        return None
    last = core + 1 + signed
    if hijri.is_year(number):
        return Found(last, _hijri_year(number)) if hijri_sign or word else None
    return Found(last, calendar.year(number))


def _is_counted(scan: Scanner, at: int) -> bool:
    """Whether "thousand" or the like follows, so that the figures before are no year."""
    atom = ATOMS[scan.form(at)] if at < scan.end else None
    return atom is not None and atom.kind is Kind.SCALE and not atom.joined


def _introduces_year(scan: Scanner, at: int, number: int) -> bool:
    """Whether the word before figures, or a year before "and", shows that they are a year."""
    before = scan.form(at - 1)
    if before in scan.words.year_before:
        return True
    round_number = number % _ROUND == 0
    chained = before in _CHAINS and scan.year_number(at - 2) is not None
    return not round_number and (chained or before in scan.words.year_before_weak)


def _hijri_year(number: int) -> DateInterval:
    start, after = hijri.to_day(number, 1, 1), hijri.to_day(number + 1, 1, 1)
    if start is None or after is None:
        return UNKNOWN_DATE
    return DateInterval(start, after - calendar.DAY, DatePrecision.YEAR)


def clock(scan: Scanner, at: int) -> Found | None:
    """Read "at half past ten", "15:20": a time of day."""
    core = at + 1 if scan.has(at, Part.CLOCK) else at
    minutes = _clock_figures(scan, core)
    if minutes is None and core > at:
        minutes = _clock_word(scan, core)
    if minutes is None:
        return None
    last = minutes + (scan.form(minutes) in scan.words.clock_after)
    return Found(last, UNKNOWN_DATE, clock=True)


def _clock_figures(scan: Scanner, at: int) -> int | None:
    hour, minute = scan.whole(at), scan.whole(at + 2)
    if hour is None or hour > _MAX_HOUR:
        return None
    figures = minute is not None and minute <= _MAX_MINUTE and len(scan.form(at + 2)) > 1
    if scan.form(at + 1) in _COLON and figures:
        return at + 3
    return at + 1 if scan.has(at - 1, Part.CLOCK) and scan.tokens[at - 1].form != "ساعه" else None


def _clock_word(scan: Scanner, at: int) -> int | None:
    atom = ATOMS[scan.form(at)] if at < scan.end else None
    return at + 1 if atom and atom.kind in {Kind.ORDINAL, Kind.DIGITS} else None
