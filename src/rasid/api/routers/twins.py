"""Pages of one thing as tables and maps: an incident, an article, an assessment, the brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from rasid import pipeline
from rasid.api.answers import Csv, GeoJson, Json, csv_file, features_file, one_of_few
from rasid.api.context import TheMasking, TheStore
from rasid.api.paging import Name
from rasid.api.routers.assessments import ASSESSMENTS, AsOf
from rasid.api.routers.documents import whole
from rasid.api.routers.incidents import gone_or_none, meant
from rasid.api.routers.overview import Days, units_of
from rasid.api.routers.review import doubt_json
from rasid.errors import NotFoundError
from rasid.model import Incident
from rasid.store import Store

router = APIRouter(tags=["twins"])

_KINDS = ("event", "claim", "figure", "indicator")


def _record(store: Store, incident: Incident, masking: pipeline.Masking) -> dict[str, Any]:
    """An incident as JSON, each report with the title that this visitor may see."""
    record = masking.incident(incident).to_json()
    for report in record["reports"]:
        report["title"] = store.article(report["doc_id"]).title if masking.open else ""
    return record


def _told(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The reports of an incident as records: what each article tells."""
    for report in record["reports"]:
        about = {name: report.get(name) for name in ("doc_id", "title", "publisher", "published")}
        about["origin"] = report.get("origin")
        yield {"incident_id": record["incident_id"], **about, **report["event"]}


def _places(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An incident as a map feature, then where each of its reports puts it."""
    left_out = ("reports", "conflicts", "history")
    itself = {name: value for name, value in record.items() if name not in left_out}
    name = record["incident_id"]
    yield {**pipeline.record_feature({"doc_id": "", "id": "", **itself}), "id": name}
    for number, report in enumerate(_told(record)):
        yield {**pipeline.record_feature(report), "id": f"{name}/{number}"}


def _twin(
    incident_id: str,
    store: TheStore,
    masking: TheMasking,
    request: Request,
    shape: Callable[[dict[str, Any]], Response],
) -> Response:
    """An incident's record in a shape; 410 and why where it was withdrawn."""
    gone = gone_or_none(store, incident_id, request, masking)
    if gone is not None:
        return gone
    return shape(_record(store, meant(store, incident_id, masking), masking))


@router.get("/incidents/{incident_id}.csv", response_class=Csv)
def incident_as_csv(
    incident_id: str, store: TheStore, masking: TheMasking, request: Request
) -> Response:
    """The reports of one incident as CSV; 410 and why where it was withdrawn."""
    return _twin(incident_id, store, masking, request, lambda r: csv_file("reports", _told(r)))


@router.get("/incidents/{incident_id}.geojson", response_class=GeoJson)
def incident_as_geojson(
    incident_id: str, store: TheStore, masking: TheMasking, request: Request
) -> Response:
    """The place of one incident, then of each of its reports, as GeoJSON; 410 as above."""
    return _twin(
        incident_id,
        store,
        masking,
        request,
        lambda r: features_file("incident", _places(r)),
    )


def _read(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All that was read from an article, each record with its kind and the article's name."""
    about = {name: document[name] for name in ("doc_id", "title", "publisher", "published")}
    for kind in _KINDS:
        for record in (document["reading"] or {}).get(f"{kind}s", ()):
            yield {"record": kind, **about, **record}


def _document(store: Store, doc_id: str, suffix: str) -> dict[str, Any] | Json:
    """The article; as JSON where its own name ends so."""
    try:
        return whole(store, doc_id)
    except NotFoundError:
        return Json(whole(store, f"{doc_id}.{suffix}"))


@router.get("/documents/{doc_id:path}.csv", response_class=Csv)
def document_as_csv(doc_id: str, store: TheStore) -> Response:
    """Events, claims, figures and indicators of one article as CSV; `record` is the kind."""
    found = _document(store, doc_id, "csv")
    return found if isinstance(found, Json) else csv_file("article", _read(found))


@router.get("/documents/{doc_id:path}.geojson", response_class=GeoJson)
def document_as_geojson(doc_id: str, store: TheStore) -> Response:
    """What was read from one article and has a place of its own, as GeoJSON."""
    found = _document(store, doc_id, "geojson")
    if isinstance(found, Json):
        return found
    placed = (record for record in _read(found) if "place" in record)
    return features_file("article", map(pipeline.record_feature, placed))


@router.get("/assessments.csv", response_class=Csv)
async def assessment_as_csv(
    request: Request, store: TheStore, masking: TheMasking, group: Name = None,
    country: Name = None, admin1: Name = None, as_of: AsOf = None,
) -> Csv:  # fmt: skip
    """The weekly counts behind an assessment as CSV."""
    made = await _assessment(request, store, masking, group, country, admin1, as_of, forecast=False)
    series = made["series"]
    pairs = zip(series["weeks"], series["counts"], strict=True)
    return csv_file("series", ({"week_end": week, "incidents": count} for week, count in pairs))


@router.get("/assessments.geojson", response_class=GeoJson)
async def assessment_as_geojson(
    request: Request, store: TheStore, masking: TheMasking, group: Name = None,
    country: Name = None, admin1: Name = None, as_of: AsOf = None, forecast: bool = True,
) -> GeoJson:  # fmt: skip
    """Governorates with their counts and what is forecast for them, as GeoJSON."""
    made = await _assessment(
        request, store, masking, group, country, admin1, as_of, forecast=forecast
    )
    return _units_file("assessment", made["units"])


async def _assessment(
    request: Request, store: Store, masking: pipeline.Masking, group: str | None,
    country: str | None, admin1: str | None, as_of: dt.date | None, *, forecast: bool,
) -> dict[str, Any]:  # fmt: skip
    def made() -> dict[str, Any]:
        from rasid.pipeline.assessing import assessment  # noqa: PLC0415 - brings pandas and scipy

        return assessment(store, group, country, admin1, as_of, "en", masking, forecast=forecast)

    return await one_of_few(request, "assessments", ASSESSMENTS, made)


def _units_file(name: str, units: list[dict[str, Any]]) -> GeoJson:
    centres = pipeline.unit_centres()
    return features_file(name, (pipeline.unit_feature(unit, centres) for unit in units))


@router.get("/summary.geojson", response_class=GeoJson)
def summary_as_geojson(store: TheStore, days: Days = 7) -> GeoJson:
    """Governorates with their incidents now and before, as GeoJSON."""
    return _units_file("summary", units_of(store, days))


Most = Annotated[int, Query(ge=1, le=200)]


def _doubted(store: Store, limit: int) -> Iterator[dict[str, Any]]:
    """The queue's incidents, flat, each with the reasons to look at it."""
    for doubt in pipeline.doubts(store, limit):
        told = doubt_json(store, doubt)
        reasons = [" ".join([r["code"], r["field"], *r["values"]]) for r in told["reasons"]]
        kept = {k: v for k, v in told["incident"].items() if k not in {"reports", "conflicts"}}
        yield {**kept, "reports": len(told["incident"]["reports"]), "reasons": "; ".join(reasons)}


@router.get("/review/queue.csv", response_class=Csv)
def queue_as_csv(store: TheStore, limit: Most = 50) -> Csv:
    """What waits for review, with the reasons, as CSV."""
    return csv_file("queue", _doubted(store, limit))


@router.get("/review/queue.geojson", response_class=GeoJson)
def queue_as_geojson(store: TheStore, limit: Most = 50) -> GeoJson:
    """What waits for review, with the reasons, as GeoJSON."""
    features = (
        {**pipeline.record_feature({"doc_id": "", "id": "", **one}), "id": one["incident_id"]}
        for one in _doubted(store, limit)
    )
    return features_file("queue", features)
