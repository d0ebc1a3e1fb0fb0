"""The API against its own OpenAPI, with inputs that a machine makes up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error

from rasid.api import DeskSettings, create_app
from rasid.store import open_store


@pytest.fixture(scope="module")
def app(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    path = tmp_path_factory.mktemp("contract") / "store.db"
    shutil.copy(filled_file, path)
    with open_store(path) as store:
        yield create_app(store, DeskSettings(hosts=()))


@pytest.fixture(scope="module")
def api(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


contract = schemathesis.pytest.from_fixture("api")


@contract.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_made_up_requests_are_never_a_failure_of_ours(case: Case, app: FastAPI) -> None:
    token = app.state.gate.csrf_token(_NoCookies())
    answer = case.call(headers={"X-Rasid-Csrf": token})
    case.validate_response(answer, checks=[not_a_server_error])
    if answer.status_code >= 400:
        assert answer.json()["error"]["message"]


class _NoCookies:
    cookies: dict[str, str] = {}  # noqa: RUF012 - never changed
