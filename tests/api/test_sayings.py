"""Who said it, in every list and twin; and what articles claim beside the record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid.api import DeskSettings
from rasid.store import open_store
from rasid.web import create_desk

from .conftest import ROOT
from .saying import ANALYST, OFFICER, SCHOLAR, fill_with_sayings

API = "/api/v1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("sayings")
    with open_store(folder / "sayings.db") as store:
        fill_with_sayings(store, folder)
        with TestClient(create_desk(store, DeskSettings()), base_url=ROOT) as made:
            yield made


def _checks(client: TestClient, **asked: str) -> dict[str, dict[str, Any]]:
    items = client.get(f"{API}/figures/checks", params=asked).json()["items"]
    return {item["doc_id"]: item for item in items}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_what_was_claimed_agrees_disagrees_or_cannot_be_compared(client: TestClient) -> None:
    found = _checks(client)
    outcomes = {name: (one["outcome"], one["why"]) for name, one in found.items()}
    assert outcomes["said-8"][0] == "agrees"
    assert found["said-8"]["record"]["value"] == 8
    assert outcomes["said-400"][0] == "disagrees"
    assert outcomes["said-400"][1].startswith("claimed 400 to 400 incidents, the record says 8")
    assert outcomes["said-fell"] == ("cannot be compared", "scope: the claim gives no period")
    assert len(found) == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (OFFICER, {"said-8"}),
        ("الضابط", {"said-8"}),  # the officer
        ("خيالى سامر", {"said-8"}),  # folded, in any order
        ("المحلل", {"said-400"}),  # the analyst
        ("هدي المثال", {"said-fell"}),
        ("nobody", set()),
    ],
)
def test_checks_by_who_said_them(client: TestClient, words: str, found: set[str]) -> None:
    assert set(_checks(client, said_by=words)) == found
    twin = client.get(f"{API}/figures/checks.csv", params={"said_by": words})
    assert {row["doc_id"] for row in _rows(twin.text)} == found
    mapped = client.get(f"{API}/figures/checks.geojson", params={"said_by": words}).json()
    assert {one["properties"]["doc_id"] for one in mapped["features"]} == found


def test_the_twins_of_the_checks_tell_what_the_screen_does(client: TestClient) -> None:
    rows = {row["doc_id"]: row for row in _rows(client.get(f"{API}/figures/checks.csv").text)}
    assert rows["said-8"]["outcome"] == "agrees"
    assert rows["said-8"]["record_counts"].endswith(": 8")
    assert rows["said-400"]["claimed_low"] == "400.0"
    assert OFFICER in rows["said-8"]["speaker"]
    features = client.get(f"{API}/figures/checks.geojson").json()["features"]
    placed = {one["properties"]["doc_id"]: one["geometry"] for one in features}
    assert placed["said-8"]["type"] == "Point"
    assert placed["said-fell"] is None


def test_figures_and_indicators_by_who_said_them(client: TestClient) -> None:
    for path in ("figures", "figures.csv", "figures/over-time.csv"):
        told = client.get(f"{API}/{path}", params={"said_by": ANALYST}).text
        assert "said-men" in told
        assert "said-8" not in told
        assert "said-men" not in client.get(f"{API}/{path}", params={"said_by": OFFICER}).text
    mapped = client.get(f"{API}/figures/over-time.geojson").json()["features"]
    assert [one["geometry"]["type"] for one in mapped] == ["Point"]
    every = client.get(f"{API}/indicators/over-time").json()["items"]
    speakers = {one["speaker"] for one in every}
    assert any(one and SCHOLAR in one for one in speakers)
    mine = client.get(f"{API}/indicators/over-time", params={"said_by": SCHOLAR}).json()["items"]
    assert {one["doc_id"] for one in mine} == {"said-fell"}
    twin = _rows(client.get(f"{API}/indicators/over-time.csv", params={"said_by": SCHOLAR}).text)
    assert [row["doc_id"] for row in twin] == ["said-fell"] * len(mine)


def test_claims_by_who_said_them(still_client: TestClient) -> None:
    """The claims of the other store: a frightened witness said each."""
    asked = {"said_by": "شاهد خايف", "total": "true"}  # as many type it
    found = still_client.get(f"{API}/claims", params=asked).json()
    assert found["total"] == len(found["items"]) == 6
    assert still_client.get(f"{API}/claims", params={"said_by": "nobody"}).json()["items"] == []
    events = still_client.get(f"{API}/events", params={"said_by": "شاهد"}).json()["items"]
    assert events == []
    for suffix in ("csv", "geojson"):
        path = f"{API}/claims.{suffix}"
        assert "قتلت" in still_client.get(path, params=asked).text
        assert "قتلت" not in still_client.get(path, params={"said_by": "nobody"}).text


def test_who_said_it_is_documented(still_client: TestClient) -> None:
    paths = still_client.get(f"{API}/openapi.json").json()["paths"]
    for path in ("claims", "figures", "indicators", "figures/checks", "figures/checks.csv"):
        told = {one["name"]: one for one in paths[f"{API}/{path}"]["get"]["parameters"]}
        assert "speaker" in told["said_by"]["description"]
