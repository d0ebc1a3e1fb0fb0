"""Is a group fading or coming back; and what speakers state, over time and beside the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from rasid.api.answers import Csv, GeoJson, Json, csv_file, geojson_file, one_of_few
from rasid.api.context import TheMasking, TheStore
from rasid.api.errors import language_of
from rasid.api.paging import Name, Written, page
from rasid.api.routers.records import TheRecords
from rasid.store import RecordFilter, Store

router = APIRouter(tags=["assessments"])

AsOf = Annotated[
    dt.date | None,
    Written,
    Query(ge=dt.date(1900, 1, 1), le=dt.date(2200, 1, 1), description="Last day that counts."),
]


# They take seconds each: whoever asks for many waits for them, and nobody else does.
ASSESSMENTS = 2


@router.get("/assessments", response_class=Json)
async def assessments(
    request: Request,
    store: TheStore,
    masking: TheMasking,
    group: Name = None,
    country: Name = None,
    admin1: Name = None,
    as_of: AsOf = None,
    forecast: bool = True,
) -> Json:
    """The verdict with reasons, series, change points, coverage, and the forecast (slow)."""
    from rasid.pipeline.assessing import assessment  # noqa: PLC0415 - brings pandas and scipy

    def answer() -> Json:
        language = language_of(request)
        asked = (store, group, country, admin1, as_of, language, masking)
        return Json(assessment(*asked, forecast=forecast))

    return await one_of_few(request, "assessments", ASSESSMENTS, answer)


@router.get("/figures/over-time", response_class=Json)
async def figures_over_time(request: Request, store: TheStore, wanted: TheRecords) -> Json:
    """Stock figures by day and speaker, never summed; trends and tallies beside the record."""
    return Json(await _told(request, store, wanted))


@router.get("/figures/over-time.csv", response_class=Csv)
async def stocks_as_csv(request: Request, store: TheStore, wanted: TheRecords) -> Csv:
    """Stock figures by day and speaker as CSV."""
    return csv_file("stocks", (await _told(request, store, wanted))["stocks"])


@router.get("/figures/over-time.geojson", response_class=GeoJson)
async def stocks_as_geojson(request: Request, store: TheStore, wanted: TheRecords) -> GeoJson:
    """Stock figures where they are told of, as GeoJSON."""
    stocks = (await _told(request, store, wanted))["stocks"]
    return _placed("stocks", "figures", store, wanted, stocks, _figure_of)


@router.get("/figures/checks", response_class=Json)
async def checks(request: Request, store: TheStore, wanted: TheRecords) -> Json:
    """Trends and tallies that speakers claim, each beside the record.

    `outcome` is "agrees", "disagrees" or "cannot be compared"; `why` says on what it rests.
    """
    return Json(page((await _told(request, store, wanted))["checks"], None))


@router.get("/figures/checks.csv", response_class=Csv)
async def checks_as_csv(request: Request, store: TheStore, wanted: TheRecords) -> Csv:
    """Claims beside the record as CSV."""
    return csv_file("checks", map(_counted, (await _told(request, store, wanted))["checks"]))


def _counted(checked: dict[str, Any]) -> dict[str, Any]:
    """A check whose counts of the record are one cell: "2021-01-04 to 2021-12-26: 8"."""
    record = checked["record"]
    counts = [f"{n['from']} to {n['to']}: {n['incidents']}" for n in record["counts"]]
    return {**checked, "record": {**record, "counts": "; ".join(counts)}}


@router.get("/figures/checks.geojson", response_class=GeoJson)
async def checks_as_geojson(request: Request, store: TheStore, wanted: TheRecords) -> GeoJson:
    """Claims beside the record where they are told of, as GeoJSON."""
    told = (await _told(request, store, wanted))["checks"]
    return _placed("checks", "figures", store, wanted, told, _check_of)


async def _told(request: Request, store: Store, wanted: RecordFilter) -> dict[str, Any]:
    from rasid.pipeline.assessing import figures_over_time as told  # noqa: PLC0415 - brings pandas

    return await one_of_few(request, "assessments", ASSESSMENTS, told, store, wanted)


@router.get("/indicators/over-time")
def indicators_over_time(store: TheStore, wanted: TheRecords) -> dict[str, Any]:
    """Indicators by day, each with those that say the opposite."""
    return page(_signs(store, wanted), None)


@router.get("/indicators/over-time.csv", response_class=Csv)
def indicators_as_csv(store: TheStore, wanted: TheRecords) -> Csv:
    """Indicators by day, each with those that say the opposite, as CSV."""
    return csv_file("signs", _signs(store, wanted))


@router.get("/indicators/over-time.geojson", response_class=GeoJson)
def indicators_as_geojson(store: TheStore, wanted: TheRecords) -> GeoJson:
    """Indicators where they are told of, each with those that say the opposite, as GeoJSON."""
    return _placed("signs", "indicators", store, wanted, _signs(store, wanted), _sign_of)


def _signs(store: Store, wanted: RecordFilter) -> list[dict[str, Any]]:
    from rasid.pipeline.assessing import indicators_over_time as told  # noqa: PLC0415 - as above

    return told(store, wanted)


def _figure_of(row: dict[str, Any]) -> str:
    return str(row["figure"])


def _check_of(row: dict[str, Any]) -> str:
    return str(row["id"])


def _sign_of(row: dict[str, Any]) -> str:
    return str(row["indicator"]).rpartition("#")[2]


def _placed(
    name: str,
    kind: str,
    store: Store,
    wanted: RecordFilter,
    rows: list[dict[str, Any]],
    known_as: Callable[[dict[str, Any]], str],
) -> GeoJson:
    """Rows as features at the place that their figure or indicator tells of."""
    from rasid.pipeline.assessing import places_of  # noqa: PLC0415 - as above

    places = places_of(store, kind, wanted)
    named = ((row, known_as(row)) for row in rows)
    return geojson_file(
        name, ({**row, "id": of, "place": places.get((row["doc_id"], of))} for row, of in named)
    )
