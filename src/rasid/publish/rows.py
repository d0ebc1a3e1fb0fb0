"""Incidents as flat rows: one column a fact, None where a fact is not known."""

from __future__ import annotations

from typing import Any

from rasid import knowledge_base
from rasid.model import DateInterval, DatePrecision, Incident, Party, Place, PlacePrecision, Toll

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
    return "; ".join(dict.fromkeys(party.actor for party in parties))


def publishers(incident: Incident) -> str:
    """The publishers of the reports, joined; "" where none is known."""
    return "; ".join(dict.fromkeys(r.publisher for r in incident.reports if r.publisher))


def _toll(name: str, toll: Toll | None) -> dict[str, int | None]:
    return {
        f"{name}_low": toll.low if toll else None,
        f"{name}_best": toll.best if toll else None,
        f"{name}_high": toll.high if toll else None,
    }


def _date(date: DateInterval) -> dict[str, str | None]:
    return {f"date_{key}": value for key, value in date.to_json().items()}


def _place(place: Place | None) -> dict[str, Any]:
    return {
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "place": place.name if place else None,
        "place_as_written": place.text if place else None,
        "place_precision": (place.precision if place else PlacePrecision.UNKNOWN).value,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
    }


def incident_row(incident: Incident) -> dict[str, Any]:
    """One incident under the names of COLUMNS, in their order."""
    kind = knowledge_base.load().event_types.get(incident.type)
    row = {
        "incident_id": incident.incident_id,
        **_date(incident.date),
        "event_type": kind.event_class.value if kind else None,
        "sub_event_type": incident.type,
        **_place(incident.place),
        "initiators": names(incident.initiators),
        "targets": names(incident.targets),
        **_toll("killed", incident.killed),
        **_toll("injured", incident.injured),
        "detained_low": incident.detained.low if incident.detained else None,
        "detained_high": incident.detained.high if incident.detained else None,
        "sources": incident.sources,
        "reports": len(incident.reports),
        "publishers": publishers(incident),
        "first_seen": incident.first_seen.isoformat() if incident.first_seen else None,
        "last_seen": incident.last_seen.isoformat() if incident.last_seen else None,
        "grade": incident.grade.value,
        "disagreement": "; ".join(conflict.field for conflict in incident.conflicts),
        "review": incident.review.value,
        "withdrawn": incident.withdrawn,
    }
    return {name: row[name] for name in COLUMNS}
