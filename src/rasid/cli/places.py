"""`rasid places`: import and fetch full place tables, list them, look a name up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    name: Annotated[str, typer.Argument(help="A place as a text says it, in Arabic or English.")],
    as_json: AsJson = False,
) -> None:
    """Show what a place may mean: candidates with area, precision codes, score and reason.

    Takes a name or any words that readers of articles resolve: "30 km south of Raqqa".
    """
    from rasid import pipeline  # noqa: PLC0415 - loads the stages

    found = pipeline.lookup_place(name)
    if not found:
        say(f"{name}: no such place; rasid places import brings in fuller tables")
        raise typer.Exit(EXIT_LOOK)
    if as_json:
        for entry in found:
            put_json(entry)
        return
    for text, entries in groupby(found, key=lambda entry: str(entry["text"])):
        output.print(text, style="bold", markup=False)
        for line in _candidates(list(entries)):
            output.print(line, markup=False)


_HEADS = (
    "", "score", "place", "kind", "precision", "lat", "lon", "radius_km", "admin1", "country",
    "ACLED", "UCDP",
)  # fmt: skip


def _candidates(entries: list[dict[str, Any]]) -> Iterator[str]:
    """The lines of a table: a row for each candidate, its reason below it."""
    rows = [tuple(map(_cell, _cells(entry))) for entry in entries]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]

    def line(cells: tuple[str, ...]) -> str:
        sized = (
            cell.rjust(width) if head in _NUMBERS else cell.ljust(width)
            for head, cell, width in zip(_HEADS, cells, widths, strict=True)
        )
        return "  ".join(sized).rstrip()

    yield line(_HEADS)
    for entry, row in zip(entries, rows, strict=True):
        yield line(row)
        told = f"told by {entry['told_by']}" if entry["told_by"] else entry["place_id"]
        yield "   " + "; ".join(part for part in (entry["reason"], told) if part)
    if not any(entry["chosen"] for entry in entries):
        yield "   undecided: nothing here tells these apart, so a text keeps the name alone"
    yield "   * what a reader takes; ACLED 1-3, UCDP 1-7: how exact, 1 the most"


_NUMBERS = frozenset({"score", "lat", "lon", "radius_km", "ACLED", "UCDP"})


def _cells(entry: dict[str, Any]) -> tuple[Any, ...]:
    mark, score = "*" if entry["chosen"] else "", f"{entry['score']:.2f}"
    point = (entry[name] for name in ("lat", "lon", "radius_km"))
    units = (entry[name] for name in ("admin1", "country", "acled", "ucdp"))
    return (mark, score, entry["name"], entry["kind"], entry["precision"], *point, *units)


def _cell(value: Any) -> str:
    return "-" if value is None else str(value)


def _tell(reports: list[ImportReport], *, as_json: bool) -> None:
    """Show what each import did; rows left out go to the messages and to the exit code."""
    for report in reports:
        if as_json:
            put_json(report)
        else:
            output.print(
                f"{report.table:24} read {report.read}: added {report.added}, "
                f"changed {report.changed}, as before {report.same}, "
                f"not kept {sum(report.passed.values())}, broken {len(report.skipped)}"
            )
            for reason, rows in report.passed.items():
                output.print(f"{'':24} not kept, {reason}: {rows}")
        for line in report.skipped[:_MOST_SHOWN]:
            say(f"left out: {line}")
        if len(report.skipped) > _MOST_SHOWN:
            say(f"left out: {len(report.skipped) - _MOST_SHOWN} more of {report.table}")
    if any(report.skipped for report in reports):
        raise typer.Exit(EXIT_LOOK)
