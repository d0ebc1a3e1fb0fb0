"""Brushing by the map: timeline, count and lists show what is in its view, or picked on it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .conftest import LANGUAGES, Open

pytestmark = pytest.mark.browser

# The first of the villages and nothing else.
_AROUND_ONE = "38.500,36.000,39.500,36.300"
_COUNT = "(n) => document.querySelector('.counted strong')?.innerText === n"
_TIMELINE = "(n) => new RegExp(n).test(document.querySelector('.timeline').ariaLabel)"
# Weeks of one incident and of three, as the timeline tells them.
_ONE, _THREE = "1 incident$|حادثة واحدة$", "3 incidents$|3 حوادث$"


def _drawn(page: Any) -> None:
    page.wait_for_selector(".map-canvas[data-drawn=true]")


def _view(page: Any) -> list[float]:
    told = re.search(r"bbox=([^&]*)", page.url)
    assert told
    return [float(part) for part in told[1].replace("%2C", ",").split(",")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cited_view_counts_the_same_in_timeline_and_lists(
    watch: Open, root: str, language: str
) -> None:
    watched = watch(root, language)
    page = watched.open(f"map?bbox={_AROUND_ONE}")
    _drawn(page)
    page.wait_for_function(_COUNT, arg="1")
    page.wait_for_function(_TIMELINE, arg=_ONE)
    page.wait_for_function("() => document.querySelectorAll('.side .cards li').length === 1")
    assert _view(page) == [float(part) for part in _AROUND_ONE.split(",")]
    # What is seen as a table, and downloaded, is the same.
    twin = page.get_attribute(".twins a >> nth=1", "href")
    assert len(page.request.get(f"{root}{twin}").text().splitlines()) == 2
    page.click(".view a")
    watched.settled()
    assert page.locator("tbody tr").count() == 1
    page.click(".notice button")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 4")


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_is_in_view_follows_the_map(watch: Open, root: str, language: str) -> None:
    watched = watch(root, language)
    watched.page.set_viewport_size({"width": 1200, "height": 1100})
    page = watched.open("map")
    _drawn(page)
    page.wait_for_function(_COUNT, arg="4")
    page.check(".view input")
    # One has no place.
    page.wait_for_function(_COUNT, arg="3")
    page.wait_for_function(_TIMELINE, arg=_THREE)
    before, steps = _view(page), page.evaluate("history.length")
    box = page.locator(".map-canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    # The map is drawn up until the villages are out of it.
    for again in (True, True, False):
        page.mouse.move(x, y + 100)
        page.mouse.down()
        page.mouse.move(x, y - 240, steps=6)
        if again:
            page.mouse.up()
    page.wait_for_function(_COUNT, arg="0")
    page.mouse.up()
    page.wait_for_function("(b) => !location.search.includes(b)", arg=f"{before[3]:.3f}")
    assert _view(page)[3] < before[3]
    assert page.evaluate("history.length") == steps
    page.wait_for_function("() => !document.querySelector('.side .cards li')")
    page.go_back()
    page.wait_for_function(_COUNT, arg="4")
    assert not page.is_checked(".view input")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_incident_in_view_is_marked_and_the_map_stays(
    watch: Open, root: str, language: str
) -> None:
    """Finding it on the map changes neither the list that it stands in nor what is counted."""
    page = watch(root, language).open("map")
    _drawn(page)
    page.check(".view input")
    page.wait_for_function(_COUNT, arg="3")
    page.wait_for_function("() => document.querySelectorAll('.side .cards li').length === 3")
    seen, asked = page.get_attribute(".map-canvas", "data-view"), page.url
    for n in range(3):
        page.locator(".near").nth(n).click()
        page.wait_for_selector(f".cards li:nth-child({n + 1}) .near[aria-pressed=true]")
        assert page.locator(".near[aria-pressed=true]").count() == 1
    assert page.get_attribute(".map-canvas", "data-view") == seen
    assert page.url == asked
    assert page.locator(".side .cards li").count() == 3
    page.uncheck(".view input")
    page.wait_for_function(_COUNT, arg="4")
    # The one marked last, asked for again.
    page.locator(".near[aria-pressed=true]").click()
    page.wait_for_function(
        "(seen) => document.querySelector('.map-canvas').dataset.view !== seen", arg=seen
    )


def test_days_brushed_and_a_view_narrow_one_another(watch: Open, root: str) -> None:
    path = f"map?bbox={_AROUND_ONE}&brush_from=2021-05-09&brush_to=2021-09-30"
    page = watch(root).open(path)
    page.wait_for_function(_COUNT, arg="0")
    page.uncheck(".view input")
    page.wait_for_function(_COUNT, arg="2")
    twin = page.request.get(f"{root}/desk/{path.replace('map?', 'map.csv?')}")
    assert len(twin.text().splitlines()) == 1


def test_what_is_picked_on_the_map_is_marked_in_the_timeline(watch: Open, root: str) -> None:
    page = watch(root).open("map")
    _drawn(page)
    # The map comes to an incident of the list: its mark is in the middle.
    page.locator(".near").first.click()
    box = page.locator(".map-canvas").bounding_box()
    told = "Picked on the map: 1$"
    for _ in range(100):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        if page.evaluate(_TIMELINE, told):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(_TIMELINE, told)


@pytest.mark.parametrize("nonsense", ["", "1,2,3", "a,b,c,d", "9,9,1,1", "0,0,900,10"])
def test_a_view_that_is_none_is_the_whole_map(watch: Open, root: str, nonsense: str) -> None:
    page = watch(root).open(f"map?bbox={nonsense}")
    page.wait_for_function(_COUNT, arg="4")
    assert not page.is_checked(".view input")
