"""Read the layout of ACLED's event export (31 columns, any subset)."""

from __future__ import annotations

import pandas as pd

from rasid.assess.layouts.cells import Cells

NAMES = {
    "id": ("event_id_cnty", "event_id", "data_id"),
    "event_date": ("event_date",),
    "event_type": ("event_type",),
    "sub_event_type": ("sub_event_type",),
    "actor1": ("actor1", "actor_1"),
    "actor2": ("actor2", "actor_2"),
    "assoc_actor_1": ("assoc_actor_1", "associated_actor_1"),
    "assoc_actor_2": ("assoc_actor_2", "associated_actor_2"),
    "civilian_targeting": ("civilian_targeting",),
    "country": ("country",),
    "admin1": ("admin1",),
    "admin2": ("admin2",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "geo_precision": ("geo_precision", "geo_precis"),
    "fatalities": ("fatalities",),
    "source": ("source", "sources"),
}
EXACT = 2  # geo_precision 1 is the place itself, 2 a small region around it


def matches(headers: set[str]) -> bool:
    """Whether these plain headers are of this layout."""
    return "event_date" in headers and bool({"actor1", "actor_1"} & headers)


def read(cells: Cells) -> pd.DataFrame:
    """Columns of the incident table. Actor 1 and 2 carry no direction, so none is taken."""
    cells.require("event_date", "actor1")
    names = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")
    parties = sum((cells.lists(name, ";") for name in names[1:]), cells.lists(names[0], ";"))
    sources = cells.lists("source", ";")
    targeted = cells.text("civilian_targeting").notna() if "civilian_targeting" in cells else None
    killed = cells.numbers("fatalities", 0)
    return pd.DataFrame(
        {
            "incident_id": cells.text("id"),
            "date": cells.dates("event_date", required=True),
            "type": cells.text("sub_event_type").fillna(cells.text("event_type")),
            "parties": parties,
            "civilians": None if targeted is None else targeted.astype(object),
            "country": cells.text("country"),
            "admin1": cells.text("admin1"),
            "admin2": cells.text("admin2"),
            "lat": cells.numbers("latitude", -90, 90),
            "lon": cells.numbers("longitude", -180, 180),
            "exact": cells.numbers("geo_precision") <= EXACT,
            "killed_low": killed,
            "killed": killed,
            "killed_high": killed,
            "sources": sources,
            "n_sources": sources.map(len).astype("float64").replace(0, float("nan")),
        }
    )
