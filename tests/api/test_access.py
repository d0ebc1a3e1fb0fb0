"""Who may do what: every route against every role, sessions, tokens, hosts, rates."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid.api.access import ROUTES, Role, needed
from rasid.api.app import create_app
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


def _routes(store: Store) -> list[tuple[str, str]]:
    paths: dict[str, Any] = create_app(store).openapi()["paths"]
    return [(method.upper(), path) for path, verbs in paths.items() for method in verbs]


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
    for method, path in _routes(store):
        if method == "DELETE" and path.endswith("/session"):
            continue  # it would end the session that the next routes need
        asked = path.replace("{", "").replace("}", "")
        head = path.removeprefix("/api/v1/").split("/")[0].split(".")[0]
        allowed = head in (READ if method == "GET" else WRITE)[role]
        status = client.request(method, asked, headers=token).status_code
        assert (status not in {401, 403}) == allowed, (role, method, path, status)
        if not allowed:
            assert status == (401 if role in {"nobody", "public"} else 403)


def test_the_table_names_every_route(store: Store) -> None:
    for _, path in _routes(store):
        assert any(path.removeprefix("/api/v1").startswith(prefix) for prefix in ROUTES), path


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
