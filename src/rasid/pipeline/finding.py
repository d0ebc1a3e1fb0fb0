"""Other incidents that a person may hold for the same happening: found by words, nearest first."""

from __future__ import annotations

import datetime as dt
import heapq
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rasid import knowledge_base
from rasid.language import get as language
from rasid.link import explain
from rasid.locate.distance import km
from rasid.model import Incident
from rasid.pipeline.linking import seen_about
from rasid.pipeline.looking import vocabulary
from rasid.pipeline.review import RivalIncident
from rasid.publish.rows import record_row
from rasid.store import IncidentFilter, Store, listing
from rasid.store import points as point_columns

# How far two incidents are from one another, in days: so many kilometres count as one, what is
# not known of either as so many, another type or class of event likewise.
_KM_A_DAY = 15.0
_UNKNOWN_DAYS, _UNKNOWN_KM = 14.0, 90.0
_OTHER_TYPE, _OTHER_CLASS = 2.0, 5.0
# Days around an incident that are looked through where no words are given.
_AROUND = dt.timedelta(days=60)
_FIGURES = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}-?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Other:
    """Another incident as a flat row, and how far it is: days and km, None where not known."""

    row: dict[str, Any]
    days_apart: int | None
    km_apart: float | None

    def to_json(self) -> dict[str, Any]:
        """The row with what lies between."""
        return {**self.row, "days_apart": self.days_apart, "km_apart": self.km_apart}


def beside(store: Store, incident: Incident, other: Incident) -> RivalIncident:
    """The other incident, and how the first reports of both compare."""
    elsewhere = tuple(seen_about(store.casebook, incident.reports[:1]))
    return RivalIncident(other, explain(incident.reports[0], other.reports[0], elsewhere=elsewhere))


def others(
    store: Store,
    incident: Incident,
    words: str = "",
    date_from: dt.date | None = None,
    date_to: dt.date | None = None,
    limit: int = 20,
) -> list[Other]:
    """Incidents other than this one that hold all the words, nearest in time and place first.

    A word is part of the name of a place or governorate, of a type or class of event, in Arabic
    or English, folded; a day, month or year (2024-05-01, 1/5/2024, 2024); or begins an id.
    Without words and days, what lies within two months of the incident, and what has no date.
    """
    asked = IncidentFilter(date_from=date_from, date_to=date_to)
    start, end = incident.date.start, incident.date.end or incident.date.start
    table: dict[str, list[Any]]
    with store.database.reading() as connection:
        if start and end and not (words.strip() or date_from or date_to):
            near = replace(asked, date_from=start - _AROUND, date_to=end + _AROUND)
            table = point_columns.points(connection, near)
            undated = point_columns.points(connection, replace(asked, dated=False))
            table = {name: [*column, *undated[name]] for name, column in table.items()}
        else:
            table = point_columns.points(connection, asked)
        found = _nearest(table, incident, _holding(table, words), limit)
        held = {
            one.record["incident_id"]: record_row(
                one.record, one.reports, "; ".join(one.publishers)
            )
            for one in listing.listed(connection, [known for known, _, _ in found])
        }
    return [Other(held[known], days, distance) for known, days, distance in found]


def _holding(table: dict[str, list[Any]], words: str) -> Callable[[int], bool]:
    """Whether a row of the table holds all the words."""
    wanted = [_plain(word) for word in _days_as_written(words).split()]
    if not wanted:
        return lambda _: True
    labels = _labels()
    units = {unit["name"]: unit["name_ar"] for unit in vocabulary()["admin1"]}
    plain = cache(_plain)

    def told(n: int) -> Iterator[str]:
        yield plain(labels.get(table["type"][n], ""))
        admin1 = table["admin1"][n]
        for name in (table["place"][n], table["place_ar"][n], admin1, units.get(admin1)):
            yield plain(name or "")

    def holds(n: int) -> bool:
        text, day, known = "\n".join(told(n)), table["start"][n] or "", table["id"][n].casefold()
        return all(
            word in text or known.startswith(word) or (_DAY.match(word) and day.startswith(word))
            for word in wanted
        )

    return holds


def _days_as_written(words: str) -> str:
    """The words with days as the store writes them."""
    told = words.translate(_FIGURES)
    return _DAY_FIRST.sub(lambda m: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}", told)


def _plain(text: str) -> str:
    return language("ar").fold(text).casefold()


@cache
def _labels() -> dict[str, str]:
    """What each type of event and its class are called, in both languages."""
    kinds = knowledge_base.load().event_types.values()
    classes = {one["code"]: " ".join(one["label"].values()) for one in vocabulary()["classes"]}
    return {
        kind.code: " ".join(
            (kind.code, *kind.label.values(), classes.get(kind.event_class.value, ""))
        )
        for kind in kinds
    }


def _nearest(
    table: dict[str, list[Any]], incident: Incident, holds: Callable[[int], bool], limit: int
) -> list[tuple[str, int | None, float | None]]:
    """Ids of the nearest rows with the days and km between; by how far, then by id."""
    classes = {k.code: k.event_class for k in knowledge_base.load().event_types.values()}
    ranked = []
    for n, known in enumerate(table["id"]):
        if known == incident.incident_id or not holds(n):
            continue
        days, distance = _days(table, n, incident), _km(table, n, incident)
        far = _UNKNOWN_DAYS if days is None else float(days)
        far += (_UNKNOWN_KM if distance is None else distance) / _KM_A_DAY
        kind = table["type"][n]
        if kind != incident.type:
            same = classes.get(kind) == classes.get(incident.type)
            far += _OTHER_TYPE if same else _OTHER_CLASS
        ranked.append((far, known, days, distance))
    return [(known, days, distance) for _, known, days, distance in heapq.nsmallest(limit, ranked)]


def _days(table: dict[str, list[Any]], n: int, incident: Incident) -> int | None:
    """Days between two spans of days; 0 where they meet."""
    start, end = incident.date.start, incident.date.end or incident.date.start
    if start is None or end is None or table["start"][n] is None:
        return None
    first = dt.date.fromisoformat(table["start"][n])
    last = dt.date.fromisoformat(table["end"][n] or table["start"][n])
    return max(0, (first - end).days, (start - last).days)


def _km(table: dict[str, list[Any]], n: int, incident: Incident) -> float | None:
    """Kilodistance between the centres of two places."""
    place, lat, lon = incident.place, table["lat"][n], table["lon"][n]
    if place is None or place.lat is None or place.lon is None or lat is None:
        return None
    return round(km(place.lat, place.lon, lat, lon), 1)
