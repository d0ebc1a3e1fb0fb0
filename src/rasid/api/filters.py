"""Filters over incidents as query parameters, the same for lists, maps and exports."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import Depends, Query

from rasid import knowledge_base
from rasid.model import PlacePrecision
from rasid.store import IncidentFilter

Many = Annotated[list[str] | None, Query()]
# From fine to coarse: "at least a town" lets sites and towns through.
_FINE_TO_COARSE = [p.value for p in PlacePrecision if p is not PlacePrecision.UNKNOWN]


def _types(codes: list[str] | None, classes: list[str] | None) -> tuple[str, ...]:
    if not classes:
        return tuple(codes or ())
    known = knowledge_base.load().event_types.values()
    within = [kind.code for kind in known if kind.event_class.value in classes]
    return tuple(code for code in within if not codes or code in codes) or ("",)


def _precisions(least: PlacePrecision | None) -> tuple[str, ...]:
    if least is None or least is PlacePrecision.UNKNOWN:
        return ()
    return tuple(_FINE_TO_COARSE[: _FINE_TO_COARSE.index(least.value) + 1])


def incident_filter(
    date_from: dt.date | None = None,
    date_to: dt.date | None = None,
    dated: bool | None = None,
    types: Annotated[list[str] | None, Query(alias="type")] = None,
    classes: Annotated[list[str] | None, Query(alias="class")] = None,
    country: str | None = None,
    admin1: str | None = None,
    place: str | None = None,
    precision: PlacePrecision | None = None,
    actor: str | None = None,
    grade: Many = None,
    review: Many = None,
    min_sources: Annotated[int | None, Query(ge=1, le=1000)] = None,
    disagreement: bool | None = None,
    publisher: str | None = None,
    doc_id: str | None = None,
    updated_since: Annotated[str | None, Query(max_length=40)] = None,
) -> IncidentFilter:
    """The filter that a request's parameters ask for."""
    return IncidentFilter(
        date_from=date_from,
        date_to=date_to,
        dated=dated,
        types=_types(types, classes),
        country=country,
        admin1=admin1,
        place=place,
        precisions=_precisions(precision),
        actor=actor,
        grades=tuple(grade or ()),
        reviews=tuple(review or ()),
        least_sources=min_sources,
        disputed=disagreement,
        publisher=publisher,
        doc_id=doc_id,
        changed_since=updated_since,
    )


TheFilter = Annotated[IncidentFilter, Depends(incident_filter)]


def told(wanted: IncidentFilter) -> dict[str, Any]:
    """The filter as JSON, without what it does not ask."""
    fields = {name: getattr(wanted, name) for name in wanted.__dataclass_fields__}
    return {name: _plain(value) for name, value in fields.items() if value not in (None, (), "")}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
