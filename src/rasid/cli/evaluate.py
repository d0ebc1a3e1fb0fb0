"""`rasid evaluate`: the reader (or another's output) scored on anyone's gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from rasid.cli.console import output, put_json, track
from rasid.cli.options import AsJson, Workers, worker_count
from rasid.errors import InputError, UsageError
from rasid.wording import counted

_ROW = "{:10}{:7.3f}{:7.3f}{:7.3f}"


def records(path: Path) -> dict[str, dict[str, Any]]:
    """The objects of a JSON lines file by doc_id, without what nobody reviewed.

    Raises InputError, which names the line that is no object.
    """
    from rasid.pipeline import only_reviewed  # noqa: PLC0415 - the stages load only when they run

    records: dict[str, dict[str, Any]] = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", subject=str(path)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = orjson.loads(line)
            records[record["doc_id"]] = only_reviewed(record)
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(
                "not a JSON object with a doc_id",
                subject=f"{path}:{number}",
                hint="one annotated article a line, as the annotation guidelines describe",
            ) from error
    if not records:
        raise InputError("holds no record", subject=str(path))
    return records


def _read(documents: Path, wanted: set[str], workers: int | None) -> dict[str, dict[str, Any]]:
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    skipped: list[pipeline.Skipped] = []
    articles = (
        article
        for article in pipeline.articles_of([documents], pipeline.CollectOptions(), skipped)
        if article.doc_id in wanted
    )
    readings = track(pipeline.read_articles(articles, workers), "reading", len(wanted))
    return {
        reading.doc_id: reading.to_json()
        for reading in readings
        if not isinstance(reading, pipeline.ReadingFailure)
    }


def command(
    documents: Annotated[Path, typer.Argument(help="Articles: doc_id, title, published, text.")],
    gold: Annotated[Path, typer.Argument(help="Annotations in the guidelines' format.")],
    predicted: Annotated[
        Path | None, typer.Option(help="Score this output instead of reading the articles.")
    ] = None,
    worst: Annotated[int, typer.Option(help="Name the articles with most misses.", min=0)] = 0,
    as_json: AsJson = False,
    workers: Workers = 0,
) -> None:
    """Score the reader on annotated articles: precision, recall and F1 by field."""
    from rasid.evaluate import score  # noqa: PLC0415

    for path in (documents, gold):
        if not path.is_file():
            raise UsageError("no such file", subject=str(path), hint="give the articles, then gold")
    wanted = records(gold)
    given = (
        records(predicted) if predicted else _read(documents, set(wanted), worker_count(workers))
    )
    table = score(records(documents), wanted, given)
    if as_json:
        put_json(table.to_json())
        return
    output.print(
        f"{counted(table.articles, 'articles')}, {counted(table.gold_events, 'gold events')}, "
        f"{table.predicted_events} predicted, "
        f"{table.unfound_evidence} with evidence not found in the text",
        markup=False,
    )
    output.print(f"{'':10}{'P':>7}{'R':>7}{'F1':>7}", markup=False)
    for name, value in table.scores.items():
        output.print(_ROW.format(name, *value), markup=False)
    ranked = sorted(table.by_article, key=lambda a: (-a.misses, a.doc_id))
    for item in ranked[:worst]:
        output.print(
            f"{item.doc_id}: {item.misses} misses "
            f"(gold {item.gold}, predicted {item.predicted}, paired {item.paired})",
            markup=False,
        )
