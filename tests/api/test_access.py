"""Who may do what: every route against every role, sessions, tokens, hosts, rates."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rasid.api.access import ROUTES, Role, needed, row_of
from rasid.api.app import create_app
from rasid.api.limits import asker
from rasid.api.settings import DeskSettings
from rasid.store import Store, accounts

from .conftest import Clock, MakeClient, csrf, log_in
from .making import PASSWORDS

ROLES = ("nobody", "public", "reader", "analyst", "admin")
# What each role may read and write, by the first part of the path; what is not here, nobody may.
# Written out by hand, so that a change of the table in the code is seen here.
READ = {
    "nobody": {"session"},
    "public": {
        "session", "incidents", "deleted", "summary", "vocabulary", "places", "assessments",
        "exports",
    },
}  # fmt: skip
READ["reader"] = READ["public"] | {
    "documents", "events", "claims", "figures", "indicators", "search",
}  # fmt: skip
READ["analyst"] = READ["reader"] | {"review", "audit"}
READ["admin"] = READ["analyst"]
WRITE: dict[str, set[str]] = {
    "nobody": {"session"},
    "public": {"session"},
    "reader": {"session"},
    "analyst": {"session", "documents", "review"},
    "admin": {"session", "documents", "review"},
}


def _routes(routes: Iterable[Any]) -> list[tuple[str, str]]:
    """Method and path of all that an application answers, told in its description or not."""
    found = []
    for route in routes:
        if held := getattr(route, "effective_candidates", None):  # a router within
            found += _routes(held())
        else:
            path = route.path.replace(":path}", "}")
            found += [(method, path) for method in sorted(route.methods - {"HEAD"})]
    return found


def _rows(app: FastAPI) -> set[str | None]:
    return {row_of(path.removeprefix("/api/v1")) for _, path in _routes(app.routes)}


def _as(desk: MakeClient, role: str) -> TestClient:
    client = desk(accounts=True, public=role != "nobody", logins_per_minute=100)
    if role in PASSWORDS:
        assert log_in(client, role).status_code == 204
    return client


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_only_the_roles_of_the_table(
    store: Store, desk: MakeClient, role: str
) -> None:
    client = _as(desk, role)
    token = csrf(client)
    for method, path in _routes(create_app(store).routes):
        if path.endswith("/openapi.json"):
            continue  # everyone may read it
        if method == "DELETE" and path.endswith("/session"):
            continue  # it would end the session that the next routes need
        asked = path.replace("{", "").replace("}", "")
        head = path.removeprefix("/api/v1/").split("/")[0].split(".")[0]
        allowed = head in (READ if method == "GET" else WRITE)[role]
        status = client.request(method, asked, headers=token).status_code
        assert (status not in {401, 403}) == allowed, (role, method, path, status)
        if not allowed:
            assert status == (401 if role in {"nobody", "public"} else 403)


def test_the_table_has_a_row_for_every_route_and_no_other(still_store: Store) -> None:
    app = create_app(still_store)
    assert _rows(app) == set(ROUTES)
    # A new one is seen, though its name begins as another's.
    app.get("/api/v1/incidents-of-others")(lambda: None)
    assert _rows(app) - set(ROUTES) == {None}


def test_the_description_tells_every_route(still_store: Store) -> None:
    app = create_app(still_store)
    told = {
        (method.upper(), path) for path, verbs in app.openapi()["paths"].items() for method in verbs
    }
    assert set(_routes(app.routes)) - told == {("GET", "/api/v1/openapi.json")}


def test_what_the_table_does_not_name_is_for_administrators() -> None:
    assert needed("/new-thing", "GET") is Role.ADMIN
    assert needed("/incidents-of-others", "GET") is Role.ADMIN
    assert needed("/incidents.csv", "GET") is Role.PUBLIC


def test_a_write_without_the_token_of_the_session_is_refused(desk: MakeClient) -> None:
    client = _as(desk, "analyst")
    other = _as(desk, "analyst")
    decision = {"act": "accept", "incident_id": "inc-none"}
    for headers in ({}, {"X-Rasid-Csrf": "0" * 64}, csrf(other), {"X-Rasid-Csrf": "é"}):
        encoded = {k: v.encode() for k, v in headers.items()}
        answer = client.post("/api/v1/review/decisions", json=decision, headers=encoded)
        assert answer.status_code == 403
    answer = client.post("/api/v1/review/decisions", json=decision, headers=csrf(client))
    assert answer.status_code == 404


def test_a_single_user_needs_the_token_too(client: TestClient) -> None:
    decision = {"act": "accept", "incident_id": "inc-none"}
    assert client.post("/api/v1/review/decisions", json=decision).status_code == 403


def test_logging_in_and_out(desk: MakeClient) -> None:
    client = desk(accounts=True)
    assert client.get("/api/v1/session").json()["role"] == "nobody"
    answer = log_in(client, "reader")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/api/v1/session").json()["role"] == "reader"
    assert client.get("/api/v1/documents").status_code == 200
    assert client.delete("/api/v1/session", headers=csrf(client)).status_code == 204
    assert client.get("/api/v1/documents").status_code == 401


def test_a_stolen_cookie_is_worth_nothing_after_logging_out(desk: MakeClient) -> None:
    client = desk(accounts=True)
    log_in(client, "reader")
    stolen = dict(client.cookies)
    client.delete("/api/v1/session", headers=csrf(client))
    client.cookies.update(stolen)
    assert client.get("/api/v1/session").json()["role"] == "nobody"


def test_the_cookie_is_for_https_alone_where_asked(desk: MakeClient) -> None:
    answer = log_in(desk(accounts=True, secure_cookies=True), "reader")
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(("name", "password"), [("reader", "wrong"), ("nobody", "x" * 12)])
def test_wrong_name_and_wrong_password_look_the_same(
    desk: MakeClient, name: str, password: str
) -> None:
    client = desk(accounts=True)
    given = {"name": name, "password": password}
    answer = client.post("/api/v1/session", json=given, headers=csrf(client))
    assert answer.status_code == 401
    assert answer.json()["error"]["detail"] == "name or password is wrong"
    assert "set-cookie" not in answer.headers


def test_neither_password_nor_token_is_kept(store: Store, desk: MakeClient) -> None:
    client = desk(accounts=True)
    log_in(client, "reader")
    token = client.cookies["rasid_session"]
    with store.database.reading() as connection:
        kept = "".join(
            str(row)
            for table in ("accounts", "sessions", "audit")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 names of ours
        )
    assert token not in kept
    assert not any(password in kept for password in PASSWORDS.values())


def test_a_removed_account_has_no_session(store: Store, desk: MakeClient, clock: Clock) -> None:
    client = desk(accounts=True)
    log_in(client, "reader")
    assert client.get("/api/v1/documents").status_code == 200
    accounts.remove(store.database, "reader", "test")
    clock.now += 3
    assert client.get("/api/v1/documents").status_code == 401


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("localhost:8350", 200), ("127.0.0.1", 200), ("LOCALHOST", 200),
        ("[::1]:8350", 200), ("evil.example", 421), ("localhost.evil.example", 421), ("", 421),
    ],
)  # fmt: skip
def test_only_our_own_names_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/api/v1/session", headers={"Host": host}).status_code == status


def test_requests_are_bounded_by_the_minute(desk: MakeClient, clock: Clock) -> None:
    client = desk(accounts=True, public=True, requests_per_minute=5)
    statuses = [client.get("/api/v1/vocabulary").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    refused = client.get("/api/v1/vocabulary")
    assert refused.headers["retry-after"] == "30"
    clock.now += 12
    assert client.get("/api/v1/vocabulary").status_code == 200
    assert client.get("/api/v1/vocabulary").status_code == 429


def test_guesses_at_passwords_are_bounded_apart(desk: MakeClient, clock: Clock) -> None:
    client = desk(accounts=True, logins_per_minute=2)
    headers = csrf(client)
    given = {"name": "reader", "password": "wrong"}

    def guess() -> int:
        return client.post("/api/v1/session", json=given, headers=headers).status_code

    assert [guess() for _ in range(3)] == [401, 401, 429]
    assert client.get("/api/v1/session").status_code == 200
    clock.now += 60
    assert guess() == 401


def _guess(client: TestClient, name: str, password: str = "") -> int:
    given = {"name": name, "password": password}
    return client.post("/api/v1/session", json=given, headers=csrf(client)).status_code


def test_guesses_at_one_account_are_bounded_however_many_ask(desk: MakeClient) -> None:
    """Who guesses from many addresses is stopped, and does not lock out who was here before."""
    person = desk(accounts=True, logins_per_minute=1000, guesses_per_hour=3)
    assert log_in(person, "analyst").status_code == 204
    known = person.cookies["rasid_device"]
    person.cookies.clear()
    assert [_guess(person, "analyst") for _ in range(3)] == [401, 401, 429]
    assert _guess(person, "analyst", PASSWORDS["analyst"]) == 429
    assert _guess(person, "reader") == 401
    person.cookies["rasid_device"] = "0" * 64
    assert _guess(person, "analyst", PASSWORDS["analyst"]) == 429
    person.cookies["rasid_device"] = known
    assert log_in(person, "analyst").status_code == 204


def test_a_known_device_is_known_until_the_password_changes(store: Store) -> None:
    before = accounts.device_mark(store.database, "analyst")
    assert before
    assert before == accounts.device_mark(store.database, "analyst")
    assert before != accounts.device_mark(store.database, "reader")
    assert accounts.device_mark(store.database, "nobody") is None
    accounts.put(store.database, "analyst", "analyst", PASSWORDS["analyst"], "test")
    assert accounts.device_mark(store.database, "analyst") != before


def test_accounts_are_counted_apart_from_others_at_their_address(desk: MakeClient) -> None:
    """An office has one address: what a visitor there asks does not stop the analyst."""
    client = desk(accounts=True, public=True, requests_per_minute=6)
    log_in(client, "analyst")
    session = client.cookies["rasid_session"]
    assert client.get("/api/v1/documents").status_code == 200
    client.cookies.clear()
    statuses = [client.get("/api/v1/vocabulary").status_code for _ in range(8)]
    assert statuses[-1] == 429
    client.cookies["rasid_session"] = session
    assert client.get("/api/v1/documents").status_code == 200
    client.cookies["rasid_session"] = "made-up"
    assert client.get("/api/v1/vocabulary").status_code == 429


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"), ("testclient", "testclient"), ("", ""),
    ],
)  # fmt: skip
def test_an_address_of_ipv6_is_counted_as_its_network(address: str, counted: str) -> None:
    assert asker(address) == counted


def test_logging_in_ends_the_session_before(store: Store, desk: MakeClient) -> None:
    client = desk(accounts=True, logins_per_minute=100)
    log_in(client, "reader")
    first = client.cookies["rasid_session"]
    log_in(client, "analyst")
    assert client.cookies["rasid_session"] != first
    assert accounts.session(store.database, first) is None
    planted = desk(accounts=True, logins_per_minute=100)
    planted.cookies["rasid_session"] = "planted-by-another"
    log_in(planted, "reader")
    assert accounts.session(store.database, "planted-by-another") is None


def test_cookies_are_out_of_reach_and_over_https_alone_where_that_is_used(
    desk: MakeClient,
) -> None:
    plain = log_in(desk(accounts=True), "reader").headers.get_list("set-cookie")
    assert all("HttpOnly" in one and "SameSite=strict" in one for one in plain)
    assert not any("Secure" in one for one in plain)
    behind = desk(accounts=True)
    behind.base_url = "https://localhost"  # as uvicorn tells it of a proxy's X-Forwarded-Proto
    told = log_in(behind, "reader").headers.get_list("set-cookie")
    asked = log_in(desk(accounts=True, secure_cookies=True), "reader").headers
    for cookies in (told, asked.get_list("set-cookie")):
        assert all("; Secure" in one for one in cookies)


def test_everyone_may_read_how_the_api_is_asked(desk: MakeClient) -> None:
    assert _as(desk, "nobody").get("/api/v1/openapi.json").status_code == 200
    client = _as(desk, "public")
    assert client.get("/api/v1/openapi.json").status_code == 200
    for role in PASSWORDS:
        assert log_in(client, role).status_code == 204
        assert client.get("/api/v1/openapi.json").status_code == 200


@pytest.mark.parametrize(
    "hosts",
    [
        ["localhost:80/api/v1/session?x="], ["localhost/api/v1/session"], ["localhost@evil"],
        ["localhost:x"], ["evil.example", "localhost"], ["localhost", "localhost"], [],
    ],
    ids=str,
)  # fmt: skip
def test_a_host_header_is_one_plain_name(store: Store, hosts: list[str]) -> None:
    """What is glued to a host name must never pass for the address of another route."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    scope = {
        "type": "http", "method": "GET", "path": "/api/v1/documents", "raw_path": b"",
        "query_string": b"", "headers": [(b"host", one.encode()) for one in hosts],
        "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1),
        "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    app = create_app(store, DeskSettings(accounts=True, public=True))
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]  # ASGI's dictionaries
    assert sent[0]["status"] == 421


def test_what_depends_on_who_asks_is_kept_by_nobody(desk: MakeClient) -> None:
    client = _as(desk, "analyst")
    for path in ("session", "review/queue", "audit", "exports/csv", "incidents/none"):
        assert client.get(f"/api/v1/{path}").headers["cache-control"] == "no-store"
    assert client.get("/api/v1/incidents").headers["cache-control"] == "private, no-cache"


def test_a_single_user_is_not_bounded(desk: MakeClient) -> None:
    client = desk(requests_per_minute=2)
    assert {client.get("/api/v1/session").status_code for _ in range(5)} == {200}


def test_every_answer_carries_the_headers_that_protect(client: TestClient) -> None:
    for path in ("/api/v1/session", "/api/v1/none", "/desk/", "/api/v1/incidents?limit=x"):
        headers = client.get(path, follow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "default-src 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
