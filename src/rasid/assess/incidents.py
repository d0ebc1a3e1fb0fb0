"""Turn linked incidents into the incident table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from rasid.assess.table import COLUMNS, IncidentTable, Problem, conform
from rasid.errors import InputError
from rasid.model import DatePrecision, PlacePrecision
from rasid.model.incident import Incident, Party, Review, Toll

CIVILIANS = "civilians"  # id of the knowledge base's entry for people under no arms
EXACT = {PlacePrecision.SITE, PlacePrecision.TOWN}
COARSE = {DatePrecision.YEAR, DatePrecision.UNKNOWN}


def table_of(incidents: Iterable[Incident]) -> IncidentTable:
    """The table of all incidents that stand and are dated to a month or finer.

    Others are named in `problems` with their id as value. Raises InputError where none is left.
    """
    return table_of_outlines((one, (r.publisher for r in one.reports)) for one in incidents)


def table_of_outlines(
    outlines: Iterable[tuple[Incident, Iterable[str | None]]],
) -> IncidentTable:
    """The same of incidents that come without reports, each with who published these."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, (incident, publishers) in enumerate(outlines, start=1):
        left_out = _left_out(incident)
        if left_out:
            problems.append(Problem(number, "incident_id", incident.incident_id, left_out))
        else:
            rows.append(_row(incident, publishers))
    if not rows:
        raise InputError(
            "no incident is dated to a month or finer",
            subject="store",
            hint="rasid link makes them",
        )
    frame = conform(pd.DataFrame(rows, columns=list(COLUMNS)))
    return IncidentTable(frame, "store", tuple(problems))


def _left_out(incident: Incident) -> str:
    """Why an incident cannot be counted; "" where it can."""
    if incident.withdrawn or incident.review is Review.REJECTED:
        return "was withdrawn or rejected"
    date = incident.date
    if date.start is None or date.precision in COARSE:
        return "is dated no finer than a year"
    return ""


def _row(incident: Incident, publishers: Iterable[str | None]) -> dict[str, Any]:
    place = incident.place
    initiators, targets = _names(incident.initiators), _names(incident.targets)
    low, best, high = _toll(incident.killed)
    return {
        "incident_id": incident.incident_id,
        "date": incident.date.start,
        "date_end": incident.date.end,
        "first_seen": incident.first_seen,
        "type": incident.type,
        "parties": tuple(dict.fromkeys(initiators + targets)),
        "initiators": initiators,
        "targets": targets,
        "civilians": any(p.actor_id == CIVILIANS for p in incident.targets) or None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "exact": place is not None and place.precision in EXACT,
        "killed_low": low,
        "killed": best,
        "killed_high": high,
        "sources": tuple(dict.fromkeys(name for name in publishers if name)),
        "n_sources": float(incident.sources),
    }


def _names(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.actor for party in parties))


def _toll(toll: Toll | None) -> tuple[float | None, float | None, float | None]:
    return (toll.low, toll.best, toll.high) if toll else (None, None, None)
