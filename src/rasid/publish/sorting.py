"""Takes the events of a reading, parts what happened from plans, denials, habits and doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rasid.model import Event, Modality
from rasid.wording import either

# Below this confidence an event that is no row is an echo of words, not something told.
_DOUBTFUL = 0.3


class Telling(StrEnum):
    """How an event is told; only a row is an incident that an analyst would enter."""

    ROW = "row"
    PLANNED = "planned"
    DENIED = "denied"
    HABITUAL = "habitual"
    DOUBTFUL = "doubtful"


_APART = {
    Telling.PLANNED: ("plans", "a plan"),
    Telling.DENIED: ("denials", "a denial"),
    Telling.HABITUAL: ("habits", "a habit"),
}


def telling(event: Event) -> Telling:
    """How this event is told: a row is specific and asserted, whatever its confidence."""
    if event.specific and event.modality is Modality.ASSERTED:
        return Telling.ROW
    if event.confidence < _DOUBTFUL:
        return Telling.DOUBTFUL
    if event.modality is Modality.ASSERTED:
        return Telling.HABITUAL
    return Telling.PLANNED if event.modality is Modality.PLANNED else Telling.DENIED


@dataclass(frozen=True, slots=True)
class Sorted:
    """Events by how they are told, each kind in the order of the text."""

    rows: tuple[Event, ...]
    apart: tuple[Event, ...]
    doubtful: tuple[Event, ...]


def sort_events(events: Iterable[Event]) -> Sorted:
    """Rows, then what is told as plan, denial or habit, then what is doubtful."""
    told = [(telling(event), event) for event in events]
    return Sorted(
        rows=tuple(event for how, event in told if how is Telling.ROW),
        apart=tuple(event for how, event in told if how in _APART),
        doubtful=tuple(event for how, event in told if how is Telling.DOUBTFUL),
    )


def tellings(events: Iterable[Event]) -> Counter[str]:
    """How many events are told in which way."""
    return Counter(telling(event).value for event in events)


def apart_text(counts: Mapping[str, int]) -> str:
    """What is told as no happening, "3 told as plans or habits"; "" where there is nothing."""
    number = sum(counts.get(how, 0) for how in _APART)
    names = [words[number == 1] for how, words in _APART.items() if counts.get(how)]
    return f"{number} told as {either(names)}" if number else ""
