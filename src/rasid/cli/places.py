"""`rasid places`: import and fetch full place tables, list them, look a name up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.console import EXIT_LOOK, output, put_json, say
from rasid.cli.options import AsJson

if TYPE_CHECKING:
    from rasid.locate.imports import ImportReport

app = typer.Typer(help="Place tables: import, fetch, list and look up.", no_args_is_help=True)

_MOST_SHOWN = 20

Folder = Annotated[
    Path | None, typer.Option(help="Where the tables are kept; else the user's data folder.")
]


@app.command("import")
def import_command(
    paths: Annotated[list[Path], typer.Argument(help="Dumps, tables, polygons or folders.")],
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Import GeoNames dumps, Who's On First tables, OCHA COD-AB tables and polygons."""
    from rasid.locate.imports import import_tables  # noqa: PLC0415 - needed by this verb alone

    _tell([report for path in paths for report in import_tables(path, folder)], as_json=as_json)


@app.command("fetch")
def fetch_command(
    countries: Annotated[list[str], typer.Argument(help="ISO codes, as IQ SY.")],
    folder: Folder = None,
    base_url: Annotated[str | None, typer.Option(help="Another server of the same dumps.")] = None,
    as_json: AsJson = False,
) -> None:
    """Download the GeoNames dumps of some countries and import them."""
    from rasid.locate.imports import fetch  # noqa: PLC0415 - needed by this verb alone

    reports = fetch(countries, folder, base_url) if base_url else fetch(countries, folder)
    _tell(reports, as_json=as_json)


@app.command("list")
def list_command(folder: Folder = None, as_json: AsJson = False) -> None:
    """List the shipped and the imported tables with their counts and sources."""
    from rasid.locate.imports import imported_tables, shipped_tables  # noqa: PLC0415

    for note in (*shipped_tables(), *imported_tables(folder)):
        if as_json:
            put_json(note)
        else:
            output.print(f"{note.table:24} {note.rows:7}  {note.source} ({note.licence})")


@app.command("lookup")
def lookup_command(
    name: Annotated[str, typer.Argument(help="A place name, in Arabic or English.")],
    as_json: AsJson = False,
) -> None:
    """Show what a name may mean, with scores and reasons."""
    from rasid import pipeline  # noqa: PLC0415 - loads the stages

    found = pipeline.lookup_place(name)
    if not found:
        say(f"{name}: no such place; rasid places import brings in fuller tables")
        raise typer.Exit(EXIT_LOOK)
    for entry in found:
        if as_json:
            put_json(entry)
            continue
        where = ", ".join(part for part in (entry["admin1"], entry["country"]) if part)
        output.print(f"{entry['score']:6.2f}  {entry['name']} ({where})  {entry['place_id']}")
        output.print(f"        {entry['reason']}", markup=False)


def _tell(reports: list[ImportReport], *, as_json: bool) -> None:
    """Show what each import did; rows left out go to the messages and to the exit code."""
    for report in reports:
        if as_json:
            put_json(report)
        else:
            output.print(
                f"{report.table:24} read {report.read}, added {report.added}, "
                f"changed {report.changed}, left out {len(report.skipped)}"
            )
        for line in report.skipped[:_MOST_SHOWN]:
            say(f"left out: {line}")
        if len(report.skipped) > _MOST_SHOWN:
            say(f"left out: {len(report.skipped) - _MOST_SHOWN} more of {report.table}")
    if any(report.skipped for report in reports):
        raise typer.Exit(EXIT_LOOK)
