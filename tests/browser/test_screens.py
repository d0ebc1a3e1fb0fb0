"""Every screen in both languages: shows what it should, asks nobody else, serves everyone."""

from __future__ import annotations

import dataclasses
import random
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from rasid import pipeline
from rasid.model import Count, DecisionKind
from rasid.store import Store, open_store

from ..api.making import (  # noqa: TID252 - tests have no root package
    DAYS,
    DOC,
    IMAGE,
    SCRIPT,
    SENTENCE,
    VILLAGE,
    VILLAGE_AR,
    article_of,
    reading_of,
)
from .conftest import LANGUAGES, ROOT, Open, served, words

pytestmark = pytest.mark.browser
AXE = ROOT / "desk/node_modules/axe-core/axe.min.js"
FIRST = quote(f"{DOC}/1", safe="")


def screens(store: Store) -> list[str]:
    two = next(i.incident_id for i in store.casebook.every() if len(i.reports) > 1)
    return [
        "brief?days=30", "map", "incidents", f"incidents/{two}", "article", f"article/{FIRST}",
        "statements", "statements?kind=figures", "statements?kind=checks",
        "statements?kind=indicators", "assessment", "review", "search?q=%D8%B9%D8%A8%D9%88%D8%A9",
        "export", "audit",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_shows_and_is_accessible(
    watch: Open, root: str, filled: Store, language: str, must_have_tools: bool
) -> None:
    """axe finds nothing serious; no planted script runs; no code stands where a word should."""
    watched = watch(root, language, bypass_csp=AXE.is_file())
    for path in screens(filled):
        page = watched.open(path)
        assert page.evaluate("document.documentElement.dir") == (
            "rtl" if language == "ar" else "ltr"
        )
        assert page.evaluate("window.pwned") is None
        assert page.locator("main img[src=x]").count() == 0
        shown = page.inner_text("main")
        assert "undefined" not in shown
        assert "[object" not in shown
        if path == "review":
            page.keyboard.press("e")
            page.wait_for_selector(".edit input:focus")
        assert AXE.is_file() or not must_have_tools
        if AXE.is_file():
            page.add_script_tag(path=str(AXE))
            found = page.evaluate("axe.run({resultTypes: ['violations']})")
            grave = [
                (v["id"], [n["html"][:160] for n in v["nodes"]])
                for v in found["violations"]
                if v["impact"] in {"serious", "critical"}
            ]
            assert not grave, (path, grave)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_says_what_to_do(watch: Open, empty_root: str, language: str) -> None:
    watched, said = watch(empty_root, language), words(language)
    for path in (
        "brief", "map", "incidents", "article", "export", "review", "statements", "assessment",
        "search?q=x",
    ):  # fmt: skip
        page = watched.open(path)
        name = "articles" if path == "article" else path.partition("?")[0]
        assert page.inner_text("main h1") == said[name]
        assert page.locator("main .notice").count() >= 1
        assert page.locator("main .bad").count() == 0, path
        if path in {"brief", "map", "incidents", "article"}:
            assert "rasid run" in page.inner_text("main")
    assert "422" not in watched.open("assessment").inner_text("main")
    assert watched.open("audit").locator("main .bad").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_without_events_is_a_result(watch: Open, root: str, language: str) -> None:
    page = watch(root, language).open(f"article/{quote(f'{DOC}/no-event', safe='')}")
    told = page.locator(".notice.good").inner_text()
    assert ("claim" in told) if language == "en" else ("قول" in told)
    assert not page.locator(".card").count()
    assert page.locator(".text").inner_text().strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_undated_and_unplaced_incidents_stay_unknown(
    watch: Open, root: str, filled: Store, language: str
) -> None:
    undated = next(i for i in filled.casebook.every() if i.date.start is None)
    watched, said = watch(root, language), words(language)
    facts = watched.open(f"incidents/{undated.incident_id}").inner_text(".facts")
    assert said["dateUnknown"] in facts
    assert said["placeUnknown"] in facts
    beside = watched.open("map").locator(".beside", has_text=said["unlocated"])
    assert beside.locator("li").count() == 1


@pytest.mark.parametrize(("language", "told"), [("ar", "سُحبت"), ("en", "withdrawn")])
def test_the_old_link_of_a_withdrawn_incident_says_why(
    watch: Open, own: tuple[Store, str], language: str, told: str
) -> None:
    store, root = own
    one = next(i for i in store.casebook.every() if len(i.reports) == 1 and i.date.start)
    store.remove_article(one.reports[0].doc_id, "printed by mistake")
    pipeline.link_store(store)
    page = watch(root, language).open(f"incidents/{one.incident_id}")
    assert told in page.inner_text("main h1")
    assert page.locator("main .notice p").first.inner_text().strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_old_link_of_a_merged_incident_leads_to_what_took_it_in(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    store, root = own
    two = [i for i in store.casebook.every() if len(i.reports) == 2]
    keys = [report.key for incident in two for report in incident.reports]
    store.casebook.decide(DecisionKind.MERGE, [keys], "test", "one happening")
    pipeline.link_store(store)
    left = {incident.incident_id for incident in store.casebook.every()}
    (gone,) = (i.incident_id for i in two if i.incident_id not in left)
    watched = watch(root, language)
    page = watched.open(f"incidents/{gone}")
    page.click("main .notice bdi:not([dir])")
    page.wait_for_selector("main .facts")
    assert page.locator("main blockquote").count() == 4


def test_scripts_in_texts_are_shown_as_text(watch: Open, root: str) -> None:
    watched = watch(root)
    page = watched.open(f"article/{FIRST}")
    text = page.inner_text(".text")
    assert SCRIPT in text
    assert IMAGE in text
    assert SCRIPT in page.inner_text("main h1")
    assert page.evaluate("window.pwned") is None
    assert page.locator("a[href^=javascript]").count() == 0


PROBES = (f"{SCRIPT}{IMAGE}", "javascript:window.pwned=1")


def test_scripts_in_addresses_are_shown_as_text(watch: Open, root: str) -> None:
    """In every part of an address that a screen reads: its id, its filters, its words."""
    watched = watch(root)
    names = ("q", "actor", "group", "admin1", "focus", "kind", "days", "format", "brush_from")
    for probe in PROBES:
        asked = quote(probe, safe="")
        query = "&".join(f"{name}={asked}" for name in names)
        for screen in (
            "brief", "map", "incidents", f"incidents/{asked}", f"article/{asked}", "assessment",
            "statements", "search", "export", f"review/{asked}", f"audit?after={asked}",
        ):  # fmt: skip
            page = watched.open(f"{screen}{'&' if '?' in screen else '?'}{query}")
            assert page.evaluate("window.pwned") is None
            assert page.locator("main img[src=x], main script").count() == 0
            assert page.locator("a[href^=javascript]").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_whose_dates_are_all_unknown(watch: Open, undated_root: str, language: str) -> None:
    """Nothing is placed on the timeline and nothing guessed; the incidents are still there."""
    watched = watch(undated_root, language)
    unknown = "date unknown" if language == "en" else "التاريخ غير معروف"
    page = watched.open("map")
    held = int(page.inner_text(".counted strong"))
    assert held >= 2
    assert unknown in page.inner_text(".side")
    assert page.locator(".timeline canvas").count() == 0
    rows = watched.open("incidents").locator("tbody tr")
    assert rows.count() == held
    assert all(unknown in row for row in rows.all_inner_texts())
    doubtful = watched.open("review").locator(".card.on")
    assert unknown in doubtful.inner_text()
    brief = watched.open("brief?days=30").inner_text("main")
    assert unknown in brief
    assert "NaN" not in brief
    assert "Invalid" not in brief
    page = watched.open("assessment")
    assert page.locator("main .notice").count() >= 1
    assert "NaN" not in page.inner_text("main")


def test_the_words_of_an_article_run_as_they_are_written(watch: Open, root: str) -> None:
    """Marks cut nothing out and put nothing in: the text reads the same with and without them."""
    page = watch(root, "ar").open(f"article/{FIRST}")
    shown = page.locator(".text").evaluate("e => e.textContent")
    whole = page.request.get(f"{root}/api/v1/documents/{FIRST}/text").text()
    assert shown == whole
    marked = page.locator(".span-trigger").first.inner_text()
    assert marked == "قتلت"  # killed


def test_every_twin_of_every_screen_answers(watch: Open, root: str, filled: Store) -> None:
    watched = watch(root)
    asked: set[str] = set()
    for path in screens(filled):
        page = watched.open(path)
        asked |= set(page.locator(".twins a").evaluate_all("all => all.map((a) => a.href)"))
    lists = (
        "incidents", "documents", "claims", "figures/over-time", "figures/checks",
        "indicators/over-time", "search", "review/queue",
    )  # fmt: skip
    given = {url.partition("?")[0].partition("/api/v1/")[2] for url in asked}
    assert given >= {f"{name}{suffix}" for name in lists for suffix in ("", ".csv", ".geojson")}
    assert [url for url in asked if not page.request.get(url).ok] == []


# Names of formats, units and licences, which Arabic writes so too.
_LATIN = {
    "CSV", "JSON", "GEOJSON", "GeoJSON", "GeoParquet", "ACLED", "UCDP", "GED", "PLOVER", "HXL",
    "UTC", "Natural", "Earth", "sha",
}  # fmt: skip
_OWN_WORDS = """() => {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll("bdi, code, kbd, blockquote, .text, .raw, .maplibregl-map, [lang]")
    .forEach((held) => held.remove());
  // What stands between isolates is a name from outside.
  return main.textContent.replace(/[\u2066-\u2068][^\u2069]*\u2069/g, " ");
}"""


def test_no_word_of_ours_is_english_in_arabic(watch: Open, root: str, filled: Store) -> None:
    watched = watch(root, "ar")
    for path in screens(filled):
        latin = set(re.findall("[A-Za-z]{3,}", watched.open(path).evaluate(_OWN_WORDS)))
        assert latin - _LATIN == set(), path


_LETTERS = "بتثجحخدذرزسش"  # the second to the thirteenth of the alphabet


def _vague_tolls(store: Store) -> None:
    """Two sources that tell one happening with tolls that no number can settle."""
    for number, toll in ((1, Count(4, None)), (2, Count(2, 2))):
        luck = random.Random(number)  # words of its own make it no copy
        others = " ".join("".join(luck.choices(_LETTERS, k=6)) for _ in range(80))
        body = f"{SENTENCE} {others}"
        raw, article = article_of(f"vague/{number}", DAYS[0], body, f"Invented {number}")
        reading = reading_of(article, 1, DAYS[0])
        event = dataclasses.replace(reading.events[0], killed=toll)
        store.add(raw, article)
        store.save_reading(dataclasses.replace(reading, events=(event,)))
    pipeline.link_store(store)
    keys = [report.key for i in store.casebook.every() for report in i.reports]
    store.casebook.decide(DecisionKind.MERGE, [keys], "test", "told as one")
    pipeline.link_store(store)


def test_tolls_that_differ_are_worded_in_arabic(watch: Open, tmp_path: Path) -> None:
    with open_store(tmp_path / "vague.db") as store:
        _vague_tolls(store)
        one = next(iter(store.casebook.every()))
        assert "4 or more" in {value for c in one.conflicts for value, _ in c.values}
        with served(store) as root:
            watched = watch(root, "ar")
            for path in ("review", f"incidents/{one.incident_id}"):
                shown = watched.open(path).inner_text("main")
                assert "or more" not in shown
                assert "4\u00a0فأكثر" in shown  # 4 or more


def test_signs_stay_before_their_numbers_in_arabic(watch: Open, many_root: str) -> None:
    page = watch(many_root, "ar").open("assessment?country=IQ")
    page.wait_for_selector(".verdict li")
    verdict = page.inner_text(".verdict")
    assert re.search(r"[+-]\d", verdict)
    assert not re.search(r"(?<![\u200e\u2066])[+-]\d", verdict)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_view_hides_and_offers_less(
    watch: Open, public_root: str, language: str
) -> None:
    watched, said = watch(public_root, language), words(language)
    page = watched.open("incidents")
    assert said["review"] not in page.inner_text("nav")
    for path in ("incidents", "map", "brief?days=30", "export"):
        shown = watched.open(path).inner_text("body")
        assert VILLAGE not in shown
        assert VILLAGE_AR not in shown
    page.click(f"header button:has-text('{said['logIn']}')")
    page.fill("[name=name]", "analyst")
    page.fill("[name=password]", "analyst-pass-word")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"nav >> text={said['review']}")
    shown = watched.open("incidents").inner_text("body")
    assert (VILLAGE_AR if language == "ar" else VILLAGE) in shown
