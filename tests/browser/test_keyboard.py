"""The desk by keyboard alone, Latin and Arabic."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path
from urllib.parse import quote

import pytest

from rasid import pipeline
from rasid.model import Review
from rasid.store import Store, open_store

from ..api.making import (  # noqa: TID252 - tests have no root package
    DAYS,
    DOC,
    SENTENCE,
    article_of,
    reading_of,
)
from .conftest import IN_VIEW, LANGUAGES, Open, served, words
from .test_work import reviewing

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_reviewing_by_keyboard_alone(watch: Open, own: tuple[Store, str], language: str) -> None:
    """Accept, take back, skip, edit: no mouse, and every word is kept."""
    store, root = own
    said = words(language)
    page = reviewing(watch(root, language))
    first = page.inner_text(".card.on h3 a")

    page.keyboard.press("a")
    page.wait_for_selector(f"text={said['decided']}: {said['accept']}")
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
    page.wait_for_selector(f"text={said['decided']}: {said['edit']}")
    edited = store.casebook.get(second)
    assert edited.review is Review.EDITED
    assert str(edited.date.start) in {"2021-03-05", "2021-05-03"}  # as the browser orders a day
    assert {decision.who for decision in store.casebook.decisions()} == {"desk", "test"}


_TOLD = "() => document.querySelector('.review [role=status] button')"


@pytest.mark.parametrize("language", LANGUAGES)
def test_splitting_by_keyboard_alone(watch: Open, own: tuple[Store, str], language: str) -> None:
    store, root = own
    two = next(i for i in store.casebook.every() if len(i.reports) == 2)
    before = store.casebook.count()
    page = watch(root, language).open(f"review/{two.incident_id}")
    page.locator(".card.on .take input").nth(1).focus()
    page.keyboard.press("Space")
    page.keyboard.press("s")
    page.wait_for_function(_TOLD)
    assert store.casebook.count() == before + 1


def alike(store: Store) -> None:
    """Two reports of one village, a day, a type and a toll apart: one happening or two."""
    for number, kind in enumerate(("ied_landmine", "armed_clash")):
        day = DAYS[0] + dt.timedelta(number)
        luck = random.Random(number)  # words of its own make it no copy
        words = " ".join("".join(luck.choices("بتثجحخدذرزسش", k=6)) for _ in range(80))  # letters
        raw, article = article_of(f"alike/{number}", day, f"{SENTENCE} {words}", f"Wire {number}")
        reading = reading_of(article, 1, day, 1 + 29 * number)
        event = dataclasses.replace(reading.events[0], type=kind)
        store.add(raw, article)
        store.save_reading(dataclasses.replace(reading, events=(event,)))
    pipeline.link_store(store)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doubtful_pair_is_compared_and_merged_by_keyboard_alone(
    watch: Open, tmp_path: Path, language: str
) -> None:
    with open_store(tmp_path / "alike.db") as store:
        alike(store)
        assert store.casebook.count() == 2
        with served(store) as root:
            page = reviewing(watch(root, language))
            assert page.locator(".review .card").count() == 2
            assert page.locator(".compared tr").count() >= 2
            page.keyboard.press("m")
            page.wait_for_function(_TOLD)
            assert store.casebook.count() == 1
            page.keyboard.press("u")
            page.wait_for_selector(f".review [role=status]:has-text('{words(language)['undone']}')")
            assert store.casebook.count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_and_text_lead_to_each_other_by_keyboard(
    watch: Open, root: str, language: str
) -> None:
    page = watch(root, language).open(f"article/{quote(f'{DOC}/1', safe='')}")
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_lead_to_cards_and_back_by_keyboard_alone(
    watch: Open, root: str, language: str
) -> None:
    page = watch(root, language).open(f"article/{quote(f'{DOC}/1', safe='')}")
    page.locator(".text mark[tabindex]").first.focus()
    page.wait_for_selector(".card.on")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.card')")
    card = page.evaluate("document.activeElement.id.slice('card-'.length)")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.text mark')")
    assert card in page.evaluate("document.activeElement.dataset.ids").split()
    # Words that several records share lead to each of them in turn.
    reached = set()
    for _ in range(4):
        page.evaluate("document.querySelector('.text mark[data-ids~=E1][data-ids~=C1]').click()")
        reached.add(page.locator(".card[aria-current=true]").get_attribute("id"))
    assert {"card-E1", "card-C1"} <= reached


_PRESS = """(keys) => keys.forEach(([key, code]) =>
  document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, bubbles: true })))"""


def test_keys_work_on_an_arabic_keyboard(watch: Open, own: tuple[Store, str]) -> None:
    """The key that says `a` in Latin types another letter there."""
    store, root = own
    page = reviewing(watch(root, "ar"))
    first = page.inner_text(".card.on h3 a")
    page.evaluate(_PRESS, [["\u0634", "KeyA"]])
    page.wait_for_selector("text=حُسم: قبول")  # decided: accept
    assert store.casebook.get(first).review is Review.ACCEPTED
    page = watch(root, "ar").open(f"article/{quote(f'{DOC}/1', safe='')}")
    page.evaluate(_PRESS, [["\u062a", "KeyJ"]])
    page.wait_for_selector("#card-E1.on")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_is_kept_with_any_decision(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    store, root = own
    said = words(language)
    page = reviewing(watch(root, language))
    page.keyboard.press("w")
    page.wait_for_selector(".why input:focus")
    page.keyboard.type("only a rumour")
    page.keyboard.press("Enter")
    page.keyboard.press("r")
    page.wait_for_selector(f"text={said['decided']}: {said['reject']}")
    assert "only a rumour" in {decision.reason for decision in store.casebook.decisions()}
    page.wait_for_selector(f"[aria-label='{said['decisions']}'] >> text=only a rumour")
    assert page.input_value(".why input") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_reached_by_tab_and_enter(watch: Open, root: str, language: str) -> None:
    watched = watch(root, language)
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
    # From the map to the sentence, without a mouse: Enter leads into what the screen shows.
    page.locator("nav a[href$='/map']").focus()
    page.keyboard.press("Enter")
    watched.settled()
    assert page.inner_text("main h1") == words(language)["map"]
    assert page.evaluate("document.activeElement.id") == "main"
    for listed in (".side .cards a", "main .cards a"):
        page.locator(listed).first.focus()
        page.keyboard.press("Enter")
        watched.settled()
    page.wait_for_function(IN_VIEW)
