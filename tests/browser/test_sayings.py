"""Claims beside the record, as the screen tells them; statements by who made them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasid.store import open_store

from ..api.saying import OFFICER, fill_with_sayings  # noqa: TID252 - tests have no root package
from .conftest import LANGUAGES, Open, served

pytestmark = pytest.mark.browser

_OUTCOMES = {
    "en": {"agrees", "disagrees", "cannot be compared"},
    "ar": {"يوافق", "يخالف", "لا يقارن"},
}
# Why the third is not compared.
_NO_PERIOD = {"en": "the claim gives no period", "ar": "القول لا يذكر مدة"}
_FELL = {"en": "down 30", "ar": "تراجع 30"}
_ROWS = "(n) => document.querySelectorAll('tbody tr').length === n"


@pytest.fixture(scope="module")
def sayings_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("sayings")
    with open_store(folder / "sayings.db") as store:
        fill_with_sayings(store, folder)
        with served(store) as address:
            yield address


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_outcome_is_told_with_its_reason(
    watch: Open, sayings_root: str, language: str
) -> None:
    page = watch(sayings_root, language).open("statements?kind=checks")
    page.wait_for_selector("tbody tr")
    assert set(page.locator(".outcome").all_inner_texts()) == _OUTCOMES[language]
    odd = page.locator("tr", has=page.locator(".outcome-cannot"))
    assert _NO_PERIOD[language] in odd.inner_text()
    # A fall is told in words, one number once.
    assert _FELL[language] in odd.inner_text()
    wrong = page.locator("tr", has=page.locator(".outcome-disagrees")).inner_text()
    assert "\u2066400\u2069" in wrong if language == "ar" else "claimed 400 incidents" in wrong
    # The incidents that the record counts are one click away.
    page.locator("tr", has=page.locator(".outcome-agrees")).locator("a.listed").first.click()
    page.wait_for_url("**/incidents?**")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_speaker_typed_is_one_step_back_and_kept_by_the_twins(
    watch: Open, sayings_root: str, language: str
) -> None:
    page = watch(sayings_root, language).open("statements?kind=checks")
    page.wait_for_function(_ROWS, arg=3)
    steps = page.evaluate("history.length")
    page.locator(".filters input[type=search]").press_sequentially(OFFICER, delay=30)
    page.wait_for_function(_ROWS, arg=1)
    page.wait_for_function("() => location.search.includes('said_by')")
    assert page.evaluate("history.length") == steps + 1
    twin = page.get_attribute(".twins a >> nth=1", "href")
    assert "said_by" in twin
    assert len(page.request.get(f"{sayings_root}{twin}").text().splitlines()) == 2
    page.go_back()
    page.wait_for_function(_ROWS, arg=3)
    assert page.input_value(".filters input[type=search]") == ""


def test_an_actor_typed_slowly_is_one_step_back(watch: Open, root: str) -> None:
    """Whatever pauses there are: what is typed in one field is one filter."""
    page = watch(root).open("incidents")
    steps = page.evaluate("history.length")
    field = page.locator(".filters .actor input")
    for part, told in (("Iraqi", "actor=Iraqi"), (" Army", "actor=Iraqi(\\+|%20)Army")):
        field.press_sequentially(part)
        page.wait_for_function("(t) => new RegExp(t).test(location.search)", arg=told)
    page.wait_for_function(_ROWS, arg=1)
    assert page.evaluate("history.length") == steps + 1
    field.press("Enter")
    field.fill("")
    page.wait_for_function(_ROWS, arg=4)
    assert page.evaluate("history.length") == steps + 2
    page.go_back()
    page.wait_for_function(_ROWS, arg=1)
    assert field.input_value() == "Iraqi Army"


def test_a_filter_acts_when_it_is_left_without_a_pause(watch: Open, root: str) -> None:
    page = watch(root).open("incidents")
    page.locator(".filters .actor input").fill("Iraqi Army")
    page.keyboard.press("Tab")
    page.wait_for_function(_ROWS, arg=1)


def test_days_stand_in_arabic_sentences_as_arabic_writes_them(
    watch: Open, sayings_root: str
) -> None:
    page = watch(sayings_root, "ar").open("assessment")
    page.wait_for_selector(".verdict li")
    told = page.inner_text("main .verdict")
    # The days that the server sets off as Latin text are no more: "آب" is a month.
    assert re.search(r"\u206811[\s\u00a0]آب[\s\u00a0]2021\u2069", told)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", told)


def test_what_a_masked_copy_withholds_is_said_in_arabic(watch: Open, public_root: str) -> None:
    watched = watch(public_root, "ar")
    page = watched.open("incidents")
    page.wait_for_selector("tbody tr")
    assert "withheld" not in page.inner_text("main")
    assert "محجوب" in page.inner_text("main")
    page.locator("tbody a").first.click()
    watched.settled()
    page.wait_for_selector("article.incident blockquote")
    assert "withheld" not in page.inner_text("main")
    assert "pub-" in page.url
