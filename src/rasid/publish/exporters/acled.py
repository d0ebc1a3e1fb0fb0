"""ACLED's column layout, so that machine and human data lie side by side.

The layout is mirrored from the public codebook; the content is Rasid's own. Columns that Rasid
cannot fill stay empty; the extra columns at the end hold what the layout cannot say.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasid import knowledge_base
from rasid.knowledge_base.layouts import Country, layout_codes
from rasid.knowledge_base.sources import Source
from rasid.model import Conflict, ImportedIncident, Incident
from rasid.model.precision_codes import date_codes, place_codes
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.exporters.csv_file import TableExporter
from rasid.publish.exporters.sides import (
    both_sides,
    civilians_targeted,
    inter,
    interaction,
    kind_of,
)
from rasid.publish.rows import country_name, names, outlets, publishers

ACLED_COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
    "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1",
    "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip
# ACLED prints 0 where nobody is known to have died; `fatalities_known` keeps the two apart.
# actor1 and actor2 carry no direction there; ours follow as initiators and targets.
ACLED_EXTRA = ["initiators", "targets", "fatalities_known", "fatalities_low", "fatalities_high"]

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
# From near to far, as ACLED joins them.
_SCALES = ("National", "Regional", "International")


def acled_row(incident: Incident, options: ExportOptions) -> dict[str, Any]:
    """One incident in ACLED's columns; a row of a table in this layout as it came."""
    if isinstance(incident, ImportedIncident) and incident.layout == "acled" and incident.cells:
        return _as_it_came(incident)
    start = incident.date.start
    sides = both_sides(incident)
    return {
        "event_id_cnty": incident.incident_id,
        "event_date": start.isoformat() if start else None,
        "year": start.year if start else None,
        "time_precision": date_codes(incident.date).acled,
        **_type(incident),
        **_actors(incident),
        **_place(incident),
        "source": publishers(incident),
        "source_scale": _scales(incident),
        "notes": _notes(incident),
        "timestamp": _timestamp(options.changed.get(incident.incident_id)),
        **_fatalities(incident),
        "initiators": names(sides[0]) if incident.initiators or incident.targets else "",
        "targets": names(incident.targets),
    }


def _as_it_came(incident: ImportedIncident) -> dict[str, Any]:
    return {
        "fatalities_known": incident.killed is not None,
        **incident.cells,
    }


def _type(incident: Incident) -> dict[str, Any]:
    kind = kind_of(incident)
    if kind is None:
        return {}
    disorder = layout_codes().disorder
    return {
        "disorder_type": disorder.get(kind.event_class.value, disorder["default"]),
        "event_type": kind.codes.acled_event_type,
        "sub_event_type": kind.codes.acled_sub_event_type,
    }


def _actors(incident: Incident) -> dict[str, Any]:
    first, second = both_sides(incident)
    inter1, inter2 = inter(first), inter(second)
    both = interaction(incident, inter1, inter2)
    return {
        "actor1": names(first[:1]),
        "assoc_actor_1": names(first[1:]),
        "inter1": inter1,
        "actor2": names(second[:1]),
        "assoc_actor_2": names(second[1:]),
        "inter2": 0 if both.endswith("0") else inter2,
        "interaction": both,
        "civilian_targeting": "Civilian targeting" if civilians_targeted(incident) else "",
    }


def _place(incident: Incident) -> dict[str, Any]:
    place = incident.place
    if place is None:
        return {}
    country = _country(incident)
    return {
        "iso": country.iso_numeric if country else None,
        "region": country.acled_region if country else None,
        "country": country_name(place.country),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": place_codes(place).acled,
    }


def _country(incident: Incident) -> Country | None:
    return layout_codes().countries.get((incident.place and incident.place.country) or "")


def _fatalities(incident: Incident) -> dict[str, Any]:
    """The best figure, else the low one; 0 where none is known, which the flag tells."""
    killed = incident.killed
    if killed is None:
        return {"fatalities": 0, "fatalities_known": False}
    figure = killed.best if killed.best is not None else killed.low
    return {
        "fatalities": figure or 0,
        "fatalities_known": figure is not None,
        "fatalities_low": killed.low,
        "fatalities_high": killed.high,
    }


def conflict_note(conflicts: tuple[Conflict, ...]) -> str:
    """Where sources differ, in one line; "" where they do not."""
    return "; ".join(
        f"sources differ on {c.field}: {' / '.join(value for value, _ in c.values)}"
        for c in conflicts
    )


def _notes(incident: Incident) -> str:
    """The words of the first report, and where sources differ."""
    first = incident.reports[0].event.evidence.quote if incident.reports else ""
    return "; ".join(filter(None, (first, conflict_note(incident.conflicts))))


def _timestamp(moment: str | None) -> int | None:
    """Seconds since 1970 at which the incident last changed; None where that is not known."""
    return int(dt.datetime.fromisoformat(moment).timestamp()) if moment else None


def _scales(incident: Incident) -> str:
    """ACLED's scale of the sources that are known, seen from the incident's country."""
    here = _country(incident)
    if here is None:
        return ""
    sources = (source_of(name) for name in outlets(incident))
    found = {_scale(source, here) for source in sources if source and source.country}
    return "-".join(scale for scale in _SCALES if scale in found)


def _scale(source: Source, here: Country) -> str:
    home = layout_codes().countries.get(source.country or "")
    if source.country == here.iso2:
        return "National"
    near = home is not None and home.acled_region and home.acled_region == here.acled_region
    return "Regional" if near else "International"


def source_of(name: str) -> Source | None:
    """The outlet of the knowledge base by name or host name; None where it holds none."""
    sources = knowledge_base.load().sources
    return sources.by_alias.get(name) or sources.by_domain.get(name.removeprefix("www."))


ACLED = TableExporter(
    "acled",
    "CSV, ACLED's column layout",
    {name: ACLED_HXL.get(name, "") for name in (*ACLED_COLUMNS, *ACLED_EXTRA)},
    acled_row,
)
