"""`rasid brief`: the answer as one page to read, print and send."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from rasid.cli.assess import Admin1, AsOf, Country, Events, Group, Layout, timestamp
from rasid.cli.console import say
from rasid.cli.options import existing_store
from rasid.errors import UsageError

PDF = ".pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The sandbox cannot start for the superuser; the page holds no script and asks no network.
FLAGS = (
    "--headless", "--no-pdf-header-footer", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)  # fmt: skip
PATIENCE = 120  # seconds a browser may take to print


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
    public: Annotated[
        bool, typer.Option("--public", help="For publication: no quotes, no names of people.")
    ] = False,
    claims: Annotated[
        bool,
        typer.Option(
            "--claims", help="With a table: what the stored articles claim is put beside it."
        ),
    ] = False,
) -> None:
    """Write the brief of a question: one self-contained page, every number with its incidents."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run
    from rasid.assess import Question, read_table  # noqa: PLC0415
    from rasid.pipeline import briefing  # noqa: PLC0415

    question = Question(group, country, admin1, timestamp(as_of))
    if events is not None and claims:
        with existing_store(context) as store:
            table = read_table(events, layout)
            html = briefing.brief_of_table(table, question, language, store)
    elif events is not None:
        html = briefing.brief_of_table(read_table(events, layout), question, language)
    else:
        with existing_store(context) as store:
            html = briefing.brief_of_store(
                store, question, language, pipeline.masking(None, people=public, store=store)
            )
    _write(html, out)
    say(f"written: {out}")


def _write(html: str, out: Path) -> None:
    try:
        if out.suffix.lower() == PDF:
            out.write_bytes(printed(html))
        else:
            out.write_text(html, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", subject=str(out)) from error


def printed(html: str) -> bytes:
    """The page as Chromium prints it; UsageError where there is none or it fails."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise UsageError(
            "a PDF needs Chromium or Chrome", subject="--out",
            hint="install one, or write .html and print it from any browser",
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        page, made_at = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        page.write_text(html, encoding="utf-8")
        flags = [*FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made_at}"]
        try:
            made = subprocess.run(  # noqa: S603 - a fixed program on a page of our own, without scripts
                [browser, *flags, page.as_uri()], capture_output=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UsageError(f"{browser} did not print: {error}", subject="--out") from error
        if not made_at.is_file():
            told = made.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise UsageError(f"{browser} did not print", subject="--out", hint=" ".join(told))
        return made_at.read_bytes()
