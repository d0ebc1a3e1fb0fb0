"""Reports about invented happenings, each field set only where a test is about it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasid.model import (
    ActorMention,
    Count,
    DateInterval,
    DatePrecision,
    Event,
    Evidence,
    Modality,
    Place,
    PlacePrecision,
    Report,
    SourceKind,
    SourceMention,
)

DAY = dt.date(2021, 5, 2)
# Shelling of a market; two killed, said the doctor.
WORDS = "قصف سوق البلدة القديمة وسقوط ضحايا بحسب الطبيب"


def on(day: dt.date | None, days: int = 1) -> DateInterval:
    if day is None:
        return DateInterval(None, None, DatePrecision.UNKNOWN)
    precision = DatePrecision.DAY if days == 1 else DatePrecision.WEEK
    return DateInterval(day, day + dt.timedelta(days - 1), precision)


def town(
    name: str = "Tell Ward", lat: float = 35.9, lon: float = 38.9, admin1: str = "North"
) -> Place:
    return Place(
        name, name, PlacePrecision.TOWN, admin1, None, "SY", lat, lon, 3.0, f"place-{name}"
    )


def report(
    doc_id: str,
    *,
    kind: str = "shelling_missile",
    day: dt.date | None = DAY,
    days: int = 1,
    place: Place | None = None,
    nowhere: bool = False,
    killed: Count | int | None = None,
    who: str | None = None,
    publisher: str | None = None,
    published: dt.date | None = DAY,
    origin: str | None = None,
    words: str = WORDS,
    modality: Modality = Modality.ASSERTED,
    source: SourceKind | None = None,
    event_id: str = "E1",
    at: int = 0,
    **fields: Any,
) -> Report:
    text = " " * at + words
    whole = Evidence.of(doc_id, text, at, len(text))
    trigger = Evidence.of(doc_id, text, at, at + 3)
    count = Count(killed, killed) if isinstance(killed, int) else killed
    event = Event(
        event_id,
        kind,
        whole,
        trigger,
        modality,
        date=on(day, days),
        place=None if nowhere else place or town(),
        killed=count,
        sources=(SourceMention(trigger, source),) if source else (),
        **{"initiators": (ActorMention(trigger, who),) if who else (), **fields},
    )
    return Report(doc_id, event, origin or doc_id, publisher or f"outlet of {doc_id}", published)
