"""Hands quicker than the desk draws, and answers that come late: each meets what is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from rasid import pipeline
from rasid.store import Store, open_store

from ..api.making import DOC  # noqa: TID252 - tests have no root package
from .conftest import LANGUAGES, Open, served, words
from .test_keyboard import alike
from .test_work import AT, reviewing

pytestmark = pytest.mark.browser


class Held:
    """Answers that wait until the test lets them come."""

    def __init__(self, page: Any, of: Any) -> None:
        self.waiting: list[Any] = []
        self._free = False
        page.route(of, self._hold)

    def _hold(self, route: Any) -> None:
        if self._free:
            route.continue_()
        else:
            self.waiting.append(route)

    def come(self) -> None:
        self._free = True
        for route in self.waiting:
            route.continue_()
        self.waiting.clear()


_TWO_KEYS = """() => {
  for (const _ of "jj")
    document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key: "j", code: "KeyJ", bubbles: true }));
}"""


def test_two_keys_in_one_moment_go_two_records_on(watch: Open, root: str) -> None:
    page = watch(root).open(f"article/{quote(f'{DOC}/1', safe='')}")
    page.evaluate(_TWO_KEYS)
    page.wait_for_selector("#card-C1.on")
    assert page.evaluate("document.activeElement.id") == "card-C1"


# Presses a key in the very step that shows something.
_AS_SOON_AS = """([shown, key]) => new MutationObserver((_, observer) => {
  if (!document.querySelector(shown)) return;
  observer.disconnect();
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, code: `Key${key.toUpperCase()}`, bubbles: true }));
}).observe(document.body, { subtree: true, childList: true, characterData: true })"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_can_be_taken_back_as_soon_as_it_is_told(
    watch: Open, tmp_path: Path, language: str
) -> None:
    with open_store(tmp_path / "alike.db") as store:
        alike(store)
        with served(store) as root:
            page = reviewing(watch(root, language))
            page.evaluate(_AS_SOON_AS, [".review [role=status] button", "u"])
            page.keyboard.press("m")
            undone = words(language)["undone"]
            page.wait_for_selector(f".review [role=status]:has-text('{undone}')")
            assert store.casebook.count() == 2


def test_what_another_changed_is_told_when_the_next_decision_is_heard(
    watch: Open, own: tuple[Store, str]
) -> None:
    store, root = own
    page, said = reviewing(watch(root)), words("en")
    shown = page.inner_text(".card.on h3 a")
    pipeline.decide(store, "edit", shown, "another", fields={"killed_best": "9"})
    held = Held(page, "**/review/incidents/*")
    with page.expect_request("**/review/incidents/*"):
        page.keyboard.press("r")
    assert not page.inner_text(".review [role=status]").strip()
    held.come()
    page.wait_for_selector("text=the incident changed after you saw it")
    page.keyboard.press("r")
    page.wait_for_selector(f"text={said['decided']}: {said['reject']}")


# Chooses a country, and tells whether the list counts as loading before anything else happens.
_CHOSEN = """async () => {
  const field = document.querySelector(".filters select");
  field.value = "SY";
  field.dispatchEvent(new Event("change", { bubbles: true }));
  for (let step = 0; step < 20; step++) await null;
  return document.querySelector("main [aria-busy=true]") !== null;
}"""


def test_what_was_asked_before_is_loading_from_the_choice_on(watch: Open, root: str) -> None:
    watched = watch(root)
    page = watched.open("incidents")
    held = Held(page, "**/api/v1/incidents?*")
    assert page.evaluate(_CHOSEN)
    page.wait_for_function("() => location.search.includes('country=SY')")
    held.come()
    watched.settled()


def _forecast(route: Any) -> None:
    """An answer with the forecast of one unit."""
    answer = route.fetch()
    cast = {
        "unit": "Raqqa", "month": "2021-10", "horizon": 1, "mean": 77.5, "last_month": 70,
        "quantiles": {"0.05": 60, "0.95": 90}, "p_up": 0.5,
    }  # fmt: skip
    route.fulfill(response=answer, body=json.dumps({**answer.json(), "forecast": [cast]}))


def test_a_forecast_is_never_shown_under_another_question(watch: Open, root: str) -> None:
    watched = watch(root)
    held = Held(watched.page, lambda url: "/assessments?" in url and "country=SY" in url)
    watched.page.route(
        lambda url: "/assessments?" in url and "country=" not in url and "forecast=" not in url,
        _forecast,
    )
    page = watched.open("assessment")
    page.wait_for_selector("td:has-text('77.5')")
    page.select_option("[name=country]", "SY")
    page.click(".filters button.main")
    page.wait_for_function("() => location.search.includes('country=SY')")
    page.wait_for_selector("td:has-text('77.5')", state="detached")
    page.wait_for_selector("text=/Forecast.*Loading/")
    held.come()


def test_rows_of_another_file_are_not_shown_while_a_file_is_awaited(watch: Open, root: str) -> None:
    page = watch(root).open("export")
    page.wait_for_selector("table.raw:has-text('incident_id')")
    held = Held(page, "**/exports/acled*")
    page.check("label:has-text('ACLED') input")
    page.wait_for_selector("table.raw", state="detached")
    held.come()
    page.wait_for_selector("table.raw:has-text('event_id_cnty')")


_CLICK_AS_SOON_AS_READY = f"""([lat, lon]) => new MutationObserver((_, observer) => {{
  const map = document.querySelector(".map-canvas[data-ready=true]");
  if (!map) return;
  observer.disconnect();
  const [x, y] = ({AT})(lat, lon);
  for (const kind of ["mousedown", "mouseup", "click"])
    map.querySelector(".maplibregl-canvas").dispatchEvent(
      new MouseEvent(kind, {{ clientX: x, clientY: y, bubbles: true, view: window }}));
}}).observe(document.body, {{ subtree: true, childList: true, attributes: true }})"""


def test_a_mark_is_picked_as_soon_as_the_map_is_there(
    watch: Open, root: str, filled: Store
) -> None:
    one = next(i for i in filled.casebook.every() if i.place and i.place.admin1 == "Raqqa")
    assert one.place
    assert one.place.lat
    assert one.place.lon
    page = watch(root).open("incidents")
    page.evaluate(_CLICK_AS_SOON_AS_READY, [one.place.lat, one.place.lon])
    page.click("nav a[href$='/map']")
    picked = page.locator(".beside", has_text=words("en")["inView"])
    picked.locator(f"a[href$='{one.incident_id}']").wait_for()


def test_rows_that_come_late_are_no_part_of_another_list(watch: Open, root: str) -> None:
    watched = watch(root)
    page = watched.page
    rows = page.request.get(f"{root}/api/v1/incidents").json()
    page.route(
        "**/api/v1/incidents?total=true",
        lambda route: route.fulfill(json={**rows, "total": 9, "next": "later"}),
    )
    held = Held(page, "**/api/v1/incidents?after=later")
    watched.open("incidents")
    page.click(f"main button:has-text('{words('en')['next']}')")
    page.select_option(".filters select >> nth=1", "Idlib")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
    late = [{**row, "incident_id": f"late-{n}"} for n, row in enumerate(rows["items"])]
    with page.expect_response("**/api/v1/incidents?after=later") as answer:
        held.waiting.pop().fulfill(json={**rows, "items": late})
    answer.value.finished()
    watched.settled()
    assert page.locator("tbody tr").count() == 1
