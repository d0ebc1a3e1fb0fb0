"""The column layouts of ACLED and UCDP, so that machine and human data lie side by side.

The layouts are mirrored from the public codebooks; the content is Rasid's own. Columns that
Rasid cannot fill stay empty; the extra columns at the end hold what the layouts cannot say.
"""

from __future__ import annotations

from typing import Any

from rasid import knowledge_base
from rasid.model import Conflict, Incident, Party
from rasid.publish.exporters.csv_file import TableExporter
from rasid.publish.rows import (
    ACLED_DATE,
    ACLED_PLACE,
    UCDP_DATE,
    UCDP_PLACE,
    names,
    publishers,
)

# ACLED prints 0 where nobody is known to have died; `fatalities_known` keeps the two apart.
# actor1 and actor2 carry no direction there; ours follow as initiators and targets.
ACLED_COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
    "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1",
    "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip
ACLED_EXTRA = ["initiators", "targets", "fatalities_known", "fatalities_low", "fatalities_high"]

UCDP_COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence",
    "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id",
    "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id",
    "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown",
    "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip

ACLED_HXL = {
    "event_id_cnty": "#event+code",
    "event_date": "#date+occurred",
    "year": "#date+year",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "actor1": "#group+name+first",
    "assoc_actor_1": "#group+name+first+assoc",
    "actor2": "#group+name+second",
    "assoc_actor_2": "#group+name+second+assoc",
    "region": "#region+name",
    "country": "#country+name",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "admin3": "#adm3+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "source": "#meta+source",
    "notes": "#description",
    "fatalities": "#affected+killed",
}

_DISORDER = {
    "protests": "Demonstrations",
    "riots": "Demonstrations",
    "strategic": "Strategic developments",
}


def _conflict_note(conflicts: tuple[Conflict, ...]) -> str:
    return "; ".join(
        f"sources differ on {c.field}: {' / '.join(value for value, _ in c.values)}"
        for c in conflicts
    )


def acled_row(incident: Incident) -> dict[str, Any]:
    """One incident in ACLED's columns."""
    kind = knowledge_base.load().event_types.get(incident.type)
    place, start = incident.place, incident.date.start
    killed = incident.killed
    best = killed.best if killed and killed.best is not None else (killed.low if killed else None)
    inter1, inter2 = _inter(incident.initiators), _inter(incident.targets)
    return {
        "event_id_cnty": incident.incident_id,
        "event_date": start.isoformat() if start else "",
        "year": start.year if start else "",
        "time_precision": ACLED_DATE.get(incident.date.precision, ""),
        "disorder_type": _DISORDER.get(kind.event_class.value, "Political violence")
        if kind
        else "",
        "event_type": kind.codes.acled_event_type if kind else "",
        "sub_event_type": kind.codes.acled_sub_event_type if kind else "",
        "actor1": names(incident.initiators[:1]),
        "assoc_actor_1": names(incident.initiators[1:]),
        "inter1": inter1,
        "inter2": inter2,
        "interaction": _interaction(inter1, inter2),
        "actor2": names(incident.targets[:1]),
        "assoc_actor_2": names(incident.targets[1:]),
        "civilian_targeting": "Civilian targeting" if _civilian(incident) else "",
        "country": place.country if place else "",
        "admin1": place.admin1 if place else "",
        "admin2": place.admin2 if place else "",
        "location": place.name if place else "",
        "latitude": place.lat if place else "",
        "longitude": place.lon if place else "",
        "geo_precision": ACLED_PLACE.get(place.precision, "") if place else "",
        "source": publishers(incident),
        "notes": _conflict_note(incident.conflicts),
        "fatalities": best or 0,
        "initiators": names(incident.initiators),
        "targets": names(incident.targets),
        "fatalities_known": killed is not None,
        "fatalities_low": killed.low if killed else "",
        "fatalities_high": killed.high if killed else "",
    }


def _inter(parties: tuple[Party, ...]) -> int | str:
    """ACLED's interaction code of the first party, "" for one the knowledge base does not hold."""
    actor = knowledge_base.load().actors.by_id.get(parties[0].actor_id) if parties else None
    return actor.inter if actor else ""


def _interaction(first: int | str, second: int | str) -> str:
    """Both codes, the lower first, as ACLED writes them; "" unless both are known."""
    return "" if "" in (first, second) else "".join(map(str, sorted((first, second), key=int)))


def _civilian(incident: Incident) -> bool:
    return any(party.actor == "Civilians" for party in incident.targets)


def ucdp_row(incident: Incident) -> dict[str, Any]:
    """One incident in UCDP GED's columns; deaths are not divided by side, so all are "unknown"."""
    kind = knowledge_base.load().event_types.get(incident.type)
    place, killed, date = incident.place, incident.killed, incident.date
    side_a, side_b = names(incident.initiators[:1]), names(incident.targets[:1])
    best = killed.best if killed else None
    return {
        "id": incident.incident_id,
        "year": date.start.year if date.start else "",
        "type_of_violence": (kind.codes.ucdp or "") if kind else "",
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else "",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": incident.sources,
        "source_office": publishers(incident),
        "source_date": incident.first_seen.isoformat() if incident.first_seen else "",
        "where_prec": UCDP_PLACE.get(place.precision, "") if place else "",
        "where_coordinates": place.name if place else "",
        "where_description": place.text if place else "",
        "adm_1": place.admin1 if place else "",
        "adm_2": place.admin2 if place else "",
        "latitude": place.lat if place else "",
        "longitude": place.lon if place else "",
        "country": place.country if place else "",
        "event_clarity": 1 if date.start and place else 2,
        "date_prec": UCDP_DATE.get(date.precision, ""),
        "date_start": date.start.isoformat() if date.start else "",
        "date_end": date.end.isoformat() if date.end else "",
        "deaths_unknown": "" if best is None else best,
        "best": "" if best is None else best,
        "high": killed.high if killed and killed.high is not None else "",
        "low": killed.low if killed and killed.low is not None else "",
    }


ACLED = TableExporter(
    "acled",
    "CSV, ACLED's column layout",
    {name: ACLED_HXL.get(name, "") for name in (*ACLED_COLUMNS, *ACLED_EXTRA)},
    acled_row,
)
UCDP = TableExporter(
    "ucdp", "CSV, UCDP GED's column layout", dict.fromkeys(UCDP_COLUMNS, ""), ucdp_row
)
