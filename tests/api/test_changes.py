"""What was added, withdrawn and merged, as programs and old links find it."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.testclient import TestClient

from rasid import pipeline
from rasid.store import Store

from .conftest import csrf
from .making import DAYS, article_of


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
