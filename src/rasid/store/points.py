"""Incidents as columns for maps and counts: no reports are read, so that thousands are quick."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, Float, Integer, case, cast, func, select

from rasid.store.incidents import IncidentFilter, filtered
from rasid.store.schema import incidents

# Columns of the answer by the name that the desk knows them by.
COLUMNS = (
    "id", "type", "start", "end", "lat", "lon", "radius", "precision", "killed",
    "killed_low", "killed_high", "place", "place_ar", "admin1", "country", "sources", "grade",
)  # fmt: skip


def points(connection: Connection, wanted: IncidentFilter) -> dict[str, list[Any]]:
    """Equal-long columns of all incidents that the filter lets through, by date and id.

    Days are ISO text, degrees WGS 84, the radius km; `place_ar` is the name as first written.
    None where a fact is not known.
    """
    columns = incidents.c
    radius = cast(columns.json[("place", "radius_km")].as_string(), Float)
    low, high = (
        cast(columns.json[("killed", end)].as_string(), Integer) for end in ("low", "high")
    )
    query = filtered(
        select(
            columns.incident_id, columns.type, columns.date_start, columns.date_end, columns.lat,
            columns.lon, radius, columns.place_precision, columns.killed_best, low, high,
            columns.place_name, columns.json[("place", "text")].as_string(), columns.admin1,
            columns.country, columns.sources, columns.grade,
        ),
        wanted,
    )  # fmt: skip
    rows = connection.execute(query.order_by(columns.date_start, columns.incident_id)).all()
    table: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for row in rows:
        for name, value in zip(COLUMNS, row, strict=True):
            table[name].append(value.isoformat() if isinstance(value, dt.date) else value)
    return table


def units(
    connection: Connection, now: tuple[dt.date, dt.date], before: tuple[dt.date, dt.date]
) -> list[dict[str, Any]]:
    """Incidents and deaths by first-level unit in two spans of days (inclusive), most first."""
    columns = incidents.c
    in_now = columns.date_start.between(*now)
    in_before = columns.date_start.between(*before)
    query = (
        select(
            columns.country,
            columns.admin1,
            func.sum(case((in_now, 1), else_=0)).label("now"),
            func.sum(case((in_before, 1), else_=0)).label("before"),
        )
        .where(columns.withdrawn.is_(False), in_now | in_before)
        .group_by(columns.country, columns.admin1)
    )
    rows = connection.execute(query).all()
    found = [
        {"country": r.country, "admin1": r.admin1, "now": int(r.now), "before": int(r.before)}
        for r in rows
    ]
    return sorted(found, key=lambda u: (-u["now"], -u["before"], u["admin1"] or ""))


def last_day(connection: Connection) -> dt.date | None:
    """The latest day of any incident; None where none is dated."""
    value = connection.scalar(select(func.max(incidents.c.date_start)))
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
