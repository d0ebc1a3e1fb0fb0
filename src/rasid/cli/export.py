"""`rasid export`: incidents or records to a file of one format, with a manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rasid.cli.console import output, put_json, say, track
from rasid.cli.options import AsJson, day, existing_store
from rasid.errors import UsageError
from rasid.wording import counted

if TYPE_CHECKING:
    from rasid.pipeline import ExportOptions

Level = Annotated[
    str | None,
    typer.Option(help="Finest that places may be told: town, district, governorate, country."),
]
Many = list[str] | None
INCIDENTS = "incidents"
_HEADINGS = ("en", "ar")
# What a filter of incidents is called on the command line, where records do not have it.
_INCIDENTS_ONLY = {
    "place": "--place",
    "actor": "--actor",
    "precisions": "--precision",
    "least_sources": "--sources",
    "disputed": "--disputed",
    "grades": "--grade",
    "reviews": "--review",
}


def command(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="The file to write.")],
    name: Annotated[str, typer.Option("--format", help="csv, xlsx, jsonl, geojson …")] = "csv",
    rows: Annotated[
        str, typer.Option(help="incidents, events, claims, figures or indicators.")
    ] = INCIDENTS,
    data: Annotated[
        str, typer.Option(help="rasid, the name of an imported table, or all of them.")
    ] = "rasid",
    public: Annotated[
        bool,
        typer.Option("--public", help="Places to governorates; no names of people, no quotes."),
    ] = False,
    mask: Level = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV that Excel opens right.")] = False,
    hxl: Annotated[
        bool, typer.Option("--hxl", help="A row of HXL tags under the heading.")
    ] = False,
    language: Annotated[str, typer.Option(help="Of workbooks: ar or en.")] = "en",
    headings: Annotated[
        str, typer.Option(help="Of the columns of csv and xlsx: en (their names) or ar.")
    ] = "en",
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    country: Annotated[str | None, typer.Option(help="Country, as SY.")] = None,
    admin1: Annotated[
        str | None, typer.Option(help="First-level unit, as Raqqa, in English or Arabic.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="Place, as Manbij, in English or Arabic.")
    ] = None,
    type_: Annotated[
        Many, typer.Option("--type", help="Type or class of event, or kind of record; repeatable.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="A party on either side, in English or Arabic.")
    ] = None,
    precision: Annotated[
        str | None, typer.Option(help="Place known to this or finer: site, town, district …")
    ] = None,
    sources: Annotated[int | None, typer.Option(help="Independent sources at least.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Told by this publisher.")] = None,
    disputed: Annotated[
        bool | None, typer.Option("--disputed/--undisputed", help="Sources differ, or do not.")
    ] = None,
    grade: Annotated[Many, typer.Option(help="Grade; repeatable.")] = None,
    review: Annotated[Many, typer.Option(help="Review status; repeatable.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the incidents or records that the filters let through, and a manifest beside them."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run
    from rasid.pipeline import exporting  # noqa: PLC0415

    asked: dict[str, Any] = {
        "date_from": day(since, "--since"),
        "date_to": day(until, "--until"),
        "types": tuple(type_ or ()),
        "country": country,
        "admin1": exporting.canonical("admin1", admin1),
        "place": place,
        "actor": exporting.canonical("actors", actor),
        "precisions": precisions(precision),
        "least_sources": sources,
        "publisher": publisher,
        "disputed": disputed,
        "grades": tuple(grade or ()),
        "reviews": tuple(review or ()),
    }
    if headings not in _HEADINGS:
        raise UsageError("no such headings", subject=headings, hint=" or ".join(_HEADINGS))
    level = place_level(mask, public)
    options = pipeline.ExportOptions(
        pipeline.masking(level, people=public),
        excel=excel, hxl=hxl, language=language, headings=headings,
    )  # fmt: skip
    if rows == INCIDENTS:
        manifest = _incidents(context, path, name, options, asked, data)
    else:
        manifest = _records(context, path, rows, name, options, asked)
    if as_json:
        put_json(manifest)
    else:
        output.print(
            f"{path}: {manifest['rows']} {rows}, {manifest['format']}, "
            f"sha256 {manifest['sha256'][:16]}…",
            markup=False,
        )
    if undated := manifest.get("undated_left_out"):
        say(f"{counted(undated, 'incidents')} without a day left out by --since/--until", "yellow")


def place_level(mask: str | None, public: bool) -> Any:
    """The level that places are told to; UsageError where it is none."""
    from rasid.model import PlacePrecision  # noqa: PLC0415

    if mask and mask not in list(PlacePrecision):
        raise UsageError("no such level", subject=f"--mask {mask}", hint=", ".join(PlacePrecision))
    if mask:
        return PlacePrecision(mask)
    return PlacePrecision.GOVERNORATE if public else None


def precisions(least: str | None) -> tuple[str, ...]:
    """The precisions as fine as this one; UsageError where it is none."""
    from rasid.model import PlacePrecision  # noqa: PLC0415

    if least is None:
        return ()
    order = [p.value for p in PlacePrecision if p is not PlacePrecision.UNKNOWN]
    if least not in order:
        raise UsageError("no such precision", subject=f"--precision {least}", hint=", ".join(order))
    return tuple(order[: order.index(least) + 1])


def _told(asked: dict[str, Any]) -> dict[str, Any]:
    """The filters that ask something, as the manifest tells them."""
    plain = {key: list(v) if isinstance(v, tuple) else v for key, v in asked.items()}
    return {
        key: value if isinstance(value, (list, bool, int)) else str(value)
        for key, value in plain.items()
        if value not in (None, [])
    }


def _incidents(
    context: typer.Context,
    path: Path,
    name: str,
    options: ExportOptions,
    asked: dict[str, Any],
    data: str,
) -> dict[str, Any]:
    from rasid.pipeline import exporting  # noqa: PLC0415 - the stages are loaded when they run
    from rasid.pipeline.importing import OWN  # noqa: PLC0415
    from rasid.store import IncidentFilter  # noqa: PLC0415

    with existing_store(context) as store:
        if data == OWN:
            asked = {**asked, "place": exporting.place_named(store, asked["place"])}
        wanted = IncidentFilter(**{**asked, "types": exporting.types_of(asked["types"])})
        return exporting.export_store(
            store,
            path,
            name,
            options,
            wanted,
            _told(asked),
            data,
            watch=lambda chosen: track(chosen.incidents, "exporting", chosen.own or None),
        )


def _records(
    context: typer.Context,
    path: Path,
    kind: str,
    name: str,
    options: ExportOptions,
    asked: dict[str, Any],
) -> dict[str, Any]:
    from rasid.pipeline import exporting  # noqa: PLC0415 - the stages are loaded when they run
    from rasid.store import RecordFilter  # noqa: PLC0415

    given = [option for key, option in _INCIDENTS_ONLY.items() if asked[key] not in (None, ())]
    if given:
        raise UsageError(
            f"filters incidents, not {kind}", subject=given[0], hint="--rows incidents"
        )
    kept = {key: value for key, value in asked.items() if key not in _INCIDENTS_ONLY}
    with existing_store(context) as store:
        return exporting.export_store_records(
            store, path, kind, name, options, RecordFilter(**kept), _told(kept)
        )
