"""Events, claims, figures and indicators as flat rows, for spreadsheets and maps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rasid.publish.exporters.csv_file import safe_cell

_ARTICLE = ("doc_id", "title", "publisher", "published", "id")
_PLACE = (
    "place_text", "place_name", "place_admin1", "place_admin2", "place_country", "place_precision",
    "place_lat", "place_lon", "place_radius_km",
)  # fmt: skip
# The columns of each kind, in the order of the file; nested fields are joined by an underscore.
RECORD_COLUMNS: dict[str, tuple[str, ...]] = {
    "events": (
        *_ARTICLE, "type", "date_start", "date_end", "date_precision", *_PLACE, "initiators",
        "targets", "killed_low", "killed_high", "injured_low", "injured_high", "detained_low",
        "detained_high", "modality", "specific", "background", "sources", "confidence",
        "evidence", "evidence_start", "evidence_end",
    ),
    "claims": (
        *_ARTICLE, "speaker", "speaker_kind", "anonymous", "at_risk", "kind", "hedge",
        "conflicts_with", "confidence", "quote", "quote_start", "quote_end",
    ),
    "figures": (
        *_ARTICLE, "low", "high", "unit", "measure", "subject", *_PLACE, "period_start",
        "period_end", "direction", "attributed_to", "confidence", "quote", "quote_start",
        "quote_end",
    ),
    "indicators": (
        *_ARTICLE, "kind", "direction", "subject", *_PLACE, "speaker", "conflicts_with",
        "confidence", "quote", "quote_start", "quote_end",
    ),
    "stocks": (
        "published", "doc_id", "publisher", "figure", "speaker", "low", "high", "unit", "measure",
        "subject", "place", "quote",
    ),
    "checks": (
        "published", "doc_id", "publisher", "id", "speaker", "outcome", "why", "claimed_subject",
        "claimed_low", "claimed_high", "claimed_unit", "claimed_from", "claimed_to",
        "claimed_country", "claimed_admin1", "record_value", "record_low", "record_high",
        "record_counts", "quote",
    ),
    "signs": (
        "published", "doc_id", "publisher", "indicator", "kind", "direction", "subject", "place",
        "speaker", "against", "quote",
    ),
    "documents": (
        "doc_id", "title", "publisher", "url", "language", "published", "published_status",
        "published_reason",
    ),
    "reports": (
        "incident_id", "origin", "doc_id", "title", "publisher", "published", "id", "type",
        "date_start", "date_end", "date_precision", *_PLACE, "initiators", "targets", "killed_low",
        "killed_high", "injured_low", "injured_high", "detained_low", "detained_high", "modality",
        "sources", "confidence", "evidence", "evidence_start", "evidence_end",
    ),
    "queue": (
        "incident_id", "reasons", "type", "date_start", "date_end", "date_precision", *_PLACE,
        "initiators", "targets", "killed_low", "killed_best", "killed_high", "injured_low",
        "injured_best", "injured_high", "sources", "reports", "grade", "grade_reason",
    ),
    "search": ("doc_id", "title", "published"),
    "series": ("week_end", "incidents"),
    "summary": ("country", "admin1", "now", "before", "class"),
    "audit": ("seq", "at", "who", "action", "subject", "hash"),
    "decisions": ("decision_id", "kind", "field", "value", "who", "at", "reason", "groups"),
}  # fmt: skip
_KINDS = ("events", "claims", "figures", "indicators")
# All that was read from one article in one table: `record` tells the kind of each row.
RECORD_COLUMNS["article"] = tuple(
    dict.fromkeys(("record", *(name for kind in _KINDS for name in RECORD_COLUMNS[kind])))
)


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record's JSON with nested fields as `outer_inner` and spans as `_start` and `_end`."""
    row: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            row.update((f"{name}_{inner}", one) for inner, one in value.items())
        elif name.endswith("_span") and value:
            row |= zip(_ends(name.removesuffix("_span")), value, strict=True)
        elif isinstance(value, list):
            row[name] = "; ".join(map(_named, value))
        else:
            row[name] = value
    return row


def _ends(name: str) -> tuple[str, str]:
    return f"{name}_start", f"{name}_end"


def _named(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("actor") or value.get("text") or "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def csv_lines(columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A CSV line by line (UTF-8), its heading first; cells are safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for record in records:
        row = flat(record)
        writer.writerow([safe_cell(row.get(name)) for name in columns])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def record_feature(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as a GeoJSON feature; geometry is null where it has no place or an unknown one."""
    place = record.get("place") or {}
    lat, lon = place.get("lat"), place.get("lon")
    known = lat is not None and lon is not None
    return {
        "type": "Feature",
        "id": f"{record['doc_id']}#{record['id']}",
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if known else None,
        "properties": flat(record),
    }


def unit_feature(
    unit: Mapping[str, Any], centres: Mapping[str, tuple[float, float]]
) -> dict[str, Any]:
    """A first-level unit (`admin1`) as a GeoJSON feature at its centre (latitude, longitude)."""
    centre = centres.get(unit["admin1"] or "")
    return {
        "type": "Feature",
        "id": unit["admin1"],
        "geometry": {"type": "Point", "coordinates": [centre[1], centre[0]]} if centre else None,
        "properties": dict(unit),
    }
