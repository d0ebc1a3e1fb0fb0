"""Incidents as flat rows: one column a fact, None where a fact is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasid import knowledge_base
from rasid.model import DatePrecision, Incident, Party, PlacePrecision

# HXL tags beside our own columns (hxlstandard.org), written as a second heading row on demand.
COLUMNS: dict[str, str] = {
    "incident_id": "#event+id",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_precision": "#date+precision",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "country": "#country+code+v_iso2",
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
}

# ACLED's geo_precision: 1 the place itself, 2 near it or a district, 3 a larger region.
ACLED_PLACE = {
    PlacePrecision.SITE: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.GOVERNORATE: 3,
    PlacePrecision.REGION: 3,
    PlacePrecision.COUNTRY: 3,
}
# UCDP's where_prec: 1 exact, 2 near, 3 second-level unit, 4 first-level unit, 5 region, 6 country.
UCDP_PLACE = {
    PlacePrecision.SITE: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.GOVERNORATE: 4,
    PlacePrecision.REGION: 5,
    PlacePrecision.COUNTRY: 6,
}
# ACLED's time_precision and UCDP's date_prec by our precision; a year has no ACLED code of its own.
ACLED_DATE = {DatePrecision.DAY: 1, DatePrecision.WEEK: 2, DatePrecision.MONTH: 3}
UCDP_DATE = {
    DatePrecision.DAY: 1,
    DatePrecision.WEEK: 3,
    DatePrecision.MONTH: 4,
    DatePrecision.YEAR: 5,
}


def names(parties: tuple[Party, ...]) -> str:
    """Canonical names joined by a semicolon; "" where nobody is named."""
    return _names([party.to_json() for party in parties])


def _names(parties: Sequence[Mapping[str, str]]) -> str:
    return "; ".join(dict.fromkeys(party["actor"] for party in parties))


def publishers(incident: Incident) -> str:
    """The publishers of the reports, joined; "" where none is known."""
    return "; ".join(dict.fromkeys(r.publisher for r in incident.reports if r.publisher))


def incident_row(incident: Incident) -> dict[str, Any]:
    """One incident under the names of COLUMNS, in their order."""
    record = replace(incident, reports=()).to_json()
    return record_row(record, len(incident.reports), publishers(incident))


_UNKNOWN: Mapping[str, Any] = {}


def record_row(record: Mapping[str, Any], reports: int, told_by: str) -> dict[str, Any]:
    """The row of an incident given as JSON (`Incident.to_json`), for lists that are long.

    `reports` is how many there are, `told_by` their publishers.
    """
    kind = knowledge_base.load().event_types.get(record["type"])
    date, place = record["date"], record["place"] or _UNKNOWN
    killed, injured = record["killed"] or _UNKNOWN, record["injured"] or _UNKNOWN
    detained = record["detained"] or _UNKNOWN
    return {
        "incident_id": record["incident_id"],
        "date_start": date["start"],
        "date_end": date["end"],
        "date_precision": date["precision"],
        "event_type": kind.event_class.value if kind else None,
        "sub_event_type": record["type"],
        "country": place.get("country"),
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "place": place.get("name"),
        "place_as_written": place.get("text"),
        "place_precision": place.get("precision", PlacePrecision.UNKNOWN.value),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "radius_km": place.get("radius_km"),
        "initiators": _names(record["initiators"]),
        "targets": _names(record["targets"]),
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
    }
