"""Incidents: lists in every format, columns for maps, one with its reports and history."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from rasid import pipeline
from rasid.api.answers import Json, quickly
from rasid.api.context import TheMasking, TheStore, TheVisitor
from rasid.api.errors import body
from rasid.api.filters import TheFilter
from rasid.api.paging import After, Limit, Since, moment, page
from rasid.errors import NotFoundError
from rasid.store import Store, Tombstone, vanished
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
        return Json(page(list(found.items), found.after, as_of=found.as_of, **more))

    return await quickly(request, answer)


@router.get("/incidents/points", response_class=Json)
def points(store: TheStore, masking: TheMasking, wanted: TheFilter) -> Json:
    """All incidents that the filter lets through, as columns of equal length."""
    with store.database.reading() as connection:
        table = point_columns.points(connection, wanted)
    return Json(masking.points(table))


@router.get("/incidents/{incident_id}")
def incident(
    incident_id: str, store: TheStore, masking: TheMasking, visitor: TheVisitor, request: Request
) -> Any:
    """One incident with every report and its history; 410 and why where it was withdrawn."""
    gone = gone_or_none(store, incident_id, request, hidden=visitor.masked)
    if gone is not None:
        return gone
    record = masking.incident(store.casebook.get(incident_id)).to_json()
    if not visitor.masked:
        for report in record["reports"]:
            report["title"] = store.article(report["doc_id"]).title
        record["history"] = [change.to_json() for change in store.casebook.history(incident_id)]
    return record


def gone_or_none(
    store: Store, incident_id: str, request: Request, *, hidden: bool
) -> JSONResponse | None:
    """410 and why, where an incident was withdrawn or merged; None for all others."""
    grave = pipeline.tombstone(store, incident_id)
    if grave is None:
        return None
    try:
        store.casebook.get(incident_id)
    except NotFoundError as error:
        told = body(
            request,
            410,
            str(error),
            reason="" if hidden else grave.reason,
            replaced_by=grave.replaced_by,
            at=grave.at,
        )
        return JSONResponse(told, status_code=410)
    return None


Kinds = Annotated[
    list[Literal["incident", "article", "event", "claim", "figure", "indicator"]] | None,
    Query(alias="kind", max_length=6, description="Of these kinds alone; repeatable."),
]


@router.get("/deleted")
def deleted(
    store: TheStore,
    visitor: TheVisitor,
    updated_since: Since = None,
    kinds: Kinds = None,
    after: After = None,
    limit: Limit = 1000,
) -> dict[str, Any]:
    """What went since a moment, oldest first, so that copies can follow.

    Records are named by `doc_id` and `id`: ids are unique within one article. What comes back
    (an article is read again and has it) is no longer listed.
    """
    wanted: tuple[str, ...] = tuple(kinds or ())
    if visitor.masked:
        wanted = ("incident",) if not wanted or "incident" in wanted else ("",)
    as_of = pipeline.as_of(store)  # before the page: what goes meanwhile is later
    found = store.casebook.tombstone_page(moment(updated_since) or "", wanted, after, limit)
    return page(
        [_grave(one, hidden=visitor.masked) for one in found.items], found.after, as_of=as_of
    )


def _grave(grave: Tombstone, *, hidden: bool) -> dict[str, Any]:
    doc_id, item_id = None, grave.item_id
    if grave.kind == "article":
        doc_id = grave.item_id
    elif grave.kind != "incident":
        doc_id, item_id = vanished.parts_of(grave.item_id)
    return {
        "kind": grave.kind,
        "id": item_id,
        "doc_id": doc_id,
        "at": grave.at,
        "reason": "" if hidden else grave.reason,
        "replaced_by": grave.replaced_by,
    }
