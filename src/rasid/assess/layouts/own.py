"""Read Rasid's own column layout, and plain tables that use everyday names for its columns."""

from __future__ import annotations

import pandas as pd

from rasid.assess.layouts.cells import Cells

NAMES = {
    "incident_id": ("incident_id", "id", "event_id"),
    "date": ("date", "date_start", "event_date", "day", "start"),
    "date_end": ("date_end", "end"),
    "first_seen": ("first_seen", "first_reported", "reported_on", "date_reported"),
    "type": ("type", "event_type", "sub_event_type"),
    "parties": ("parties", "actors", "actor", "group", "groups", "party"),
    "initiators": ("initiators", "initiator", "perpetrator", "perpetrators", "attacker"),
    "targets": ("targets", "target", "victim", "victims"),
    "civilians": ("civilians", "civilian", "civilian_targeting"),
    "country": ("country", "iso2", "iso3", "country_code"),
    "admin1": ("admin1", "adm_1", "adm1", "governorate", "province", "place_admin1"),
    "admin2": ("admin2", "adm_2", "adm2", "district", "place_admin2"),
    "lat": ("lat", "latitude", "place_lat"),
    "lon": ("lon", "longitude", "long", "lng", "place_lon"),
    "exact": ("exact",),
    "precision": ("precision", "place_precision", "geo_precision"),
    "killed_low": ("killed_low", "deaths_low", "low"),
    "killed": ("killed", "killed_best", "deaths", "fatalities", "best"),
    "killed_high": ("killed_high", "deaths_high", "high"),
    "sources": ("publishers", "sources", "source", "publisher", "outlet", "outlets"),
    "n_sources": ("n_sources", "independent_sources", "number_of_sources", "sources_count"),
}
TRUE = {"true", "1", "yes", "t", "y"}
FALSE = {"false", "0", "no", "f", "n"}
EXACT = {"site", "town", "exact", "1", "1.0"}


def matches(headers: set[str]) -> bool:
    """Whether these plain headers hold at least a date."""
    return any(name in headers for name in NAMES["date"])


def read(cells: Cells) -> pd.DataFrame:
    """Columns of the incident table; lists are separated by semicolons."""
    cells.require("date")
    initiators, targets = cells.lists("initiators", ";"), cells.lists("targets", ";")
    both = cells.lists("parties", ";") + initiators + targets
    sources = cells.lists("sources", ";")
    counted = cells.numbers("n_sources", 0)
    named = sources.map(len).astype("float64").replace(0, float("nan"))
    killed = cells.numbers("killed", 0)
    return pd.DataFrame(
        {
            "incident_id": cells.text("incident_id"),
            "date": cells.dates("date", required=True),
            "date_end": cells.dates("date_end"),
            "first_seen": cells.dates("first_seen"),
            "type": cells.text("type"),
            "parties": both.map(lambda names: tuple(dict.fromkeys(names))),
            "initiators": initiators,
            "targets": targets,
            "civilians": cells.text("civilians").map(_truth).astype(object),
            "country": cells.text("country"),
            "admin1": cells.text("admin1"),
            "admin2": cells.text("admin2"),
            "lat": cells.numbers("lat", -90, 90),
            "lon": cells.numbers("lon", -180, 180),
            "exact": _exact(cells),
            "killed_low": cells.numbers("killed_low", 0).fillna(killed),
            "killed": killed,
            "killed_high": cells.numbers("killed_high", 0).fillna(killed),
            "sources": sources,
            "n_sources": counted.fillna(named),
        }
    )


def _exact(cells: Cells) -> pd.Series:
    """Said by `exact` or `precision`; a table with coordinates and neither is taken at its word."""
    if "exact" in cells:
        return cells.text("exact").map(lambda value: _truth(value) is True)
    if "precision" in cells:
        return cells.text("precision").map(lambda value: str(value).lower() in EXACT)
    return cells.numbers("lat").notna()


def _truth(value: str | None) -> bool | None:
    if value is None:
        return None
    word = value.lower()
    return True if word in TRUE else False if word in FALSE else None
