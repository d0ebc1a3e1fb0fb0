"""`rasid link`: events of many articles become incidents; in a store, or from files without one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.console import EXIT_FAILED, EXIT_LOOK, output, put_json, say, say_skipped, track
from rasid.cli.options import (
    AllowPrivate,
    AsJson,
    Published,
    Workers,
    collect_options,
    existing_store,
    worker_count,
)
from rasid.wording import counted

if TYPE_CHECKING:
    from rasid.model import Article, Reading
    from rasid.pipeline import LinkResult

Rule = Annotated[
    str,
    typer.Option(help="How the best toll is chosen: best (UCDP), conservative (ACLED), min_max."),
]


def _print_json(readings: list[Reading], result: LinkResult) -> None:
    for reading in readings:
        record = reading.to_json()
        for event in record["events"]:
            event["incident_id"] = result.incident_of.get((reading.doc_id, event["id"]))
        put_json(record)


def _read(
    inputs: list[str], published: str | None, workers: int, allow_private: bool
) -> tuple[list[Article], list[Reading], int]:
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    skipped: list[pipeline.Skipped] = []
    options = collect_options(published, allow_private=allow_private)
    articles = list(pipeline.articles_of(inputs, options, skipped))
    readings: list[Reading] = []
    faults = len(skipped)
    outcomes = pipeline.read_articles(articles, worker_count(workers))
    for outcome in track(outcomes, "reading", len(articles)):
        if isinstance(outcome, pipeline.ReadingFailure):
            faults += 1
            say(f"{outcome.doc_id}: not read: {outcome.error}", style="red")
        else:
            readings.append(outcome)
    for item in skipped:
        say_skipped(item.origin, item.error)
    return articles, readings, faults


def command(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, URLs; without any, what the store holds is linked."),
    ] = None,
    rule: Rule = "best",
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Judge all reports in the store again.")
    ] = False,
    as_json: AsJson = False,
    published: Published = None,
    workers: Workers = 0,
    allow_private: AllowPrivate = False,
) -> None:
    """Link the events of articles to incidents: many reports, one happening."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run
    from rasid.errors import UsageError  # noqa: PLC0415

    if rule not in list(pipeline.TollRule):
        raise UsageError("no such rule", subject=rule, hint=", ".join(pipeline.TollRule))
    if not inputs:
        with existing_store(context) as store:
            done = pipeline.link_store(store, pipeline.TollRule(rule), afresh=afresh)
        if as_json:
            put_json(asdict(done))
        else:
            output.print(
                f"{counted(done.articles, 'articles')} judged, "
                f"{counted(done.changed, 'incidents')} changed, "
                f"{counted(done.incidents, 'incidents')} in the store",
                markup=False,
            )
        return
    articles, readings, faults = _read(inputs, published, workers, allow_private)
    if not readings:
        say("nothing was read", style="red")
        raise typer.Exit(EXIT_FAILED)
    result = pipeline.link_articles(articles, readings, pipeline.TollRule(rule))
    if as_json:
        _print_json(readings, result)
    else:
        output.print("\n".join(pipeline.incident_lines(result.incidents)), markup=False)
    if faults:
        raise typer.Exit(EXIT_LOOK)
