"""Reads phrases that name a day: yesterday, Saturday, last night, and the date behind them."""

from __future__ import annotations

import datetime as dt
from functools import partial

from rasid.language import calendar
from rasid.language.arabic.date_figures import day_and_month, numeric
from rasid.language.arabic.date_scan import Found, Scanner
from rasid.language.arabic.date_words import Part
from rasid.language.calendar import Step
from rasid.model import DateInterval

_OPENERS = frozenset({"بعد", "قبل", "اول", "ساعه", "منتصف"})  # after, before (noon), mid(night)
_AFTER_MIDNIGHT = ("بعد", "منتصف")  # after the middle (of the night)
_BRIDGES = frozenset({"-", "–", "—", "/", "الي", "علي", "،"})  # dashes, to, on
_WEEK = 7
_MOST_WORDS = 5  # before a day's name: "after midnight on the day of"


def read_day(scan: Scanner, at: int) -> Found | None:
    """A day phrase: part of the day, "the day of", then what names the day."""
    core, night = _skip_day_words(scan, at)
    found = (
        read_night(scan, at)
        or read_night(scan, core)
        or named_day(scan, core, night=night)
        or numeric(scan, core, short=core > at)
        or day_and_month(scan, core)
    )
    if found is None and core > at:
        found = numeric(scan, at, short=False)
    start, end = (found.interval.start, found.interval.end) if found else (None, None)
    if found and end is not None and start != end and _after_midnight(scan, at):
        return found._replace(interval=calendar.day(end))
    return found


def _skip_day_words(scan: Scanner, at: int) -> tuple[int, bool]:
    night = False
    for _ in range(_MOST_WORDS):
        form = scan.form(at)
        opener = form in _OPENERS
        if not (scan.has(at, Part.DAY_PART) or scan.has(at, Part.DAY_WORD)):
            break
        if opener and not (scan.has(at + 1, Part.DAY_PART) or scan.has(at + 1, Part.NIGHT)):
            break
        night = night or form in scan.words.night_words or form[1:] in scan.words.night_words
        at += 1
    return at, night


def read_night(scan: Scanner, at: int) -> Found | None:
    """Read "last night", "the day before yesterday", with a weekday behind it or not."""
    phrase = scan.words.nights.starting_at(scan.tokens, at, scan.end)
    if phrase is None:
        return None
    last, night = phrase
    first_back, last_back = night.value

    def rule(published: dt.date) -> DateInterval:
        start = calendar.shift_days(published, -first_back)
        return calendar.span(start, calendar.shift_days(published, -last_back))

    weekday = _weekday_behind(scan, last)
    if weekday is None:
        return scan.relative(last, rule)
    start = weekday.interval.start
    if start is not None and first_back > last_back:  # a night that began on that weekday
        interval = calendar.span(start, calendar.shift_days(start, 1))
        return weekday._replace(interval=interval)
    return weekday


def named_day(scan: Scanner, at: int, *, night: bool = False) -> Found | None:
    """Today, yesterday, tomorrow or a weekday, and the date that may stand behind it."""
    if scan.has(at, Part.YESTERDAY):
        found = scan.relative(at + 1, partial(calendar.shift_days, count=-1))
    elif scan.has(at, Part.TODAY):
        if _is_other_day(scan, at):
            return None
        found = scan.relative(at + 1, calendar.day)
    elif scan.has(at, Part.TOMORROW):
        return scan.relative(at + 1, partial(calendar.shift_days, count=1))
    else:
        return _weekday(scan, at, night=night)
    return _weekday_behind(scan, at + 1) or _date_behind(scan, at + 1) or found


def _is_other_day(scan: Scanner, at: int) -> bool:
    """Whether "the day" is not today: "that day", "the same day"."""
    before = scan.form(at - 1)
    return scan.form(at + 1) in scan.words.not_today or before in scan.words.not_today_before


def _weekday_behind(scan: Scanner, at: int) -> Found | None:
    """A weekday behind "yesterday", in brackets, after a comma or neither; it wins."""
    for skip in (0, 1):
        if skip and scan.form(at) not in {"(", "،", ","}:
            return None
        found = _weekday(scan, at + skip) if scan.has(at + skip, Part.WEEKDAY) else None
        if found:
            closed = skip and scan.form(at) == "(" and scan.form(found.last) == ")"
            return found._replace(last=found.last + 1) if closed else found
    return None


def _weekday(scan: Scanner, at: int, *, night: bool = False) -> Found | None:
    word = scan.has(at, Part.WEEKDAY)
    if word is None:
        return None
    number, last = int(word.value), at + 1
    if night and (second := _second_night(scan, last)):
        last = second

        def rule(published: dt.date) -> DateInterval:
            day = calendar.last_weekday(published, (number + 1) % _WEEK)
            return calendar.span(calendar.shift_days(day, -1), day)

        return scan.relative(last, rule)
    if scan.has(last, Part.AGO) and scan.has(last + 1, Part.STEP):  # "the Friday before last"
        return scan.relative(last + 2, partial(_weekday_before_last, weekday=number))
    step = scan.has(last, Part.STEP)
    if step:
        return scan.relative(
            last + 1, partial(calendar.stepped_weekday, weekday=number, step=step.value)
        )
    dated = _date_behind(scan, last, weekday=number)
    return dated or scan.relative(last, partial(calendar.last_weekday, weekday=number))


def _second_night(scan: Scanner, at: int) -> int | None:
    """Token after the second weekday of "the night of Friday to Saturday"."""
    for skip in (0, 1):
        if skip and scan.form(at) not in _BRIDGES:
            return None
        if scan.has(at + skip, Part.WEEKDAY):
            return at + skip + 1
    return None


def _date_behind(scan: Scanner, at: int, weekday: int | None = None) -> Found | None:
    """A full date behind a weekday: "Friday, 24 July", "Friday (24 July 2015)"."""
    phrase = scan.words.same_day.starting_at(scan.tokens, at, scan.end)
    core = phrase[0] if phrase else at
    bracket = scan.form(core) == "("
    if scan.form(core) in {"(", "،", ",", "-", "–", "/"}:
        core += 1
    found = numeric(scan, core, short=True) or day_and_month(scan, core, weekday=weekday)
    if found and bracket and scan.form(found.last) == ")":
        return found._replace(last=found.last + 1)
    return found


def _after_midnight(scan: Scanner, at: int) -> bool:
    return (scan.form(at), scan.form(at + 1)) == _AFTER_MIDNIGHT


def _weekday_before_last(published: dt.date, weekday: int) -> dt.date:
    last = calendar.stepped_weekday(published, weekday, Step.PAST)
    return calendar.shift_days(last, -_WEEK)
