"""Incidents for maps: GeoJSON, and GeoParquet for data frames; no geometry where none is known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import orjson

from rasid.errors import UsageError
from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.rows import COLUMNS, DAYS, FLAGS, NUMBERS, WHOLE, incident_row

_GROUP = 10_000  # rows that are held at a time


class GeoJsonExporter:
    """A FeatureCollection; geometry is null where the place is unknown, never 0,0."""

    name = "geojson"
    title = "GeoJSON"
    media_type = "application/geo+json"
    suffix = ".geojson"

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:  # noqa: ARG002 the protocol's
        """Write the collection feature by feature."""
        out.write(b'{"type":"FeatureCollection","features":[')
        count = 0
        for count, incident in enumerate(incidents, 1):
            out.write(b",\n" if count > 1 else b"\n")
            out.write(orjson.dumps(feature(incident)))
        out.write(b"\n]}\n")
        return count


def feature(incident: Incident) -> dict[str, Any]:
    """One incident as a GeoJSON feature (longitude first, as RFC 7946 wants)."""
    row = incident_row(incident)
    lat, lon = row.pop("lat"), row.pop("lon")
    known = lat is not None and lon is not None
    return {
        "type": "Feature",
        "id": incident.incident_id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if known else None,
        "properties": row,
    }


class GeoParquetExporter:
    """GeoParquet 1.0 with points as WKB; needs the extra `parquet`."""

    name = "geoparquet"
    title = "GeoParquet"
    media_type = "application/vnd.apache.parquet"
    suffix = ".parquet"

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:  # noqa: ARG002 the protocol's
        """Write row groups one after the other; UsageError where pyarrow is not installed."""
        try:
            import pyarrow as pa  # noqa: PLC0415 - an extra, needed by this format alone
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ImportError as error:
            raise UsageError(
                "GeoParquet needs the extra 'parquet'",
                subject="--format geoparquet",
                hint="pip install 'rasid[parquet]'",
            ) from error
        schema = pa.schema(
            [*_fields(pa), pa.field("geometry", pa.binary())], metadata={"geo": json.dumps(GEO)}
        )
        count = 0
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            for rows in _groups(incidents):
                for row in rows:
                    _type(row)
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                count += len(rows)
        return count


# The file's `geo` entry (GeoParquet 1.0.0); without `crs`, degrees are WGS 84, east first.
GEO = {
    "version": "1.0.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}


def _groups(incidents: Iterable[Incident]) -> Iterator[list[dict[str, Any]]]:
    rows = map(incident_row, incidents)
    while group := list(islice(rows, _GROUP)):
        yield group


def _type(row: dict[str, Any]) -> None:
    """Days as days and the point as WKB, in place."""
    import shapely  # noqa: PLC0415 - needed by this format alone

    for name in DAYS:
        row[name] = dt.date.fromisoformat(row[name]) if row[name] else None
    lat, lon = row["lat"], row["lon"]
    row["geometry"] = None
    if lat is not None and lon is not None:
        row["geometry"] = shapely.Point(lon, lat).wkb


def _fields(pa: Any) -> list[Any]:
    kinds = (
        (NUMBERS, pa.float64()),
        (WHOLE, pa.int64()),
        (DAYS, pa.date32()),
        (FLAGS, pa.bool_()),
    )
    return [
        pa.field(name, next((kind for names, kind in kinds if name in names), pa.string()))
        for name in COLUMNS
    ]
