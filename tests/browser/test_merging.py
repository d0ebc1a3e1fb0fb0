"""Merging with any other incident: looked for by words, seen beside, decided and undone by keys."""

from __future__ import annotations

from typing import Any

import pytest

from rasid.store import Store

from ..api.making import DOC  # noqa: TID252 - tests have no root package
from .conftest import LANGUAGES, Open

pytestmark = pytest.mark.browser

# What is typed for the governorate Idlib.
_IDLIB = {"ar": "ادلب", "en": "idlib"}
_SHOWN = "() => document.querySelectorAll('.picker .choice').length === {}"


def _of(store: Store, number: int) -> str:
    (incident_id,) = {row.incident_id for row in store.casebook.held([f"{DOC}/{number}"])}
    return incident_id


def _told(page: Any, words: str) -> None:
    page.locator(".review [role=status]", has_text=words).wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_incident_is_found_compared_merged_and_parted_by_keyboard_alone(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    store, root = own
    one, far = _of(store, 1), _of(store, 6)
    before = store.casebook.count()
    page = watch(root, language).open(f"review/{one}")
    page.keyboard.press("o")
    # The nearest are proposed before anything is typed, without the incident itself.
    page.wait_for_function(_SHOWN.format(2))
    assert one not in page.inner_text(".picker ul")
    page.keyboard.type(_IDLIB[language])
    page.locator(".picker .choice", has_text=far).wait_for()
    page.wait_for_function(_SHOWN.format(1))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    shown = page.locator(".compared-with", has_text=far)
    shown.locator("blockquote").wait_for()
    assert page.locator(".card.on blockquote").count() == 2
    page.keyboard.press("m")
    _told(page, "دمج" if language == "ar" else "Merge")
    assert _of(store, 1) == _of(store, 6)
    assert store.casebook.count() == before - 1
    page.keyboard.press("u")
    _told(page, "أُلغي" if language == "ar" else "Taken back")
    assert _of(store, 1) != _of(store, 6)


def test_merging_with_nothing_proposed_asks_with_what(watch: Open, own: tuple[Store, str]) -> None:
    store, root = own
    page = watch(root).open(f"review/{_of(store, 5)}")
    page.keyboard.press("m")
    page.wait_for_selector(".picker .choice")
    # Keys are words here: none of them decides.
    page.keyboard.type("r")
    page.keyboard.press("Escape")
    page.wait_for_selector(".picker", state="detached")
    page.keyboard.press("o")
    page.locator(".picker .choice", has_text=_of(store, 1)).click()
    page.locator(".compared-with", has_text=_of(store, 1)).wait_for()
    assert store.casebook.get(_of(store, 5)).review.value == "unreviewed"
    page.click("button:has-text('Merge'):not(:has-text('another'))")
    _told(page, "Merge")
    assert _of(store, 5) == _of(store, 1)


def test_the_reports_that_a_split_takes_are_chosen_by_figures(
    watch: Open, own: tuple[Store, str]
) -> None:
    store, root = own
    one = _of(store, 1)
    held = store.casebook.get(one)
    taken = held.reports[0].doc_id
    page = watch(root).open(f"review/{one}")
    page.keyboard.press("1")
    page.wait_for_selector(".card.on .take input:checked")
    page.keyboard.press("s")
    _told(page, "Split")
    assert _of(store, 1) != _of(store, 2)
    parted = store.casebook.held([taken])
    assert len(parted) == 1
    assert store.casebook.get(parted[0].incident_id).reports[0].doc_id == taken
