"""`rasid train`: the reader's weights trained on anyone's gold, events cross-validated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rasid.cli.console import output, put_json, say
from rasid.cli.evaluate import records
from rasid.cli.options import AsJson
from rasid.errors import UsageError

_ROW = "{:10}{:>9.3f}{:>9.3f}{:>9.3f}"
# What is cross-validated; the weights of claims and figures are trained beside them.
EVENT_ROWS = ("event", "subtype", "where", "when", "toll", "who", "row")


def command(
    gold: Annotated[Path, typer.Argument(help="Annotations in the guidelines' format.")],
    documents: Annotated[Path, typer.Argument(help="Articles: doc_id, title, published, text.")],
    out: Annotated[
        Path | None,
        typer.Option(help="Folder that takes the weights files; none: only the report."),
    ] = None,
    folds: Annotated[int, typer.Option(help="Parts for cross-validation.", min=2, max=20)] = 5,
    also: Annotated[
        tuple[Path, Path] | None,
        typer.Option(help="More annotations and their articles: learned from, never scored."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Train the reader's weights; say how well it reads events of articles it has not seen."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run
    from rasid.evaluate import score  # noqa: PLC0415
    from rasid.pipeline.training import train_reader  # noqa: PLC0415 - brings scipy

    for path in (documents, gold, *(also or ())):
        if not path.is_file():
            raise UsageError("no such file", subject=str(path), hint="give the gold, then articles")
    annotated = records(gold)
    skipped: list[pipeline.Skipped] = []
    articles = pipeline.articles_of([documents], pipeline.CollectOptions(), skipped)
    more = pipeline.articles_of([also[1]], pipeline.CollectOptions(), skipped) if also else ()
    told = annotated | (records(also[0]) if also else {})
    report = train_reader(articles, told, folds, more)
    texts = records(documents)
    tables = {
        name: score(texts, annotated, predicted)
        for name, predicted in (
            ("learned", report.unseen),
            ("hand-set", report.by_hand),
            ("seen", report.seen),
        )
    }
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in report.weights.items():
            (out / name).write_text(text, encoding="utf-8")
        say(f"{len(report.weights)} weights files written to {out}")
    _tell(tables, as_json)


def _tell(tables: dict[str, Any], as_json: bool) -> None:
    if as_json:
        put_json({name: table.to_json() for name, table in tables.items()})
        return
    output.print(f"{'F1':10}" + "".join(f"{name:>9}" for name in tables), markup=False)
    for name in EVENT_ROWS:
        row = [table.scores[name].f1 for table in tables.values()]
        output.print(_ROW.format(name, *row), markup=False)
