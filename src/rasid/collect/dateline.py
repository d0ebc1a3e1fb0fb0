"""Takes an article's zones and URL, gives its day of publication with the reason, or None."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from rasid.model import Published, PublishedStatus, Zone, ZoneKind

# No Arabic news page is older than the web, none newer than tomorrow's print.
_FIRST_YEAR = 1990
_LAST_YEAR = 2100
_NUMERIC = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/.\-_])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<s>[/.\-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)"),
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_SPOKEN_ZONES = (ZoneKind.BYLINE, ZoneKind.DATELINE)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


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


def date_in_url(url: str) -> dt.date | None:
    """The day that a URL's path names (/2019/03/12/, /20190312/, 2019-03-12), None for none."""
    path = unquote(urlsplit(url).path)
    for pattern in (_NUMERIC[0], _COMPACT):
        for found in pattern.finditer(path):
            day = _day(found)
            if day:
                return day
    return None


def infer_published(text: str, zones: Sequence[Zone], url: str | None) -> Published | None:
    """The day that byline, dateline or URL give, in that order of trust; None where they are silent."""
    for zone in zones:
        if zone.kind in _SPOKEN_ZONES:
            day = numeric_date(text[zone.start : zone.end])
            if day:
                return Published(day, PublishedStatus.INFERRED, f"the {zone.kind.value} names it")
        elif zone.kind is ZoneKind.BODY:
            break
    day = date_in_url(url) if url else None
    return Published(day, PublishedStatus.INFERRED, "the URL names it") if day else None
