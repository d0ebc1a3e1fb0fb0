"""Incidents for maps: GeoJSON, and GeoParquet for data frames; no geometry where none is known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson

from rasid.errors import UsageError
from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.rows import incident_row


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
        """Write the table at once; raises UsageError where pyarrow is not installed."""
        try:
            import pyarrow as pa  # noqa: PLC0415 - an extra, needed by this format alone
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ImportError as error:
            raise UsageError(
                "GeoParquet needs the extra 'parquet'",
                subject="--format geoparquet",
                hint="pip install 'rasid[parquet]'",
            ) from error
        import shapely  # noqa: PLC0415

        rows = [incident_row(incident) for incident in incidents]
        for row in rows:
            known = row["lat"] is not None and row["lon"] is not None
            row["geometry"] = shapely.Point(row["lon"], row["lat"]).wkb if known else None
        schema = pa.schema(
            [*_fields(pa), pa.field("geometry", pa.binary())],
            metadata={"geo": json.dumps(_GEO)},
        )
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
        return len(rows)


_GEO = {
    "version": "1.0.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_NUMBERS = ("sources", "reports")
_DEGREES = ("lat", "lon", "radius_km")


def _fields(pa: Any) -> list[Any]:
    from rasid.publish.rows import COLUMNS  # noqa: PLC0415 - beside its only use

    def kind(name: str) -> Any:
        if name in _DEGREES:
            return pa.float64()
        if name in _NUMBERS or name.endswith(("_low", "_best", "_high")):
            return pa.int64()
        return pa.bool_() if name == "withdrawn" else pa.string()

    return [pa.field(name, kind(name)) for name in COLUMNS]
