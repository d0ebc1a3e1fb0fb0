"""Events, claims, figures and indicators, each with the article it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query

from rasid.api.context import TheMasking, TheStore
from rasid.api.paging import After, Day, Limit, Since, page
from rasid.store import Record, RecordFilter
from rasid.store.records import NOUNS

router = APIRouter(tags=["records"])

Types = Annotated[list[str] | None, Query(alias="type", description="Type or kind; repeatable.")]


def _line(record: Record) -> dict[str, Any]:
    return {
        "doc_id": record.doc_id,
        "title": record.title,
        "publisher": record.publisher,
        "published": record.published.isoformat() if record.published else None,
        "reader": record.reader_version,
        "read_at": record.read_at,
        **record.noun.to_json(),
    }


def _route(kind: str) -> Callable[..., dict[str, Any]]:
    def records(
        store: TheStore,
        masking: TheMasking,
        after: After = None,
        limit: Limit = 100,
        date_from: Day = None,
        date_to: Day = None,
        doc_id: str | None = None,
        types: Types = None,
        country: str | None = None,
        admin1: str | None = None,
        publisher: str | None = None,
        subject: str | None = None,
        speaker: str | None = None,
        updated_since: Since = None,
        total: bool = False,
    ) -> dict[str, Any]:
        wanted = RecordFilter(
            doc_id, tuple(types or ()), country, admin1, date_from, date_to, publisher,
            subject, speaker, updated_since,
        )  # fmt: skip
        found = store.records(kind, wanted, after, limit)
        more = {"total": store.count_records(kind, wanted)} if total else {}
        return page([masking.statement(_line(item)) for item in found.items], found.after, **more)

    records.__name__ = kind
    return records


for _kind in NOUNS:
    router.add_api_route(
        f"/{_kind}", _route(_kind), methods=["GET"], summary=f"{_kind.capitalize()}, in pages"
    )
