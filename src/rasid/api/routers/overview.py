"""What is new, changed and withdrawn; the words that filters use; search, places, the audit log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import select

from rasid import pipeline
from rasid.api.answers import Csv, Json, all_pages, csv_file
from rasid.api.context import TheMasking, TheStore, TheVisitor
from rasid.api.paging import After, Limit, number, page
from rasid.model import ChangeKind
from rasid.store import IncidentFilter, Page, Store
from rasid.store import points as point_columns
from rasid.store.schema import audit as audit_table

router = APIRouter(tags=["overview"])

# ACLED Trendfinder's classes of change: over +25 %, +10 to +25 %, -25 to +10 %, under -25 %; and
# none where both spans hold next to nothing.
_STEEP, _RISING, _FALLING = 0.25, 0.10, -0.25
_FEW_BEFORE, _FEW_NOW = 2, 5
_LISTED = 200
_BEGUN = (ChangeKind.CREATED, ChangeKind.SPLIT)


def change_class(now: int, before: int) -> str:
    """Which class of change two counts make: up, rising, level, falling or low_base."""
    if before <= _FEW_BEFORE and now <= _FEW_NOW:
        return "low_base"
    change = (now - before) / before if before else float("inf")
    if change > _STEEP:
        return "up"
    if change > _RISING:
        return "rising"
    return "falling" if change < _FALLING else "level"


Days = Annotated[int, Query(ge=1, le=366)]


@router.get("/summary")
def summary(
    store: TheStore,
    masking: TheMasking,
    visitor: TheVisitor,
    days: Days = 7,
) -> dict[str, Any]:
    """What changed in the store in the last `days`, and governorates against the span before."""
    book = store.casebook
    since = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat()
    changes = book.changes_since(since, limit=5000).items
    created = {masking.incident_name(c.incident_id) for c in changes if c.kind in _BEGUN}
    fields: dict[str, set[str]] = {}
    for change in changes:
        name = masking.incident_name(change.incident_id)
        if change.kind is ChangeKind.CHANGED and name not in created:
            fields.setdefault(name, set()).add(change.field)
    wanted = IncidentFilter(changed_since=since)
    recent = pipeline.incident_rows(store, wanted, None, _LISTED, masking)
    rows = {row["incident_id"]: row for row in recent.items}
    with store.database.reading() as connection:
        last = point_columns.last_day(connection)
    gone = [g for g in book.tombstones_since(since) if g.kind == "incident"]
    return {
        "counts": store.counts().to_json(),
        "since": since,
        "data_through": last.isoformat() if last else None,
        "totals": {"new": len(created), "changed": len(fields), "withdrawn": len(gone)},
        "new": [row for key, row in rows.items() if key in created],
        "changed": [
            {**row, "fields": sorted(fields[key])} for key, row in rows.items() if key in fields
        ],
        "withdrawn": [
            {
                "incident_id": masking.incident_name(g.item_id),
                "at": g.at,
                "reason": "" if visitor.masked else g.reason,
            }
            for g in gone
        ],
        "units": units_of(store, days),
    }


@router.get("/summary.csv", response_class=Csv)
def summary_as_csv(store: TheStore, days: Days = 7) -> Csv:
    """Incidents by governorate in the last `days` of the record and in as many before, as CSV."""
    return csv_file("summary", units_of(store, days))


def units_of(store: Store, days: int) -> list[dict[str, Any]]:
    """Governorates with their incidents in the last `days` of the record and in as many before."""
    with store.database.reading() as connection:
        last = point_columns.last_day(connection)
        return _units(connection, last, days) if last else []


def _units(connection: Any, last: dt.date, days: int) -> list[dict[str, Any]]:
    span = dt.timedelta(days=days)
    one = dt.timedelta(days=1)
    now = (last - span + one, last)
    before = (last - 2 * span + one, last - span)
    return [
        {**unit, "class": change_class(unit["now"], unit["before"])}
        for unit in point_columns.units(connection, now, before)
    ]


@router.get("/vocabulary", response_class=Json)
def vocabulary() -> Json:
    """Event types with their labels, and the first-level units that the gazetteer knows."""
    return Json(pipeline.vocabulary())


Words = Annotated[str, Query(min_length=1, max_length=500)]


def _hits(store: Store, q: str, after: str | None, limit: int) -> Page[dict[str, Any]]:
    found = store.search(q, number(after), limit)
    items = tuple(
        {
            "doc_id": hit.doc_id,
            "title": hit.title,
            "published": hit.published.isoformat() if hit.published else None,
        }
        for hit in found.items
    )
    return Page(items, found.after)


@router.get("/search")
def search(store: TheStore, q: Words, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """Articles that hold every word, folded as Arabic readers expect."""
    found = _hits(store, q, after, limit)
    return page(list(found.items), found.after)


def hits(store: Store, q: str) -> Iterable[dict[str, Any]]:
    """All articles that hold every word; raises UsageError at once for what is no search."""
    first = _hits(store, q, None, 1)
    return all_pages(lambda after, limit: _hits(store, q, after, limit)) if first.items else ()


@router.get("/search.csv", response_class=Csv)
def search_as_csv(store: TheStore, q: Words) -> Csv:
    """All articles that hold every word, as CSV."""
    every = hits(store, q)  # what cannot be searched for is told before the file begins
    return csv_file("search", every)


@router.get("/places")
def places(q: Annotated[str, Query(min_length=1, max_length=200)]) -> dict[str, Any]:
    """What a place name may mean: candidates with score and reason."""
    return {"items": pipeline.lookup_place(q)}


def _entries(store: Store, after: str | None, limit: int) -> Page[dict[str, Any]]:
    """The audit log, the latest first."""
    columns = audit_table.c
    query = select(audit_table).order_by(columns.seq.desc()).limit(limit + 1)
    cursor = number(after)
    if cursor is not None:
        query = query.where(columns.seq < int(cursor))
    with store.database.reading() as connection:
        rows = connection.execute(query).all()
    entries = tuple(
        {
            "seq": row.seq,
            "at": row.at,
            "who": row.who,
            "action": row.action,
            "subject": row.subject,
            "hash": row.hash,
        }
        for row in rows[:limit]
    )
    return Page(entries, str(entries[-1]["seq"]) if len(rows) > limit else None)


@router.get("/audit")
def audit(store: TheStore, after: After = None, limit: Limit = 100) -> dict[str, Any]:
    """The audit log, the latest first; each hash covers the entry before."""
    found = _entries(store, after, limit)
    return page(list(found.items), found.after)


@router.get("/audit.csv", response_class=Csv)
def audit_as_csv(store: TheStore) -> Csv:
    """The audit log as CSV."""
    return csv_file("audit", all_pages(lambda after, limit: _entries(store, after, limit)))
