"""Takes the pictures of docs/desk.md: every screen in both languages, of desks on loopback.

    rasid --store demo/rasid.sqlite serve --port 8351          the samples of `make demo`
    rasid --store demo/simulated.sqlite serve --port 8353      its invented conflict
    rasid --store many.sqlite serve --port 8352                quality/load_api.py fill
    python quality/desk_pictures.py http://127.0.0.1:8351 http://127.0.0.1:8353 http://127.0.0.1:8352

Only stores of invented texts: the pictures are published.
"""

from __future__ import annotations

import argparse
import io
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from map_view import FLAGS
from PIL import Image

_OUT = Path(__file__).parents[1] / "docs/pictures"
_SIZE = {"width": 1280, "height": 860}
_COLOURS = 256
_WAIT_MS = 60_000
_LOADED = (
    "() => document.querySelector('main h1, main .notice')"
    " && !document.querySelector('[aria-busy=true], .loading')"
)
_WORD = "%D9%82%D8%AA%D9%84"  # killed


def _first(page: Any, root: str, most: str) -> dict[str, Any]:
    """The incident with the most of something."""
    items = page.request.get(f"{root}/api/v1/incidents?limit=500").json()["items"]
    return dict(max(items, key=lambda row: (row[most], row["incident_id"])))


def screens(page: Any, samples: str, archive: str, many: str) -> dict[str, str]:
    """Addresses by the names of their pictures."""
    told = _first(page, samples, "reports")
    whole = page.request.get(f"{samples}/api/v1/incidents/{told['incident_id']}").json()
    doc_id = quote(whole["reports"][0]["doc_id"], safe="")
    return {
        "brief": f"{archive}/desk/brief?days=30",
        "map": f"{archive}/desk/map?date_from=2023-07-01",
        "many": f"{many}/desk/map",
        "incidents": f"{samples}/desk/incidents",
        "incident": f"{samples}/desk/incidents/{told['incident_id']}",
        "article": f"{samples}/desk/article/{doc_id}?focus=E1",
        "statements": f"{samples}/desk/statements",
        "figures": f"{samples}/desk/statements?kind=figures",
        "checks": f"{samples}/desk/statements?kind=checks",
        "indicators": f"{samples}/desk/statements?kind=indicators",
        "assessment": f"{archive}/desk/assessment?group=Islamic%20State",
        "review": f"{archive}/desk/review",
        "search": f"{samples}/desk/search?q={_WORD}",
        "export": f"{samples}/desk/export",
        "audit": f"{samples}/desk/audit",
    }


def shoot(browser: Any, language: str, roots: tuple[str, str, str], out: Path) -> None:
    """Every screen in one language."""
    locale = "ar-SY" if language == "ar" else "en-GB"
    context = browser.new_context(locale=locale, viewport=_SIZE)
    page = context.new_page()
    page.set_default_timeout(_WAIT_MS)
    for name, address in screens(page, *roots).items():
        page.goto(address)
        page.wait_for_function(_LOADED)
        if "/desk/map" in address:
            page.wait_for_selector(".map-canvas[data-drawn=true]")
        page.wait_for_timeout(600)
        taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        # The rarer colours count: they tell classes of events apart.
        few = taken.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=2)
        few.save(out / f"desk-{name}-{language}.png", optimize=True)
    context.close()


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("samples", "archive", "many"):
        parser.add_argument(name)
    parser.add_argument("--out", type=Path, default=_OUT)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where it is not asked

    given.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for language in ("ar", "en"):
            shoot(browser, language, (given.samples, given.archive, given.many), given.out)
        browser.close()


if __name__ == "__main__":
    main()
