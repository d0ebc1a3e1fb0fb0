"""Invented articles read as the product reads them."""

from __future__ import annotations

import datetime as dt

from rasid import language
from rasid.model import Article, Published, PublishedStatus
from rasid.read.statements import Context, Frame, Statements, find_frames, read_statements

ARABIC = language.get("ar")


def article(body: str, published: str | None = None, title: str = "عنوان مخترع") -> Article:
    day = dt.date.fromisoformat(published) if published else None
    status = PublishedStatus.KNOWN if day else PublishedStatus.UNKNOWN
    return Article("d1", title, f"{title}\n\n{body}", "ar", Published(day, status, ""))


def context(body: str, published: str | None = None) -> Context:
    text = article(body, published)
    return context_of(text)


def context_of(text: Article) -> Context:
    analysed = ARABIC.analyse(text)
    return Context(
        text,
        analysed,
        ARABIC.find_numbers(analysed),
        ARABIC.find_dates(analysed, text.published.date),
    )


def statements(body: str, published: str | None = None) -> Statements:
    text = article(body, published)
    return read_statements(text, ARABIC.analyse(text))


def frames(body: str) -> list[tuple[str, str]]:
    """Speaker and content of every attribution, as written."""
    found = context(body)
    quote = found.analysed.quote
    return [
        (quote(frame.speaker.first, frame.speaker.last), quote(*frame.content))
        for frame in find_frames(found.analysed, found.lexicon)
    ]


def only_frame(body: str) -> tuple[Context, Frame]:
    found = context(body)
    (frame,) = find_frames(found.analysed, found.lexicon)
    return found, frame
