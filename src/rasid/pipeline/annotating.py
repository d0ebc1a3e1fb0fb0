"""Review as gold: what people decided about events, in the format of the annotation guidelines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasid.errors import NotFoundError
from rasid.evaluate import ScoreTable, score
from rasid.link.editing import still_about
from rasid.link.identity import trigger_key
from rasid.model import Decision, DecisionKind, Event, Reading, Report, Review
from rasid.store import Store

_PLACE = ("text", "name", "admin1", "country", "precision")
_KEPT = ("id", "type", "evidence", "trigger", "modality", "specific", "background", "date")
_LISTS = ("events", "figures", "claims", "indicators")
# Rows of a score that events do not make.
_UNREVIEWED = ("figure", "claim")
_FIGURE = ("quote", "low", "high", "unit", "measure", "subject", "direction", "attributed_to")
_CLAIM = ("speaker", "speaker_kind", "anonymous", "quote", "kind")
_TOLLS = ("killed", "injured", "detained")


def gold(store: Store, who: str | None = None) -> Iterator[dict[str, Any]]:
    """One object an article of which every event was reviewed (by `who`, where given).

    Events that were rejected are gone, edited ones stand as edited. A toll is corrected only
    where the decision was about one report: the articles of an incident may differ in it.
    Figures and claims stand as they were read, and `reviewed` names what people looked at: only
    that counts in `only_reviewed`, and so in scores and training.
    """
    decided = _by_report(store.casebook.decisions(), who)
    # A doc_id may hold "#" itself; the tail of a key never does.
    for doc_id in sorted({key.rpartition("#")[0] for key in decided}):
        reading = store.reading(doc_id)
        if reading is None or not reading.events:
            continue
        record = _annotated(reading, decided)
        if record is not None:
            yield record


def articles_of_gold(
    store: Store, records: Iterable[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The articles that gold annotates, one object each as `rasid train` and `evaluate` take."""
    for record in records:
        article = store.article(record["doc_id"])
        published = article.published.date
        yield {
            "doc_id": article.doc_id,
            "title": article.title,
            "published": published.isoformat() if published else None,
            "text": article.text[len(article.title) + 2 :],
        }


def agreement(store: Store, one: str, other: str) -> ScoreTable:
    """How far two reviewers agree: the gold of `other` scored against that of `one`.

    Only articles that both reviewed count. Raises NotFoundError where there are none.
    """
    first = {record["doc_id"]: only_reviewed(record) for record in gold(store, one)}
    second = {record["doc_id"]: only_reviewed(record) for record in gold(store, other)}
    both = sorted(first.keys() & second.keys())
    if not both:
        raise NotFoundError(
            "no article was reviewed by both",
            subject=f"{one}, {other}",
            hint="both must decide on every event of an article",
        )
    documents = {a["doc_id"]: a for a in articles_of_gold(store, [first[d] for d in both])}
    made = score(documents, {d: first[d] for d in both}, {d: second[d] for d in both})
    kept = {name: value for name, value in made.scores.items() if name not in _UNREVIEWED}
    return replace(made, scores=kept)


def _by_report(decisions: Sequence[Decision], who: str | None) -> dict[str, list[Decision]]:
    """The standing edits on each report key, oldest first."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.kind is DecisionKind.EDIT and who in {None, decision.who}:
            for key in decision.groups[0]:
                found[key].append(decision)
    return found


def _annotated(
    reading: Reading, decided: Mapping[str, Sequence[Decision]]
) -> dict[str, Any] | None:
    """The article's gold; None where some event was not reviewed."""
    events = []
    keys = [Report(reading.doc_id, event, "").key for event in reading.events]
    for key, event in zip(keys, reading.events, strict=True):
        edits = decided.get(key) or _found_again(key, keys, decided)
        if not edits:
            return None
        corrected = _corrected(event, edits)
        if corrected is not None:
            events.append(corrected)
    return {
        "doc_id": reading.doc_id,
        "events": events,
        "figures": [_figure(one.to_json()) for one in reading.figures],
        "claims": [
            {n: v for n, v in one.to_json().items() if n in _CLAIM} for one in reading.claims
        ],
        "reviewed": ["events"],
    }


def _found_again(
    key: str, there: Sequence[str], decided: Mapping[str, Sequence[Decision]]
) -> list[Decision]:
    """The edits on an event whose type or place was read anew since, as linking finds them."""
    trigger = f"{trigger_key(key)}-"
    return [
        decision
        for then, several in decided.items()
        if then.startswith(trigger) and then not in there
        for decision in several
        if still_about(decision, then, key)
    ]


def _figure(told: Mapping[str, Any]) -> dict[str, Any]:
    """A figure in the guidelines' fields."""
    place, period = told["place"], told["period"]
    return {
        **{name: told[name] for name in _FIGURE},
        "place": place and {name: place[name] for name in ("name", "admin1", "country")},
        "period": period and {name: period[name] for name in ("start", "end")},
    }


def only_reviewed(record: Mapping[str, Any]) -> dict[str, Any]:
    """An annotation without the lists that nobody reviewed; others' annotations as they are."""
    reviewed = record.get("reviewed")
    if reviewed is None:
        return dict(record)
    return {name: value for name, value in record.items() if name not in _LISTS or name in reviewed}


def _corrected(event: Event, edits: Sequence[Decision]) -> dict[str, Any] | None:
    """The event in the guidelines' fields with what was decided on it; None if rejected."""
    told = event.to_json()
    record: dict[str, Any] = {name: told[name] for name in _KEPT}
    place = told["place"]
    record["place"] = {name: place[name] for name in _PLACE} if place else None
    for side in ("initiators", "targets"):
        record[side] = [{"text": p["text"], "actor": p["actor"]} for p in told[side]]
    record |= {name: told[name] for name in _TOLLS}
    record["sources"] = told["sources"]
    rejected = False
    for decision in edits:
        if decision.field == "review":
            rejected = decision.value == Review.REJECTED.value
        else:
            _apply(record, decision)
    return None if rejected else record


def _apply(record: dict[str, Any], decision: Decision) -> None:
    field, value = decision.field, decision.value
    if field in _TOLLS:
        if len(decision.groups[0]) == 1:
            record[field] = value and {"low": value["low"], "high": value["high"]}
    elif field == "place":
        written = (record["place"] or {}).get("text", "")
        record["place"] = value and {**{n: value.get(n) for n in _PLACE}, "text": written}
    elif field in record and field not in {"initiators", "targets"}:
        record[field] = value
