"""The API against its own OpenAPI, with inputs that a machine makes up."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rasid.api import DeskSettings, create_app
from rasid.store import Store, open_store

# Requests made up for each route: more find more, and take longer.
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
EXAMPLES = int(os.environ.get("RASID_EXAMPLES", "5"))


@pytest.fixture(scope="module")
def app(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    path = tmp_path_factory.mktemp("contract") / "store.db"
    shutil.copy(filled_file, path)
    with open_store(path) as store:
        yield create_app(store, DeskSettings(hosts=()))


def test_made_up_requests_are_never_a_failure_of_ours(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    token = app.state.gate.csrf_token(_NoCookies())
    tried: dict[str, int] = {}
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Case) -> None:
            answer = case.call(headers={"X-Rasid-Csrf": token})
            tried[case.path] = tried.get(case.path, 0) + 1
            # As documented: no failure of ours, a status and a kind of content that are told, a
            # body of the shape that is told.
            case.validate_response(answer, checks=CHECKS)
            if answer.status_code >= 400:
                assert answer.json()["error"]["message"]

        ask()
    assert len(tried) == len(app.openapi()["paths"])


def test_the_openapi_tells_how_one_asks(app: FastAPI) -> None:
    told = app.openapi()
    assert told["components"]["securitySchemes"]["session"]["in"] == "cookie"
    for path, verbs in told["paths"].items():
        for verb, route in verbs.items():
            names = {parameter["name"] for parameter in route["parameters"]}
            assert ("x-rasid-csrf" in names) == (verb != "get"), path
            assert ("304" in route["responses"]) == ("if-none-match" in names), path
            assert "security" not in route, path  # one user: nobody logs in
    pages = ("incidents", "documents", "events", "claims", "figures", "indicators", "deleted")
    for name in pages:
        got = told["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]
        shape = got["content"]["application/json"]["schema"]
        assert {"items", "next", "as_of"} <= set(shape["required"])
        assert shape["properties"]["items"]["items"]["required"]


@pytest.mark.parametrize("public", [True, False])
def test_the_openapi_tells_where_one_must_log_in(still_store: Store, public: bool) -> None:
    app = create_app(still_store, DeskSettings(accounts=True, public=public))
    asked = {
        (verb, path.removeprefix("/api/v1"))
        for path, verbs in app.openapi()["paths"].items()
        for verb, route in verbs.items()
        if route.get("security") == [{"session": []}]
    }
    assert {("get", "/documents"), ("post", "/review/decisions"), ("get", "/audit")} <= asked
    assert not {("get", "/session"), ("post", "/session")} & asked
    assert (("get", "/incidents") in asked) == (not public)


class _NoCookies:
    cookies: dict[str, str] = {}  # noqa: RUF012 - never changed
