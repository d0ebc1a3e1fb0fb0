"""What adapters show: words for filters, what a name may mean, why an incident is gone."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasid import knowledge_base
from rasid.locate import generalise, place_codes
from rasid.model import Place, PlacePrecision
from rasid.pipeline.reading import the_locator
from rasid.publish.masking import Masking
from rasid.store import Store, Tombstone, incidents


def masking(level: PlacePrecision | None, *, people: bool, store: Store | None = None) -> Masking:
    """How much a copy hides, with the one function that coarsens places.

    `store` is that whose records are copied: its secret hides their ids.
    """
    hides = people or level is not None
    key = store.masking_key if store is not None and hides else b""
    return Masking(generalise, level, people=people, key=key)


_TOLD = "told"  # begins the choice of a place that has no id of its own


def lookup_place(text: str) -> list[dict[str, Any]]:
    """What a place expression may mean, best first: each a place's JSON with its codes.

    `chosen` marks the one that the reader takes where nothing else is told; `acled` and `ucdp`
    are precision codes of ACLED (1-3) and UCDP (1-7); `choice` names it for `chosen_place`.
    """
    return [
        {
            **candidate.place.to_json(),
            **place_codes(candidate.place)._asdict(),
            "chosen": candidate.chosen,
            "choice": _choice(candidate.place, text),
            "name_ar": arabic_name(candidate.place.place_id),
        }
        for candidate in the_locator().lookup(text)
    ]


def arabic_name(place_id: str) -> str | None:
    """How the gazetteer writes a place in Arabic, None where it holds none."""
    row = the_locator().gazetteer.by_id(place_id) if place_id else None
    return row.names[0] if row and row.names else None


def _choice(place: Place, text: str) -> str:
    return place.place_id or f"{_TOLD}:{place.told_by}:{text}"


def chosen_place(choice: str) -> Place | None:
    """The place of an id of the gazetteer or of a candidate's `choice`; None where none is."""
    if not choice.startswith(f"{_TOLD}:"):
        return the_locator().place(choice)
    _, _, text = choice.split(":", 2)
    found = (candidate.place for candidate in the_locator().lookup(text))
    return next((place for place in found if _choice(place, text) == choice), None)


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """Event types and classes, actors, first-level units and districts, named in both languages.

    Made once a process (the whole gazetteer is gone through): not to be changed.
    """
    from rasid.assess.spellings import district_names  # noqa: PLC0415 - brings pandas with it

    base = knowledge_base.load()
    classes = base.table("desk/event_classes.yml")
    arabic = base.table("desk/unit_names.yml")["names"]
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
                "name_ar": row.names[0] if row.names else arabic.get(row.name_en, row.name_en),
                "country": row.country,
                "lat": row.lat,
                "lon": row.lon,
            }
            for row in units
        ],
        "districts": district_names(),
    }


@lru_cache(maxsize=1)
def unit_centres() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the centre of every first-level unit, by its English name."""
    return {unit["name"]: (unit["lat"], unit["lon"]) for unit in vocabulary()["admin1"]}


def tombstone(store: Store, incident_id: str) -> Tombstone | None:
    """Why an incident is gone; None where there never was one."""
    with store.database.reading() as connection:
        return incidents.tombstone(connection, "incident", incident_id)
