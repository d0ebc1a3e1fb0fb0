"""The review desk: what to look at, decisions, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from rasid import pipeline
from rasid.api.answers import Csv, Json, Lines, csv_file
from rasid.api.context import TheStore, TheVisitor
from rasid.api.paging import NO_NUL, Day, page
from rasid.model import Decision, Incident
from rasid.store import Store

Key = Annotated[int, Path(ge=1, le=2**63 - 1)]
router = APIRouter(prefix="/review", tags=["review"])


Plain = Annotated[str, Field(max_length=2000, pattern=NO_NUL)]


class Given(BaseModel):
    """One decision as the desk sends it."""

    act: Literal["accept", "reject", "edit", "merge", "split"]
    incident_id: str = Field(max_length=200, pattern=NO_NUL)
    other_id: str | None = Field(default=None, max_length=200, pattern=NO_NUL)
    keys: list[Plain] = Field(default_factory=list, max_length=1000)
    fields: dict[str, Plain] = Field(default_factory=dict, max_length=20)
    reason: str = Field(default="", max_length=2000, pattern=NO_NUL)
    seen: dict[str, str] = Field(
        default_factory=dict,
        max_length=2,
        description="The `version` of each incident as it was seen, by id: 409 where it changed.",
    )


def _told(decision: Decision) -> dict[str, Any]:
    return decision.to_json()


def _whole(store: Store, incident: Incident) -> dict[str, Any]:
    """An incident with its version, its reports' keys, by which a split names them, and titles."""
    record = {**incident.to_json(), "version": pipeline.version(incident)}
    for report, out in zip(incident.reports, record["reports"], strict=True):
        out["key"] = report.key
        out["title"] = store.article(report.doc_id).title
    return record


def doubt_json(store: Store, doubt: pipeline.Doubt) -> dict[str, Any]:
    """An incident with the reasons to look at it, its rival and what its place may mean."""
    return {
        "incident": _whole(store, doubt.incident),
        "reasons": [reason.to_json() for reason in doubt.reasons],
        "places": list(doubt.places),
        "rival": doubt.rival and _rival_json(store, doubt.rival),
    }


def _rival_json(store: Store, rival: pipeline.RivalIncident) -> dict[str, Any]:
    return {
        "incident": _whole(store, rival.incident),
        "score": rival.explanation.bits,
        "comparisons": [
            {"name": name, "value": level, "weight": weight}
            for name, level, weight in rival.explanation.rows
        ],
    }


@router.get("/queue")
def queue(store: TheStore, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> dict[str, Any]:
    """Unreviewed incidents with a reason to look, each with its likeliest rival."""
    return page([doubt_json(store, one) for one in pipeline.doubts(store, limit)], None)


@router.get("/incidents/{incident_id}")
def one(incident_id: str, store: TheStore) -> dict[str, Any]:
    """Any incident as the queue shows it, whether or not there is a reason to look."""
    return doubt_json(store, pipeline.doubt(store, store.casebook.get(incident_id)))


Sought = Annotated[
    str,
    Query(max_length=300, description="Words of place, type, day or id; all must be met."),
]


@router.get("/incidents/{incident_id}/others", response_class=Json)
def others(
    incident_id: str,
    store: TheStore,
    q: Sought = "",
    date_from: Day = None,
    date_to: Day = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Json:
    """Incidents that this one may be merged with, nearest in time and place first."""
    incident = store.casebook.get(incident_id)
    found = pipeline.others(store, incident, q, date_from, date_to, limit)
    return Json(page([other.to_json() for other in found], None))


@router.get("/incidents/{incident_id}/others/{other_id}")
def other(incident_id: str, other_id: str, store: TheStore) -> dict[str, Any]:
    """Another incident, and how both compare: what a reviewer sees before merging them."""
    book = store.casebook
    return _rival_json(store, pipeline.beside(store, book.get(incident_id), book.get(other_id)))


@router.get("/decisions")
def decisions(store: TheStore) -> dict[str, Any]:
    """The decisions that stand, oldest first."""
    return page([_told(decision) for decision in store.casebook.decisions()], None)


@router.get("/decisions.csv", response_class=Csv)
def decisions_as_csv(store: TheStore) -> Csv:
    """The decisions that stand as CSV."""
    return csv_file("decisions", map(_told, store.casebook.decisions()))


Reviewer = Annotated[str | None, Query(max_length=200, description="One reviewer's alone.")]


@router.get("/gold", response_class=Lines)
def gold(store: TheStore, who: Reviewer = None) -> Lines:
    """Articles whose events were all reviewed, in the annotation guidelines' format."""
    return _lines("gold", pipeline.gold(store, who))


@router.get("/gold/documents", response_class=Lines)
def gold_documents(store: TheStore, who: Reviewer = None) -> Lines:
    """The articles that the gold annotates, as training and scoring take them."""
    return _lines("gold-documents", pipeline.articles_of_gold(store, pipeline.gold(store, who)))


def _lines(name: str, records: Iterable[dict[str, Any]]) -> Lines:
    lines = (orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records)
    headers = {"Content-Disposition": f'attachment; filename="rasid-{name}.jsonl"'}
    return Lines(lines, headers=headers)


@router.get("/agreement")
def agreement(
    store: TheStore,
    one: Annotated[str, Query(max_length=200)],
    other: Annotated[str, Query(max_length=200)],
) -> dict[str, Any]:
    """How far two reviewers agree, on the articles that both reviewed."""
    return pipeline.agreement(store, one, other).to_json()


@router.post("/decisions", status_code=201)
def decide(given: Given, store: TheStore, visitor: TheVisitor) -> dict[str, Any]:
    """Keep a decision and apply it; gives the last one made (an edit may make several)."""
    made = pipeline.decide(
        store,
        given.act,
        given.incident_id,
        visitor.name,
        other_id=given.other_id,
        keys=tuple(given.keys),
        fields=given.fields,
        reason=given.reason,
        seen=given.seen,
    )
    return {**_told(made[-1]), "made": [decision.decision_id for decision in made]}


@router.delete("/decisions/{decision_id}", status_code=204)
def undo(decision_id: Key, store: TheStore, visitor: TheVisitor) -> None:
    """Take a decision back; both stay on record."""
    pipeline.undo(store, decision_id, visitor.name)
