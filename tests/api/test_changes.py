"""What was added, withdrawn and merged, as programs and old links find it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from rasid import pipeline
from rasid.api import cache
from rasid.model import Reading
from rasid.store import Store

from .conftest import csrf
from .making import DAYS, DOC, article_of, reading_of


def test_names_with_slashes_and_odd_signs_are_found(client: TestClient, store: Store) -> None:
    for doc_id in ("https://news.example/a?b=c#d", "مقال 1", "x/text", "semi;colon&amp"):
        store.add(*article_of(doc_id, DAYS[0]))
        for asked in (quote(doc_id), quote(doc_id, safe="")):
            answer = client.get(f"/api/v1/documents/{asked}")
            assert answer.json()["doc_id"] == doc_id
            assert client.get(f"/api/v1/documents/{asked}/text").status_code == 200


def test_what_is_withdrawn_is_told_and_its_old_address_says_why(
    client: TestClient, store: Store
) -> None:
    held = next(i for i in store.casebook.every() if len(i.reports) == 1 and i.date.start)
    began = client.get("/api/v1/deleted").json()["items"]
    store.remove_article(held.reports[0].doc_id, "printed by mistake")
    pipeline.link_store(store)
    client.post("/api/v1/review/decisions", json={}, headers=csrf(client))
    graves = client.get("/api/v1/deleted").json()["items"]
    assert {"article", "incident"} <= {grave["kind"] for grave in graves[len(began) :]}
    assert client.get(f"/api/v1/deleted?updated_since={graves[-1]['at']}").json()["items"] == []
    answer = client.get(f"/api/v1/incidents/{held.incident_id}")
    assert answer.status_code == 410
    assert answer.json()["error"]["reason"]


def test_a_merged_incident_says_where_it_went(client: TestClient, store: Store) -> None:
    one, other, *_ = list(store.casebook.every())
    pipeline.decide(
        store, "merge", one.incident_id, "test", other_id=other.incident_id, reason="the same"
    )
    gone = next(
        i for i in (one.incident_id, other.incident_id)
        if client.get(f"/api/v1/incidents/{i}").status_code == 410
    )  # fmt: skip
    told = client.get(f"/api/v1/incidents/{gone}").json()["error"]
    assert told["replaced_by"] in {one.incident_id, other.incident_id} - {gone}


@pytest.fixture
def asked_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes' writes show at once, not within a second."""
    monkeypatch.setattr(cache, "_STATE_SECONDS", 0.0)


def _gone(client: TestClient, doc_id: str) -> set[tuple[str, str]]:
    items = client.get("/api/v1/deleted").json()["items"]
    return {(one["kind"], one["id"]) for one in items if one["doc_id"] == doc_id}


@pytest.mark.usefixtures("asked_always")
@pytest.mark.parametrize("kind", ["incidents", "documents", "events", "claims", "deleted"])
def test_who_follows_by_the_moment_told_misses_nothing(
    client: TestClient, store: Store, kind: str
) -> None:
    """`as_of` is before all that is written later, and not before what was written."""

    def ask(moment: str = "") -> dict[str, Any]:
        since = {"updated_since": moment} if moment else {}
        told: dict[str, Any] = client.get(f"/api/v1/{kind}", params=since).json()
        return told

    before = ask()["as_of"]
    assert ask(before)["items"] == []
    assert ask(before)["as_of"] == before
    doc_id = f"{DOC}/6"
    raw, article = article_of(doc_id, DAYS[0], body=f"{store.article(doc_id).text} نص")  # text
    store.add(raw, article)
    store.save_reading(reading_of(article, 5, DAYS[1], killed=9))
    pipeline.link_store(store)
    if kind == "deleted":
        store.remove_article(doc_id, "on request")
    found = ask(before)
    assert found["items"]
    assert found["as_of"] > before
    assert ask(found["as_of"])["items"] == []


@pytest.mark.usefixtures("asked_always")
def test_pages_lose_nothing_while_rows_are_added(client: TestClient, store: Store) -> None:
    had = {one["doc_id"] for one in client.get("/api/v1/documents").json()["items"]}
    seen: list[str] = []
    after, number = None, 0
    while True:
        page = client.get(
            "/api/v1/documents", params={"limit": 2, **({"after": after} if after else {})}
        )
        seen += [one["doc_id"] for one in page.json()["items"]]
        after = page.json()["next"]
        if after is None:
            break
        if number < 3:
            store.add(*article_of(f"added-{number}", DAYS[0]))
            number += 1
    assert len(seen) == len(set(seen))
    assert set(seen) == had | {f"added-{n}" for n in range(3)}


RECORDS = {("event", "E1"), ("claim", "C1"), ("figure", "F1"), ("indicator", "I1")}


@pytest.mark.usefixtures("asked_always")
def test_records_that_a_later_reading_lacks_are_deleted_and_come_back(
    client: TestClient, store: Store
) -> None:
    doc_id = f"{DOC}/6"
    held = store.article(doc_id)
    whole = reading_of(held, 5, DAYS[0])
    assert _gone(client, doc_id) == set()
    store.save_reading(Reading(doc_id, "invented-2", events=whole.events))
    assert _gone(client, doc_id) == RECORDS - {("event", "E1")}
    (event,) = client.get("/api/v1/events", params={"doc_id": doc_id}).json()["items"]
    assert event["reader"] == "invented-2"
    store.save_reading(Reading(doc_id, "invented-3"))
    assert _gone(client, doc_id) == RECORDS
    store.save_reading(Reading(doc_id, "invented-4", claims=whole.claims))
    assert _gone(client, doc_id) == RECORDS - {("claim", "C1")}


@pytest.mark.usefixtures("asked_always")
def test_records_of_an_article_that_changed_or_went_are_deleted(
    client: TestClient, store: Store
) -> None:
    changed, removed = f"{DOC}/6", f"{DOC}/5"
    raw, article = article_of(changed, DAYS[0], body="نص آخر", title="عنوان")  # another text, title
    store.add(raw, article)
    assert _gone(client, changed) == RECORDS
    store.remove_article(removed, "on request")
    assert _gone(client, removed) == RECORDS | {("article", removed)}


def test_what_went_is_told_in_pages_and_by_kind(client: TestClient, store: Store) -> None:
    for number in (1, 5, 6):
        store.save_reading(Reading(f"{DOC}/{number}", "invented-2"))
    whole = client.get("/api/v1/deleted").json()
    assert whole["next"] is None
    paged, after = [], None
    while True:
        query = {"limit": "5"} | ({"after": after} if after else {})
        page = client.get("/api/v1/deleted", params=query).json()
        assert len(page["items"]) <= 5
        paged, after = paged + page["items"], page["next"]
        if after is None:
            break
    assert paged == whole["items"]
    claims = client.get("/api/v1/deleted?kind=claim").json()["items"]
    assert [one["id"] for one in claims] == ["C1"] * 3
    assert client.get("/api/v1/deleted?kind=none").status_code == 422
    assert client.get("/api/v1/deleted?after=x").status_code == 400
