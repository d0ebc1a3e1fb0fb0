"""What adapters show: words for filters, what a name may mean, why an incident is gone."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import Any

from rasid import knowledge_base
from rasid.locate import generalise
from rasid.model import PlacePrecision
from rasid.pipeline.reading import the_locator
from rasid.publish.masking import Masking
from rasid.store import Store, Tombstone, incidents


def masking(level: PlacePrecision | None, *, people: bool) -> Masking:
    """How much a copy hides, with the one function that coarsens places."""
    return Masking(generalise, level, people=people)


def lookup_place(text: str) -> list[dict[str, Any]]:
    """What a place name may mean, best first: id, names, score and reason."""
    return [asdict(rival) for rival in the_locator().lookup(text)]


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """Event types and classes, actors and first-level units, with names in both languages.

    Made once a process (the whole gazetteer is gone through): not to be changed.
    """
    base = knowledge_base.load()
    classes = base.table("desk/event_classes.yml")
    units = [row for row in the_locator().gazetteer.rows() if row.kind == "admin1"]
    return {
        "classes": [{"code": code, "label": label} for code, label in classes.items()],
        "event_types": [
            {"code": kind.code, "event_type": kind.event_class.value, "label": dict(kind.label)}
            for kind in base.event_types.values()
        ],
        "actors": {
            **base.table("desk/generic_parties.yml"),
            **{actor.name: actor.name_ar for actor in base.actors.by_id.values()},
        },
        "admin1": [
            {
                "name": row.name_en,
                "name_ar": row.names[0] if row.names else row.name_en,
                "country": row.country,
                "lat": row.lat,
                "lon": row.lon,
            }
            for row in units
        ],
    }


@lru_cache(maxsize=1)
def unit_centres() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the centre of every first-level unit, by its English name."""
    return {unit["name"]: (unit["lat"], unit["lon"]) for unit in vocabulary()["admin1"]}


def tombstone(store: Store, incident_id: str) -> Tombstone | None:
    """Why an incident is gone; None where there never was one."""
    with store.database.reading() as connection:
        return incidents.tombstone(connection, "incident", incident_id)
