"""`rasid run`: the main job: collect, read, store, summarise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from rasid.cli.console import EXIT_FAILED, EXIT_LOOK, output, progress, put_json, say, say_skipped
from rasid.cli.options import (
    AllowPrivate,
    AsJson,
    Inputs,
    Published,
    Workers,
    collect_options,
    store_address,
    worker_count,
)
from rasid.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rasid.pipeline import RunSummary
    from rasid.store import Store


def _report(summary: RunSummary, store: Store, as_json: bool) -> None:
    counts = store.counts().to_json()
    if as_json:
        put_json(
            {
                "articles": summary.articles,
                "new_articles": summary.new_articles,
                "readings": summary.readings,
                "events": summary.events,
                "tellings": dict(summary.tellings),
                "claims": summary.claims,
                "figures": summary.figures,
                "indicators": summary.indicators,
                "skipped": [{"origin": s.origin, "error": str(s.error)} for s in summary.skipped],
                "failed": [{"doc_id": f.doc_id, "error": f.error} for f in summary.failed],
                "store": counts,
            }
        )
        return
    output.print("\n".join(_lines(summary, counts)), markup=False)


def _lines(summary: RunSummary, counts: Mapping[str, int]) -> Iterator[str]:
    """What this run found, incidents apart from plans and habits, and what the store holds."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    found = (
        counted(summary.tellings["row"], "events"),
        pipeline.apart_text(summary.tellings),
        counted(summary.claims, "claims"),
        counted(summary.figures, "figures"),
        counted(summary.indicators, "indicators"),
    )
    yield (
        f"{counted(summary.articles, 'articles')} ({summary.new_articles} new), "
        f"{summary.readings} read: {', '.join(filter(None, found))}"
    )
    # The store keeps every mention, doubtful ones too.
    held = {"event mentions" if noun == "events" else noun: n for noun, n in counts.items()}
    yield "in the store: " + ", ".join(counted(n, noun) for noun, n in held.items())


def command(
    context: typer.Context,
    inputs: Inputs,
    as_json: AsJson = False,
    published: Published = None,
    workers: Workers = 0,
    allow_private: AllowPrivate = False,
) -> None:
    """Collect articles, read them, keep all in the store and say what was found."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run
    from rasid.store import open_store  # noqa: PLC0415

    with open_store(store_address(context)) as store:
        summary = None
        options = collect_options(published, allow_private=allow_private)
        with progress("reading") as bar:
            for summary in pipeline.run(inputs, store, options, worker_count(workers)):
                bar.update(bar.task_ids[0], completed=summary.readings)
        if summary is None:
            raise typer.Exit(EXIT_FAILED)
        for item in summary.skipped:
            say_skipped(item.origin, item.error)
        for failure in summary.failed:
            say(f"{failure.doc_id}: not read: {failure.error}", style="red")
        _report(summary, store, as_json)
    if not summary.articles:
        raise typer.Exit(EXIT_FAILED)
    if summary.skipped or summary.failed:
        raise typer.Exit(EXIT_LOOK)
