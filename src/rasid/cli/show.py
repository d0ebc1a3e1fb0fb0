"""`rasid show`: an article with the words that support each record, right to left."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from rasid.cli.console import output, put_json, say
from rasid.cli.options import AsJson, existing_store
from rasid.cli.summary import reading_lines
from rasid.errors import NotFoundError

if TYPE_CHECKING:
    from rasid.model import Article, Event, Reading

_STYLES = {
    "event": "underline",
    "trigger": "bold red",
    "figure": "green",
    "claim": "blue",
    "indicator": "magenta",
}
# Begins a paragraph so that a terminal that orders text itself takes it as right-to-left.
_RIGHT_TO_LEFT_MARK = "\u200f"


def _spans(reading: Reading) -> list[tuple[int, int, str, str]]:
    """Start, end, kind and id of every span, evidence before the trigger inside it."""
    spans = [(e.evidence.start, e.evidence.end, "event", e.event_id) for e in reading.events]
    spans += [(c.quote.start, c.quote.end, "claim", c.claim_id) for c in reading.claims]
    spans += [(f.quote.start, f.quote.end, "figure", f.figure_id) for f in reading.figures]
    spans += [(i.quote.start, i.quote.end, "indicator", i.indicator_id) for i in reading.indicators]
    spans += [(e.trigger.start, e.trigger.end, "trigger", e.event_id) for e in reading.events]
    return spans


def _terminal(article: Article, reading: Reading) -> Text:
    text = Text(article.text)
    for start, end, kind, _ in _spans(reading):
        text.stylize(_STYLES[kind], start, end)
    if article.language == "ar":
        for at in reversed([0, *(n + 1 for n, c in enumerate(article.text) if c == "\n")]):
            text = text[:at] + Text(_RIGHT_TO_LEFT_MARK) + text[at:]
    return text


def _why_lines(event: Event) -> list[str]:
    lines = [f"{event.event_id} {event.type} (confidence {event.confidence:.2f})"]
    for reason in event.why:
        weight = "" if reason.weight is None else f" [{reason.weight:+.2f}]"
        rivals = f"; against: {', '.join(reason.rivals)}" if reason.rivals else ""
        lines.append(f"    {reason.field}: {reason.rule}{weight} {reason.detail}{rivals}")
    return lines


def _page(article: Article, reading: Reading) -> str:
    """One HTML page without scripts or outside requests; all text from outside is escaped."""
    cuts = sorted({0, len(article.text), *(x for s in _spans(reading) for x in s[:2])})
    pieces = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        covering = [s for s in _spans(reading) if s[0] <= start and end <= s[1]]
        words = html.escape(article.text[start:end]).replace("\n", "<br>\n")
        if covering:
            kinds = " ".join(dict.fromkeys(kind for _, _, kind, _ in covering))
            names = ", ".join(dict.fromkeys(name for *_, name in covering))
            words = f'<mark class="{kinds}" title="{html.escape(names)}">{words}</mark>'
        pieces.append(words)
    cards = "\n".join(f"<pre dir=auto>{html.escape(line)}</pre>" for line in reading_lines(reading))
    side = "rtl" if article.language == "ar" else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{article.language}" dir="{side}"><meta charset="utf-8">'
        f"<title>{html.escape(article.title)}</title><style>{_CSS}</style>"
        f'<main><article>{"".join(pieces)}</article><aside dir="ltr">{cards}</aside></main></html>'
    )


_CSS = (
    "body{font:18px/1.9 'Noto Naskh Arabic','Noto Sans Arabic',serif;margin:2rem}"
    "main{display:grid;grid-template-columns:3fr 2fr;gap:2rem}"
    "aside pre{white-space:pre-wrap;font:14px/1.6 'Noto Sans Arabic',sans-serif;margin:.2rem 0}"
    "mark{background:none;color:inherit}"
    ".event{border-bottom:2px solid #D86018}.trigger{background:#D8601833;font-weight:bold}"
    ".claim{background:#6018FF1A}.figure{background:#30907833}.indicator{background:#9048C026}"
)


def command(
    context: typer.Context,
    doc_id: Annotated[str, typer.Argument(help="The article's id, or the start of it.")],
    why: Annotated[
        bool, typer.Option("--why", help="For each event the rules and weights behind its fields.")
    ] = False,
    page: Annotated[Path | None, typer.Option("--html", help="Write a page to this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a stored article with its evidence marked, and what was read from it."""
    with existing_store(context) as store:
        article = store.article(doc_id)
        reading = store.reading(doc_id) if article else None
    if article is None or reading is None:
        raise NotFoundError(
            "no such article has been read", subject=doc_id, hint="rasid search finds articles"
        )
    if as_json:
        record = reading.to_json()
        if why:
            for event, out in zip(reading.events, record["events"], strict=True):
                out["why"] = [reason.to_json() for reason in event.why]
        put_json({"title": article.title, "text": article.text, **record})
        return
    if page:
        page.write_text(_page(article, reading), encoding="utf-8")
        say(f"written: {page}")
        return
    output.print(_terminal(article, reading))
    output.print()
    lines = list(reading_lines(reading))
    if why:
        lines += [line for event in reading.events for line in _why_lines(event)]
    output.print("\n".join(lines), markup=False)
