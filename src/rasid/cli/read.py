"""`rasid read`: articles in, events, claims, figures and indicators out; no store needed."""

from __future__ import annotations

import typer

from rasid.cli.console import EXIT_FAILED, EXIT_LOOK, output, put_json, say, say_skipped, track
from rasid.cli.options import (
    AllowPrivate,
    AsJson,
    Inputs,
    Published,
    Workers,
    collect_options,
    worker_count,
)


def command(
    inputs: Inputs,
    as_json: AsJson = False,
    published: Published = None,
    workers: Workers = 0,
    allow_private: AllowPrivate = False,
) -> None:
    """Read articles and print what they say, one object an article, in input order."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    skipped: list[pipeline.Skipped] = []
    articles = pipeline.articles_of(
        inputs, collect_options(published, allow_private=allow_private), skipped
    )
    done = failed = 0
    for outcome in track(pipeline.read_articles(articles, worker_count(workers)), "reading"):
        if isinstance(outcome, pipeline.ReadingFailure):
            failed += 1
            say(f"{outcome.doc_id}: not read: {outcome.error}", style="red")
        elif as_json:
            done += 1
            put_json(outcome.to_json())
        else:
            done += 1
            output.print("\n".join(pipeline.reading_lines(outcome)), markup=False)
    for item in skipped:
        say_skipped(item.origin, item.error)
    if not done:
        say("nothing was read", style="red")
        raise typer.Exit(EXIT_FAILED)
    if skipped or failed:
        raise typer.Exit(EXIT_LOOK)
