"""Nonsense is answered as JSON in the asker's language, and never as a failure of ours."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from rasid.api import errors
from rasid.store import Store

from .conftest import MakeClient, csrf


@pytest.fixture
def client(still_client: TestClient) -> TestClient:
    """Nothing is written here."""
    return still_client


LISTS = ("incidents", "documents", "events", "claims", "figures", "indicators", "audit")
CURSORS = (
    "x", "-1", "1.5", "1.x", "٣", "9" * 30, f"{'9' * 30}.1", "2021-13-01/x", "/", "2021-05-02",
    "'; DROP TABLE incidents;--", "1 OR 1=1",
)  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [("ar", "لا يوجد"), ("en", "no such")])
@pytest.mark.parametrize("path", ["/incidents/none", "/documents/none", "/exports/none", "/none"])
def test_errors_speak_both_languages(
    client: TestClient, language: str, words: str, path: str
) -> None:
    by_header = client.get(f"/api/v1{path}", headers={"Accept-Language": f"{language}-SY,fr;q=0.5"})
    by_query = client.get(f"/api/v1{path}?lang={language}", headers={"Accept-Language": "fr"})
    for answer in (by_header, by_query):
        error = answer.json()["error"]
        assert answer.status_code == error["status"]
        if answer.status_code == 404:
            assert words in error["message"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr, ar;q=0.9, en;q=0.1", "ar"), ("en;q=0.2, ar", "ar"), ("ar;q=0.2, en", "en"),
        ("ar-SY", "ar"), ("AR", "ar"), ("arn", "en"), ("*", "en"), ("ar;q=0", "en"), ("", "en"),
        ("fr", "en"), ("ar;q=x, en;q=0.1", "en"), (",;,", "en"), ("en, ar", "en"),
    ],
)  # fmt: skip
def test_the_language_liked_best_is_spoken(
    client: TestClient, accepted: str, language: str
) -> None:
    answer = client.get("/api/v1/incidents/none", headers={"Accept-Language": accepted})
    assert answer.json()["error"]["message"] == errors.MEANINGS[404][language]


def test_every_status_is_worded_in_both_languages() -> None:
    assert all(set(words) == {"ar", "en"} for words in errors.MEANINGS.values())


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("cursor", CURSORS)
def test_what_is_no_cursor_is_the_askers_mistake(
    client: TestClient, kind: str, cursor: str
) -> None:
    answer = client.get(f"/api/v1/{kind}", params={"after": cursor})
    assert answer.status_code in {200, 400, 422}
    if answer.status_code == 200:  # a day is a cursor of incidents, a number of articles
        assert "items" in answer.json()


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=1001", "limit=-1", "limit=x", "date_from=2021-02-30", "date_from=x",
        "date_to=99999-01-01", "date_from=0", "date_from=86400", "date_to=2021-05-16T00:00:00",
        "date_from=20210509", "limit=1e9", "limit=1000000000", "min_sources=0",
        "precision=nowhere", "dated=maybe",
        "updated_since=yesterday", "updated_since=2021-99-01", f"admin1={'a' * 301}",
    ],
)  # fmt: skip
def test_values_out_of_range_are_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/incidents?{query}")
    assert answer.status_code in {400, 422}
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1970-01-01"])
def test_days_at_the_ends_of_time_find_something_or_nothing(client: TestClient, day: str) -> None:
    for name in ("date_from", "date_to"):
        for kind in ("incidents", "events", "documents"):
            assert client.get(f"/api/v1/{kind}?{name}={day}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/a%00b", "/documents/a%00b", "/search?q=a%00b", "/places?q=%00",
        "/incidents?admin1=a%00",
    ],
)  # fmt: skip
def test_a_nul_is_refused(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1{path}").status_code == 400


def test_long_addresses_and_headers_are_refused(client: TestClient) -> None:
    assert client.get(f"/api/v1/documents/{'a' * 9000}").status_code == 400
    assert client.get("/api/v1/session", headers={"X-Long": "a" * 20_000}).status_code == 431


def test_long_bodies_are_refused_whether_they_tell_their_length_or_not(
    desk: MakeClient,
) -> None:
    client = desk(max_body_bytes=1000)
    headers = {**csrf(client), "Content-Type": "application/json"}
    body = b'{"act": "accept", "incident_id": "' + b"a" * 2000 + b'"}'
    told = client.post("/api/v1/review/decisions", content=body, headers=headers)
    chunked = client.post(
        "/api/v1/review/decisions", content=iter([body[:900], body[900:]]), headers=headers
    )
    assert (told.status_code, chunked.status_code) == (413, 413)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"act": 1}', b"\xff\xfe", b"null"])
def test_broken_bodies_are_refused(client: TestClient, body: bytes) -> None:
    headers = {**csrf(client), "Content-Type": "application/json"}
    answer = client.post("/api/v1/review/decisions", content=body, headers=headers)
    assert answer.status_code in {400, 422}


def test_the_methods_of_a_route_are_named(client: TestClient) -> None:
    answer = client.put("/api/v1/session", headers=csrf(client))
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"] or "POST" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v1/session", "DELETE, GET, HEAD, OPTIONS, POST"),
        ("/api/v1/documents", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/documents/a/b", "GET, HEAD, OPTIONS"),
        ("/api/v1/review/decisions/1", "DELETE, OPTIONS"),
        ("/desk/map", "GET, HEAD, OPTIONS"),
    ],
)
def test_what_may_be_done_is_told(client: TestClient, path: str, allowed: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.headers["allow"]) == (204, allowed)
    refused = client.patch(path, headers=csrf(client))
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize(
    "path", ["incidents", "incidents?limit=2", "exports/csv", "claims.csv", "incidents/none"]
)
def test_head_is_the_head_of_get(client: TestClient, path: str) -> None:
    got, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers == got.headers


def test_a_failure_of_ours_tells_no_detail(
    still_store: Store, still_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret path")

    monkeypatch.setattr(still_store, "counts", broken)
    answer = still_client.get("/api/v1/summary?days=3")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
