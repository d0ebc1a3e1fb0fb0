"""Read the layout of the UCDP Georeferenced Event Dataset (codebook 17.1 and later, any subset)."""

from __future__ import annotations

import pandas as pd

from rasid.assess.layouts.cells import Cells

NAMES = {
    "id": ("id", "event_id"),
    "date_start": ("date_start",),
    "date_end": ("date_end",),
    "type_of_violence": ("type_of_violence", "type_of_vi"),
    "side_a": ("side_a",),
    "side_b": ("side_b",),
    "country": ("country", "country_name"),
    "adm_1": ("adm_1", "adm1", "admin1"),
    "adm_2": ("adm_2", "adm2", "admin2"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long"),
    "where_prec": ("where_prec", "where_prec_", "where_precision"),
    "low": ("low", "low_est"),
    "best": ("best", "best_est"),
    "high": ("high", "high_est"),
    "deaths_civilians": ("deaths_civilians", "deaths_civ", "deaths_civi"),
    "source_office": ("source_office", "source_off", "source_original"),
}

# Columns of the full file in order; one candidate release came without a header row.
HEADER = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]

KINDS = {1: "state-based", 2: "non-state", 3: "one-sided"}
ONE_SIDED = 3
EXACT = 2  # where_prec 1 is the place itself, 2 within some 25 km of it


def matches(headers: set[str]) -> bool:
    """Whether these plain headers are of this layout."""
    return {"side_a", "side_b", "date_start"} <= headers


def read(cells: Cells) -> pd.DataFrame:
    """Columns of the incident table. Direction is known for one-sided violence only.

    `first_seen` stays unknown: the dates of sources say when the press told it, and the
    table itself is compiled afterwards.
    """
    cells.require("date_start", "side_a", "side_b")
    kind = cells.numbers("type_of_violence")
    one_sided = kind == ONE_SIDED
    side_a, side_b = cells.lists("side_a", ","), cells.lists("side_b", ",")
    nobody: pd.Series = pd.Series([()] * len(kind), index=kind.index, dtype=object)
    civil = cells.numbers("deaths_civilians", 0)
    sources = cells.lists("source_office", ";")
    return pd.DataFrame(
        {
            "incident_id": cells.text("id").map(_whole),
            "date": cells.dates("date_start", required=True),
            "date_end": cells.dates("date_end"),
            "type": kind.map(KINDS),
            "parties": side_a + side_b,
            "initiators": side_a.where(one_sided, nobody),
            "targets": side_b.where(one_sided, nobody),
            "civilians": (one_sided | (civil > 0)).astype(object),
            "country": cells.text("country"),
            "admin1": cells.text("adm_1"),
            "admin2": cells.text("adm_2"),
            "lat": cells.numbers("latitude", -90, 90),
            "lon": cells.numbers("longitude", -180, 180),
            "exact": cells.numbers("where_prec") <= EXACT,
            "killed_low": cells.numbers("low", 0),
            "killed": cells.numbers("best", 0),
            "killed_high": cells.numbers("high", 0),
            "sources": sources,
            "n_sources": sources.map(len).astype("float64").replace(0, float("nan")),
        }
    )


def _whole(value: str | None) -> str | None:
    """An id without the ".0" that spreadsheets add."""
    return value.removesuffix(".0") if value else value
