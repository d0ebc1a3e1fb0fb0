"""What a person should look at, and their word on it applied at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rasid.errors import UsageError
from rasid.link import Explanation, explain
from rasid.model import Decision, Incident, PlacePrecision, Review, TollRule
from rasid.pipeline.linking import link_store
from rasid.store import IncidentFilter, Store

# Pairs whose evidence for one happening lies in this range of bits are worth a person's eye.
_DOUBTFUL_BITS = (-6.0, 4.0)
_NEAR = dt.timedelta(days=2)
_RIVALS = 12
_LEAST_CONFIDENCE = 0.5
_VAGUE = (PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)


@dataclass(frozen=True, slots=True)
class RivalIncident:
    """Another incident that may be the same happening, and how their first reports compare."""

    incident: Incident
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Doubt:
    """An incident that nobody has reviewed, and why it should be."""

    incident: Incident
    reasons: tuple[str, ...]
    rival: RivalIncident | None


def _reasons(incident: Incident) -> Iterator[str]:
    if incident.date.start is None:
        yield "the date is unknown"
    if incident.place is None:
        yield "the place is unknown"
    elif incident.place.precision in _VAGUE:
        yield f"the place is known to a {incident.place.precision.value} only"
    for conflict in incident.conflicts:
        values = " / ".join(value for value, _ in conflict.values)
        yield f"sources differ on {conflict.field}: {values}"
    surest = max((report.event.confidence for report in incident.reports), default=1.0)
    if surest < _LEAST_CONFIDENCE:
        yield f"the reader is not sure that it is an event ({surest:.2f})"


def _rival(store: Store, incident: Incident) -> RivalIncident | None:
    start = incident.date.start
    if start is None or incident.place is None or not incident.reports:
        return None
    near = IncidentFilter(
        date_from=start - _NEAR, date_to=start + _NEAR, admin1=incident.place.admin1
    )
    best: RivalIncident | None = None
    for other in store.casebook.page(near, limit=_RIVALS).items:
        if other.incident_id == incident.incident_id or not other.reports:
            continue
        told = explain(incident.reports[0], other.reports[0])
        low, high = _DOUBTFUL_BITS
        if low <= told.bits <= high and (best is None or told.bits > best.explanation.bits):
            best = RivalIncident(other, told)
    return best


def doubts(store: Store, limit: int) -> list[Doubt]:
    """Unreviewed incidents that need a look, the latest first, `limit` at most."""
    found: list[Doubt] = []
    after: str | None = None
    while len(found) < limit:
        page = store.casebook.page(IncidentFilter(reviews=(Review.UNREVIEWED.value,)), after, limit)
        for incident in page.items:
            rival = _rival(store, incident)
            reasons = list(_reasons(incident))
            if rival:
                reasons.append("another incident near it may be the same happening")
            if reasons:
                found.append(Doubt(incident, tuple(reasons), rival))
        after = page.after
        if after is None:
            break
    return found[:limit]


def _edits(incident: Incident, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields of an incident as JSON, from the flat fields that a form gives; "" is unknown."""
    if "date_start" in fields:
        day = fields["date_start"] or None
        yield "date", {"start": day, "end": day, "precision": "day" if day else "unknown"}
    for name in ("killed", "injured"):
        given = fields.get(f"{name}_best")
        if given is not None:
            number = int(given) if str(given).strip() else None
            toll = {"low": number, "best": number, "high": number, "rule": TollRule.BEST.value}
            yield name, toll if number is not None else None
    if "type" in fields:
        yield "type", fields["type"]
    if "place" in fields and incident.place and fields["place"] != incident.place.name:
        yield "place", {**incident.place.to_json(), "name": fields["place"]}


def decide(
    store: Store,
    act: str,
    incident_id: str,
    who: str,
    *,
    other_id: str | None = None,
    keys: tuple[str, ...] = (),
    fields: Mapping[str, Any] | None = None,
    reason: str = "",
) -> list[Decision]:
    """Keep a person's word (accept, reject, edit, merge, split) and link again, so that it shows.

    `keys` are the report keys that a split takes out; without any, all but the first report.
    Raises UsageError for an act that there is not or that lacks what it needs, NotFoundError
    for an incident that is gone.
    """
    book = store.casebook
    incident = book.get(incident_id)
    try:
        wanted = list(_edits(incident, fields or {})) if act == "edit" else []
    except ValueError as error:
        raise UsageError(str(error), subject="fields", hint="tolls are whole numbers") from error
    made: list[Decision] = []
    if act in ("accept", "reject"):
        status = Review.ACCEPTED if act == "accept" else Review.REJECTED
        made.append(book.edit(incident_id, "review", status.value, who, reason))
    elif act == "edit" and wanted:
        made += [book.edit(incident_id, field, value, who, reason) for field, value in wanted]
    elif act == "merge" and other_id:
        made.append(book.merge([incident_id, other_id], who, reason))
    elif act == "split" and len(incident.reports) > 1:
        taken = keys or tuple(report.key for report in incident.reports[1:])
        made.append(book.split(incident_id, taken, who, reason))
    else:
        raise UsageError(
            "nothing to decide", subject=act, hint="accept, reject, edit, merge or split"
        )
    link_store(store)
    return made


def undo(store: Store, decision_id: int, who: str) -> None:
    """Take a decision back and link again."""
    store.casebook.reverse(decision_id, who, "undone")
    link_store(store)
