"""Incidents as flat rows: one column a fact, None where a fact is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from rasid import knowledge_base
from rasid.knowledge_base.layouts import layout_codes
from rasid.model import (
    ImportedIncident,
    Incident,
    Party,
    PlacePrecision,
)

# HXL tags beside our own columns (hxlstandard.org), written as a second heading row on demand.
COLUMNS: dict[str, str] = {
    "incident_id": "#event+id",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_precision": "#date+precision",
    "date_basis": "#date+basis",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "country": "#country+code+v_iso2",
    "country_name": "#country+name",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "place": "#loc+name",
    "place_as_written": "#loc+name+original",
    "place_precision": "#geo+precision",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "radius_km": "#geo+radius+km",
    "initiators": "#group+name+initiator",
    "targets": "#group+name+target",
    "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "injured_low": "#affected+injured+min",
    "injured_best": "#affected+injured",
    "injured_high": "#affected+injured+max",
    "detained_low": "#affected+detained+min",
    "detained_high": "#affected+detained+max",
    "sources": "#meta+sources+num",
    "reports": "#meta+reports+num",
    "publishers": "#meta+source",
    "first_seen": "#date+first_seen",
    "last_seen": "#date+last_seen",
    "grade": "#status+grade",
    "disagreement": "#status+disagreement",
    "review": "#status+review",
    "withdrawn": "#status+withdrawn",
    "parties": "#group+name+all",
    "toll_rule": "#meta+rule",
    "type_as_written": "#event+type+original",
    "dataset": "#meta+dataset",
}
NUMBERS = frozenset({"lat", "lon", "radius_km"})
WHOLE = frozenset(
    {"sources", "reports"} | {name for name in COLUMNS if name.endswith(("_low", "_best", "_high"))}
)
DAYS = frozenset({"date_start", "date_end", "first_seen", "last_seen"})
FLAGS = frozenset({"withdrawn"})

OWN = "rasid"  # the data set of the machine's own incidents


def headings(language: str) -> list[str]:
    """The headings of COLUMNS: their names, or what knowledge calls them in this language."""
    told = knowledge_base.load().table("publish/columns.yml")["headings"].get(language, {})
    return [str(told.get(name, name)) for name in COLUMNS]


def names(parties: Iterable[Party]) -> str:
    """Canonical names joined by a semicolon; "" where nobody is named."""
    return _joined(party.actor for party in parties)


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))


def publishers(incident: Incident) -> str:
    """Who reports it, joined; "" where nobody is known."""
    return "; ".join(outlets(incident))


def outlets(incident: Incident) -> tuple[str, ...]:
    """The publishers of the reports, or the outlets that an imported table names."""
    if isinstance(incident, ImportedIncident):
        return incident.outlets
    return tuple(dict.fromkeys(r.publisher for r in incident.reports if r.publisher))


def dataset(incident: Incident) -> str:
    """The name of the imported table that the row is of; "rasid" for the machine's own."""
    return incident.dataset if isinstance(incident, ImportedIncident) else OWN


def parties(incident: Incident) -> tuple[str, ...]:
    """All parties, also those whose direction is not known."""
    named = incident.parties if isinstance(incident, ImportedIncident) else ()
    sides = (party.actor for party in (*incident.initiators, *incident.targets))
    return tuple(dict.fromkeys((*named, *sides)))


def country_name(code: str | None) -> str | None:
    """A country's English name by its code; the code where no file names it."""
    known = layout_codes().countries.get(code or "")
    return known.name if known else code


def incident_row(incident: Incident) -> dict[str, Any]:
    """One incident, or a row of an imported table, under the names of COLUMNS, in their order."""
    record = replace(incident, reports=()).to_json()
    row = record_row(record, len(incident.reports), publishers(incident))
    if isinstance(incident, ImportedIncident):
        row |= {
            "sources": incident.sources or None,
            "parties": _joined(parties(incident)),
            "type_as_written": incident.type_as_written,
            "dataset": incident.dataset,
        }
        # What Rasid and its reviewers say of an incident; they say nothing of others' rows.
        row |= dict.fromkeys(("date_basis", "grade", "review", "withdrawn", "reports"))
    return row


_UNKNOWN: Mapping[str, Any] = {}


def record_row(record: Mapping[str, Any], reports: int, told_by: str) -> dict[str, Any]:
    """The row of an incident given as JSON (`Incident.to_json`), for lists that are long.

    `reports` is how many there are, `told_by` their publishers.
    """
    kind = knowledge_base.load().event_types.get(record["type"])
    date, place = record["date"], record["place"] or _UNKNOWN
    killed, injured = record["killed"] or _UNKNOWN, record["injured"] or _UNKNOWN
    detained = record["detained"] or _UNKNOWN
    initiators, targets = (_actors(record[side]) for side in ("initiators", "targets"))
    return {
        "incident_id": record["incident_id"],
        "date_start": date["start"],
        "date_end": date["end"],
        "date_precision": date["precision"],
        "date_basis": date.get("basis", "text") if date["start"] or date["end"] else None,
        "event_type": kind.event_class.value if kind else None,
        "sub_event_type": record["type"],
        "country": place.get("country"),
        "country_name": country_name(place.get("country")),
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "place": place.get("name"),
        "place_as_written": place.get("text"),
        "place_precision": place.get("precision", PlacePrecision.UNKNOWN.value),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "radius_km": place.get("radius_km"),
        "initiators": _joined(initiators),
        "targets": _joined(targets),
        "killed_low": killed.get("low"),
        "killed_best": killed.get("best"),
        "killed_high": killed.get("high"),
        "injured_low": injured.get("low"),
        "injured_best": injured.get("best"),
        "injured_high": injured.get("high"),
        "detained_low": detained.get("low"),
        "detained_high": detained.get("high"),
        "sources": record["sources"],
        "reports": reports,
        "publishers": told_by,
        "first_seen": record["first_seen"],
        "last_seen": record["last_seen"],
        "grade": record["grade"],
        "disagreement": "; ".join(conflict["field"] for conflict in record["conflicts"]),
        "review": record["review"],
        "withdrawn": record["withdrawn"],
        "parties": _joined((*initiators, *targets)),
        "toll_rule": killed.get("rule"),
        "type_as_written": None,
        "dataset": OWN,
    }


def _actors(parties: Iterable[Mapping[str, str]]) -> list[str]:
    return [party["actor"] for party in parties]
