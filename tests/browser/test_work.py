"""An analyst's work: from the map to the sentence, brushing, reviewing by keyboard."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest

from rasid.model import Review
from rasid.store import Store

from ..api.making import DOC  # noqa: TID252 - tests have no root package
from .conftest import LANGUAGES, Open, Watched

pytestmark = pytest.mark.browser


def _drawn(page: Any) -> None:
    page.wait_for_selector(".map-canvas[data-ready=true]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_clicks_from_the_map_to_the_sentence(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    """Map, an incident of its list, its report: three clicks, and the sentence is marked."""
    watched = watch(own[1], language)
    page = watched.open("")
    page.click("nav a[href$='/map']")
    watched.settled()
    page.locator(".side .cards a").first.click()
    watched.settled()
    page.locator("main .cards a").first.click()
    page.wait_for_selector(".text mark.on")
    marked = page.locator(".text mark.on")
    assert "قتلت" in "".join(marked.all_inner_texts())
    assert marked.first.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_brushing_the_timeline_filters_map_list_and_address(watch: Open, root: str) -> None:
    watched = watch(root)
    page = watched.open("map")
    _drawn(page)
    assert page.inner_text(".counted strong") == "4"
    page.locator(".timeline").scroll_into_view_if_needed()
    box = page.locator(".timeline .u-over").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("brush_from=2021-"))
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '1'")
    page.reload()
    watched.settled()
    assert page.inner_text(".counted strong") == "1"
    page.click(".brush button")
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '4'")


def test_the_brush_can_be_given_as_days(watch: Open, root: str) -> None:
    page = watch(root).open("map")
    page.fill(".brush input >> nth=0", "2021-05-01")
    page.fill(".brush input >> nth=1", "2021-05-31")
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '2'")


def test_the_map_picks_and_is_pointed_at(watch: Open, root: str) -> None:
    page = watch(root).open("map")
    _drawn(page)
    page.locator(".near").first.click()
    page.wait_for_timeout(300)
    box = page.locator(".map-canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".beside h2:has-text('Picked on the map')")
    assert page.locator(".legend li").count() >= 6


def _review(watched: Watched) -> Any:
    page = watched.open("review")
    page.wait_for_selector(".review .card")
    return page


def test_reviewing_by_keyboard_alone(watch: Open, own: tuple[Store, str]) -> None:
    """Accept, take back, skip, edit, split: no mouse, and every word is kept."""
    store, root = own
    page = _review(watch(root))
    first = page.inner_text(".card.on h3 a")

    page.keyboard.press("a")
    page.wait_for_selector("text=Decided: Accept")
    assert store.casebook.get(first).review is Review.ACCEPTED
    page.keyboard.press("u")
    page.wait_for_function(
        "id => document.querySelector('.card.on h3 a').innerText === id", arg=first
    )
    assert store.casebook.get(first).review is Review.UNREVIEWED

    page.keyboard.press("n")
    page.wait_for_function(
        "id => document.querySelector('.card.on h3 a')?.innerText !== id", arg=first
    )
    second = page.inner_text(".card.on h3 a")
    page.keyboard.press("e")
    page.wait_for_selector(".edit input:focus")
    page.keyboard.type("05032021")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Decided: Edit")
    edited = store.casebook.get(second)
    assert edited.review is Review.EDITED
    assert str(edited.date.start) in {"2021-03-05", "2021-05-03"}  # as the browser orders a day
    assert {decision.who for decision in store.casebook.decisions()} == {"desk", "test"}


def test_editing_toll_type_and_place_by_candidates(watch: Open, own: tuple[Store, str]) -> None:
    store, root = own
    page = _review(watch(root))
    held = page.inner_text(".card.on h3 a")
    page.click("button:has-text('Edit')")
    page.fill("[name=killed_best]", "2")
    page.fill("[name=killed_high]", "9")
    page.select_option("[name=type]", "suicide_bomb")
    page.fill(".places input[type=search]", "Kirkuk")
    page.keyboard.press("Tab")
    page.locator(".places label:has-text('Kirkuk')").first.click()
    page.click("button:has-text('Save')")
    page.wait_for_selector("text=Decided: Edit")
    edited = store.casebook.get(held)
    assert edited.type == "suicide_bomb"
    assert edited.killed
    assert (edited.killed.best, edited.killed.high) == (2, 9)
    assert edited.place
    assert edited.place.country == "IQ"


def test_splitting_by_checked_reports_and_undoing_from_the_list(
    watch: Open, own: tuple[Store, str]
) -> None:
    store, root = own
    two = next(i for i in store.casebook.every() if len(i.reports) == 2)
    before = store.casebook.count()
    page = watch(root).open(f"review/{two.incident_id}")
    page.check(".card.on .take input >> nth=1")
    page.keyboard.press("s")
    page.wait_for_selector("text=Decided: Split")
    assert store.casebook.count() == before + 1
    rows = "document.querySelectorAll('[aria-label=Decisions] tbody tr').length"
    page.wait_for_function(f"() => {rows} === 4")
    page.locator("[aria-label=Decisions] tbody button").first.click()
    page.wait_for_function(f"() => {rows} === 3")
    assert store.casebook.count() == before


def test_cards_and_text_lead_to_each_other_by_keyboard(watch: Open, root: str) -> None:
    page = watch(root).open(f"article/{quote(f'{DOC}/1', safe='')}")
    page.keyboard.press("j")
    page.wait_for_selector("#card-E1.on")
    assert page.locator(".text mark.on.span-trigger").inner_text() == "قتلت"
    page.keyboard.press("j")
    page.wait_for_selector("#card-C1.on")
    assert page.evaluate("document.activeElement.id") == "card-C1"
    page.keyboard.press("k")
    page.wait_for_selector("#card-E1.on")
    page.wait_for_url("**focus=E1**")
    speaker = page.locator(".span-speaker").first
    speaker.hover()
    told = speaker.get_attribute("data-ids")
    page.wait_for_selector(f"#card-{told.split()[-1]}.on")


def test_every_screen_is_reached_by_tab_and_enter(watch: Open, root: str) -> None:
    watched = watch(root)
    page = watched.open("")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached: list[str] = []
    for _ in range(14):
        page.keyboard.press("Tab")
        held = page.evaluate("document.activeElement.closest('nav') && document.activeElement.href")
        if held:
            reached.append(held.rsplit("/", 1)[-1])
    assert reached == [
        "brief", "map", "incidents", "article", "statements", "assessment", "review", "search",
        "export", "audit",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_incidents(watch: Open, many_root: str, language: str) -> None:
    """The first view is small on the wire, and brushing asks the server nothing."""
    watched = watch(many_root, language)
    sizes: list[int] = []
    watched.page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))
    page = watched.open("map")
    _drawn(page)
    assert page.inner_text(".counted strong").replace(",", "") == "10000"
    assert sum(sizes) < 3_000_000
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/api/" in r.url else None)
    page.fill(".brush input >> nth=0", "2020-01-01")
    page.fill(".brush input >> nth=1", "2020-12-31")
    page.wait_for_function("() => document.querySelector('.counted strong').innerText.length < 6")
    assert not asked
    page = watched.open("incidents")
    assert page.locator("tbody tr").count() == 100
    page.locator("main button", has_text=re.compile("More|المزيد")).click()
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 200")
