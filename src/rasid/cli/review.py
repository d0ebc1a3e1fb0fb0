"""`rasid review`: people's word on incidents, what they decided as gold, how far two agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from rasid.cli import deciding
from rasid.cli.console import output, put_json, say
from rasid.cli.options import AsJson, existing_store
from rasid.wording import counted

app = typer.Typer(
    help="Merge, split, correct incidents; export reviews as gold; compare reviewers.",
    no_args_is_help=True,
)
for verb in (
    deciding.merge,
    deciding.split,
    deciding.accept,
    deciding.reject,
    deciding.edit,
    deciding.undo,
    deciding.decisions,
):
    app.command(verb.__name__)(verb)


def _write(path: Path, records: list[dict[str, Any]]) -> None:
    lines = [orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records]
    path.write_bytes(b"".join(lines))


@app.command("export")
def export(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(help="File for the gold, one article a line.")],
    documents: Annotated[
        Path | None, typer.Option(help="File for the annotated articles, as training takes them.")
    ] = None,
    who: Annotated[str | None, typer.Option(help="One reviewer's decisions alone.")] = None,
) -> None:
    """Write articles whose events were all reviewed, in the annotation guidelines' format."""
    from rasid import pipeline  # noqa: PLC0415 - heavy, and not every verb needs it

    with existing_store(context) as store:
        records = list(pipeline.gold(store, who))
        _write(gold, records)
        if documents is not None:
            _write(documents, list(pipeline.articles_of_gold(store, records)))
    events = sum(len(record["events"]) for record in records)
    say(f"{counted(len(records), 'articles')}, {counted(events, 'events')}")


@app.command("agreement")
def agreement(
    context: typer.Context,
    one: Annotated[str, typer.Argument(help="A reviewer.")],
    other: Annotated[str, typer.Argument(help="Another one.")],
    as_json: AsJson = False,
) -> None:
    """Score two reviewers against each other, on the articles that both reviewed."""
    from rasid import pipeline  # noqa: PLC0415 - as above

    with existing_store(context) as store:
        table = pipeline.agreement(store, one, other)
    if as_json:
        put_json(table.to_json())
        return
    output.print(f"{counted(table.articles, 'articles')} reviewed by both", markup=False)
    for name, value in table.scores.items():
        output.print(f"{name:10}{value.f1:7.3f}", markup=False)
