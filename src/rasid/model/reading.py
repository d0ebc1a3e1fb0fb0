"""Reading: all that one reader takes from one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasid.model.event import Event
from rasid.model.place import PlaceMention
from rasid.model.statement import Claim, Figure, Indicator


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader (of `reader_version`) takes from the article `doc_id`.

    `notes` are things a person should look at: machine-readable codes with a word of detail.
    """

    doc_id: str
    reader_version: str
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "doc_id": self.doc_id,
            "reader": self.reader_version,
            "events": [event.to_json() for event in self.events],
            "figures": [figure.to_json() for figure in self.figures],
            "claims": [claim.to_json() for claim in self.claims],
            "indicators": [indicator.to_json() for indicator in self.indicators],
            "notes": list(self.notes),
        }
