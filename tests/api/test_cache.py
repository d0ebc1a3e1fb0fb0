"""Kept answers: told by ETag, gone with the next write, never given to the wrong eyes."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import orjson
import pytest
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from rasid import pipeline
from rasid.api import cache
from rasid.api.access import Role, Visitor
from rasid.api.context import WHOLE
from rasid.pipeline import rows
from rasid.store import IncidentFilter, Page, Store, open_store

from .conftest import MakeClient, csrf, log_in
from .making import DAYS, VILLAGE, article_of


@pytest.fixture
def asked_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is asked for its state with every request, not twice a second."""
    monkeypatch.setattr(cache, "_STATE_SECONDS", 0.0)


def _reader(desk: MakeClient) -> TestClient:
    client = desk(accounts=True, public=True)
    log_in(client, "reader")
    return client


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/incidents")
    etag = first.headers["etag"]
    again = client.get("/api/v1/incidents", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    other = client.get("/api/v1/incidents?limit=1", headers={"If-None-Match": etag})
    assert other.status_code == 200
    assert client.get("/api/v1/incidents").json() == first.json()


def test_what_the_api_wrote_shows_at_once(client: TestClient) -> None:
    row = client.get("/api/v1/incidents").json()["items"][0]
    given = {"act": "accept", "incident_id": row["incident_id"], "reason": "seen"}
    answer = client.post("/api/v1/review/decisions", json=given, headers=csrf(client))
    assert answer.status_code == 201
    after = client.get(f"/api/v1/incidents/{row['incident_id']}").json()
    assert after["review"] == "accepted"
    assert client.get("/api/v1/incidents").json()["items"][0]["review"] == "accepted"


@pytest.mark.usefixtures("asked_always")
def test_what_another_process_wrote_shows_soon(client: TestClient, store: Store) -> None:
    before = client.get("/api/v1/documents?total=true")
    store.add(*article_of("one-more", DAYS[0]))
    after = client.get("/api/v1/documents?total=true")
    assert after.json()["total"] == before.json()["total"] + 1
    assert after.headers["etag"] != before.headers["etag"]


@pytest.mark.parametrize("masked_first", [True, False])
def test_a_masked_visitor_is_never_given_the_whole_answer(
    desk: MakeClient, store: Store, masked_first: bool
) -> None:
    client = desk(accounts=True, public=True)
    incident = next(i for i in store.casebook.every() if i.place)
    paths = (
        "/api/v1/incidents",
        "/api/v1/incidents/points",
        f"/api/v1/incidents/{incident.incident_id}",
    )

    def masked() -> str:
        return "".join(client.get(path).text for path in paths)

    def whole() -> str:
        log_in(client, "reader")
        text = "".join(client.get(path).text for path in paths)
        client.delete("/api/v1/session", headers=csrf(client))
        return text

    texts = [masked(), whole()] if masked_first else [whole(), masked()][::-1]
    assert VILLAGE not in texts[0]
    assert VILLAGE in texts[1]


def test_compressed_and_plain_answers_are_kept_apart(client: TestClient) -> None:
    packed = client.get("/api/v1/vocabulary", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/api/v1/vocabulary", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_who_one_is_and_what_waits_for_review_is_never_kept(client: TestClient) -> None:
    for path in ("/session", "/review/queue", "/review/decisions", "/audit", "/exports/csv"):
        assert "etag" not in client.get(f"/api/v1{path}").headers


def test_errors_are_not_kept(client: TestClient, store: Store) -> None:
    assert client.get("/api/v1/documents/one-more").status_code == 404
    store.add(*article_of("one-more", DAYS[0]))
    assert client.get("/api/v1/documents/one-more").status_code == 200


def test_what_tells_of_the_last_days_is_made_anew(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written for a week: what was new then is not new for good."""
    asked = []
    rows = pipeline.incident_rows
    monkeypatch.setattr(pipeline, "incident_rows", lambda *a: asked.append(1) or rows(*a))
    monkeypatch.setattr(cache, "_STATE_SECONDS", 0.0)
    client.get("/api/v1/session")  # makes the layers
    kept = client.app.middleware_stack  # type: ignore[attr-defined]  # FastAPI
    while not isinstance(kept, cache.AnswerCache):
        kept = getattr(kept, "app", None) or kept._app
    counts = []
    for seconds in (0, 1, cache._LONGEST_KEPT - 1, cache._LONGEST_KEPT):
        monkeypatch.setattr(kept, "_clock", lambda seconds=seconds: seconds)
        client.get("/api/v1/summary")
        counts.append(len(asked))
    assert counts == [1, 1, 1, 2]


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 ASGI's
    await send({"type": "http.response.start", "status": 200, "headers": []})
    body = scope["query_string"] * 10
    await send({"type": "http.response.body", "body": body[:3], "more_body": True})
    await send({"type": "http.response.body", "body": body[3:]})


def test_little_is_kept_however_much_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_ANSWERS", 4)
    monkeypatch.setattr(cache, "_MOST_BYTES", 50)
    kept = cache.AnswerCache(_answer, lambda: 1)
    sent: list[bytes] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(bytes(message.get("body", b"")))  # type: ignore[arg-type]  # bytes

    for number in range(20):
        scope = {
            "type": "http", "method": "GET", "path": "/api/v1/x", "headers": [],
            "query_string": str(number % 7).encode(),
            "state": {"visitor": Visitor("a", Role.READER)},
        }  # fmt: skip
        asyncio.run(kept(scope, None, send))  # type: ignore[arg-type]  # nothing is received
    assert b"".join(sent) == b"".join(str(n % 7).encode() * 10 for n in range(20))
    assert len(kept._answers) <= 4
    assert kept._bytes == sum(len(one.body) for one in kept._answers.values())


def test_the_pipeline_is_asked_once_for_a_kept_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    whole = pipeline.incident_rows_json
    monkeypatch.setattr(pipeline, "incident_rows_json", lambda *a: asked.append(1) or whole(*a))
    for _ in range(3):
        assert client.get("/api/v1/incidents?limit=7").status_code == 200
    assert len(asked) == 1


@pytest.mark.usefixtures("asked_always")
def test_incidents_that_another_process_linked_are_listed(client: TestClient, store: Store) -> None:
    """The rows that are kept follow the log: one is changed, one goes, the others stay."""
    before = client.get("/api/v1/incidents").json()["items"]
    assert client.get("/api/v1/incidents?min_sources=40").json()["items"] == []
    first, *_, last = (row["incident_id"] for row in before)
    with open_store(store.subject) as other:
        book = other.casebook
        changed = replace(book.get(first), sources=44)
        docs = [report.doc_id for report in changed.reports]
        book.save_links(book.snapshot(), docs, [changed], [], {last: None})
    after = client.get("/api/v1/incidents?total=true").json()
    assert after["total"] == len(before) - 1
    assert [row["incident_id"] for row in after["items"]] == [
        row["incident_id"] for row in before[:-1]
    ]
    assert after["items"][0]["sources"] == 44
    (found,) = client.get("/api/v1/incidents?min_sources=40").json()["items"]
    assert found == after["items"][0]


def _told(found: Page[orjson.Fragment] | None) -> object:
    return found and (
        [
            bytes(orjson.dumps(item)) if isinstance(item, orjson.Fragment) else item
            for item in found.items
        ],
        found.after,
    )


def test_rows_are_listed_while_another_thread_reads_the_columns(store: Store) -> None:
    wanted = IncidentFilter()
    with store.database.reading() as connection:
        there = _told(rows.KeptRows(store.database).page(connection, wanted, None, 3, WHOLE))
        busy = rows.KeptRows(store.database)
        with busy._following:
            assert _told(busy.page(connection, wanted, None, 3, WHOLE)) == there
            assert busy.at_once(wanted, None, 3, WHOLE) is None
        assert _told(busy.page(connection, wanted, None, 3, WHOLE)) == there
    assert _told(busy.at_once(wanted, None, 3, WHOLE)) == there


def test_rows_kept_ahead_are_given_at_once(store: Store) -> None:
    kept = rows.KeptRows(store.database)
    wanted = IncidentFilter(least_sources=1)
    assert kept.at_once(wanted, None, 2, WHOLE) is None
    kept.ahead(threading.Event(), WHOLE)
    first = kept.at_once(wanted, None, 2, WHOLE)
    assert first is not None
    assert len(first.items) == 2
    store.add(*article_of("one-more", DAYS[0]))
    assert kept.at_once(wanted, None, 2, WHOLE) is None
    kept.follow()
    again = kept.at_once(wanted, None, 2, WHOLE)
    assert _told(again) == _told(first)
