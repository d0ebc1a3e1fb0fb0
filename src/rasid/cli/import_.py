"""`rasid import`: tables coded by people, beside the machine's own incidents."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from rasid.cli.console import EXIT_LOOK, output, put_json, say
from rasid.cli.options import AsJson, existing_store, store_address
from rasid.errors import UsageError
from rasid.store import Store, open_store
from rasid.wording import counted

_SHOWN = 20


def command(
    context: typer.Context,
    path: Annotated[Path | None, typer.Argument(help="The table.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option(help="Its name; else the file's.")] = None,
    layout: Annotated[str, typer.Option(help="auto, acled, ucdp or own.")] = "auto",
    whole: Annotated[
        bool, typer.Option("--whole", help="The file is the whole table: drop rows it lacks.")
    ] = False,
    listing: Annotated[bool, typer.Option("--list", help="Say what was imported.")] = False,
    remove: Annotated[str | None, typer.Option(help="Delete an imported table.")] = None,
    as_json: AsJson = False,
) -> None:
    """Keep a table coded by people beside the machine's own incidents; it is never linked."""
    if sum((path is not None, listing, remove is not None)) != 1:
        raise UsageError(
            "does one thing at a time", subject="rasid import", hint="FILE, --list or --remove NAME"
        )
    if listing:
        with existing_store(context) as store:
            _list(store, as_json)
    elif remove is not None:
        with existing_store(context) as store:
            rows = store.imports.remove(remove)
        if as_json:
            put_json({"name": remove, "removed": rows})
        else:
            output.print(f"{remove}: {counted(rows, 'rows')} removed", markup=False)
    elif path is not None:
        with open_store(store_address(context)) as store:
            _import(store, path, name, None if layout == "auto" else layout, whole, as_json)


def _list(store: Store, as_json: bool) -> None:
    for one in store.imports.sets():
        if as_json:
            put_json(asdict(one))
        else:
            day = one.imported_at[:10]
            output.print(
                f"{one.name}  {one.layout}  {counted(one.rows, 'rows')}  {one.origin}  {day}  "
                f"sha256 {one.sha256[:16]}…",
                markup=False,
            )


def _import(
    store: Store, path: Path, name: str | None, layout: str | None, whole: bool, as_json: bool
) -> None:
    from rasid.pipeline import importing  # noqa: PLC0415 - pandas is loaded only when asked

    done = importing.import_table(store, path, name, layout, whole=whole)
    skipped = [problem for problem in done.problems if not problem.used]
    told = {
        "name": done.name,
        "layout": done.layout,
        "rows": done.rows,
        "undated": done.undated,
        **asdict(done.outcome),
        "skipped": len(skipped),
    }
    if as_json:
        put_json({**told, "problems": [problem.to_json() for problem in done.problems]})
    else:
        for problem in done.problems[:_SHOWN]:
            what = "used without it" if problem.used else "skipped"
            column = f"{problem.column} " if problem.column else ""
            say(f"row {problem.row} {what}: {column}{problem.value!r} {problem.what}", "yellow")
        if len(done.problems) > _SHOWN:
            say(f"and {len(done.problems) - _SHOWN} more (--json tells all)", "yellow")
        output.print(
            f"{done.name}: {counted(done.rows, 'rows')} of {done.layout}'s layout: "
            f"{done.outcome.added} added, "
            f"{done.outcome.changed} changed, {done.outcome.unchanged} as they were, "
            f"{done.outcome.removed} removed, {len(skipped)} skipped",
            markup=False,
        )
        if done.undated:
            say(f"{counted(done.undated, 'rows')} without a day: filters on days leave them out")
    if skipped:
        raise typer.Exit(EXIT_LOOK)
