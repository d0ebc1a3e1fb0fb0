"""Incidents with all their reports, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson

from rasid import knowledge_base
from rasid.model import Incident
from rasid.publish.exporters.base import ExportOptions


def masked_json(incident: Incident, options: ExportOptions) -> dict[str, Any]:
    """The incident's JSON with each report as this copy may show it."""
    record = incident.to_json()
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


class PloverExporter:
    """PLOVER-style JSON lines: event type and mode, actor, recipient, location, date, counts."""

    name = "plover"
    title = "PLOVER-style JSON lines"
    media_type = "application/x-ndjson"
    suffix = ".jsonl"

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:  # noqa: ARG002 the protocol's
        """Write one object a line."""
        count = 0
        for count, incident in enumerate(incidents, 1):  # noqa: B007 - the last is the number
            out.write(orjson.dumps(_plover(incident), option=orjson.OPT_APPEND_NEWLINE))
        return count


def _plover(incident: Incident) -> dict[str, Any]:
    kind = knowledge_base.load().event_types.get(incident.type)
    place, date = incident.place, incident.date.to_json()
    return {
        "event_id": incident.incident_id,
        "event_type": kind.codes.plover_type if kind else None,
        "event_mode": kind.codes.plover_mode if kind else None,
        "date": date["start"],
        "date_end": date["end"],
        "actor": [party.actor for party in incident.initiators],
        "recipient": [party.actor for party in incident.targets],
        "location": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "dead": incident.killed.best if incident.killed else None,
        "injured": incident.injured.best if incident.injured else None,
        "num_sources": incident.sources,
    }
