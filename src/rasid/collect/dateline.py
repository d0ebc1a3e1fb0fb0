"""Takes an article's zones and URL, gives its day of publication with the reason, or None."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from rasid.collect.anchors import beginning, headline_day, spoken_day, today
from rasid.collect.cleaning_labels import is_time
from rasid.collect.lines import Unit
from rasid.collect.phrases import load_phrases, words_of
from rasid.model import Published, PublishedStatus, Zone, ZoneKind

# No news page is older than the web.
_FIRST_YEAR = 1990
_LAST_YEAR = 2100
_NUMERIC = (
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/.\-_])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<s>[/.\-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)"),
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_SPOKEN_ZONES = (ZoneKind.BYLINE, ZoneKind.DATELINE)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# A date line, and the dateline at the head of a first paragraph, are as
# short as this; the latter ends in a dash or colon.
_BYLINE = 80
_HEAD = 70
_PARTS = re.compile(r"[,،|•]|\s[-–—]\s")
_HEAD_END = re.compile(r"\s[-–—]\s|[-–—]\s|:\s|\)\s")


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def numeric_date(text: str) -> dt.date | None:
    """The first full date in figures, year first or day first, of a short text."""
    plain = text.translate(_DIGITS)
    for pattern in _NUMERIC:
        for found in pattern.finditer(plain):
            day = _day(found)
            if day:
                return day
    return None


def spoken_date(text: str, code: str = "ar") -> dt.date | None:
    """The first full day of a short text, in figures or with a month's name."""
    day = numeric_date(text)
    if day or not any(char.isdigit() for char in text):
        return day
    return spoken_day(text, code)


def _posted(line: str) -> str:
    """What of a short line tells when it was posted: all, or the part that says so; else ""."""
    if len(line) > _BYLINE:
        return ""
    if is_time(Unit(0, len(line), line)):
        return line
    starts = load_phrases().posted_starts
    return next((part for part in _PARTS.split(line) if starts.begins(words_of(part))), "")


def byline_date(lines: Sequence[str]) -> dt.date | None:
    """The day of the first line that is a date of posting, alone or beside a writer's name."""
    for line in lines:
        day = spoken_date(_posted(line))
        if day:
            return day
    return None


def date_in_url(url: str) -> dt.date | None:
    """The day that a URL's path names (/2019/03/12/, /20190312/, 2019-03-12), None for none."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    for pattern in (_NUMERIC[0], _COMPACT):
        for found in pattern.finditer(path):
            day = _day(found)
            if day:
                return day
    return None


def _head_of_paragraph(text: str) -> str:
    """What stands before the dash or colon of a dateline: "Baghdad - 12 March 2019 - ".

    A short first line is one as a whole ("Kirkuk - 14 March 2023").
    """
    first = text.split("\n", 1)[0]
    if len(first) <= _BYLINE and _HEAD_END.search(first):
        return first
    ends = [found.end() for found in _HEAD_END.finditer(text[:_HEAD])]
    return text[: ends[-1]] if ends else ""


def _inferred(day: dt.date, reason: str) -> Published:
    return Published(day, PublishedStatus.INFERRED, reason)


def _in_zones(text: str, zones: Sequence[Zone], code: str) -> Published | None:
    """The day that a byline or dateline names, or the first words of the running text.

    Dates behind a teaser belong to other stories, up to the next copy of the headline.
    """
    foreign = told = False
    for zone in zones:
        piece = text[zone.start : zone.end]
        if zone.kind in (ZoneKind.TEASER, ZoneKind.REPEAT):
            foreign = zone.kind is ZoneKind.TEASER
        elif zone.kind in _SPOKEN_ZONES and not foreign:
            day = spoken_date(piece, code)
            if day:
                return _inferred(day, f"the {zone.kind.value} names it")
        elif zone.kind is ZoneKind.BODY and not told:
            told = True
            day = spoken_date(_head_of_paragraph(piece), code)
            if day:
                return _inferred(day, "the dateline of the first paragraph names it")
            day = byline_date(piece.strip().split("\n", 1)[:1])
            if day:
                return _inferred(day, "the first paragraph is a date of posting")
    return None


def _in_headlines(text: str, zones: Sequence[Zone], code: str) -> Published | None:
    for zone in zones:
        if zone.kind in (ZoneKind.HEADLINE, ZoneKind.REPEAT):
            piece = text[zone.start : zone.end]
            day = headline_day(piece, code)
            if day:
                return _inferred(day, "the headline of the round-up names it")
            day = byline_date((piece.strip(),))
            if day:
                return _inferred(day, "the first line is a date of posting")
        elif zone.kind is ZoneKind.BODY:
            break
    return None


def infer_published(
    text: str, zones: Sequence[Zone], url: str | None, code: str = "ar"
) -> Published | None:
    """The day of publication as the article itself gives it, None where it is silent.

    In order of trust: byline or dateline, URL, the headline of a daily round-up, what the text
    calls today.
    """
    found = _in_zones(text, zones, code)
    if found:
        return found
    day = date_in_url(url) if url else None
    if day:
        return _inferred(day, "the URL names it")
    found = _in_headlines(text, zones, code)
    if found:
        return found
    named = today(beginning(text, zones), f"{text} {url or ''}", code)
    return _inferred(*named) if named else None
