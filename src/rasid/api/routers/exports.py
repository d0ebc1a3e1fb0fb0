"""Downloads of incidents in every export format, and twins of the list as CSV and GeoJSON."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from rasid import pipeline
from rasid.api.context import TheMasking, TheSettings, TheStore, TheVisitor
from rasid.api.filters import TheFilter
from rasid.store import IncidentFilter, Store

router = APIRouter(tags=["exports"])
_BLOCK = 1 << 16


def _blocks(data: io.BytesIO) -> Iterator[bytes]:
    while block := data.read(_BLOCK):
        yield block


def _file(
    store: Store, name: str, wanted: IncidentFilter, options: pipeline.ExportOptions
) -> StreamingResponse:
    exporter = pipeline.exporter(name)
    out = io.BytesIO()
    masked = (options.masking.incident(item) for item in store.casebook.every(wanted))
    exporter.write(masked, out, options)
    out.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="rasid-{name}{exporter.suffix}"'}
    return StreamingResponse(_blocks(out), media_type=exporter.media_type, headers=headers)


@router.get("/exports")
def formats() -> dict[str, Any]:
    """The formats there are."""
    return {
        "items": [
            {"name": e.name, "title": e.title, "media_type": e.media_type, "suffix": e.suffix}
            for e in pipeline.EXPORTERS.values()
        ]
    }


@router.get("/exports/{name}")
def export(
    name: str,
    store: TheStore,
    settings: TheSettings,
    visitor: TheVisitor,
    wanted: TheFilter,
    public: bool = True,
    excel: bool = False,
    hxl: bool = False,
    lang: str = "en",
) -> StreamingResponse:
    """Incidents that the filter lets through; masked unless an account asks for all."""
    hidden = public or visitor.masked
    masking = pipeline.masking(settings.public_level if hidden else None, people=hidden)
    return _file(store, name, wanted, pipeline.ExportOptions(masking, excel, hxl, lang))


@router.get("/incidents.csv")
def as_csv(store: TheStore, masking: TheMasking, wanted: TheFilter) -> StreamingResponse:
    """The list of incidents as CSV."""
    return _file(store, "csv", wanted, pipeline.ExportOptions(masking))


@router.get("/incidents.geojson")
def as_geojson(store: TheStore, masking: TheMasking, wanted: TheFilter) -> StreamingResponse:
    """The list of incidents as GeoJSON."""
    return _file(store, "geojson", wanted, pipeline.ExportOptions(masking))
