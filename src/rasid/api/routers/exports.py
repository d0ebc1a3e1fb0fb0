"""Downloads of incidents in every export format, and twins of the list as CSV and GeoJSON."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from rasid import pipeline
from rasid.api.answers import Csv, GeoJson
from rasid.api.context import WHOLE, TheMasking, TheSettings, TheStore, TheVisitor, public_copy
from rasid.api.errors import RefusedError
from rasid.api.filters import TheFilter
from rasid.store import IncidentFilter, Store

router = APIRouter(tags=["exports"])
_OWN = "rasid"
Data = Annotated[
    str,
    Query(max_length=200, description='"rasid", the name of an imported table, or "all" of both.'),
]


def _file(
    store: Store,
    name: str,
    wanted: IncidentFilter,
    options: pipeline.ExportOptions,
    data: str = _OWN,
) -> StreamingResponse:
    """The export as it is made: however many rows, a few blocks are held at a time."""
    exporter = pipeline.exporter(name)
    blocks = pipeline.export_stream(store, name, options, wanted, data)
    headers = {"Content-Disposition": f'attachment; filename="rasid-{name}{exporter.suffix}"'}
    return StreamingResponse(blocks, media_type=exporter.media_type, headers=headers)


@router.get("/exports")
def formats(store: TheStore, visitor: TheVisitor) -> dict[str, Any]:
    """The formats there are, and the data sets that this visitor may have."""
    imported = [] if visitor.masked else [one.name for one in store.imports.sets()]
    return {
        "data": [_OWN, *imported, "all"] if imported else [_OWN],
        "items": [
            {"name": e.name, "title": e.title, "media_type": e.media_type, "suffix": e.suffix}
            for e in pipeline.EXPORTERS.values()
        ],
    }


_MEDIA: dict[str, dict[str, Any]] = {
    exporter.media_type.split(";")[0]: {} for exporter in pipeline.EXPORTERS.values()
}


@router.get(
    "/exports/{name}", response_class=StreamingResponse, responses={200: {"content": _MEDIA}}
)
def export(
    name: str,
    store: TheStore,
    settings: TheSettings,
    visitor: TheVisitor,
    wanted: TheFilter,
    public: bool = True,
    excel: bool = False,
    hxl: bool = False,
    lang: Literal["ar", "en"] = "en",
    data: Data = _OWN,
    headings: Literal["ar", "en"] = "en",
) -> StreamingResponse:
    """Incidents that the filter lets through; masked unless an account asks for all.

    Tables of others are given to accounts alone: their licences are not ours to give.
    """
    if visitor.masked and data != _OWN:
        raise RefusedError(403, hint="a public copy holds Rasid's own incidents alone")
    hidden = public or visitor.masked
    masking = public_copy(settings, store) if hidden else WHOLE
    return _file(
        store, name, wanted, pipeline.ExportOptions(masking, excel, hxl, lang, headings), data
    )


@router.get("/incidents.csv", response_class=Csv)
def as_csv(store: TheStore, masking: TheMasking, wanted: TheFilter) -> StreamingResponse:
    """The list of incidents as CSV."""
    return _file(store, "csv", wanted, pipeline.ExportOptions(masking))


@router.get("/incidents.geojson", response_class=GeoJson)
def as_geojson(store: TheStore, masking: TheMasking, wanted: TheFilter) -> StreamingResponse:
    """The list of incidents as GeoJSON."""
    return _file(store, "geojson", wanted, pipeline.ExportOptions(masking))
