"""Days and months of the Hijri calendar (Umm al-Qura) as Gregorian ones."""

from __future__ import annotations

import datetime as dt

from hijridate import Gregorian, Hijri

from rasid.model import DateInterval, DatePrecision

FIRST_YEAR, LAST_YEAR = 1343, 1500  # what the Umm al-Qura tables hold
_FIRST_DAY, _LAST_DAY = dt.date(1924, 8, 1), dt.date(2077, 11, 16)


def is_year(number: int) -> bool:
    """Whether the number can be a Hijri year of the news."""
    return FIRST_YEAR <= number <= LAST_YEAR


def to_day(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day, or None where the Hijri calendar has no such day."""
    if not is_year(year):
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
        return dt.date(found.year, found.month, found.day)
    except (ValueError, OverflowError):
        return None


def month(year: int, number: int) -> DateInterval | None:
    """The Gregorian days of a Hijri month."""
    start = to_day(year, number, 1)
    if start is None:
        return None
    length = Hijri(year, number, 1).month_length()
    return DateInterval(start, start + dt.timedelta(days=length - 1), DatePrecision.MONTH)


def year_of(date: dt.date) -> int | None:
    """The Hijri year in which a day lies, or None outside the tables."""
    if not _FIRST_DAY <= date <= _LAST_DAY:
        return None
    return int(Gregorian.fromdate(date).to_hijri().year)


def last_month(published: dt.date, number: int) -> DateInterval | None:
    """The last such Hijri month that has begun by the day of publication."""
    year = year_of(published)
    if year is None:
        return None
    found = month(year, number)
    if found is not None and found.start is not None and found.start <= published:
        return found
    return month(year - 1, number)


def last_day(published: dt.date, number: int, day: int) -> dt.date | None:
    """The last such Hijri day up to and including the day of publication."""
    year = year_of(published)
    for candidate in () if year is None else (year, year - 1):
        found = to_day(candidate, number, day)
        if found is not None and found <= published:
            return found
    return None
