"""Date phrases of Arabic text as intervals."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from rasid.language.arabic import date_periods as periods
from rasid.language.arabic.date_days import read_day
from rasid.language.arabic.date_scan import FIRST_YEAR, LAST_YEAR, YEAR_DIGITS, Found, Scanner
from rasid.language.arabic.date_words import WORDS, Part
from rasid.language.base import AnalysedText, DateMention, Token
from rasid.language.calendar import shift_days


def find_dates(analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
    """Date phrases in order, none overlapping another; relative ones counted from `published`.

    Without a day of publication a text that dates its own "today" is counted from that.
    """
    found = _scan(analysed, published)
    if published is None and (own := day_of_writing(analysed, found)):
        return _scan(analysed, own)
    return found


def day_of_writing(analysed: AnalysedText, found: Sequence[DateMention]) -> dt.date | None:
    """The day that the text calls today, or follows what it calls yesterday, where it dates it."""
    for date in found:
        if date.interval.start is None or date.interval.start != date.interval.end:
            continue
        for token in analysed.tokens[date.first : date.last]:
            parts = {word.part for word in WORDS[token.form]}
            if Part.TODAY in parts:
                return date.interval.start
            if Part.YESTERDAY in parts:
                return shift_days(date.interval.start, 1)
    return None


def _scan(analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
    tokens = list(analysed.tokens)
    years = _years(tokens) if published is None else frozenset()
    scan = Scanner(tokens, analysed.text, published, years)
    starts = [at for at, token in enumerate(tokens) if WORDS[token.form]]
    found: list[DateMention] = []
    for sentence in analysed.sentences:
        scan.end = sentence.last
        floor = sentence.first
        for at in starts[bisect_left(starts, floor) : bisect_left(starts, sentence.last)]:
            phrase = read_at(scan, at) if at >= floor else None
            if phrase is not None:
                found.append(_mention(scan, at, phrase))
                floor = phrase.last
    return found


def read_at(scan: Scanner, at: int) -> Found | None:
    """The date phrase that starts at a token, if one does; the first reading that fits wins."""
    return (
        periods.clock(scan, at)
        or periods.since(scan, at)
        or periods.ago(scan, at)
        or periods.edge(scan, at)
        or read_day(scan, at)
        or periods.stepped(scan, at)
        or periods.month(scan, at)
        or periods.season(scan, at)
        or periods.year(scan, at)
    )


def _mention(scan: Scanner, first: int, found: Found) -> DateMention:
    return DateMention(
        first,
        found.last,
        scan.tokens[first].start,
        scan.tokens[found.last - 1].end,
        found.interval,
        found.relative,
        found.clock,
    )


def _years(tokens: Sequence[Token]) -> frozenset[int]:
    """The years that the text names in figures."""
    figures = (token.form for token in tokens if len(token.form) == YEAR_DIGITS)
    return frozenset(
        int(form) for form in figures if form.isdecimal() and FIRST_YEAR <= int(form) <= LAST_YEAR
    )
