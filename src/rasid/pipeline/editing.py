"""Edits of an incident from the flat fields of a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from rasid import knowledge_base
from rasid.errors import UsageError
from rasid.link.editing import field_value
from rasid.model import Incident, TollRule
from rasid.pipeline.looking import chosen_place

# More in one incident is a slip of the finger; a number of any size would break the store.
_MOST_PEOPLE = 10_000_000
_LONGEST_NAME = 300
_DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")


def edits(incident: Incident, fields: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Fields of an incident as JSON, from the flat fields that a form gives; "" is unknown.

    Raises UsageError for what linking could not apply.
    """
    try:
        wanted = list(_each(incident, fields))
        for field, value in wanted:
            _check(field, value)
    except ValueError as error:
        raise UsageError(str(error), subject="fields", hint="tolls are whole numbers") from error
    return wanted


def _number(given: Any) -> int | None:
    if not str(given).strip():
        return None
    number = int(given)
    if not 0 <= number <= _MOST_PEOPLE:
        raise ValueError(f"{str(given)[:20]} is no number of people")
    return number


def _toll(fields: Mapping[str, Any], name: str) -> tuple[str, Any] | None:
    """An edit of a toll, from `<name>_low`, `_best` and `_high`; one number stands for all."""
    keys = [f"{name}_{part}" for part in ("low", "best", "high")]
    if not any(key in fields for key in keys):
        return None
    low, best, high = (_number(fields.get(key, "")) for key in keys)
    known = [n for n in (low, best, high) if n is not None]
    if not known:
        return name, None
    toll = {
        "low": known[0] if low is None else low,
        "best": known[len(known) // 2] if best is None else best,
        "high": known[-1] if high is None else high,
        "rule": TollRule.BEST.value,
    }
    return name, toll


def _date(fields: Mapping[str, Any]) -> dict[str, Any]:
    start = fields["date_start"] or None
    end = fields.get("date_end") or start
    precision = fields.get("date_precision") or ("day" if start else "unknown")
    if precision not in _DATE_PRECISIONS:
        raise ValueError(f"{precision} is no precision of a date")
    for day in (start, end):
        if day is not None:
            dt.date.fromisoformat(day)
    return {"start": start, "end": end, "precision": precision if start else "unknown"}


def _place_of(choice: str) -> dict[str, Any]:
    """The place of a candidate's choice or of an id, as an incident's JSON has it."""
    place = chosen_place(choice)
    if place is None:
        raise ValueError(f"no place has the id {choice}")
    return place.to_json()


def _each(incident: Incident, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields of an incident as JSON, from the flat fields that a form gives; "" is unknown."""
    if "date_start" in fields:
        yield "date", _date(fields)
    for name in ("killed", "injured"):
        toll = _toll(fields, name)
        if toll is not None:
            yield toll
    if fields.get("type"):
        yield "type", fields["type"]
    if fields.get("place_id"):
        yield "place", _place_of(fields["place_id"])
    elif "place" in fields and incident.place and fields["place"] != incident.place.name:
        named = fields["place"].strip()
        if len(named) > _LONGEST_NAME:
            raise ValueError("a place's name is not so long")
        yield "place", {**incident.place.to_json(), "name": named} if named else None


def _check(field: str, value: Any) -> None:
    """Raise UsageError for what linking could not apply: it would fail from then on."""
    field_value(field, value)
    if field == "type" and value not in knowledge_base.load().event_types:
        raise UsageError("no such type of event", subject=value)
