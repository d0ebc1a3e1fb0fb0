"""Incidents: lists in every format, columns for maps, one with its reports and history."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from rasid import pipeline
from rasid.api.context import TheMasking, TheStore, TheVisitor
from rasid.api.errors import body
from rasid.api.filters import TheFilter
from rasid.api.paging import After, Limit, page
from rasid.errors import NotFoundError
from rasid.store import points as point_columns

router = APIRouter(tags=["incidents"])


@router.get("/incidents")
def incidents(
    store: TheStore,
    masking: TheMasking,
    wanted: TheFilter,
    after: After = None,
    limit: Limit = 100,
    total: bool = False,
) -> dict[str, Any]:
    """Incidents as flat rows, the latest first and undated ones last."""
    found = store.casebook.page(wanted, after, limit)
    more = {"total": store.casebook.count(wanted)} if total else {}
    rows = [pipeline.incident_row(masking.incident(item)) for item in found.items]
    return page(rows, found.after, **more)


@router.get("/incidents/points")
def points(store: TheStore, masking: TheMasking, wanted: TheFilter) -> dict[str, Any]:
    """All incidents that the filter lets through, as columns of equal length."""
    with store.database.reading() as connection:
        table = point_columns.points(connection, wanted)
    return masking.points(table, pipeline.unit_centres())


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
            reason=grave.reason,
            replaced_by=grave.replaced_by,
            at=grave.at,
        )
        return JSONResponse(told, status_code=410)
    record = masking.incident(found).to_json()
    record["reports"] = [masking.report(report) for report in record["reports"]]
    if not visitor.masked:
        for report in record["reports"]:
            report["title"] = store.article(report["doc_id"]).title
        record["history"] = [change.to_json() for change in store.casebook.history(incident_id)]
    return record


@router.get("/deleted")
def deleted(store: TheStore, updated_since: str = "") -> dict[str, Any]:
    """What went since a moment (ISO 8601, UTC), so that copies can follow."""
    graves = store.casebook.tombstones_since(updated_since)
    return page(
        [
            {
                "kind": g.kind,
                "id": g.item_id,
                "at": g.at,
                "reason": g.reason,
                "replaced_by": g.replaced_by,
            }
            for g in graves
        ],
        None,
    )
