"""What is said over time: stock figures by speaker, never summed, and indicators side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasid.model import Direction, Evidence, Figure, Indicator, Place, Unit

STOCKS = {Unit.PEOPLE, Unit.KM2, Unit.USD, Unit.OTHER}
OPPOSED = ({Direction.PRESENT, Direction.ABSENT}, {Direction.RISING, Direction.FALLING})


@dataclass(frozen=True, slots=True)
class Told:
    """Where and when something was said: the article, its day (None where unknown), its outlet."""

    doc_id: str
    published: dt.date | None
    publisher: str | None


def stock_figures(said: Iterable[tuple[Told, Figure]]) -> list[dict[str, Any]]:
    """Stock figures as a dated list, oldest first and undated ones last.

    One row for each time a number was given; numbers of different speakers stand beside one
    another and are never added up.
    """
    rows = [
        {
            **_told(told),
            "figure": figure.figure_id,
            "measure": figure.measure,
            "subject": figure.subject,
            "place": _place(figure.place),
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit.value,
            "speaker": _quote(figure.attributed_to),
            "quote": figure.quote.quote,
        }
        for told, figure in said
        if figure.unit in STOCKS
    ]
    return sorted(rows, key=_when)


def indicator_table(said: Iterable[tuple[Told, Indicator]]) -> list[dict[str, Any]]:
    """Indicators as a dated table, with those that contradict one another named in `against`.

    Two rows contradict where kind, subject and place are the same and the directions opposed.
    """
    pairs = list(said)
    rows = [
        {
            **_told(told),
            "indicator": f"{told.doc_id}#{indicator.indicator_id}",
            "kind": indicator.kind.value,
            "direction": indicator.direction.value,
            "subject": indicator.subject,
            "place": _place(indicator.place),
            "speaker": _quote(indicator.speaker),
            "quote": indicator.quote.quote,
        }
        for told, indicator in pairs
    ]
    for row, (_, mine) in zip(rows, pairs, strict=True):
        row["against"] = [
            other["indicator"]
            for other, (_, theirs) in zip(rows, pairs, strict=True)
            if _contradict(mine, theirs)
        ]
    return sorted(rows, key=_when)


def _contradict(one: Indicator, other: Indicator) -> bool:
    same = (
        one.kind is other.kind
        and one.subject == other.subject
        and _place(one.place) == _place(other.place)
    )
    return same and {one.direction, other.direction} in OPPOSED


def _told(told: Told) -> dict[str, Any]:
    published = told.published.isoformat() if told.published else None
    return {"published": published, "doc_id": told.doc_id, "publisher": told.publisher}


def _place(place: Place | None) -> str | None:
    return (place.name or place.text) if place else None


def _quote(evidence: Evidence | None) -> str | None:
    return evidence.quote if evidence else None


def _when(row: dict[str, Any]) -> tuple[bool, str]:
    return row["published"] is None, row["published"] or ""
