"""Filters over incidents as query parameters, the same for lists, maps and exports."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from rasid import knowledge_base, pipeline
from rasid.api.context import TheVisitor
from rasid.api.errors import RefusedError
from rasid.api.paging import Day, Name, Since, moment
from rasid.errors import UsageError
from rasid.model import PlacePrecision
from rasid.store import IncidentFilter

Many = Annotated[list[str] | None, Query(max_length=50)]
# From fine to coarse: "at least a town" lets sites and towns through.
_FINE_TO_COARSE = [p.value for p in PlacePrecision if p is not PlacePrecision.UNKNOWN]


def types_of(codes: list[str] | None, classes: list[str] | None) -> tuple[str, ...]:
    """The codes asked for, within the classes asked for; a code that no type has where none is."""
    if not classes:
        return tuple(codes or ())
    known = knowledge_base.load().event_types.values()
    within = [kind.code for kind in known if kind.event_class.value in classes]
    return tuple(code for code in within if not codes or code in codes) or ("",)


def least_precision(least: PlacePrecision | None) -> tuple[str, ...]:
    """The precisions that are at least so fine; empty: any."""
    if least is None or least is PlacePrecision.UNKNOWN:
        return ()
    return tuple(_FINE_TO_COARSE[: _FINE_TO_COARSE.index(least.value) + 1])


def frame(given: str | None) -> tuple[float, float, float, float] | None:
    """West, south, east and north in degrees; raises UsageError for what is no such frame."""
    if given is None:
        return None
    try:
        west, south, east, north = map(float, given.split(","))
    except ValueError:
        west, south, east, north = 1.0, 1.0, 0.0, 0.0
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 degrees
        raise UsageError(
            "not a frame of the map", subject=given, hint="write west,south,east,north in degrees"
        )
    return west, south, east, north


Frame = Annotated[
    str | None,
    Query(
        max_length=100,
        description="west,south,east,north in degrees: what has its place's centre within.",
    ),
]


async def incident_filter(
    visitor: TheVisitor,
    date_from: Day = None,
    date_to: Day = None,
    dated: bool | None = None,
    types: Annotated[list[str] | None, Query(alias="type", max_length=50)] = None,
    classes: Annotated[list[str] | None, Query(alias="class", max_length=50)] = None,
    country: Name = None,
    admin1: Name = None,
    place: Name = None,
    precision: PlacePrecision | None = None,
    actor: Name = None,
    grade: Many = None,
    review: Many = None,
    min_sources: Annotated[int | None, Query(ge=1, le=1000)] = None,
    disagreement: bool | None = None,
    publisher: Name = None,
    doc_id: Name = None,
    updated_since: Since = None,
    bbox: Frame = None,
) -> IncidentFilter:
    """The filter that a request's parameters ask for.

    Raises RefusedError where it asks for what a masked copy hides: whether an incident lies in
    a village is as telling as the village's name, and whether a person had part in one as theirs.
    """
    if visitor.masked and (place or doc_id or bbox):
        raise RefusedError(403, hint="a public copy cannot be filtered by place or article")
    if visitor.masked and actor and not pipeline.shown_party(actor):
        raise RefusedError(403, hint="a public copy names parties of the knowledge files alone")
    return IncidentFilter(
        date_from=date_from,
        date_to=date_to,
        dated=dated,
        types=types_of(types, classes),
        country=country,
        admin1=admin1,
        place=place,
        precisions=least_precision(precision),
        actor=actor,
        grades=tuple(grade or ()),
        reviews=tuple(review or ()),
        least_sources=min_sources,
        disputed=disagreement,
        publisher=publisher,
        doc_id=doc_id,
        changed_since=moment(updated_since),
        within=frame(bbox),
    )


TheFilter = Annotated[IncidentFilter, Depends(incident_filter)]
