"""Pages that are answered without the framework are the pages it would have given."""

from __future__ import annotations

import gzip
import threading
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rasid import pipeline
from rasid.api import DeskSettings, cache, packing, quick
from rasid.api.context import WHOLE, public_copy
from rasid.store import Store

from .conftest import MakeClient, csrf, log_in
from .making import PERSON, VILLAGE

PATH = "/api/v1/incidents"
# Values as they are commonly written, others that mean the same, and nonsense.
_VALUES: dict[str, list[str]] = {
    "date_from": ["2021-05-02", "2021-05-09", "20210509", "2021-W18-7", "2021-5-2", "x", "", "٢"],
    "date_to": ["2021-05-16", "2021-09-01", "2021-13-01", "1620000000", "2021-05-16T00:00:00"],
    "country": ["SY", "IQ", "", "x" * 301],
    "admin1": ["Raqqa", "Idlib", "none"],
    "precision": ["town", "governorate", "unknown", "nowhere"],
    "actor": ["Iraqi Army", "Unidentified", "a|b"],
    "min_sources": ["1", "2", "+2", "02", " 2", "0", "1001", "٢"],
    "limit": ["1", "2", "100", "1000", "1001", "0", "2.0", "x"],
    "after": ["2021-05-09/zzz", "undated/", "2021-05-09/", "x", "x" * 201, ""],
    "type": ["arrests", "ied_landmine", "none", ""],
    "class": ["explosions", "battles", "none", ""],
    "grade": ["weak", "fair", "contested", ""],
    "review": ["edited", "unreviewed", "x"],
    "dated": ["true", "false", "1", "True", "yes"],
    "place": [f"{VILLAGE} 1", "Secret", ""],
    "publisher": ["Invented 1", "none"],
    "disagreement": ["true", "false", "1", "x"],
    "updated_since": ["2001-01-01", "2999-01-01T00:00:00Z", "2021-05-01 02:00", "soon", ""],
    "total": ["true", "false"],
    "lang": ["ar"],
    "more": ["x"],
}
PAIRS = st.sampled_from([(name, value) for name, values in _VALUES.items() for value in values])


def _answer(client: TestClient, query: str) -> tuple[int, Any]:
    answer = client.get(f"{PATH}?{query}")
    return answer.status_code, answer.json()


@given(pairs=st.lists(PAIRS, max_size=5))
@settings(
    max_examples=150, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_query_is_answered_as_the_framework_answers_it(
    still_store: Store, still_client: TestClient, pairs: list[tuple[str, str]]
) -> None:
    pipeline.make_rows_ahead(still_store, threading.Event(), WHOLE)
    query = urlencode(pairs)
    given_quickly = _answer(still_client, query)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(quick, "plain_query", lambda _: None)
        patched.setattr(cache, "NEVER", (PATH,))
        assert _answer(still_client, query) == given_quickly


def test_common_queries_need_no_framework() -> None:
    """What analysts ask is plain; what is wrong, unknown or said twice is not."""
    plain = "date_from=2021-05-01&class=battles&class=riots&grade=weak&min_sources=2&limit=50"
    found = quick.plain_query(plain.encode())
    assert found is not None
    wanted, after, limit = found
    assert (wanted.least_sources, wanted.grades, after, limit) == (2, ("weak",), None, 50)
    assert "armed_clash" in wanted.types
    assert quick.plain_query(b"actor=%D8%AF%D8%A7%D8%B9%D8%B4")
    for other in (
        "date_from=20210501", "limit=0", "limit=1001", "limit=١", "total=true", "dated=1",
        "updated_since=soon", "doc_id=x", "country=", "country=IQ&country=SY", "min_sources=+2",
        "unknown=1",
        "&".join(f"type={n}" for n in range(51)), f"admin1={'a' * 301}",
    ):  # fmt: skip
        assert quick.plain_query(other.encode()) is None, other


def test_pages_in_memory_never_reach_the_framework(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.make_rows_ahead(store, threading.Event(), WHOLE)
    monkeypatch.setattr(pipeline, "incident_rows_json", None)
    assert len(client.get(f"{PATH}?limit=3").json()["items"]) == 3
    assert client.get(f"{PATH}?limit=3", headers={"Accept-Encoding": "gzip"}).json()["next"]


def test_who_sees_the_masked_view_is_not_answered_from_the_whole_rows(
    desk: MakeClient, store: Store
) -> None:
    pipeline.make_rows_ahead(store, threading.Event(), WHOLE)
    public = desk(accounts=True, public=True)
    assert public.get(PATH).json()["items"]
    assert VILLAGE not in public.get(PATH).text
    assert desk(accounts=True).get(PATH).status_code == 401


def test_masked_pages_in_memory_are_those_of_the_whole_incidents_masked(
    desk: MakeClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    masked = public_copy(DeskSettings(), store)
    pipeline.make_rows_ahead(store, threading.Event(), masked)
    public = desk(accounts=True, public=True)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "incident_rows_json", None)
        rows = public.get(f"{PATH}?min_sources=1").json()["items"]
        assert public.get(f"{PATH}?actor={quote(PERSON)}").status_code == 403
    assert len(rows) == 4
    for row in rows:
        held = store.casebook.get(masked.incident_meant(row["incident_id"]))
        told = pipeline.incident_row(masked.incident(held))
        assert {**told, "updated_at": row["updated_at"]} == row
    first = masked.incident_meant(rows[0]["incident_id"])
    rejected = {"act": "reject", "incident_id": first, "reason": "seen"}
    analyst = desk(accounts=True)
    log_in(analyst, "analyst")
    path = "/api/v1/review/decisions"
    assert analyst.post(path, json=rejected, headers=csrf(analyst)).status_code == 201
    monkeypatch.setattr(cache, "_STATE_SECONDS", 0.0)
    assert public.get(f"{PATH}?min_sources=1&limit=1").json()["items"][0] != rows[0]


def test_a_decision_of_this_process_shows_in_the_next_page(
    client: TestClient, store: Store
) -> None:
    pipeline.make_rows_ahead(store, threading.Event(), WHOLE)
    row = client.get(f"{PATH}?limit=1").json()["items"][0]
    decided = {"act": "reject", "incident_id": row["incident_id"], "reason": "seen"}
    path = "/api/v1/review/decisions"
    assert client.post(path, json=decided, headers=csrf(client)).status_code == 201
    assert client.get(f"{PATH}?limit=1").json()["items"][0] != row


def test_answers_are_packed_with_and_without_the_quick_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = b'{"a": "b"}' * 500
    assert gzip.decompress(packing.packed(body)) == body
    monkeypatch.setattr(packing, "_ISAL", None)
    assert gzip.decompress(packing.packed(body)) == body
