"""Readings of short invented articles, for the tests of events."""

from __future__ import annotations

import datetime as dt
from functools import cache

from rasid import language
from rasid.locate import Locator
from rasid.model import Article, Event, Published, PublishedStatus, Zone, ZoneKind
from rasid.read.events.harm import HarmReader
from rasid.read.events.linear import packaged_models
from rasid.read.events.reader import EventReader
from rasid.read.events.scene import Scene, build_scene

DAY = dt.date(2021, 3, 17)  # a Wednesday


@cache
def locator() -> Locator:
    return Locator.load()


@cache
def reader() -> EventReader:
    return EventReader(packaged_models())


def article(body: str, title: str = "", code: str = "ar", *, headed: bool = False) -> Article:
    """An article; `headed` marks its headline and body as collecting does."""
    published = Published(DAY, PublishedStatus.KNOWN, "set by the test")
    text = f"{title}\n\n{body}"
    at = len(title)
    zones = (Zone(0, at, ZoneKind.HEADLINE), Zone(at + 2, len(text), ZoneKind.BODY))
    return Article("d1", title, text, code, published, zones=zones if headed else ())


def events(body: str, title: str = "", code: str = "ar", *, headed: bool = False) -> list[Event]:
    text = article(body, title, code, headed=headed)
    analysed = language.get(code).analyse(text)
    return reader().read(text, analysed, locator().mentions(analysed))


def rows(body: str, title: str = "", code: str = "ar", *, headed: bool = False) -> list[Event]:
    """The specific, asserted events: those an analyst would enter."""
    found = events(body, title, code, headed=headed)
    return [e for e in found if e.specific and e.modality == "asserted"]


def scene(body: str, code: str = "ar") -> Scene | None:
    text = article(body, code=code)
    return build_scene(text, language.get(code).analyse(text), [])


def counts(body: str, code: str = "ar") -> list[tuple[str, int | None, int | None]]:
    """Kind, low and high of every stated count."""
    found = scene(body, code)
    assert found is not None
    return [(a.kind, a.count.low, a.count.high) for a in HarmReader(found).atoms()]
