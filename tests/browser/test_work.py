"""An analyst's work: from the map to the sentence, brushing, reviewing by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest

from rasid import pipeline
from rasid.model import Review
from rasid.store import Store

from .conftest import IN_VIEW, LANGUAGES, Open, Watched, words

pytestmark = pytest.mark.browser


_COUNT_CLICKS = """addEventListener("click", (event) => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
}, true)"""


def _sentence_after(page: Any, clicks: int) -> None:
    """The sentence is marked and in view after so many clicks, no more."""
    page.wait_for_selector(".text mark.on")
    marked = page.locator(".text mark.on")
    assert "قتلت" in "".join(marked.all_inner_texts())
    page.wait_for_function(IN_VIEW)
    assert page.evaluate("Number(sessionStorage.clicks)") == clicks


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_clicks_from_the_brief_to_the_sentence_by_the_list(
    watch: Open, root: str, language: str
) -> None:
    """Map, an incident of its list, its report."""
    watched = watch(root, language)
    watched.page.add_init_script(_COUNT_CLICKS)
    page = watched.open("")
    page.click("nav a[href$='/map']")
    watched.settled()
    page.locator(".side .cards a").first.click()
    watched.settled()
    page.locator("main .cards a").first.click()
    _sentence_after(page, 3)


# Where the map has a place (degrees) on the page, by the part of the world that it shows.
AT = """(lat, lon) => {
  const map = document.querySelector(".map-canvas"), box = map.getBoundingClientRect();
  const [west, south, east, north] = map.dataset.view.split(",").map(Number);
  const up = (degrees) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360));
  const x = (lon - west) / (east - west), y = (up(north) - up(lat)) / (up(north) - up(south));
  return [box.x + x * box.width, box.y + y * box.height];
}"""


def _mark_of(page: Any, lat: float, lon: float) -> tuple[float, float]:
    x, y = page.evaluate(f"([lat, lon]) => ({AT})(lat, lon)", [lat, lon])
    return x, y


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_clicks_from_the_brief_to_the_sentence_by_a_mark_on_the_map(
    watch: Open, root: str, filled: Store, language: str
) -> None:
    """Map, a mark on it, the incident that it stands for, its report."""
    one = next(i for i in filled.casebook.every() if i.place and i.place.admin1 == "Raqqa")
    watched = watch(root, language)
    watched.page.add_init_script(_COUNT_CLICKS)
    page = watched.open("")
    page.click("nav a[href$='/map']")
    watched.drawn()
    assert one.place
    assert one.place.lat
    assert one.place.lon
    page.mouse.click(*_mark_of(page, one.place.lat, one.place.lon))
    picked = page.locator(".beside").first
    picked.locator(f"a[href$='{one.incident_id}']").click()
    watched.settled()
    page.locator("main .cards a").first.click()
    _sentence_after(page, 4)


def _number(page: Any) -> int:
    return int(page.inner_text(".counted strong").replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_brushing_filters_map_list_and_address_while_it_is_drawn(
    watch: Open, root: str, language: str
) -> None:
    """The count follows the drag; the address is told at its end; the way back takes it back."""
    watched = watch(root, language)
    page = watched.open("map")
    watched.drawn()
    assert _number(page) == 4
    page.locator(".timeline").scroll_into_view_if_needed()
    box = page.locator(".timeline .u-over").bounding_box()
    # Time runs as the language reads.
    middle, late = (0.5, 0.99) if language == "en" else (0.5, 0.01)
    page.mouse.move(box["x"] + box["width"] * middle, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * late, box["y"] + 40, steps=4)
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '1'")
    page.wait_for_function("() => document.querySelectorAll('.side .cards li').length === 1")
    assert "brush_from" not in page.url
    page.mouse.up()
    page.wait_for_url(re.compile("brush_from=2021-"))
    page.reload()
    watched.settled()
    assert _number(page) == 1
    page.go_back()
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '4'")
    page.go_forward()
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '1'")
    page.click(".brush button")
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '4'")


def test_the_brush_can_be_given_as_days(watch: Open, root: str) -> None:
    page = watch(root).open("map")
    page.fill(".brush input >> nth=0", "2021-05-01")
    page.fill(".brush input >> nth=1", "2021-05-31")
    # A day given all at once, as the browser's calendar gives it, counts without leaving the field.
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '2'")


def test_days_given_faster_than_they_are_drawn_both_count(watch: Open, root: str) -> None:
    page = watch(root).open("map")
    page.evaluate(
        """() => {
          const days = ["2021-05-01", "2021-05-31"];
          document.querySelectorAll(".brush input").forEach((input, n) => {
            input.value = days[n];
            for (const kind of ["input", "change"])
              input.dispatchEvent(new Event(kind, { bubbles: true }));
          });
        }"""
    )
    page.wait_for_function("() => location.search.includes('brush_from=2021-05-01')")
    page.wait_for_function("() => document.querySelector('.counted strong').innerText === '2'")
    page.go_back()
    page.wait_for_function("() => !location.search.includes('brush_from')")
    page.wait_for_function("() => document.querySelector('.counted strong').innerText !== '2'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_may_be_typed_figure_by_figure(watch: Open, root: str, language: str) -> None:
    page = watch(root, language).open("map")
    page.locator(".brush input").first.focus()
    page.keyboard.type("05052021")
    page.locator(".filters input[type=date]").first.focus()
    page.wait_for_function("() => /brush_from=2021-05-05.*to=2021-05-05/.test(location.search)")
    page.keyboard.type("01012021")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('date_from=2021-01-01')")


# A day whose number is its month's is the same in whatever order a browser asks for them.
_BRUSHES_TYPED = [
    ("?brush_from=2023-06-01&brush_to=2023-08-31", "11112023", "12122023", "2023-11-11/2023-12-12"),
    ("", "08082023", "06062023", "2023-06-06/2023-08-08"),
    ("?brush_from=2023-06-01&brush_to=2023-08-31", "", "03032023", "2023-03-03/2023-06-01"),
]
_BRUSH_FIELDS = (
    "(v) => [...document.querySelectorAll('.brush input')].map((i) => i.value).join('/') === v"
)
_BRUSH_TOLD = """(v) => {
  const asked = new URLSearchParams(location.search);
  return `${asked.get("brush_from")}/${asked.get("brush_to")}` === v;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("query", "first", "second", "meant"), _BRUSHES_TYPED)
def test_days_typed_into_the_brush_are_those_that_count(
    watch: Open, root: str, language: str, query: str, first: str, second: str, meant: str
) -> None:
    """No field is written over while it is typed in; the two are ordered once both are left."""
    page = watch(root, language).open(f"map{query}")
    before = page.evaluate("location.search")
    for n, typed in enumerate((first, second)):
        page.locator(".brush input").nth(n).focus()
        page.keyboard.type(typed[:-1])
        if n == 0:
            assert page.evaluate("location.search") == before
        page.keyboard.type(typed[-1:])
        if typed:
            shown = f"{typed[4:]}-{typed[:2]}-{typed[2:4]}"
            assert page.locator(".brush input").nth(n).input_value() == shown
    page.keyboard.press("Enter")
    page.wait_for_function(_BRUSH_TOLD, arg=meant)
    page.locator("h1").click()
    page.wait_for_function(_BRUSH_FIELDS, arg=meant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_half_typed_counts_for_nothing(watch: Open, root: str, language: str) -> None:
    """What is no whole day when its field is left gives way to the day that counts."""
    page = watch(root, language).open("map?brush_from=2023-06-01&brush_to=2023-08-31")
    page.locator(".brush input").first.focus()
    for _ in range(3):
        page.keyboard.press("Delete")
        page.keyboard.press("ArrowRight")
    page.locator("h1").click()
    page.wait_for_function(_BRUSH_FIELDS, arg="2023-06-01/2023-08-31")
    assert page.evaluate(_BRUSH_TOLD, "2023-06-01/2023-08-31")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_picks_and_is_pointed_at(watch: Open, root: str, language: str) -> None:
    watched = watch(root, language)
    page = watched.open("map")
    watched.drawn()
    seen = page.get_attribute(".map-canvas", "data-view")
    page.locator(".near").first.click()
    page.wait_for_function(
        "(seen) => document.querySelector('.map-canvas').dataset.view !== seen", arg=seen
    )
    box = page.locator(".map-canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(f".beside h2:has-text('{words(language)['inView']}')")
    assert page.locator(".legend li").count() >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_into_an_area_lists_what_happened_in_it(
    watch: Open, public_root: str, language: str
) -> None:
    """The masked view tells governorates alone: each is an area, and lists what it stands for."""
    watched = watch(public_root, language)
    page = watched.open("map")
    watched.drawn()
    points = page.request.get(f"{public_root}/api/v1/incidents/points").json()
    n = points["admin1"].index("Raqqa")
    x, y = _mark_of(page, points["lat"][n], points["lon"][n])
    page.mouse.click(x + 25, y)
    picked = page.locator(".beside", has=page.locator(".near")).first
    page.wait_for_function("() => document.querySelectorAll('.beside').length === 3")
    assert picked.locator("li").count() == 2
    # The two governorates lie side by side: neither reaches the middle of the upper edge.
    box = page.locator(".map-canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 8)
    page.wait_for_function("() => document.querySelectorAll('.beside').length === 2")


def reviewing(watched: Watched) -> Any:
    page = watched.open("review")
    page.wait_for_selector(".review .card")
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_another_changed_meanwhile_is_looked_at_before_it_is_decided(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    store, root = own
    said, english = words(language), language == "en"
    page = reviewing(watch(root, language))
    held = page.inner_text(".card.on h3 a")
    pipeline.decide(store, "edit", held, "another", fields={"type": "suicide_bomb"})
    page.keyboard.press("r")
    told = "the incident changed after you saw it" if english else "تغيّرت الحادثة بعد أن رأيتها"
    page.wait_for_selector(f"text={told}")
    suicide = "Suicide" if english else "انتحاري"
    page.wait_for_selector(f".card.on h3 >> text={suicide}")
    assert store.casebook.get(held).review is Review.EDITED
    page.keyboard.press("r")
    page.wait_for_selector(f"text={said['decided']}: {said['reject']}")
    assert store.casebook.get(held).review is Review.REJECTED


_KIRKUK = {"en": "Kirkuk", "ar": "كركوك"}


def _editing(watch: Open, root: str, language: str) -> tuple[Any, str]:
    """The review desk with its first incident opened for editing, and that incident's id."""
    page = reviewing(watch(root, language))
    held = page.inner_text(".card.on h3 a")
    page.click(f"button:has-text('{words(language)['edit']}')")
    return page, held


def _save(page: Any, said: dict[str, str]) -> None:
    page.click(f"button:has-text('{said['save']}')")
    page.wait_for_selector(f"text={said['decided']}: {said['edit']}")


def _choose_place(page: Any, name: str) -> None:
    page.fill(".places input[type=search]", name)
    page.keyboard.press("Tab")
    page.locator(f".places label:has-text('{name}')").first.click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_editing_toll_type_and_place_by_candidates(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    store, root = own
    said = words(language)
    page, held = _editing(watch, root, language)
    page.fill("[name=killed_best]", "2")
    page.fill("[name=killed_high]", "9")
    page.select_option("[name=type]", "suicide_bomb")
    _choose_place(page, _KIRKUK[language])
    _save(page, said)
    edited = store.casebook.get(held)
    assert edited.type == "suicide_bomb"
    assert edited.killed
    assert (edited.killed.best, edited.killed.high) == (2, 9)
    assert edited.place
    assert edited.place.country == "IQ"


@pytest.mark.parametrize(("language", "meanwhile"), [("en", True), ("ar", True), ("en", False)])
def test_what_was_typed_outlives_a_refusal(
    watch: Open, own: tuple[Store, str], language: str, meanwhile: bool
) -> None:
    """Refused because another decided first, or for a number that cannot be."""
    store, root = own
    said = words(language)
    page, held = _editing(watch, root, language)
    page.fill("[name=injured_best]", "3")
    page.fill(".edit [name=reason]", "counted again")
    _choose_place(page, _KIRKUK[language])
    if meanwhile:
        pipeline.decide(store, "edit", held, "another", fields={"killed_best": "2"})
    else:
        page.fill("[name=killed_best]", "99000000")
    page.click(f"button:has-text('{said['save']}')")
    page.wait_for_function("() => document.querySelector('.review [role=status]').innerText.trim()")
    if meanwhile:  # what the other decided has come
        killed = "document.querySelector('[name=killed_best]').defaultValue"
        page.wait_for_function(f"() => {killed} === '2'")
    assert page.input_value("[name=injured_best]") == "3"
    assert page.input_value(".edit [name=reason]") == "counted again"
    page.fill("[name=killed_low]", "2")
    page.fill("[name=killed_best]", "2")
    page.fill("[name=killed_high]", "9")
    _save(page, said)
    edited = store.casebook.get(held)
    assert edited.place
    assert edited.place.country == "IQ"
    assert edited.injured
    assert edited.killed
    assert (edited.injured.best, edited.killed.best) == (3, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_splitting_by_checked_reports_and_undoing_from_the_list(
    watch: Open, own: tuple[Store, str], language: str
) -> None:
    store, root = own
    said = words(language)
    two = next(i for i in store.casebook.every() if len(i.reports) == 2)
    before = store.casebook.count()
    page = watch(root, language).open(f"review/{two.incident_id}")
    page.check(".card.on .take input >> nth=1")
    page.keyboard.press("s")
    page.wait_for_selector(f"text={said['decided']}: {said['split']}")
    assert store.casebook.count() == before + 1
    listed = f"[aria-label='{said['decisions']}'] tbody"
    rows = f'document.querySelectorAll("{listed} tr").length'
    page.wait_for_function(f"() => {rows} === 4")
    page.locator(f"{listed} button").first.click()
    page.wait_for_function(f"() => {rows} === 3")
    assert store.casebook.count() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_incidents(watch: Open, many_root: str, language: str) -> None:
    """The first view is small on the wire, and brushing asks the server nothing."""
    watched = watch(many_root, language)
    sizes: list[int] = []
    watched.page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))
    page = watched.open("map")
    watched.drawn()
    assert _number(page) == 10_000
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
