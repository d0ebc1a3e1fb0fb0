"""What a person should look at, and their word on it applied at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rasid import knowledge_base
from rasid.errors import UsageError
from rasid.link import Explanation, explain
from rasid.link.editing import field_value
from rasid.model import Decision, Incident, PlacePrecision, Review, TollRule
from rasid.pipeline.linking import link_store, seen_about
from rasid.pipeline.looking import arabic_name, chosen_place
from rasid.store import IncidentFilter, Store

# Pairs whose evidence for one happening lies in this range of bits are worth a person's eye.
_DOUBTFUL_BITS = (-6.0, 4.0)
_NEAR = dt.timedelta(days=2)
_RIVALS = 12
_LEAST_CONFIDENCE = 0.5
_VAGUE = (PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
# A rival reading of a place name this near to the chosen one in score is worth a person's eye.
_CLOSE_SCORES = 0.1
_CANDIDATES = 8
_DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")


@dataclass(frozen=True, slots=True)
class RivalIncident:
    """Another incident that may be the same happening, and how their first reports compare."""

    incident: Incident
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Why:
    """Why an incident should be looked at: a code that the desk words, and its values."""

    code: str
    field: str = ""
    values: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The reason by field name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Doubt:
    """An incident that nobody has reviewed, and why it should be.

    `places` are what its place name may mean, the chosen one first: JSON with id, name, unit,
    country, score and reason.
    """

    incident: Incident
    reasons: tuple[Why, ...]
    rival: RivalIncident | None
    places: tuple[dict[str, Any], ...]


def _reasons(incident: Incident) -> Iterator[Why]:
    if incident.date.start is None:
        yield Why("date_unknown")
    if incident.place is None:
        yield Why("place_unknown")
    elif incident.place.precision in _VAGUE:
        yield Why("place_vague", values=(incident.place.precision.value,))
    for conflict in incident.conflicts:
        yield Why("conflict", conflict.field, tuple(value for value, _ in conflict.values))
    surest = max((report.event.confidence for report in incident.reports), default=1.0)
    if surest < _LEAST_CONFIDENCE:
        yield Why("unsure", values=(f"{surest:.2f}",))


def place_candidates(incident: Incident) -> list[dict[str, Any]]:
    """What the place names of an incident's reports may mean: the chosen ones, then rivals."""
    found: dict[str, dict[str, Any]] = {}
    told = [report.event.place for report in incident.reports if report.event.place]
    for place in told:
        if place.place_id:
            found.setdefault(
                place.place_id,
                {
                    "place_id": place.place_id,
                    "name": place.name,
                    "admin1": place.admin1,
                    "country": place.country,
                    "score": round(place.score, 3),
                    "reason": place.reason,
                },
            )
    for place in told:
        for rival in sorted(place.rivals, key=lambda one: -one.score):
            found.setdefault(rival.place_id, {**asdict(rival), "score": round(rival.score, 3)})
    kept = list(found.values())[:_CANDIDATES]
    return [{**place, "name_ar": arabic_name(place["place_id"])} for place in kept]


def _close(places: list[dict[str, Any]]) -> bool:
    scores = [place["score"] for place in places[:2]]
    return len(scores) > 1 and abs(scores[0] - scores[1]) < _CLOSE_SCORES


def _rival(store: Store, incident: Incident) -> RivalIncident | None:
    start = incident.date.start
    if start is None or incident.place is None or not incident.reports:
        return None
    near = IncidentFilter(
        date_from=start - _NEAR, date_to=start + _NEAR, admin1=incident.place.admin1
    )
    best: RivalIncident | None = None
    elsewhere = tuple(seen_about(store.casebook, incident.reports[:1]))
    for other in store.casebook.page(near, limit=_RIVALS).items:
        if other.incident_id == incident.incident_id or not other.reports:
            continue
        told = explain(incident.reports[0], other.reports[0], elsewhere=elsewhere)
        low, high = _DOUBTFUL_BITS
        if low <= told.bits <= high and (best is None or told.bits > best.explanation.bits):
            best = RivalIncident(other, told)
    return best


def doubt(store: Store, incident: Incident) -> Doubt:
    """An incident with all that speaks for a look; `reasons` may be empty."""
    rival, places = _rival(store, incident), place_candidates(incident)
    reasons = list(_reasons(incident))
    if rival:
        reasons.append(Why("rival"))
    if _close(places):
        reasons.append(Why("place_rivals", values=(places[0]["name"], places[1]["name"])))
    return Doubt(incident, tuple(reasons), rival, tuple(places))


def doubts(store: Store, limit: int) -> list[Doubt]:
    """Unreviewed incidents that need a look, the latest first, `limit` at most."""
    found: list[Doubt] = []
    after: str | None = None
    while len(found) < limit:
        page = store.casebook.page(IncidentFilter(reviews=(Review.UNREVIEWED.value,)), after, limit)
        for incident in page.items:
            made = doubt(store, incident)
            if made.reasons:
                found.append(made)
            if len(found) == limit:
                break
        after = page.after
        if after is None:
            break
    return found


def _number(given: Any) -> int | None:
    return int(given) if str(given).strip() else None


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


def _edits(incident: Incident, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
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
        yield "place", {**incident.place.to_json(), "name": named} if named else None


def _check(field: str, value: Any) -> None:
    """Raise UsageError for what linking could not apply: it would fail from then on."""
    field_value(field, value)
    if field == "type" and value not in knowledge_base.load().event_types:
        raise UsageError("no such type of event", subject=value)


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
    reason = reason.strip() or _REASONS.get(act, act)
    try:
        wanted = list(_edits(incident, fields or {})) if act == "edit" else []
        for field, value in wanted:
            _check(field, value)
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
        made.append(book.split(incident_id, _taken(incident, keys), who, reason))
    else:
        raise UsageError(
            "nothing to decide", subject=act, hint="accept, reject, edit, merge or split"
        )
    link_store(store)
    return made


# What stands as the reason where a person gives none: most decisions need no words.
_REASONS = {
    "accept": "as the sources tell it",
    "reject": "no incident",
    "edit": "corrected by the sources",
    "merge": "one happening",
    "split": "different happenings",
}


def _taken(incident: Incident, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The reports that a split takes out; raises UsageError where nothing or all would go."""
    held = [report.key for report in incident.reports]
    taken = tuple(key for key in keys if key in held) or (() if keys else tuple(held[1:]))
    if not taken or len(taken) == len(held):
        raise UsageError(
            "a split takes out some reports and leaves some",
            subject="keys",
            hint="name reports of this incident",
        )
    return taken


def merge(store: Store, incident_ids: Sequence[str], who: str, reason: str = "") -> Decision:
    """Keep a person's word that these incidents are one, and link again, so that it shows."""
    made = store.casebook.merge(incident_ids, who, reason.strip() or _REASONS["merge"])
    link_store(store)
    return made


def undo(store: Store, decision_id: int, who: str, reason: str = "") -> None:
    """Take a decision back and link again."""
    store.casebook.reverse(decision_id, who, reason.strip() or "undone")
    link_store(store)
