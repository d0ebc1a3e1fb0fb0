"""The review desk: what to look at, decisions, and taking them back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from rasid import pipeline
from rasid.api.context import TheStore, TheVisitor
from rasid.api.paging import page
from rasid.model import Decision

Key = Annotated[int, Path(ge=1, le=2**63 - 1)]
router = APIRouter(prefix="/review", tags=["review"])


class Given(BaseModel):
    """One decision as the desk sends it."""

    act: Literal["accept", "reject", "edit", "merge", "split"]
    incident_id: str = Field(max_length=200)
    other_id: str | None = Field(default=None, max_length=200)
    keys: list[str] = Field(default_factory=list, max_length=1000)
    fields: dict[str, str] = Field(default_factory=dict, max_length=20)
    reason: str = Field(default="", max_length=2000)


def _told(decision: Decision) -> dict[str, Any]:
    return decision.to_json()


@router.get("/queue")
def queue(store: TheStore, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> dict[str, Any]:
    """Unreviewed incidents with a reason to look, each with its likeliest rival."""
    items = []
    for doubt in pipeline.doubts(store, limit):
        rival = doubt.rival
        items.append(
            {
                "incident": doubt.incident.to_json(),
                "reasons": list(doubt.reasons),
                "rival": rival
                and {
                    "incident": rival.incident.to_json(),
                    "score": rival.explanation.bits,
                    "comparisons": [
                        {"name": name, "value": level, "weight": weight}
                        for name, level, weight in rival.explanation.rows
                    ],
                },
            }
        )
    return page(items, None)


@router.get("/decisions")
def decisions(store: TheStore) -> dict[str, Any]:
    """The decisions that stand, oldest first."""
    return page([_told(decision) for decision in store.casebook.decisions()], None)


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
    )
    return {**_told(made[-1]), "made": [decision.decision_id for decision in made]}


@router.delete("/decisions/{decision_id}", status_code=204)
def undo(decision_id: Key, store: TheStore, visitor: TheVisitor) -> None:
    """Take a decision back; both stay on record."""
    pipeline.undo(store, decision_id, visitor.name)
