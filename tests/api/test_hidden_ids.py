"""Ids in masked copies are keyed by the store's secret: joinable within a copy, and no farther."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid import pipeline
from rasid.api import DeskSettings
from rasid.publish.aliases import article_alias, incident_alias, incident_of
from rasid.store import Store, open_store
from rasid.web import create_desk

from .conftest import ROOT, MakeClient, csrf, log_in
from .making import DOC, fill

PUBLIC = {"accounts": True, "public": True}


@pytest.fixture
def visitor(desk: MakeClient) -> TestClient:
    return desk(**PUBLIC)


def _ids(store: Store) -> set[str]:
    return {incident.incident_id for incident in store.casebook.every()}


def _items(client: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(f"/api/v1/{path}", params=asked).json()["items"]
    return items


def test_no_masked_answer_holds_an_id_that_an_article_s_owner_can_make(
    visitor: TestClient, store: Store
) -> None:
    held = _ids(store)
    unkeyed = {article_alias(report.doc_id) for i in store.casebook.every() for report in i.reports}
    names = [one["incident_id"] for one in _items(visitor, "incidents")]
    paths = ["incidents", "incidents?limit=2", "incidents/points", "summary?days=366", "deleted"]
    paths += ["incidents.csv", "incidents.geojson"]
    paths += [f"incidents/{name}{suffix}" for name in names for suffix in ("", ".csv", ".geojson")]
    paths += [f"exports/{name}" for name in ("csv", "jsonl", "geojson", "acled", "ucdp", "plover")]
    for path in paths:
        answer = visitor.get(f"/api/v1/{path}")
        assert answer.status_code == 200, path
        told = answer.text
        assert not [known for known in held if known in told], path
        assert not [known for known in unkeyed if known in told], path


def test_incidents_are_the_same_within_a_copy(visitor: TestClient, store: Store) -> None:
    listed = {one["incident_id"] for one in _items(visitor, "incidents")}
    assert len(listed) == store.casebook.count()
    assert set(visitor.get("/api/v1/incidents/points").json()["id"]) == listed
    rows = csv.DictReader(io.StringIO(visitor.get("/api/v1/exports/csv").text))
    assert {row["incident_id"] for row in rows} == listed
    for name in listed:
        record = visitor.get(f"/api/v1/incidents/{name}").json()
        assert record["incident_id"] == name
        assert {report["doc_id"][:8] for report in record["reports"]} == {"article-"}
    # An account that makes a public copy names them alike; its own view keeps the ids.
    log_in(visitor, "analyst")
    rows = csv.DictReader(io.StringIO(visitor.get("/api/v1/exports/csv?public=true").text))
    assert {row["incident_id"] for row in rows} == listed
    assert {one["incident_id"] for one in _items(visitor, "incidents")} == _ids(store)


def test_an_id_that_was_worked_out_opens_nothing(visitor: TestClient, store: Store) -> None:
    known = next(iter(_ids(store)))
    for path in (f"incidents/{known}", f"incidents/{known}.csv", f"incidents/{known}.geojson"):
        assert visitor.get(f"/api/v1/{path}").status_code == 404
    cursor = f"2021-05-02/{known}"
    assert visitor.get("/api/v1/incidents", params={"after": cursor}).status_code == 400
    # Nor is a name taken back to an id for anybody.
    nobody = f"pub-{'a' * 12}"
    assert "inc-" not in visitor.get(f"/api/v1/incidents/{nobody}").text


def test_pages_follow_one_another_by_hidden_cursors(visitor: TestClient, store: Store) -> None:
    every = [one["incident_id"] for one in _items(visitor, "incidents")]
    found: list[str] = []
    after: str | None = None
    while True:
        asked = {"limit": 1, **({"after": after} if after else {})}
        page = visitor.get("/api/v1/incidents", params=asked).json()
        found += [one["incident_id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == every
    assert len(found) == store.casebook.count()


def test_what_was_merged_away_is_told_by_its_hidden_name(desk: MakeClient, store: Store) -> None:
    client = desk(**PUBLIC)
    before = {one["incident_id"] for one in _items(client, "incidents")}
    numbers = [
        row.incident_id for n in (1, 6) for row in store.casebook.held([f"{DOC}/{n}"])
    ]  # fmt: skip
    pipeline.merge(store, numbers, "test")
    client = desk(**PUBLIC)
    after = {one["incident_id"] for one in _items(client, "incidents")}
    (gone,) = before - after
    answer = client.get(f"/api/v1/incidents/{gone}")
    assert answer.status_code == 410
    assert answer.json()["error"]["replaced_by"] in after
    assert "inc-" not in answer.text
    graves = {one["id"]: one["replaced_by"] for one in _items(client, "deleted")}
    assert graves[gone] in after
    assert csrf(client)


def test_names_outlive_a_restart_and_differ_between_installations(tmp_path: Path) -> None:
    def names(path: Path) -> list[str]:
        with open_store(path) as store:
            app = create_desk(store, DeskSettings(accounts=True, public=True))
            with TestClient(app, base_url=ROOT) as client:
                return [one["incident_id"] for one in _items(client, "incidents")]

    one, other, copied = (tmp_path / f"{name}.db" for name in ("one", "other", "copied"))
    for path in (one, other):
        with open_store(path) as store:
            fill(store)
    with open_store(one) as first, open_store(other) as second:
        assert _ids(first) == _ids(second)
        assert first.masking_key != second.masking_key
    assert names(one) == names(one)
    assert not set(names(one)) & set(names(other))
    shutil.copy(one, copied)
    assert names(copied) == names(one)


def test_each_name_leads_back_to_its_id_alone() -> None:
    key, other = b"k" * 32, b"l" * 32
    ids = [f"inc-{'abcdefghijkl'[:11]}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz234567"]
    names = [incident_alias(one, key) for one in ids]
    assert len(set(names)) == len(ids)
    assert [incident_of(name, key) for name in names] == ids
    assert incident_of(names[0], other) != ids[0]
    assert incident_of(ids[0], key) is None
    # Ids of tables of others are public as they are.
    assert incident_alias("SYR123", key) == "SYR123"
