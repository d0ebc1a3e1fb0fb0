"""Addresses that hold a view, narrow windows, a server that is gone, files as they are."""

from __future__ import annotations

import dataclasses

import pytest

from rasid.model import Unit
from rasid.store import Store

from ..api.making import DOC, VILLAGE  # noqa: TID252 - tests have no root package
from .conftest import IN_VIEW, LANGUAGES, Open, words
from .test_screens import FIRST, screens

pytestmark = pytest.mark.browser


def test_the_language_is_switched_and_kept(watch: Open, root: str) -> None:
    watched = watch(root)
    page = watched.open("incidents")
    assert page.inner_text("main h1") == "Incidents"
    page.click("header .tools button")
    watched.settled()
    assert page.inner_text("main h1") == "الحوادث"
    assert page.evaluate("document.documentElement.lang") == "ar"
    page.reload()
    watched.settled()
    assert page.inner_text("main h1") == "الحوادث"


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_live_in_the_address(watch: Open, root: str, language: str) -> None:
    watched = watch(root, language)
    page = watched.open("incidents")
    page.select_option(".filters select >> nth=1", "Idlib")
    page.wait_for_url("**admin1=Idlib**")
    watched.settled()
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
    page.reload()
    watched.settled()
    assert page.locator("tbody tr").count() == 1
    assert page.input_value(".filters select >> nth=1") == "Idlib"
    page.click(f"text={words(language)['clear']}")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 4")
    assert "admin1" not in page.url


def test_back_and_forward_step_through_filters(watch: Open, root: str) -> None:
    watched = watch(root)
    page = watched.open("incidents")
    page.select_option(".filters select >> nth=1", "Idlib")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
    page.select_option(".filters select >> nth=2", "battles")
    page.wait_for_url("**class=battles**")
    page.go_back()
    page.wait_for_function("() => !location.search.includes('class=')")
    assert page.input_value(".filters select >> nth=1") == "Idlib"
    assert page.input_value(".filters select >> nth=2") == ""
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 4")
    page.go_forward()
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")


def test_a_link_names_the_language_until_another_is_chosen(watch: Open, root: str) -> None:
    watched = watch(root, "en")
    page = watched.open("incidents?lang=ar")
    assert page.inner_text("main h1") == "الحوادث"
    page.click("nav a[href$='/map']")
    watched.settled()
    page.reload()
    watched.settled()
    assert page.inner_text("main h1") == "الخريطة"
    page = watched.open("incidents?lang=ar")
    page.click("header .tools button")
    watched.settled()
    page.reload()
    watched.settled()
    assert page.inner_text("main h1") == "Incidents"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_of_a_narrow_window(
    watch: Open, root: str, filled: Store, language: str
) -> None:
    """A phone, a window at twice its size (640 of 1280 pixels), a small screen."""
    watched = watch(root, language)
    for path in screens(filled):
        page = watched.open(path)
        for width in (1024, 640, 390):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function("width => innerWidth === width", arg=width)
            watched.settled()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            assert page.locator("header").bounding_box()["height"] < 120, (path, width)
        page.set_viewport_size({"width": 1200, "height": 800})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_window_shows_the_sentence_before_its_card(
    watch: Open, root: str, language: str
) -> None:
    watched = watch(root, language)
    watched.page.set_viewport_size({"width": 390, "height": 500})
    page = watched.open(f"article/{FIRST}?focus=E1")
    page.wait_for_function(IN_VIEW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_server_that_is_gone_is_told_and_tried_again(
    watch: Open, root: str, language: str
) -> None:
    watched, said = watch(root, language), words(language)
    page = watched.open("incidents")
    page.context.set_offline(True)
    page.click("nav a[href*='/statements']")
    page.wait_for_selector(f"text={said['offline']}")
    page.click("nav a[href$='/assessment']")
    page.wait_for_selector(f"main [role=alert]:has-text('{said['inBrowser']}')")
    page.context.set_offline(False)
    page.click("nav a[href*='/statements']")
    page.wait_for_selector("main table")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_of_no_screen_is_told(watch: Open, root: str, language: str) -> None:
    watched, told = watch(root, language), words(language)["noPage"]
    for path in ("nowhere", "nowhere/%E0%A4%A"):
        assert told in watched.open(path).inner_text("main")
    assert watched.page.title().startswith(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_export_shows_the_rows_of_the_file(watch: Open, root: str, language: str) -> None:
    """What is masked in the file is masked in what is shown of it."""
    page = watch(root, language).open("export")
    rows = page.locator("table.raw")
    rows.wait_for()
    assert "incident_id" in rows.inner_text()
    assert VILLAGE not in rows.inner_text()
    page.uncheck(f"label:has-text('{words(language)['publicCopy']}') input")
    page.wait_for_selector(f"table.raw:has-text('{VILLAGE}')")
    page.check("label:has-text('ACLED') input")
    page.wait_for_selector("table.raw:has-text('event_id_cnty')")


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_drawn_over_time_and_lead_to_their_sentences(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    store, root = own
    for number in (1, 3, 4):
        reading = store.reading(f"{DOC}/{number}")
        assert reading
        held = dataclasses.replace(
            reading.figures[0], unit=Unit.PEOPLE, low=400.0 * number, high=900.0 * number
        )
        later = dataclasses.replace(reading, reader_version="later", figures=(held,))
        store.save_reading(later)
    page = watch(root, language).open("statements?kind=figures")
    marks = page.locator(".ranges a")
    assert marks.count() == 3
    assert "400" in (marks.first.get_attribute("aria-label") or "")
    marks.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".text mark.on")


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_are_drawn_over_time_and_lead_to_their_sentences(
    watch: Open, root: str, language: str
) -> None:
    page = watch(root, language).open("statements")
    marks = page.locator(".ranges a")
    assert marks.count() == 5
    # The first day stands where the language begins.
    boxes = [mark.bounding_box()["x"] for mark in marks.all()]
    assert boxes[0] == (max if language == "ar" else min)(boxes)
    marks.first.click()
    page.wait_for_selector(".text mark.on")
