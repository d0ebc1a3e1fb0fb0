"""Incidents: lists in every format, columns for maps, one with its reports and history."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from rasid import pipeline
from rasid.api.answers import Json, quickly
from rasid.api.context import TheMasking, TheStore, TheVisitor
from rasid.api.errors import body
from rasid.api.filters import TheFilter
from rasid.api.paging import After, Limit, Since, moment, page
from rasid.errors import NotFoundError
from rasid.store import points as point_columns

router = APIRouter(tags=["incidents"])


@router.get("/incidents", response_class=Json)
async def incidents(
    request: Request,
    store: TheStore,
    masking: TheMasking,
    wanted: TheFilter,
    after: After = None,
    limit: Limit = 100,
    total: bool = False,
) -> Json:
    """Incidents as flat rows, the latest first and undated ones last."""

    def answer() -> Json:
        found = pipeline.incident_rows_json(store, wanted, after, limit, masking)
        more = {"total": pipeline.count_incidents(store, wanted)} if total else {}
        return Json(page(list(found.items), found.after, **more))

    return await quickly(request, answer)


@router.get("/incidents/points", response_class=Json)
def points(store: TheStore, masking: TheMasking, wanted: TheFilter) -> Json:
    """All incidents that the filter lets through, as columns of equal length."""
    with store.database.reading() as connection:
        table = point_columns.points(connection, wanted)
    return Json(masking.points(table, pipeline.unit_centres()))


@router.get("/incidents/{incident_id}")
def incident(
    incident_id: str, store: TheStore, masking: TheMasking, visitor: TheVisitor, request: Request
) -> Any:
    """One incident with every report and its history; 410 and why where it was withdrawn."""
    try:
        found = store.casebook.get(incident_id)
    except NotFoundError as error:
        grave = pipeline.tombstone(store, incident_id)
        if grave is None:
            raise
        told = body(
            request,
            410,
            str(error),
            reason="" if visitor.masked else grave.reason,
            replaced_by=grave.replaced_by,
            at=grave.at,
        )
        return JSONResponse(told, status_code=410)
    record = masking.incident(found).to_json()
    if not visitor.masked:
        for report in record["reports"]:
            report["title"] = store.article(report["doc_id"]).title
        record["history"] = [change.to_json() for change in store.casebook.history(incident_id)]
    return record


@router.get("/deleted")
def deleted(store: TheStore, visitor: TheVisitor, updated_since: Since = None) -> dict[str, Any]:
    """What went since a moment, so that copies can follow."""
    graves = store.casebook.tombstones_since(moment(updated_since) or "")
    return page(
        [
            {
                "kind": g.kind,
                "id": g.item_id,
                "at": g.at,
                "reason": "" if visitor.masked else g.reason,
                "replaced_by": g.replaced_by,
            }
            for g in graves
            if g.kind == "incident" or not visitor.masked
        ],
        None,
    )
