"""Date phrases of Arabic text as intervals."""

from __future__ import annotations

import datetime as dt

from rasid.language.arabic import date_periods as periods
from rasid.language.arabic.date_scan import FIRST_YEAR, LAST_YEAR, YEAR_DIGITS, Found, Scanner
from rasid.language.arabic.date_words import WORDS
from rasid.language.base import AnalysedText, DateMention

_ARTICLE = "ال"  # the, written apart from digits


def find_dates(analysed: AnalysedText, published: dt.date | None) -> list[DateMention]:
    """Date phrases in order, none overlapping another; relative ones counted from `published`."""
    tokens = list(analysed.tokens)
    scan = Scanner(tokens, analysed.text, published, _years(analysed))
    nights = scan.words.nights
    found: list[DateMention] = []
    for sentence in analysed.sentences:
        scan.end = sentence.last
        at = sentence.first
        while at < sentence.last:
            form = tokens[at].form
            phrase = read_at(scan, at) if WORDS[form] or nights.may_start(form) else None
            if phrase is None:
                at += 1
                continue
            found.append(_mention(scan, at, phrase))
            at = phrase.last
    return found


def read_at(scan: Scanner, at: int) -> Found | None:
    """The date phrase that starts at a token, if one does; the first reading that fits wins."""
    return (
        periods.clock(scan, at)
        or periods.since(scan, at)
        or periods.ago(scan, at)
        or periods.edge(scan, at)
        or scan.day(at)
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


def _years(analysed: AnalysedText) -> frozenset[int]:
    """The years that the text names in figures."""
    return frozenset(
        int(token.form)
        for token in analysed.tokens
        if len(token.form) == YEAR_DIGITS
        and token.form.isdecimal()
        and FIRST_YEAR <= int(token.form) <= LAST_YEAR
    )
