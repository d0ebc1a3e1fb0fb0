"""Incidents with all their reports, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson

from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions


def masked_json(incident: Incident, options: ExportOptions) -> dict[str, Any]:
    """The incident's JSON with each report as this copy may show it."""
    record = incident.to_json()
    if "reports" in record:
        record["reports"] = [options.masking.report(report) for report in record["reports"]]
    return record


class JsonLinesExporter:
    """Everything an incident holds, in the names of the annotation guidelines."""

    name = "jsonl"
    title = "JSON lines"
    media_type = "application/x-ndjson"
    suffix = ".jsonl"

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:
        """Write one object a line."""
        count = 0
        for count, incident in enumerate(incidents, 1):  # noqa: B007 - the last is the number
            out.write(
                orjson.dumps(masked_json(incident, options), option=orjson.OPT_APPEND_NEWLINE)
            )
        return count
