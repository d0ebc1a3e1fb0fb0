"""Where a claim or an article points to: neither has a place of its own, what it tells of has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rasid.model import Claim, Evidence, Place, Reading
from rasid.publish.masking import Masking
from rasid.publish.record_rows import flat, record_feature
from rasid.store import Record

_Readings = Callable[[str], Reading | None]


def _told(reading: Reading) -> Iterator[tuple[Evidence, Place]]:
    """The places of what an article tells, each with the words that tell it."""
    for event in reading.events:
        if event.place is not None:
            yield event.evidence, event.place
    for figure in reading.figures:
        if figure.place is not None:
            yield figure.quote, figure.place
    for indicator in reading.indicators:
        if indicator.place is not None:
            yield indicator.quote, indicator.place


def _placed(places: Iterable[Place]) -> list[Place]:
    """The places that are known on a map, each once."""
    every = {(one.lat, one.lon): one for one in places if one.lat is not None}
    return list(every.values())


def claim_feature(
    record: Record, line: Mapping[str, Any], reading: Reading | None, hiding: Masking
) -> dict[str, Any]:
    """A claim (`line` its JSON in this copy) as a feature at the place that its words tell of.

    That of the first event, figure or indicator in the same words; none where there is none.
    """
    claim = record.noun
    assert isinstance(claim, Claim)  # noqa: S101 - of the list of claims
    same = (
        place
        for evidence, place in (_told(reading) if reading else ())
        if evidence.start < claim.quote.end and claim.quote.start < evidence.end
    )
    place = hiding.place(next(iter(_placed(same)), None))
    return record_feature({**line, "place": place.to_json() if place else None})


def article_feature(line: Mapping[str, Any], reading: Reading | None) -> dict[str, Any]:
    """An article as a feature at all the places of its events; none where they have none."""
    placed = _placed(e.place for e in (reading.events if reading else ()) if e.place is not None)
    points = [[place.lon, place.lat] for place in placed]
    return {
        "type": "Feature",
        "id": line["doc_id"],
        "geometry": {"type": "MultiPoint", "coordinates": points} if points else None,
        "properties": flat(line),
    }


def last_read(readings: _Readings) -> _Readings:
    """The same look-up, remembering the last article: lists hold an article's records together."""
    held: dict[str, Reading | None] = {}

    def look(doc_id: str) -> Reading | None:
        if doc_id not in held:
            held.clear()
            held[doc_id] = readings(doc_id)
        return held[doc_id]

    return look
