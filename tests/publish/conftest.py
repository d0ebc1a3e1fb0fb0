"""Incidents of invented articles, known and unknown in every way that an export must keep apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rasid.model import (
    UNKNOWN_DATE,
    Conflict,
    DateInterval,
    DatePrecision,
    Event,
    Evidence,
    Incident,
    Party,
    Place,
    PlacePrecision,
    Report,
    Toll,
    TollRule,
)

# "Clashes in an invented village killed two civilians" and a speaker's name that must be masked.
TEXT = "عنوان\n\nاشتباكات في قرية مختلقة أودت بحياة مدنيين اثنين، أحدهما فلان الفلاني"


def generalise(place: Place, level: PlacePrecision) -> Place:
    """A stand-in for the locate stage's function: the governorate's centre."""
    return replace(place, name=place.admin1 or "", text="", lat=36.0, lon=40.0, precision=level)


@pytest.fixture
def full() -> Incident:
    """An incident with every field filled."""
    day = dt.date(2022, 5, 3)
    event = Event(
        "E1",
        "armed_clash",
        Evidence.of("a", TEXT, 7, len(TEXT)),
        Evidence.of("a", TEXT, 7, 15),
    )
    place = Place(
        "قرية مختلقة", "Invented Village", PlacePrecision.TOWN, "Hasakah", None, "SY",
        36.51, 40.75, 2.0, "sy:x",
    )  # fmt: skip
    return Incident(
        "I-1", "armed_clash", DateInterval(day, day, DatePrecision.DAY), place,
        (Report("a", event, "o1", "ناشر", day),),
        (Party("Islamic State", "is"),), (Party("SDF", "sdf"), Party("Civilians")),
        Toll(2, 2, 3, TollRule.BEST), None, None, 2, day, day, "ناشر",
        conflicts=(Conflict("killed", (("2", ("a",)), ("3", ("b",)))),),
    )  # fmt: skip


@pytest.fixture
def bare(full: Incident) -> Incident:
    """An incident of which next to nothing is known; its publisher's name is a formula."""
    report = replace(full.reports[0], publisher='=cmd|"/c calc"!A1', published=None)
    return Incident("I-2", "other_strategic", UNKNOWN_DATE, None, (report,))
