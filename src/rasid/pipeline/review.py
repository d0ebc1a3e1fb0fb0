"""What a person should look at, and their word on it applied at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rasid.errors import ConflictError, OvertakenError, UsageError
from rasid.link import Explanation, explain
from rasid.model import Decision, Incident, PlacePrecision, Review
from rasid.pipeline.editing import edits
from rasid.pipeline.linking import link_store, seen_about
from rasid.pipeline.looking import arabic_name
from rasid.store import Casebook, IncidentFilter, Store
from rasid.store.links import incident_digest

# Pairs whose evidence for one happening lies in this range of bits are worth a person's eye.
_DOUBTFUL_BITS = (-6.0, 4.0)
_NEAR = dt.timedelta(days=2)
_RIVALS = 12
_LEAST_CONFIDENCE = 0.5
_VAGUE = (PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
# A rival reading of a place name this near to the chosen one in score is worth a person's eye.
_CLOSE_SCORES = 0.1
_CANDIDATES = 8


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


# Linking is one at a time: whoever waits finds its decision linked by the one before, as a rule.
_LINKING = threading.Lock()
# How often a linking begins anew that was overtaken by those of other processes.
_PATIENCE = 10


def _apply(store: Store) -> None:
    """Link, so that what was decided shows.

    A decision that is overtaken again and again is kept all the same: the next linking applies it.
    """
    with _LINKING:
        for _ in range(_PATIENCE):
            try:
                link_store(store)
            except OvertakenError:
                continue
            return


def version(incident: Incident) -> str:
    """What changes when anything of the incident does that a reviewer sees."""
    return incident_digest(incident)


def _check_seen(incidents: Sequence[Incident], seen: Mapping[str, str]) -> None:
    """Raise ConflictError where an incident is not any more as the reviewer saw it."""
    for incident in incidents:
        if seen.get(incident.incident_id, version(incident)) != version(incident):
            raise ConflictError(
                "the incident changed after you saw it",
                subject=incident.incident_id,
                hint="look at it again, then decide",
            )


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
    seen: Mapping[str, str] | None = None,
) -> list[Decision]:
    """Keep a person's word (accept, reject, edit, merge, split) and link again, so that it shows.

    `keys` are the report keys that a split takes out; without any, all but the first report.
    `seen` are the versions of the incidents, by id, that the person decided on. Raises UsageError
    for an act that there is not or that lacks what it needs, NotFoundError for an incident that
    is gone, ConflictError for one that is not as it was seen.
    """
    book = store.casebook
    # One transaction, so that nobody decides between the look at the incident and the decision.
    with store.database.writing():
        incident = book.get(incident_id)
        others = [book.get(other_id)] if other_id else []
        _check_seen([incident, *others], seen or {})
        made = _decided(book, incident, act, who, other_id, keys, fields or {}, reason)
    _apply(store)
    return made


def _decided(
    book: Casebook,
    incident: Incident,
    act: str,
    who: str,
    other_id: str | None,
    keys: tuple[str, ...],
    fields: Mapping[str, Any],
    reason: str,
) -> list[Decision]:
    """The decisions that an act makes, kept."""
    incident_id = incident.incident_id
    reason = reason.strip() or _REASONS.get(act, act)
    wanted = edits(incident, fields) if act == "edit" else []
    made: list[Decision] = []
    if act in ("accept", "reject"):
        status = Review.ACCEPTED if act == "accept" else Review.REJECTED
        made.append(book.edit(incident_id, "review", status.value, who, reason))
    elif act == "edit" and wanted:
        made += [book.edit(incident_id, field, value, who, reason) for field, value in wanted]
    elif act == "merge" and other_id == incident_id:
        raise UsageError(
            "an incident is not merged with itself", subject=incident_id, hint="name another"
        )
    elif act == "merge" and other_id:
        made.append(book.merge([incident_id, other_id], who, reason))
    elif act == "split" and len(incident.reports) > 1:
        made.append(book.split(incident_id, _taken(incident, keys), who, reason))
    else:
        raise UsageError(
            "nothing to decide", subject=act, hint="accept, reject, edit, merge or split"
        )
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
    _apply(store)
    return made


def undo(store: Store, decision_id: int, who: str, reason: str = "") -> None:
    """Take a decision back and link again."""
    store.casebook.reverse(decision_id, who, reason.strip() or "undone")
    _apply(store)
