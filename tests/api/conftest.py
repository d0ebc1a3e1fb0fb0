"""A small store behind the API, with words in it that some visitors must never see."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from rasid.api import DeskSettings
from rasid.store import Store, accounts, open_store
from rasid.web import create_desk

from .making import PASSWORDS, fill

ROOT = "http://localhost"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "filled.db"
    with open_store(path) as store:
        fill(store)
        for name, password in PASSWORDS.items():
            accounts.put(store.database, name, name, password, "test")
    return path


def copy_of(filled: Path, folder: Path) -> Path:
    path = folder / "store.db"
    shutil.copy(filled, path)
    return path


@pytest.fixture
def store(filled_file: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(copy_of(filled_file, tmp_path)) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(store: Store, clock: Clock) -> Iterator[TestClient]:
    """The desk of a single user."""
    app = create_desk(store, DeskSettings(), clock)
    with TestClient(app, base_url=ROOT) as made:
        yield made


@pytest.fixture(scope="session")
def still_store(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of tests that write nothing: they share it."""
    with open_store(copy_of(filled_file, tmp_path_factory.mktemp("still"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def still_client(still_store: Store) -> Iterator[TestClient]:
    """The desk of a single user who writes nothing."""
    with TestClient(create_desk(still_store, DeskSettings()), base_url=ROOT) as made:
        yield made


MakeClient = Callable[..., TestClient]


@pytest.fixture
def desk(store: Store, clock: Clock) -> MakeClient:
    """Makes a desk with other settings."""

    def make(**settings: object) -> TestClient:
        return TestClient(
            create_desk(store, DeskSettings(**settings), clock),
            base_url=ROOT,  # type: ignore[arg-type]  # tests name them
        )

    return make


def csrf(client: TestClient) -> dict[str, str]:
    """The header that every write needs."""
    return {"X-Rasid-Csrf": client.get("/api/v1/session").json()["csrf"]}


def log_in(client: TestClient, name: str) -> httpx.Response:
    given = {"name": name, "password": PASSWORDS[name]}
    return client.post("/api/v1/session", json=given, headers=csrf(client))
