"""The part of the world that the map opens on: where the incidents lie that are asked for."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from rasid import pipeline
from rasid.model import Place, PlacePrecision
from rasid.store import Store, open_store

from ..api.making import article_of, reading_of  # noqa: TID252 - tests have no root package
from .conftest import LANGUAGES, Open, served

pytestmark = pytest.mark.browser

# Country, first-level unit, latitude and longitude.
_LIBYA = [("LY", "Tripoli", 32.88, 13.19), ("LY", "Benghazi", 32.12, 20.09)]
_SYRIA = ("SY", "Aleppo", 36.20, 37.16)
_HOME = (34.6, 41.5)
# What lies so near the edge (share of the view) has no margin.
_MARGIN = 0.02
# The middle of a frame's height is not that of its degrees.
_NEAR_DEGREES = 1.0
# Two degrees are about the width of a governorate.
_GOVERNORATE_DEGREES = 2.0


def _fill(store: Store) -> None:
    for n, (country, admin1, lat, lon) in enumerate([*_LIBYA, _SYRIA], start=1):
        day = dt.date(2022, n, 3)
        raw, article = article_of(f"far/{n}", day)
        reading = reading_of(article, n, day)
        place = Place(
            text="بلدة مختلقة",  # an invented town
            name=f"Invented town {n}",
            precision=PlacePrecision.TOWN,
            admin1=admin1,
            country=country,
            lat=lat,
            lon=lon,
            radius_km=2.0,
        )
        events = tuple(dataclasses.replace(event, place=place) for event in reading.events)
        store.add(raw, article)
        store.save_reading(dataclasses.replace(reading, events=events))
    pipeline.link_store(store)


@pytest.fixture(scope="module")
def far_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk over two incidents in Libya and one in Syria."""
    with open_store(tmp_path_factory.mktemp("far") / "far.db") as store:
        _fill(store)
        with served(store) as address:
            yield address


_SEEN = """([places, margin]) => {
  const told = document.querySelector(".map-canvas[data-ready=true]")?.dataset.view;
  if (!told) return false;
  const [west, south, east, north] = told.split(",").map(Number);
  const inside = (at, low, high) =>
    at > low + margin * (high - low) && at < high - margin * (high - low);
  return places.every(([, , lat, lon]) => inside(lat, south, north) && inside(lon, west, east));
}"""


def _view(page: Any) -> list[float]:
    told = page.get_attribute(".map-canvas[data-ready=true]", "data-view")
    return [float(part) for part in told.split(",")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_holds_every_incident(watch: Open, far_root: str, language: str) -> None:
    page = watch(far_root, language).open("map")
    page.wait_for_function(_SEEN, arg=[[*_LIBYA, _SYRIA], _MARGIN])
    page.goto(f"{far_root}/desk/map?country=LY")
    page.wait_for_function(_SEEN, arg=[_LIBYA, _MARGIN])
    assert _view(page)[2] < _SYRIA[3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_filter_leads_the_map_to_what_it_finds(
    watch: Open, far_root: str, language: str
) -> None:
    page = watch(far_root, language).open("map?country=LY")
    page.wait_for_function(_SEEN, arg=[_LIBYA, _MARGIN])
    page.select_option(".filters select >> nth=0", "SY")
    page.wait_for_function(_SEEN, arg=[[_SYRIA], 0.4])
    west, south, east, north = _view(page)
    assert east - west > _GOVERNORATE_DEGREES
    assert north - south > _GOVERNORATE_DEGREES / 2


def test_a_cited_view_stays_whatever_is_asked_for(watch: Open, far_root: str) -> None:
    watched = watch(far_root)
    page = watched.open("map?bbox=10.000,30.000,22.000,34.000")
    watched.drawn()
    before = _view(page)
    page.select_option(".filters select >> nth=0", "SY")
    page.wait_for_function("() => document.querySelector('.counted').innerText.includes('of 1')")
    watched.settled()
    assert _view(page) == before
    page.uncheck(".view input")
    page.select_option(".filters select >> nth=0", "LY")
    page.wait_for_function(_SEEN, arg=[_LIBYA, _MARGIN])


def test_where_nothing_has_a_place_the_map_stays_where_it_begins(
    watch: Open, undated_root: str
) -> None:
    watched = watch(undated_root)
    page = watched.open("map")
    watched.drawn()
    west, south, east, north = _view(page)
    assert (south + north) / 2 == pytest.approx(_HOME[0], abs=_NEAR_DEGREES)
    assert (west + east) / 2 == pytest.approx(_HOME[1], abs=_NEAR_DEGREES)
