"""Counts and shares of two data sets whose truth is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rasid.model import DateInterval, DatePrecision, Incident, PlacePrecision
from rasid.publish.compare import compare, spot_of

DAY = dt.date(2022, 5, 3)


@pytest.fixture
def at(full: Incident):
    def make(
        north_km: float, days: int = 0, precision: PlacePrecision = PlacePrecision.TOWN
    ) -> Incident:
        day = DAY + dt.timedelta(days=days)
        place = replace(full.place, lat=36.0 + north_km / 111.195, precision=precision)
        return replace(full, date=DateInterval(day, day, DatePrecision.DAY), place=place)

    return make


def test_counterparts_lie_within_distance_and_days(at) -> None:
    ours = [at(0), at(50), at(0, 20)]
    theirs = [at(9), at(50, 3), at(0, 20), at(300, 1)]
    told = compare(ours, theirs, 10, 1)
    assert (told.machine.exact, told.machine.matched) == (3, 2)
    assert (told.human.exact, told.human.matched) == (4, 2)
    assert told.human.share == 0.5
    assert compare(ours, theirs, 8, 1).machine.matched == 1
    assert compare(ours, theirs, 10, 3).machine.matched == 3


def test_coarse_places_match_only_perhaps(at) -> None:
    told = compare([at(0), at(0)], [at(80, 0, PlacePrecision.GOVERNORATE)])
    assert (told.machine.matched, told.machine.perhaps) == (0, 2)
    assert (told.human.exact, told.human.share, told.human.perhaps) == (0, None, 1)


def test_only_days_that_both_cover_are_compared(at, bare: Incident) -> None:
    told = compare([at(0, -40), at(0), at(0, 6), bare], [at(0, -1), at(0, 7)])
    assert (told.first, told.last) == (DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=6))
    assert told.outside == {"machine": 1, "human": 1}
    assert told.incomparable == {"machine": 1, "human": 0}
    assert told.weeks == (("2022-W18", 1, 1), ("2022-W19", 1, 0))
    assert told.units == (("Hasakah", 2, 1),)


def test_nothing_in_common_is_no_share(at) -> None:
    told = compare([at(0)], [at(0, 1)])
    assert (told.first, told.machine.share, told.weeks) == (None, None, ())
    assert compare([], []).to_json()["human"]["share"] is None


def test_what_has_no_day_or_place_is_no_spot(at, bare: Incident) -> None:
    assert spot_of(bare) is None
    year = DateInterval(DAY, DAY + dt.timedelta(days=364), DatePrecision.YEAR)
    assert spot_of(replace(at(0), date=year)) is None
    assert spot_of(at(0)).exact
