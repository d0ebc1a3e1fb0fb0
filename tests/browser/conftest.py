"""A desk on loopback and a Chromium that may ask nobody else.

`RASID_SLOW=6:200-700` makes a slow machine of any: the browser's processor six times slower, each
answer of the server held for 200 to 700 ms.
"""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import os
import random
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from rasid import pipeline
from rasid.api import DeskSettings
from rasid.store import Store, accounts, open_store
from rasid.web import create_desk, front_end
from rasid.web.serving import BoundedProtocol

from ..api.making import (  # noqa: TID252 - tests have no root package
    PASSWORDS,
    SENTENCE,
    article_of,
    fill,
    reading_of,
)

ROOT = Path(__file__).resolve().parents[2]
_FLAGS = [
    "--no-sandbox", "--use-gl=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
LANGUAGES = ("ar", "en")
# What never comes is given up after so long; nothing is expected to be quick.
PATIENCE_S = 120.0


def _slowness() -> tuple[float, float, float]:
    """How many times slower the browser is made, and how long answers are held, in seconds."""
    rate, _, held = os.environ.get("RASID_SLOW", "").partition(":")
    least, _, most = held.partition("-")
    return float(rate or 1), float(least or 0) / 1000, float(most or least or 0) / 1000


@functools.cache
def words(language: str) -> dict[str, str]:
    """What the desk says in a language, by the keys that its code uses."""
    text = (ROOT / "desk/src/i18n" / f"{language}.ts").read_text("utf-8")
    return dict(re.findall(r'^  (\w+): "(.*)",$', text, re.MULTILINE))


def chromium() -> str | None:
    """Chromium as Debian and others install it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def many_incidents() -> Any:
    """The generator of invented incidents, which load measurements use too."""
    path = ROOT / "quality" / "many_incidents.py"
    spec = importlib.util.spec_from_file_location("many_incidents", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _held(app: Any, least: float, most: float) -> Any:
    """The application, each of whose answers begins late."""
    luck = random.Random(0)

    async def late(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(luck.uniform(least, most))
        await app(scope, receive, send)

    return late


@contextmanager
def served(store: Store, settings: DeskSettings | None = None) -> Iterator[str]:
    """The desk over a store on a free port of loopback; gives its root address."""
    listening = socket.create_server(("127.0.0.1", 0))
    app: Any = create_desk(store, settings or DeskSettings())
    _, least, most = _slowness()
    if most:
        app = _held(app, least, most)
    config = uvicorn.Config(app, http=BoundedProtocol, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)
        listening.close()


def _store(folder: Path, name: str, make: Callable[[Store], None]) -> Store:
    store = open_store(folder / f"{name}.db")
    make(store)
    return store


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with _store(tmp_path_factory.mktemp("browser"), "filled", fill) as store:
        yield store


@pytest.fixture(scope="session")
def root(filled: Store) -> Iterator[str]:
    """The desk over a few articles with scripts planted in every text."""
    with served(filled) as address:
        yield address


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """A desk over a store that the test may change."""
    with _store(tmp_path, "own", fill) as store, served(store) as address:
        yield store, address


@pytest.fixture(scope="session")
def empty_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("empty")
    with _store(folder, "empty", lambda _: None) as store, served(store) as address:
        yield address


@pytest.fixture(scope="session")
def undated_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk over incidents that no article dates, in articles that nothing dates."""

    def make(store: Store) -> None:
        for number in (1, 2, 5):
            raw, article = article_of(f"undated/{number}", None, f"{SENTENCE} {number}")
            store.add(raw, article)
            store.save_reading(reading_of(article, number, None, number))
        pipeline.link_store(store)

    folder = tmp_path_factory.mktemp("undated")
    with _store(folder, "undated", make) as store, served(store) as address:
        yield address


@pytest.fixture(scope="session")
def many_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk over ten thousand incidents."""
    folder = tmp_path_factory.mktemp("many")

    def make(store: Store) -> None:
        many_incidents().fill(store, 10_000)

    with _store(folder, "many", make) as store, served(store) as address:
        yield address


@pytest.fixture(scope="session")
def public_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk with accounts and a public view."""

    def make(store: Store) -> None:
        fill(store)
        for name, password in PASSWORDS.items():
            accounts.put(store.database, name, name, password, "test")

    settings = DeskSettings(accounts=True, public=True)
    folder = tmp_path_factory.mktemp("public")
    with _store(folder, "public", make) as store, served(store, settings) as address:
        yield address


@pytest.fixture(scope="session")
def browser(must_have_tools: bool) -> Iterator[Any]:
    program = chromium()
    missing = "no Chromium on this machine" if program is None else ""
    missing = missing or ("" if front_end() else "the front end is not built")
    if missing:
        (pytest.fail if must_have_tools else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where it is not asked

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=_FLAGS, timeout=PATIENCE_S * 1000
        )
        yield started
        started.close()


# Nothing is loading, all letters are there, and so are the long lists that wait for an idle moment:
# from then on nothing moves. It must hold for some frames: what a frame shows may set off more.
_SETTLED = """(frames) => {
  const calm = document.querySelector("main h1, main form, main .notice")
    && !document.querySelector("[aria-busy=true], .loading, details.fold form:not(:has(#actors))")
    && document.fonts.status === "loaded";
  frames.n = calm ? frames.n + 1 : 0;
  return frames.n > 3;
}"""


# The sentence that the address names is marked, and in the window.
IN_VIEW = """() => {
  const box = document.querySelector(".text mark.on")?.getBoundingClientRect();
  return box && box.top >= 0 && box.top < innerHeight;
}"""


class Watched:
    """A page whose faults are noted: script errors, refused scripts, requests to other origins."""

    def __init__(self, context: Any, root: str) -> None:
        self.page = context.new_page()
        self.root = root
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._said)
        self.page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        context.on("request", self._asked)
        rate = _slowness()[0]
        if rate > 1:
            session = context.new_cdp_session(self.page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def _said(self, message: Any) -> None:
        refused = "Content Security Policy" in message.text or "Refused" in message.text
        if message.type == "error" and (refused or "Uncaught" in message.text):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        """The browser reaches nobody but us; that it tried is a fault all the same."""
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.faults.append(f"outside: {request.url}")

    def open(self, path: str) -> Any:
        """The page at a path of the desk, once it has loaded what it shows."""
        self.page.goto(f"{self.root}/desk/{path}")
        self.settled()
        return self.page

    def drawn(self) -> None:
        """Wait until the map shows its marks, and nothing around it moves any more."""
        self.page.wait_for_selector(".map-canvas[data-ready=true]")
        self.settled()

    def settled(self) -> None:
        """Wait until nothing is loading."""
        self.page.wait_for_function(_SETTLED, arg={"n": 0})


Open = Callable[..., Watched]


@pytest.fixture
def watch(browser: Any) -> Iterator[Open]:
    """Makes watched pages; a test fails where one of them had a fault."""
    made: list[Watched] = []
    contexts: list[Any] = []

    def make(root: str, language: str = "en", **options: Any) -> Watched:
        context = browser.new_context(
            locale="ar-SY" if language == "ar" else "en-GB",
            viewport={"width": 1200, "height": 800},
            **options,
        )
        context.set_default_timeout(PATIENCE_S * 1000)
        contexts.append(context)
        made.append(Watched(context, root))
        return made[-1]

    yield make
    for context in contexts:
        context.close()
    faults = [fault for watched in made for fault in watched.faults]
    assert not faults
