"""An article and its reading as one HTML page: spans marked in the text, records beside it."""

from __future__ import annotations

import html
from itertools import pairwise
from typing import NamedTuple

from rasid.model import Article, Reading
from rasid.publish.plain import reading_lines
from rasid.publish.sorting import sort_events

_STYLE = (
    "body{font:18px/1.9 'Noto Naskh Arabic','Noto Sans Arabic',serif;margin:2rem}"
    "main{display:grid;grid-template-columns:3fr 2fr;gap:2rem}"
    "aside p{white-space:pre-wrap;font:14px/1.6 'Noto Sans Arabic',sans-serif;margin:.2rem 0}"
    "mark{background:none;color:inherit}"
    ".event{border-block-end:2px solid #D86018}"
    ".trigger{background:#D8601833;font-weight:bold}"
    ".claim{background:#6018FF1A}.figure{background:#30907833}.indicator{background:#9048C026}"
)


class Span(NamedTuple):
    """A half-open stretch of an article's text and the record that it supports."""

    start: int
    end: int
    kind: str
    record_id: str


def spans(reading: Reading) -> list[Span]:
    """Every stretch that a reading points to, doubtful events aside.

    Triggers come last, as they lie inside evidence.
    """
    told = sort_events(reading.events)
    events = sorted((*told.rows, *told.apart), key=lambda event: event.evidence.start)
    found = [Span(e.evidence.start, e.evidence.end, "event", e.event_id) for e in events]
    found += [Span(c.quote.start, c.quote.end, "claim", c.claim_id) for c in reading.claims]
    found += [Span(f.quote.start, f.quote.end, "figure", f.figure_id) for f in reading.figures]
    found += [
        Span(i.quote.start, i.quote.end, "indicator", i.indicator_id) for i in reading.indicators
    ]
    found += [Span(e.trigger.start, e.trigger.end, "trigger", e.event_id) for e in events]
    return found


def article_page(article: Article, reading: Reading) -> str:
    """The page as HTML without script or outside request; text from outside is escaped."""
    marked = spans(reading)
    cuts = sorted({0, len(article.text), *(at for span in marked for at in span[:2])})
    pieces = []
    for start, end in pairwise(cuts):
        covering = [span for span in marked if span.start <= start and end <= span.end]
        words = html.escape(article.text[start:end]).replace("\n", "<br>\n")
        if covering:
            kinds = " ".join(dict.fromkeys(span.kind for span in covering))
            names = ", ".join(dict.fromkeys(span.record_id for span in covering))
            words = f'<mark class="{kinds}" title="{html.escape(names)}">{words}</mark>'
        pieces.append(words)
    cards = "\n".join(f'<p dir="auto">{html.escape(line)}</p>' for line in reading_lines(reading))
    side = "rtl" if article.language == "ar" else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{html.escape(article.language)}" dir="{side}">'
        f'<meta charset="utf-8"><title>{html.escape(article.title)}</title>'
        f"<style>{_STYLE}</style>"
        f'<main><article>{"".join(pieces)}</article><aside dir="ltr">{cards}</aside></main></html>'
    )
