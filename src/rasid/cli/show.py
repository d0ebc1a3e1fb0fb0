"""`rasid show`: an article with the words that support each record, right to left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from rasid.cli.console import output, put_json, say
from rasid.cli.options import AsJson, existing_store
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


def _terminal(article: Article, reading: Reading) -> Text:
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    text = Text(article.text)
    for start, end, kind, _ in pipeline.spans(reading):
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


def command(
    context: typer.Context,
    doc_id: Annotated[str, typer.Argument(help="The article's id.")],
    why: Annotated[
        bool,
        typer.Option(
            "--why",
            help="For each event, doubtful ones too, the rules and weights behind its fields.",
        ),
    ] = False,
    page: Annotated[Path | None, typer.Option("--html", help="Write a page to this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a stored article with its evidence marked, and what was read from it."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    with existing_store(context) as store:
        article = store.article(doc_id)
        reading = store.reading(doc_id)
    if reading is None:
        raise NotFoundError(
            "the article is stored but not read yet", subject=doc_id, hint="read it: rasid run"
        )
    if as_json:
        record = reading.to_json()
        if why:
            for event, out in zip(reading.events, record["events"], strict=True):
                out["why"] = [reason.to_json() for reason in event.why]
        put_json({"title": article.title, "text": article.text, **record})
        return
    if page:
        page.write_text(pipeline.article_page(article, reading), encoding="utf-8")
        say(f"written: {page}")
        return
    output.print(_terminal(article, reading))
    output.print()
    lines = list(pipeline.reading_lines(reading, doubtful=why))
    if why:
        lines += [line for event in reading.events for line in _why_lines(event)]
    output.print("\n".join(lines), markup=False)
