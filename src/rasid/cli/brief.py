"""`rasid brief`: the answer as one page to read, print and send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rasid.cli.assess import Admin1, AsOf, Country, Events, Group, Layout, timestamp
from rasid.cli.console import say
from rasid.cli.options import existing_store
from rasid.errors import UsageError

PDF = ".pdf"


def command(
    context: typer.Context,
    events: Events = None,
    out: Annotated[Path, typer.Option("--out", help="File to write, .html or .pdf.")] = Path(
        "brief.html"
    ),
    language: Annotated[str, typer.Option(help="ar or en.")] = "ar",
    group: Group = None,
    country: Country = None,
    admin1: Admin1 = None,
    as_of: AsOf = None,
    layout: Layout = None,
) -> None:
    """Write the brief of a question: one self-contained page, every number with its incidents."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run
    from rasid.assess import Question, read_table  # noqa: PLC0415

    question = Question(group, country, admin1, timestamp(as_of))
    if events is not None:
        html = pipeline.brief_of_table(read_table(events, layout), question, language)
    else:
        with existing_store(context) as store:
            html = pipeline.brief_of_store(
                store, question, language, pipeline.masking(None, people=True)
            )
    _write(html, out)
    say(f"written: {out}")


def _write(html: str, out: Path) -> None:
    try:
        if out.suffix.lower() == PDF:
            out.write_bytes(_printed(html))
        else:
            out.write_text(html, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", subject=str(out)) from error


def _printed(html: str) -> bytes:
    """The page as a browser prints it; UsageError where no browser is there."""
    hint = "write .html and print it from a browser, or install: pip install playwright"
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - seldom there
    except ImportError as error:
        raise UsageError("a PDF needs a browser", subject="--out", hint=hint) from error
    try:
        with sync_playwright() as tools, tools.chromium.launch() as browser:
            tab = browser.new_page()
            tab.set_content(html)
            printed: bytes = tab.pdf(format="A4", print_background=True)
            return printed
    except Error as error:
        raise UsageError("a PDF needs Chromium", subject="--out", hint=hint) from error
