"""Days, weeks, months and years as date intervals, counted from a known day."""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum

from rasid.model import UNKNOWN_DATE, DateInterval, DatePrecision

DAY = dt.timedelta(days=1)
WEEK_DAYS = 7
MONTHS = 12
_DECEMBER = 12
_MONTH_SPANS = range(27, 31)  # days between first and last day of a month of either calendar
_SUNDAY = 6

# Longest span, in days between first and last day, that still counts as each precision.
_LONGEST = (
    (1, DatePrecision.DAY),
    (13, DatePrecision.WEEK),
    (300, DatePrecision.MONTH),
)
# What "the last days, weeks, months" without a number reach back to, in days.
RECENT_DAYS = {"hour": 1, "day": 7, "week": 30, "month": 180}
# Length of a unit in days, for "three months ago".
UNIT_DAYS = {"day": 1, "week": 7}


class Step(StrEnum):
    """Which one of a row of periods: the last, this, the next."""

    PAST = "past"
    CURRENT = "current"
    NEXT = "next"


SHIFT = {Step.PAST: -1, Step.CURRENT: 0, Step.NEXT: 1}


def day(date: dt.date) -> DateInterval:
    """One day."""
    return DateInterval(date, date, DatePrecision.DAY)


def span(start: dt.date, end: dt.date) -> DateInterval:
    """From start to end (either order), as precise as its length allows."""
    start, end = min(start, end), max(start, end)
    length = (end - start).days
    precision = next((p for longest, p in _LONGEST if length <= longest), DatePrecision.YEAR)
    return DateInterval(start, end, precision)


def make_day(year: int, month: int, number: int) -> dt.date | None:
    """The day, or None where the calendar has none."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> DateInterval:
    """A calendar month."""
    last = calendar.monthrange(year, number)[1]
    return DateInterval(dt.date(year, number, 1), dt.date(year, number, last), DatePrecision.MONTH)


def months(year: int, first: int, count: int) -> DateInterval:
    """A run of calendar months, as a season."""
    end_year, end = divmod(year * MONTHS + first - 1 + count - 1, MONTHS)
    stop = month(end_year, end + 1).end
    return DateInterval(dt.date(year, first, 1), stop, DatePrecision.MONTH)


def year(number: int) -> DateInterval:
    """A calendar year."""
    return DateInterval(dt.date(number, 1, 1), dt.date(number, _DECEMBER, 31), DatePrecision.YEAR)


def shift_months(date: dt.date, count: int) -> dt.date:
    """The same day so many months on, or that month's last day."""
    total = date.year * MONTHS + date.month - 1 + count
    number = min(max(total, MONTHS), dt.MAXYEAR * MONTHS + MONTHS - 1)
    in_year, in_month = divmod(number, MONTHS)
    last = calendar.monthrange(in_year, in_month + 1)[1]
    return dt.date(in_year, in_month + 1, min(date.day, last))


def shift_days(date: dt.date, count: int) -> dt.date:
    """The day so many days on, kept inside the calendar."""
    ordinal = min(max(date.toordinal() + count, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


def last_weekday(published: dt.date, weekday: int) -> dt.date:
    """The last such day up to and including the day of publication."""
    return shift_days(published, -((published.weekday() - weekday) % WEEK_DAYS))


def stepped_weekday(published: dt.date, weekday: int, step: Step) -> dt.date:
    """Last, this or next Saturday: never the day of publication itself for last and next."""
    found = last_weekday(published, weekday)
    if step is Step.NEXT:
        return shift_days(found, WEEK_DAYS)
    if step is Step.PAST and found == published:
        return shift_days(found, -WEEK_DAYS)
    return found


def last_day_and_month(published: dt.date, number: int, in_month: int) -> dt.date | None:
    """The last such day of the year up to and including publication (29 February: leap years)."""
    for back in range(9):
        found = make_day(published.year - back, in_month, number) if published.year > back else None
        if found and found <= published:
            return found
    return None


def stepped_day(
    published: dt.date, number: int, in_month: int, step: Step | None
) -> dt.date | None:
    """The last such day of the year; with "next" the next one, with "this" that of this month."""
    if step is Step.NEXT:
        days = (make_day(min(published.year + n, dt.MAXYEAR), in_month, number) for n in range(9))
        return next((found for found in days if found is not None and found > published), None)
    if step is Step.CURRENT and in_month == published.month:
        return make_day(published.year, in_month, number)
    return last_day_and_month(published, number, in_month)


def last_month(published: dt.date, number: int) -> DateInterval:
    """The last such month that has begun by the day of publication."""
    return month(published.year - (number > published.month), number)


def stepped(published: dt.date, unit: str, step: Step) -> DateInterval:
    """Last, this or next week, month or year, whole; this year ends at publication."""
    shift = SHIFT[step]
    if unit == "day":
        return day(shift_days(published, shift))
    if unit == "week":
        # A paper of Sunday calls the seven days before it "last week".
        this_week = published if published.weekday() == _SUNDAY else _monday(published)
        start = shift_days(this_week, shift * WEEK_DAYS)
        return DateInterval(start, shift_days(start, WEEK_DAYS - 1), DatePrecision.WEEK)
    if unit == "month":
        moved = shift_months(published.replace(day=1), shift)
        return month(moved.year, moved.month)
    number = min(max(published.year + shift, 1), dt.MAXYEAR)
    if step is Step.CURRENT:
        return DateInterval(dt.date(number, 1, 1), published, DatePrecision.YEAR)
    return year(number)


def _monday(date: dt.date) -> dt.date:
    return shift_days(date, -date.weekday())


def back(published: dt.date, unit: str, count: int) -> dt.date:
    """The day so many units before."""
    if unit == "hour":
        return shift_days(published, -(count // 24))
    if unit in UNIT_DAYS:
        return shift_days(published, -count * UNIT_DAYS[unit])
    return shift_months(published, -count * (MONTHS if unit == "year" else 1))


def ago(published: dt.date, unit: str, count: int | None, *, exceeds: bool = False) -> DateInterval:
    """So many units before publication, as wide as the unit; "days ago": the week before.

    `exceeds`: longer ago than the number says ("more than two weeks").
    """
    if count is None:
        if unit in RECENT_DAYS:
            start = shift_days(published, -RECENT_DAYS[unit])
            return span(start, shift_days(published, -1))
        return UNKNOWN_DATE
    found = back(published, unit, count)
    if unit in {"day", "hour"}:
        return day(found)
    if unit == "week":
        start = shift_days(found, -WEEK_DAYS if exceeds else -(WEEK_DAYS // 2))
        end = found if exceeds else shift_days(found, WEEK_DAYS // 2)
        return DateInterval(start, end, DatePrecision.WEEK)
    return month(found.year, found.month) if unit == "month" else year(found.year)


def ahead(published: dt.date, unit: str, count: int | None) -> DateInterval:
    """From publication on for so many units, or for a few; "the coming hours": that day."""
    if count is None and unit in RECENT_DAYS:
        days = 0 if unit == "hour" else RECENT_DAYS[unit] - 1
        return span(published, shift_days(published, days))
    return span(published, back(published, unit, -(count or 0))) if count else UNKNOWN_DATE


def since(published: dt.date, unit: str, count: int | None) -> DateInterval:
    """From so many units before publication up to it; "for years" stays unknown."""
    if count is not None:
        start = back(published, unit, count)
        if unit in {"month", "year"}:
            start = start.replace(day=1)
        if unit == "year":
            start = start.replace(month=1)
        return span(start, published)
    if unit in RECENT_DAYS:
        return span(shift_days(published, -RECENT_DAYS[unit]), published)
    return UNKNOWN_DATE


def part(whole: DateInterval, edge: str) -> DateInterval:
    """The start, middle or end of a month (a third) or of a year (a month or two)."""
    start, end = whole.start, whole.end
    if start is None or end is None:
        return whole
    days = (end - start).days
    if whole.precision is DatePrecision.MONTH and days in _MONTH_SPANS:
        first, last = {"start": (0, 9), "middle": (10, 19), "end": (20, days)}[edge]
        return DateInterval(shift_days(start, first), shift_days(start, last), DatePrecision.WEEK)
    if whole.precision is DatePrecision.YEAR:
        first, count = {"start": (1, 1), "middle": (6, 2), "end": (12, 1)}[edge]
        return months(start.year, first, count)
    return whole
