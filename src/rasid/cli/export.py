"""`rasid export`: incidents to a file of one format, with a manifest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rasid.cli.console import output, put_json, track
from rasid.cli.options import AsJson, day, existing_store
from rasid.errors import UsageError

Level = Annotated[
    str | None,
    typer.Option(help="Coarsest a place may be told: town, district, governorate, country."),
]


def command(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="The file to write.")],
    name: Annotated[str, typer.Option("--format", help="csv, xlsx, jsonl, geojson …")] = "csv",
    public: Annotated[
        bool,
        typer.Option("--public", help="Places to governorates; no names of people, no quotes."),
    ] = False,
    mask: Level = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV that Excel opens right.")] = False,
    hxl: Annotated[
        bool, typer.Option("--hxl", help="A row of HXL tags under the heading.")
    ] = False,
    language: Annotated[str, typer.Option(help="Direction of sheets: ar or en.")] = "en",
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    country: Annotated[str | None, typer.Option(help="Country, as SY.")] = None,
    admin1: Annotated[str | None, typer.Option(help="First-level unit, as Raqqa.")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", help="Type; repeatable.")] = None,
    actor: Annotated[str | None, typer.Option(help="A party on either side.")] = None,
    precision: Annotated[
        list[str] | None, typer.Option(help="Precision of the place; repeatable.")
    ] = None,
    sources: Annotated[int | None, typer.Option(help="Independent sources at least.")] = None,
    grade: Annotated[list[str] | None, typer.Option(help="Grade; repeatable.")] = None,
    review: Annotated[list[str] | None, typer.Option(help="Review status; repeatable.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the incidents that the filters let through, and a manifest beside the file."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run
    from rasid.model import PlacePrecision  # noqa: PLC0415
    from rasid.store import IncidentFilter  # noqa: PLC0415

    asked: dict[str, Any] = {
        "date_from": day(since, "--since"),
        "date_to": day(until, "--until"),
        "types": tuple(type_ or ()),
        "country": country,
        "admin1": admin1,
        "actor": actor,
        "precisions": tuple(precision or ()),
        "least_sources": sources,
        "grades": tuple(grade or ()),
        "reviews": tuple(review or ()),
    }
    if mask and mask not in list(PlacePrecision):
        raise UsageError("no such level", subject=f"--mask {mask}", hint=", ".join(PlacePrecision))
    level = PlacePrecision(mask) if mask else (PlacePrecision.GOVERNORATE if public else None)
    options = pipeline.ExportOptions(
        pipeline.masking(level, people=public), excel=excel, hxl=hxl, language=language
    )
    filters = {key: str(value) for key, value in asked.items() if value}
    with existing_store(context) as store:
        wanted = IncidentFilter(**asked)
        every = track(store.casebook.every(wanted), "exporting", store.casebook.count(wanted))
        manifest = pipeline.export(every, path, name, options, filters)
    if as_json:
        put_json(manifest)
    else:
        output.print(
            f"{path}: {manifest['rows']} incidents, {manifest['format']}, "
            f"sha256 {manifest['sha256'][:16]}…",
            markup=False,
        )
