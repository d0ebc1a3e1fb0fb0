"""What a public copy may show: places to a level, no at-risk speaker, no names, no quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rasid.model import Incident, Place, PlacePrecision

Generalise = Callable[[Place, PlacePrecision], Place]

WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Masking:
    """How much is hidden: `place_level` None leaves places as they are.

    `generalise` is the one function that coarsens places (the locate stage gives it).
    `people` hides quotes and the words for the parties, in which victims, detainees and
    speakers at risk are named; canonical actor names stay.
    """

    generalise: Generalise
    place_level: PlacePrecision | None = None
    people: bool = False

    def place(self, place: Place | None) -> Place | None:
        """The place as this copy may show it."""
        if place is None or self.place_level is None:
            return place
        return self.generalise(place, self.place_level)

    def incident(self, incident: Incident) -> Incident:
        """The incident with its own place masked; reports are masked as they are written."""
        return replace(incident, place=self.place(incident.place))

    def points(
        self, table: dict[str, list[Any]], centres: Mapping[str, tuple[float, float]]
    ) -> dict[str, list[Any]]:
        """Columns of incidents for a map as this copy may show them.

        A masked copy shows every incident at the centre of its first-level unit (`centres`:
        latitude and longitude by name), or nowhere.
        """
        if self.place_level is None:
            return table
        nowhere = (None, None)
        at = [centres.get(unit or "", nowhere) for unit in table["admin1"]]
        masked: dict[str, list[Any]] = {
            "lat": [lat for lat, _ in at],
            "lon": [lon for _, lon in at],
            "radius": [None] * len(at),
            "place": table["admin1"],
            "place_ar": [None] * len(at),
            "precision": [self.place_level.value] * len(at),
        }
        return {**table, **masked}

    def statement(self, record: dict[str, Any]) -> dict[str, Any]:
        """A claim's JSON as this copy may show it: at-risk and anonymous speakers keep no words."""
        if not self.people or not (record.get("at_risk") or record.get("anonymous")):
            return record
        hidden: dict[str, Any] = dict(record)
        for key in {"speaker", "quote"} & record.keys():
            hidden[key] = WITHHELD
            hidden[f"{key}_span"] = None
        return hidden

    def report(self, record: dict[str, Any]) -> dict[str, Any]:
        """A report's JSON as this copy may show it."""
        event = dict(record["event"])
        if self.place_level is not None:
            event["place"] = None
        if self.people:
            for key in ("evidence", "trigger"):
                event[key] = WITHHELD
                event[f"{key}_span"] = None
            for side in ("initiators", "targets"):
                event[side] = [{**party, "text": WITHHELD} for party in event[side]]
            event["sources"] = [{**source, "text": WITHHELD} for source in event["sources"]]
        return {**record, "event": event}
