"""Fills a store with thousands of invented incidents, the same for one seed."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rasid import pipeline
from rasid.model import (
    UNKNOWN_DATE,
    ActorMention,
    Article,
    Change,
    ChangeKind,
    Count,
    DateInterval,
    DatePrecision,
    Event,
    Evidence,
    Grade,
    Incident,
    OffsetMap,
    Party,
    Place,
    PlacePrecision,
    Published,
    PublishedStatus,
    Raw,
    Reading,
    Report,
    SourceKind,
    SourceMention,
    Toll,
    TollRule,
    Zone,
    ZoneKind,
)
from rasid.store import Store

TITLE = "نشرة مختلقة"  # an invented bulletin
# A device went off near the road. A police officer said that two people died.
SENTENCE = "انفجرت عبوة قرب الطريق. وقال ضابط شرطة إن شخصين قتلا."
TEXT = f"{TITLE}\n\n{SENTENCE}"
VERSION = "invented-1"
EVENTS_AN_ARTICLE = 25
_INCIDENTS_A_BATCH = 5000
_FIRST_DAY = dt.date(2016, 1, 1)
_DAYS = 3600
_TYPES = (
    "ied_landmine",
    "armed_clash",
    "air_drone_strike",
    "attack_on_civilians",
    "arrests",
    "shelling_missile",
)
_ACTORS = ("Islamic State", "Syrian Democratic Forces", "Iraqi Army", "Civilians", "Unidentified")
_PUBLISHERS = ("Invented Wire", "Invented Daily", "وكالة مختلقة", None)
_GRADES = (Grade.WEAK, Grade.WEAK, Grade.FAIR, Grade.CONFIRMED, Grade.CONTESTED)
_PRECISIONS = (
    PlacePrecision.SITE,
    PlacePrecision.TOWN,
    PlacePrecision.TOWN,
    PlacePrecision.DISTRICT,
)
_UNPLACED, _UNDATED, _NO_TOLL = 0.05, 0.03, 0.3
_SPREAD_DEGREES = 0.35


class Unit(NamedTuple):
    """A first-level unit with its centre in degrees."""

    name: str
    country: str
    lat: float
    lon: float


def _units() -> list[Unit]:
    return [
        Unit(unit["name"], unit["country"], unit["lat"], unit["lon"])
        for unit in pipeline.vocabulary()["admin1"]
        if unit["country"] in {"IQ", "SY"}
    ]


def _article(number: int, day: dt.date, publisher: str | None) -> tuple[Raw, Article]:
    doc_id = f"many-{number:06}"
    data = f"{TEXT}\n{number}".encode()
    text = f"{TEXT}\n{number}"
    raw = Raw(data, hashlib.sha256(data).hexdigest(), f"{doc_id}.txt", "text/plain")
    return raw, Article(
        doc_id=doc_id,
        title=TITLE,
        text=text,
        language="ar",
        published=Published(day, PublishedStatus.KNOWN, "given"),
        publisher=publisher,
        url=None,
        raw_sha256=raw.sha256,
        zones=(
            Zone(0, len(TITLE), ZoneKind.HEADLINE),
            Zone(len(TITLE) + 2, len(text), ZoneKind.BODY),
        ),
        offsets=OffsetMap((0,), (0,), (len(text),)),
    )


def _place(luck: random.Random, units: Sequence[Unit]) -> Place | None:
    if luck.random() < _UNPLACED:
        return None
    # Some units see far more than others, as in life.
    unit = units[min(int(luck.expovariate(4 / len(units))), len(units) - 1)]
    number = luck.randrange(400)
    fine = luck.choice(_PRECISIONS)
    near = random.Random(f"{unit.name}{number}")  # noqa: S311 - one village lies in one place
    return Place(
        text="",
        name=f"{unit.name} village {number}",
        precision=fine,
        admin1=unit.name,
        admin2=f"{unit.name} district {number % 5}",
        country=unit.country,
        lat=round(unit.lat + near.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 4),
        lon=round(unit.lon + near.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 4),
        radius_km=25.0 if fine is PlacePrecision.DISTRICT else 2.0,
        place_id=f"invented:{unit.name}:{number}",
    )


def _event(luck: random.Random, number: int, article: Article, units: Sequence[Unit]) -> Event:
    start = article.text.index(SENTENCE)
    evidence = Evidence.of(article.doc_id, article.text, start, start + 23)
    # Triggers differ, since report keys are made of their places.
    trigger = Evidence.of(article.doc_id, article.text, start + number % 20, start + 23)
    day = _FIRST_DAY + dt.timedelta(luck.randrange(_DAYS))
    dated = luck.random() >= _UNDATED
    killed = None if luck.random() < _NO_TOLL else Count(luck.randrange(9), None)
    return Event(
        f"E{number}",
        luck.choice(_TYPES),
        evidence,
        trigger,
        date=DateInterval(day, day, DatePrecision.DAY) if dated else UNKNOWN_DATE,
        place=_place(luck, units),
        initiators=(ActorMention(trigger, luck.choice(_ACTORS)),),
        targets=(ActorMention(trigger, luck.choice(_ACTORS)),),
        killed=killed,
        sources=(SourceMention(trigger, SourceKind.POLICE),),
        confidence=round(luck.uniform(0.4, 1.0), 3),
    )


def _incident(luck: random.Random, number: int, report: Report) -> Incident:
    event = report.event
    low = event.killed.low if event.killed else None
    return Incident(
        incident_id=f"inc-many-{number:06}",
        type=event.type,
        date=event.date,
        place=event.place,
        reports=(report,),
        initiators=tuple(Party(a.actor) for a in event.initiators),
        targets=tuple(Party(a.actor) for a in event.targets),
        killed=None if low is None else Toll(low, low, low + luck.randrange(3), TollRule.BEST),
        sources=1 + (luck.random() < 0.3) + (luck.random() < 0.1),  # noqa: PLR2004 - made-up shares
        first_seen=report.published,
        last_seen=report.published,
        first_reported_by=report.publisher,
        grade=luck.choice(_GRADES),
        grade_reason="invented",
    )


def _batches(count: int) -> Iterator[range]:
    for first in range(0, count, _INCIDENTS_A_BATCH):
        yield range(first, min(first + _INCIDENTS_A_BATCH, count))


def fill(store: Store, count: int, seed: int = 1) -> None:
    """Add `count` incidents, each told by one event of one of count / 25 articles."""
    luck = random.Random(seed)  # noqa: S311 - invented data
    units = _units()
    for batch in _batches(count):
        incidents: list[Incident] = []
        with store.transaction():
            for first in range(batch.start, batch.stop, EVENTS_AN_ARTICLE):
                day = _FIRST_DAY + dt.timedelta(luck.randrange(_DAYS))
                raw, article = _article(first, day, luck.choice(_PUBLISHERS))
                numbers = range(first, min(first + EVENTS_AN_ARTICLE, batch.stop))
                found = tuple(_event(luck, n - first, article, units) for n in numbers)
                store.add(raw, article)
                store.save_reading(Reading(article.doc_id, VERSION, found))
                incidents += [
                    _incident(
                        luck,
                        n,
                        Report(article.doc_id, event, article.doc_id, article.publisher, day),
                    )
                    for n, event in zip(numbers, found, strict=True)
                ]
        book = store.casebook
        docs = list(dict.fromkeys(one.reports[0].doc_id for one in incidents))
        made = [
            Change(one.incident_id, ChangeKind.CREATED, "", None, None, (one.reports[0].doc_id,))
            for one in incidents
        ]
        book.save_links(book.snapshot(), docs, incidents, made, {})
