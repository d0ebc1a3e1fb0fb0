"""Events, claims, figures and indicators, each with the article it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from rasid import pipeline
from rasid.api.answers import Csv, GeoJson, Json, all_pages, csv_file, geojson_file
from rasid.api.context import TheMasking, TheStore
from rasid.api.paging import After, Day, Limit, Name, Since, moment, page
from rasid.store import Record, RecordFilter
from rasid.store.records import NOUNS

router = APIRouter(tags=["records"])

Types = Annotated[
    list[str] | None, Query(alias="type", max_length=50, description="Type or kind; repeatable.")
]


def line(record: Record) -> dict[str, Any]:
    """A record as lists tell it: its own fields after those of its article."""
    return {
        "doc_id": record.doc_id,
        "title": record.title,
        "publisher": record.publisher,
        "published": record.published.isoformat() if record.published else None,
        "reader": record.reader_version,
        "read_at": record.read_at,
        **record.noun.to_json(),
    }


SaidBy = Annotated[
    str | None,
    Query(
        max_length=300,
        description="Words of the speaker (of a figure: of whom it is attributed to), folded: "
        "letters that Arabic readers take for one another are the same. Events have none.",
    ),
]


async def record_filter(
    date_from: Day = None,
    date_to: Day = None,
    doc_id: Name = None,
    types: Types = None,
    country: Name = None,
    admin1: Name = None,
    publisher: Name = None,
    subject: Name = None,
    speaker: Name = None,
    updated_since: Since = None,
    said_by: SaidBy = None,
) -> RecordFilter:
    """The filter that a request's parameters ask for."""
    return RecordFilter(
        doc_id, tuple(types or ()), country, admin1, date_from, date_to, publisher,
        subject, speaker, moment(updated_since), said_by,
    )  # fmt: skip


TheRecords = Annotated[RecordFilter, Depends(record_filter)]


def _list(kind: str) -> Callable[..., Json]:
    def records(
        store: TheStore,
        masking: TheMasking,
        wanted: TheRecords,
        after: After = None,
        limit: Limit = 100,
        total: bool = False,
    ) -> Json:
        as_of = pipeline.as_of(store)  # before the page: what comes meanwhile is later
        found = store.records(kind, wanted, after, limit)
        more = {"total": store.count_records(kind, wanted)} if total else {}
        lines = [masking.statement(line(item)) for item in found.items]
        return Json(page(lines, found.after, as_of=as_of, **more))

    records.__name__ = kind
    return records


def _twin(
    kind: str, file: Callable[[str, Iterable[dict[str, Any]]], StreamingResponse]
) -> Callable[..., StreamingResponse]:
    def twin(store: TheStore, masking: TheMasking, wanted: TheRecords) -> StreamingResponse:
        every = all_pages(lambda after, limit: store.records(kind, wanted, after, limit))
        return file(kind, (masking.statement(line(item)) for item in every))

    twin.__name__ = f"{kind}_as_{file.__name__}"
    return twin


# Claims have no place of their own: see `pointing`.
_PLACED = ("events", "figures", "indicators")

for _kind in NOUNS:
    _named = _kind.capitalize()
    router.add_api_route(
        f"/{_kind}", _list(_kind), response_class=Json, summary=f"{_named}, in pages"
    )
    router.add_api_route(
        f"/{_kind}.csv", _twin(_kind, csv_file), response_class=Csv, summary=f"{_named} as CSV"
    )
    if _kind in _PLACED:
        router.add_api_route(
            f"/{_kind}.geojson",
            _twin(_kind, geojson_file),
            response_class=GeoJson,
            summary=f"{_named} as GeoJSON",
        )
