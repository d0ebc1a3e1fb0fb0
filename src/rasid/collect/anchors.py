"""Takes an article's own words, gives the day they call today or that its headline sums up."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from rasid import language
from rasid.collect.phrases import load_phrases, words_of
from rasid.language.base import AnalysedText, DateMention
from rasid.model import Article, DatePrecision, Zone, ZoneKind

# "Today" with its date stands near the beginning, in so many characters of running text.
_BEGINNING = 1500
_TODAY = re.compile(r"\b(?:اليوم|[Tt]oday)\b")  # today
# The date that goes with it follows within so many characters.
_WINDOW = 80
_YEAR = re.compile(r"(?<!\d)((?:19|20)[0-9٠-٩]{2})(?!\d)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_BETWEEN = re.compile(r"[,،|•]|\s[-–—]\s")


def _analysed(text: str, code: str) -> AnalysedText:
    return language.get(code).analyse(Article("", "", text, code))


def day_of(mention: DateMention) -> dt.date | None:
    """The day of a mention that names it in full, None for any other."""
    full = mention.interval.precision is DatePrecision.DAY
    return mention.interval.start if full and not (mention.relative or mention.clock) else None


def spoken_day(text: str, code: str) -> dt.date | None:
    """The first day that a short line names in full with a month's name or in figures."""
    line = _BETWEEN.sub(" ", _CLOCK.sub(" ", text))
    analysed = _analysed(line, code)
    days = (day_of(mention) for mention in language.get(code).find_dates(analysed, None))
    return next((day for day in days if day), None)


def headline_day(headline: str, code: str) -> dt.date | None:
    """The day that the headline of a daily round-up names: "events of Monday 25-07-2022"."""
    words = words_of(headline)
    if not any(char.isdigit() for char in headline):
        return None
    return spoken_day(headline, code) if load_phrases().roundup_words.within(words) else None


def _todays(text: str, code: str) -> Iterator[tuple[DateMention, str]]:
    """Mentions that begin with "today" and give a date, each with its words after that one."""
    speech = language.get(code)
    for found in _TODAY.finditer(text):
        window = text[found.start() : found.start() + _WINDOW]
        if not any(char.isdigit() for char in window):
            continue
        analysed = _analysed(window, code)
        for mention in speech.find_dates(analysed, None)[:1]:
            words = analysed.quote(mention.first, mention.last).split()
            if mention.start == 0 and any(char.isdigit() for char in " ".join(words)):
                yield mention, " ".join(words[1:])


def _fits(phrase: str, year: int, code: str) -> dt.date | None:
    """The day of weekday, day and month in a year, None where the weekday does not fit."""
    day = spoken_day(f"{phrase} {year}", code)
    if day is None:
        return None
    weekday = phrase.split(maxsplit=1)[0]
    speech = language.get(code)
    for mention in speech.find_dates(_analysed(weekday, code), day):
        return day if mention.interval.start == day == mention.interval.end else None
    return None


def today(text: str, years_in: str, code: str) -> tuple[dt.date, str] | None:
    """The day that the text calls today, with the reason; None where it does not date it.

    "Today, Wednesday 23 November" has no year: it is dated where just one of the years named in
    `years_in` puts that day and month on that weekday.
    """
    years = sorted({int(found) for found in _YEAR.findall(years_in)})
    for mention, phrase in _todays(text, code):
        day = day_of(mention)
        if day:
            return day, "the text calls this day today"
        days = {day for year in years if (day := _fits(phrase, year, code))}
        if len(days) == 1:
            return days.pop(), "of the years named only this puts the text's today on its weekday"
    return None


def beginning(text: str, zones: Sequence[Zone]) -> str:
    """The first characters of the article's running text."""
    pieces = [text[zone.start : zone.end] for zone in zones if zone.kind is ZoneKind.BODY]
    return "\n".join(pieces)[:_BEGINNING]
