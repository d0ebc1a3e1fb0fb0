"""PLOVER-style JSON lines: event type and mode, actor, recipient, location, date, counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson

from rasid.knowledge_base.layouts import layout_codes
from rasid.model import Incident, Party, Toll
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.exporters.sides import actor_of, both_sides, kind_of
from rasid.publish.rows import country_name, dataset, outlets


class PloverExporter:
    """The nouns of PLOVER's manual, one object a line; what it has no field for is not told."""

    name = "plover"
    title = "PLOVER-style JSON lines"
    media_type = "application/x-ndjson"
    suffix = ".jsonl"

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:  # noqa: ARG002 the protocol's
        """Write one object a line."""
        count = 0
        for count, incident in enumerate(incidents, 1):  # noqa: B007 - the last is the number
            out.write(orjson.dumps(plover(incident), option=orjson.OPT_APPEND_NEWLINE))
        return count


def plover(incident: Incident) -> dict[str, Any]:
    """One incident; null where a fact is not known."""
    kind = kind_of(incident)
    event_type = kind.codes.plover_type if kind else None
    date = incident.date.to_json()
    actors, recipients = both_sides(incident)
    return {
        "event_id": incident.incident_id,
        "dataset": dataset(incident),
        "event_type": event_type,
        "event_mode": kind.codes.plover_mode if kind else None,
        "quad_class": layout_codes().quad.get(event_type or ""),
        "date": date["start"],
        "date_end": date["end"],
        "date_precision": date["precision"],
        "actor": [_party(party) for party in actors],
        "recipient": [_party(party) for party in recipients],
        "location": _location(incident),
        "dead": _best(incident.killed),
        "dead_low": incident.killed.low if incident.killed else None,
        "dead_high": incident.killed.high if incident.killed else None,
        "injured": _best(incident.injured),
        "num_sources": incident.sources or None,
        "sources": list(outlets(incident)),
    }


def _best(toll: Toll | None) -> int | None:
    return toll.best if toll else None


def _party(party: Party) -> dict[str, Any]:
    actor = actor_of(party)
    return {
        "name": party.actor,
        "country": actor.country if actor else None,
        "sector": layout_codes().sectors.get(actor.kind.value) if actor else None,
    }


def _location(incident: Incident) -> dict[str, Any] | None:
    place = incident.place
    if place is None:
        return None
    return {
        "name": place.name,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "country_name": country_name(place.country),
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
    }
