"""Fields of an incident that a person set, over what its reports say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasid.errors import UsageError
from rasid.link.identity import trigger_key
from rasid.model import (
    Count,
    DateInterval,
    DatePrecision,
    Decision,
    DecisionKind,
    Incident,
    Party,
    Place,
    PlacePrecision,
    Review,
    Toll,
    TollRule,
)


def edit(
    incident: Incident, decisions: Sequence[Decision], there: Container[str] = frozenset()
) -> Incident:
    """The incident with the fields that decisions on its reports set, the later over the earlier.

    An edit holds for the incident that has most of the reports it was made on. `there` are the
    keys of all reports that there are: one that is gone is found again by its trigger where the
    reader has changed its mind on type or place since.
    """
    now = {trigger_key(report.key): report.key for report in incident.reports}
    keys = {report.key for report in incident.reports}

    def held(decision: Decision, key: str) -> bool:
        if key in keys or key in there:
            return key in keys
        known = now.get(trigger_key(key))
        return known is not None and still_about(decision, key, known)

    for decision in sorted(decisions, key=lambda one: (one.at, one.decision_id)):
        made_on = set(decision.groups[0]) if decision.groups else set()
        found = sum(held(decision, key) for key in made_on)
        if decision.kind is DecisionKind.EDIT and 2 * found > len(made_on):
            values: dict[str, Any] = {decision.field: field_value(decision.field, decision.value)}
            if decision.field != "review":
                values["review"] = Review.EDITED
            incident = replace(incident, **values)
    return incident


def still_about(decision: Decision, then: str, now: str) -> bool:
    """Whether an edit holds for a report of the same trigger whose key is another one now.

    What a person set or rejected stays so. Their consent was to what they saw: it holds while the
    type is the same and the place is the same words, some more or some fewer.
    """
    if decision.field != "review" or decision.value != Review.ACCEPTED.value:
        return True
    (kind, where), (other, there) = (
        key.removeprefix(f"{trigger_key(key)}-").split("-", 1) for key in (then, now)
    )
    return kind == other and (where in there or there in where) and bool(where) == bool(there)


def field_value(field: str, value: Any) -> Any:
    """The field's value out of its JSON; raises UsageError for what cannot be set or not so."""
    if field not in _FIELDS:
        raise UsageError(
            "this field of an incident cannot be set",
            subject=field,
            hint=f"one of: {', '.join(sorted(_FIELDS))}",
        )
    try:
        return _FIELDS[field](value)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{value!r} is no value for it: {error}", subject=field) from error


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _date(value: Mapping[str, Any]) -> DateInterval:
    return DateInterval(_day(value["start"]), _day(value["end"]), DatePrecision(value["precision"]))


_PLACE = ("admin1", "admin2", "country", "lat", "lon", "radius_km", "place_id", "kind", "told_by")


def _place(value: Mapping[str, Any] | None) -> Place | None:
    if value is None:
        return None
    given = {name: value[name] for name in _PLACE if value.get(name) is not None}
    precision = PlacePrecision(value["precision"])
    text = value.get("text") or value["name"]
    return Place(text, value["name"], precision, reason="set by a person", **given)


def _parties(value: Sequence[Mapping[str, str]]) -> tuple[Party, ...]:
    return tuple(Party(party["actor"], party.get("actor_id", "")) for party in value)


def _toll(value: Mapping[str, Any] | None) -> Toll | None:
    if value is None:
        return None
    low, best, high = numbers = tuple(value[name] for name in ("low", "best", "high"))
    if any(n is not None and (not isinstance(n, int) or n < 0) for n in numbers):
        raise ValueError("tolls are whole numbers from 0 on")
    known = [n for n in numbers if n is not None]
    if known != sorted(known):
        raise ValueError("low, best and high are not in order")
    return Toll(low, best, high, TollRule(value.get("rule", TollRule.BEST)))


def _count(value: Mapping[str, Any] | None) -> Count | None:
    return None if value is None else Count(value["low"], value["high"])


def _text(value: str) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text is needed")
    return value


_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "type": _text,
    "date": _date,
    "place": _place,
    "initiators": _parties,
    "targets": _parties,
    "killed": _toll,
    "injured": _toll,
    "detained": _count,
    "review": Review,
}
