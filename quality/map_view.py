"""Times the map in Chromium, of a desk on loopback: its first view, and a drag over its timeline.

    python quality/map_view.py http://127.0.0.1:8352 [--runs 5]
    python quality/map_view.py http://127.0.0.1:8352 --brush [--near]

Prints for every run the milliseconds from the address to the map being ready (incidents
given to it), to its being drawn (nothing left to render), and the bytes on the wire. With
--brush, for every step of a drag the milliseconds from the movement of the pointer to the
painted count (with the map in the same frame), to the painted lists, and to the page being
at rest; --near zooms in to single marks first.
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


_WATCH = """() => {
  window.seen = [];
  const note = (name) => () => {
    requestAnimationFrame(() => {
      // The message arrives after the frame is painted.
      const after = new MessageChannel();
      after.port1.onmessage = () => window.seen.push([name, performance.now()]);
      after.port2.postMessage(0);
    });
  };
  const how = { childList: true, subtree: true, characterData: true };
  new MutationObserver(note("count")).observe(document.querySelector(".counted"), how);
  new MutationObserver(note("lists")).observe(document.querySelector(".side"), how);
  addEventListener("mousemove", (event) => window.seen.push(["moved", event.timeStamp]), true);
  new PerformanceObserver((list) => list.getEntries().forEach((task) =>
    window.seen.push(["busy", task.startTime + task.duration]))).observe({ type: "longtask" });
}"""
_STEPS = 12
_REST_MS = 600


def brush(browser: Any, root: str, path: str, *, near: bool) -> list[dict[str, float]]:
    """The steps of drags, each after a rest; milliseconds from the pointer's movement."""
    page = browser.new_context(locale="ar-SY", viewport={"width": 1280, "height": 1000}).new_page()
    page.goto(f"{root}{path}")
    page.wait_for_selector(".map-canvas[data-drawn=true]", timeout=_TIMEOUT_MS)
    page.wait_for_timeout(2000)
    for _ in range(3 if near else 0):
        page.click(".maplibregl-ctrl-zoom-in")
        page.wait_for_timeout(900)
    page.locator(".timeline").scroll_into_view_if_needed()
    page.evaluate(_WATCH)
    box = page.locator(".timeline .u-over").bounding_box()
    line = box["y"] + 40
    steps = []
    page.mouse.move(box["x"] + 0.1 * box["width"], line)
    page.mouse.down()
    for step in range(_STEPS):
        page.evaluate("window.seen.length = 0")
        page.mouse.move(box["x"] + (0.2 + 0.06 * step) * box["width"], line)
        page.wait_for_timeout(_REST_MS)
        seen = page.evaluate("window.seen")
        moved = next(at for name, at in seen if name == "moved")
        first = {
            name: next((at for told, at in seen if told == name and at > moved), moved)
            for name in ("count", "lists")
        }
        steps.append(
            {
                "count_ms": round(first["count"] - moved),
                "lists_ms": round(first["lists"] - moved),
                "rest_ms": round(max(at for _, at in seen) - moved),
            }
        )
    page.mouse.up()
    page.context.close()
    return steps


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--path", default="/desk/map")
    parser.add_argument("--brush", action="store_true", help="time a drag over the timeline")
    parser.add_argument("--near", action="store_true", help="drag over single marks")
    given = parser.parse_args()
    host = urlsplit(given.root).hostname or ""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        parser.error("only a desk on this machine is measured")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where it is not asked

    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        if given.brush:
            runs = brush(browser, given.root, given.path, near=given.near)
        else:
            runs = [view(browser, given.root, given.path) for _ in range(given.runs)]
        browser.close()
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(json.dumps({name: values, "median": statistics.median(values)}))


if __name__ == "__main__":
    main()
