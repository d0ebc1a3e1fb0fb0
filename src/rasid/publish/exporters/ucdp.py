"""UCDP GED's column layout, so that machine and human data lie side by side.

The layout is mirrored from the public codebook; the content is Rasid's own. Columns that Rasid
cannot fill stay empty, so that unknown is not 0.
"""

from __future__ import annotations

import math
from typing import Any

from rasid.knowledge_base.layouts import Country, layout_codes
from rasid.model import DatePrecision, ImportedIncident, Incident, Party, PlacePrecision
from rasid.model.precision_codes import date_codes, place_codes
from rasid.publish.exporters.base import ExportOptions
from rasid.publish.exporters.csv_file import TableExporter
from rasid.publish.exporters.sides import (
    ONE_SIDED,
    STATE_BASED,
    both_sides,
    only_civilians,
    state_of,
    ucdp_name,
    violence,
)
from rasid.publish.rows import country_name, publishers

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
UCDP_HXL = {
    "id": "#event+id",
    "year": "#date+year",
    "type_of_violence": "#event+type",
    "side_a": "#group+name+first",
    "side_b": "#group+name+second",
    "number_of_sources": "#meta+sources+num",
    "source_office": "#meta+source",
    "where_prec": "#geo+precision",
    "where_coordinates": "#loc+name",
    "adm_1": "#adm1+name",
    "adm_2": "#adm2+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "country": "#country+name",
    "region": "#region+name",
    "date_prec": "#date+precision",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "best": "#affected+killed",
    "high": "#affected+killed+max",
    "low": "#affected+killed+min",
}
_CELL_DEGREES, _CELLS_EAST = 0.5, 720  # PRIO-GRID: half a degree, 720 cells round the globe
_POLE, _DATE_LINE = 90.0, 180.0
_CLEAR = frozenset({PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.DISTRICT})
_NO_CLARITY, _CLARITY = 2, 1


def ucdp_row(incident: Incident, options: ExportOptions) -> dict[str, Any]:  # noqa: ARG001 one signature for all layouts
    """One incident in UCDP GED's columns; a row of a table in this layout as it came."""
    if isinstance(incident, ImportedIncident) and incident.layout == "ucdp" and incident.cells:
        return dict(incident.cells)
    date = incident.date
    return {
        "id": incident.incident_id,
        "year": date.start.year if date.start else None,
        "number_of_sources": incident.sources or None,
        "date_prec": date_codes(date).ucdp,
        "date_start": date.start.isoformat() if date.start else None,
        "date_end": date.end.isoformat() if date.end else None,
        "event_clarity": _clarity(incident),
        **_sides(incident),
        **_sources(incident),
        **_place(incident),
        **_deaths(incident),
    }


def _clarity(incident: Incident) -> int:
    """1 where day, place and that it happened are plain, else 2."""
    place = incident.place
    clear = (
        incident.date.precision is DatePrecision.DAY
        and place is not None
        and place.precision in _CLEAR
        and all(conflict.field != "modality" for conflict in incident.conflicts)
    )
    return _CLARITY if clear else _NO_CLARITY


def _ordered(incident: Incident) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Side A and B as UCDP orders them: a state first, else who attacks first."""
    first, second = both_sides(incident)
    kind = violence(incident)
    undirected = not incident.initiators and not incident.targets
    if kind == ONE_SIDED and undirected:
        return (), ()
    if kind == STATE_BASED and not state_of(first) and state_of(second):
        return second, first
    return first, second


def _sides(incident: Incident) -> dict[str, Any]:
    first, second = _ordered(incident)
    side_a, side_b = (", ".join(map(ucdp_name, side)) for side in (first, second))
    countries = layout_codes().countries
    numbers = [countries.get(state_of(side) or "") for side in (first, second)]
    return {
        "type_of_violence": violence(incident),
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "gwnoa": numbers[0].ucdp_id if numbers[0] else None,
        "gwnob": numbers[1].ucdp_id if numbers[1] else None,
    }


def _sources(incident: Incident) -> dict[str, Any]:
    """Offices, dates and, as UCDP joins them, both; original sources where articles name them."""
    reports = incident.reports
    told = [(r.publisher or "", r.published.isoformat() if r.published else "") for r in reports]
    original = (s.evidence.quote for r in reports for s in r.event.sources)
    return {
        "source_article": ";".join(dict.fromkeys(f'"{who},{day}"' for who, day in told)),
        "source_office": publishers(incident),
        "source_date": ";".join(dict.fromkeys(day for _, day in told if day)),
        "source_original": "; ".join(dict.fromkeys(original)),
    }


def _place(incident: Incident) -> dict[str, Any]:
    place = incident.place
    if place is None:
        return {}
    known = place.lat is not None and place.lon is not None
    country: Country | None = layout_codes().countries.get(place.country or "")
    return {
        "where_prec": place_codes(place).ucdp,
        "where_coordinates": place.name,
        "where_description": place.text,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon:g} {place.lat:g})" if known else None,
        "priogrid_gid": priogrid(place.lat, place.lon),
        "country": (country and country.ucdp_name) or country_name(place.country),
        "country_id": country.ucdp_id if country else None,
        "region": country.ucdp_region if country else None,
    }


def priogrid(lat: float | None, lon: float | None) -> int | None:
    """The PRIO-GRID cell (version 2) of a point in degrees; None where it is not known.

    Cells of half a degree are numbered eastwards from the south-west corner of the world, 720 a
    row (Tollefsen, Strand & Buhaug 2012).
    """
    if lat is None or lon is None:
        return None
    row = min(math.floor((lat + _POLE) / _CELL_DEGREES), 359)
    column = min(math.floor((lon + _DATE_LINE) / _CELL_DEGREES), _CELLS_EAST - 1)
    return row * _CELLS_EAST + column + 1


def _deaths(incident: Incident) -> dict[str, Any]:
    """The toll; it is told by side only where all who could die are civilians."""
    killed = incident.killed
    if killed is None:
        return {}
    column = "deaths_unknown"
    if violence(incident) == ONE_SIDED and only_civilians(incident.targets):
        column = "deaths_civilians"
    return {column: killed.best, "best": killed.best, "high": killed.high, "low": killed.low}


UCDP = TableExporter(
    "ucdp",
    "CSV, UCDP GED's column layout",
    {name: UCDP_HXL.get(name, "") for name in UCDP_COLUMNS},
    ucdp_row,
)
