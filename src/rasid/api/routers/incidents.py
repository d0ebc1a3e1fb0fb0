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
from rasid.model import Incident
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
    gone = gone_or_none(store, incident_id, request, masking)
    if gone is not None:
        return gone
    held = meant(store, incident_id, masking)
    record = masking.incident(held).to_json()
    if not visitor.masked:
        for report in record["reports"]:
            report["title"] = store.article(report["doc_id"]).title
        record["history"] = [change.to_json() for change in store.casebook.history(incident_id)]
    return record


def meant(store: Store, name: str, masking: pipeline.Masking) -> Incident:
    """The incident that a visitor's copy calls so; raises NotFoundError, which names it so too."""
    try:
        return store.casebook.get(masking.incident_meant(name))
    except NotFoundError:
        if masking.open:
            raise
    raise NotFoundError("there is no such incident in the store", subject=name)


def gone_or_none(
    store: Store, name: str, request: Request, masking: pipeline.Masking
) -> JSONResponse | None:
    """410 and why, where an incident was withdrawn or merged; None for all others.

    `name` is what the visitor's copy calls it; raises NotFoundError where it calls none so.
    """
    grave = pipeline.tombstone(store, masking.incident_meant(name))
    if grave is None:
        return None
    try:
        meant(store, name, masking)
    except NotFoundError as error:
        told = body(
            request,
            410,
            str(error),
            reason=grave.reason if masking.open else "",
            replaced_by=grave.replaced_by and masking.incident_name(grave.replaced_by),
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
    masking: TheMasking,
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
    if masking.masks:
        wanted = ("incident",) if not wanted or "incident" in wanted else ("",)
    as_of = pipeline.as_of(store)  # before the page: what goes meanwhile is later
    since, held_after = moment(updated_since) or "", masking.position(after)
    found = store.casebook.tombstone_page(since, wanted, held_after, limit)
    more = masking.cursor(found.after)
    return page([_grave(one, masking) for one in found.items], more, as_of=as_of)


def _grave(grave: Tombstone, masking: pipeline.Masking) -> dict[str, Any]:
    doc_id, item_id = None, grave.item_id
    if grave.kind == "article":
        doc_id = grave.item_id
    elif grave.kind != "incident":
        doc_id, item_id = vanished.parts_of(grave.item_id)
    return {
        "kind": grave.kind,
        "id": masking.incident_name(item_id),
        "doc_id": doc_id,
        "at": grave.at,
        "reason": grave.reason if masking.open else "",
        "replaced_by": grave.replaced_by and masking.incident_name(grave.replaced_by),
    }
