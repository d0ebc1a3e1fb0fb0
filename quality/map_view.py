"""Times the first view of the map in Chromium: a desk on loopback, a new browser context a run.

    python quality/map_view.py http://127.0.0.1:8352 [--runs 5]

Prints for every run the milliseconds from the address to the map being ready (layers
given to it), to its being drawn (nothing left to render), and the bytes on the wire.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import shutil
import statistics
import time
from typing import Any
from urllib.parse import urlsplit

FLAGS = [
    "--no-sandbox", "--use-gl=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
_TIMEOUT_MS = 60_000


def view(browser: Any, root: str, path: str) -> dict[str, float]:
    """One first view in a context that has nothing cached."""
    context = browser.new_context(locale="ar-SY", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    # Of the whole context: the map's own worker fetches the base map.
    received: list[int] = []
    context.on("requestfinished", lambda one: received.append(one.sizes()["responseBodySize"]))
    began = time.perf_counter()
    page.goto(f"{root}{path}", wait_until="commit")
    page.wait_for_selector(".map-canvas[data-ready=true]", timeout=_TIMEOUT_MS)
    ready = time.perf_counter() - began
    page.wait_for_selector(".map-canvas[data-drawn=true]", timeout=_TIMEOUT_MS)
    drawn = time.perf_counter() - began
    context.close()
    return {
        "ready_ms": round(1000 * ready),
        "drawn_ms": round(1000 * drawn),
        "wire_mb": round(sum(received) / 1e6, 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--path", default="/desk/map")
    given = parser.parse_args()
    host = urlsplit(given.root).hostname or ""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        parser.error("only a desk on this machine is measured")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where it is not asked

    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        runs = [view(browser, given.root, given.path) for _ in range(given.runs)]
        browser.close()
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(json.dumps({name: values, "median": statistics.median(values)}))


if __name__ == "__main__":
    main()
