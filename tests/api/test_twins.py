"""Every page as a table and a map: what is in them, and what visitors must not find."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from rasid.api.errors import MEANINGS
from rasid.store import Store

from .conftest import MakeClient
from .making import DOC, SECRETS


def _rows(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


def _features(client: TestClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/geo+json")
    found = answer.json()
    assert found["type"] == "FeatureCollection"
    features: list[dict[str, Any]] = found["features"]
    return features


def _told_twice(store: Store) -> str:
    return next(i.incident_id for i in store.casebook.every() if len(i.reports) == 2)


def test_an_incident_as_its_reports_and_as_its_places(client: TestClient, store: Store) -> None:
    incident_id = _told_twice(store)
    whole = client.get(f"/api/v1/incidents/{incident_id}").json()
    rows = _rows(client, f"incidents/{incident_id}.csv")
    assert [row["doc_id"] for row in rows] == [r["doc_id"] for r in whole["reports"]]
    assert {row["incident_id"] for row in rows} == {incident_id}
    assert [row["killed_low"] for row in rows] == [
        str(r["event"]["killed"]["low"]) for r in whole["reports"]
    ]
    itself, *told = _features(client, f"incidents/{incident_id}.geojson")
    place = whole["place"]
    assert itself["geometry"]["coordinates"] == [place["lon"], place["lat"]]
    assert itself["id"] == incident_id
    assert len(told) == 2
    assert len({feature["id"] for feature in told}) == 2


def test_an_article_as_its_records_and_as_their_places(client: TestClient) -> None:
    name = quote(f"{DOC}/1", safe="")
    rows = _rows(client, f"documents/{name}.csv")
    assert [row["record"] for row in rows] == ["event", "claim", "figure", "indicator"]
    assert rows[0]["type"] == "ied_landmine"
    assert rows[1]["at_risk"] == "True"
    assert {row["doc_id"] for row in rows} == {f"{DOC}/1"}
    features = _features(client, f"documents/{name}.geojson")
    assert {feature["properties"]["record"] for feature in features} == {
        "event", "figure", "indicator",
    }  # fmt: skip
    assert features[0]["geometry"]["type"] == "Point"


def test_an_article_without_records_is_an_empty_table(client: TestClient) -> None:
    assert _rows(client, f"documents/{DOC}/no-event.csv") == []
    assert _features(client, f"documents/{DOC}/no-event.geojson") == []


def test_an_assessment_as_its_series_and_as_governorates(client: TestClient) -> None:
    told = client.get("/api/v1/assessments?forecast=false").json()
    rows = _rows(client, "assessments.csv")
    assert [row["week_end"] for row in rows] == told["series"]["weeks"]
    assert sum(float(row["incidents"]) for row in rows) == sum(told["series"]["counts"])
    units = {f["id"]: f for f in _features(client, "assessments.geojson?forecast=false")}
    assert set(units) == {"Raqqa", "Idlib"}
    assert units["Raqqa"]["properties"]["now_52w"] == 2
    lon, lat = units["Raqqa"]["geometry"]["coordinates"]
    assert 37 < lon < 40
    assert 35 < lat < 37


def test_the_brief_and_the_queue_as_maps(client: TestClient) -> None:
    units = client.get("/api/v1/summary?days=366").json()["units"]
    assert [f["properties"] for f in _features(client, "summary.geojson?days=366")] == units
    queue = client.get("/api/v1/review/queue").json()["items"]
    rows = _rows(client, "review/queue.csv")
    assert [row["incident_id"] for row in rows] == [one["incident"]["incident_id"] for one in queue]
    assert all(row["reasons"] for row in rows)
    assert len(_features(client, "review/queue.geojson")) == len(queue)


def test_claims_and_articles_lie_where_what_they_tell_of_lies(client: TestClient) -> None:
    """Neither has a place of its own: a claim has that of its words, an article all it tells of."""
    claims = {f["id"]: f for f in _features(client, "claims.geojson")}
    assert len(claims) == 6
    placed = claims[f"{DOC}/1#C1"]
    event = client.get("/api/v1/events", params={"doc_id": f"{DOC}/1"}).json()["items"][0]
    at = [event["place"]["lon"], event["place"]["lat"]]
    assert placed["geometry"] == {"type": "Point", "coordinates": at}
    assert placed["properties"]["place_name"] == event["place"]["name"]
    assert placed["properties"]["speaker"]
    articles = {f["id"]: f for f in _features(client, "documents.geojson")}
    assert articles[f"{DOC}/1"]["geometry"] == {"type": "MultiPoint", "coordinates": [at]}
    assert articles[f"{DOC}/no-event"]["geometry"] is None
    found = _features(client, "search.geojson?q=مختلقة")  # invented
    assert {f["id"] for f in found} == set(articles)
    assert client.get("/api/v1/search.geojson?q=!!!").status_code in {400, 422}


@pytest.mark.parametrize("path", ["audit", "review/decisions"])
def test_what_has_no_place_at_all_says_so(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}.geojson", headers={"Accept-Language": "ar"})
    error = answer.json()["error"]
    assert answer.status_code == error["status"] == 406
    assert ".csv" in error["hint"]
    assert error["message"] == MEANINGS[406]["ar"]


@pytest.mark.parametrize("suffix", ["csv", "geojson"])
def test_twins_of_what_is_not_there(client: TestClient, store: Store, suffix: str) -> None:
    assert client.get(f"/api/v1/incidents/none.{suffix}").status_code == 404
    assert client.get(f"/api/v1/documents/none.{suffix}").status_code == 404
    one = next(i for i in store.casebook.every() if len(i.reports) == 1 and i.date.start)
    store.remove_article(one.reports[0].doc_id, "printed by mistake")
    gone = client.get(f"/api/v1/incidents/{one.incident_id}.{suffix}")
    assert gone.status_code == 410
    assert gone.json()["error"]["reason"]


def test_twins_of_a_masked_page_hide_what_it_hides(desk: MakeClient, store: Store) -> None:
    public = desk(accounts=True, public=True)
    for incident in store.casebook.every():
        for suffix in ("csv", "geojson"):
            told = public.get(f"/api/v1/incidents/{incident.incident_id}.{suffix}").text
            assert incident.incident_id in told
            assert not [secret for secret in SECRETS if secret in told]
    for path in ("assessments.csv", "assessments.geojson?forecast=false", "summary.geojson"):
        told = public.get(f"/api/v1/{path}").text
        assert not [secret for secret in SECRETS if secret in told]


@pytest.mark.parametrize(
    ("screen", "data"),
    [
        ("incidents.csv?admin1=Idlib", "/api/v1/incidents.csv?admin1=Idlib"),
        ("map.geojson", "/api/v1/incidents.geojson"),
        ("brief.json?days=30", "/api/v1/summary?days=30"),
        ("statements.csv?kind=figures", "/api/v1/figures/over-time.csv"),
        ("statements.csv?kind=checks&said_by=x", "/api/v1/figures/checks.csv?said_by=x"),
        ("statements.geojson?kind=indicators", "/api/v1/indicators/over-time.geojson"),
        ("statements.json", "/api/v1/claims"),
        (f"article/{DOC}/1.csv", f"/api/v1/documents/{DOC}/1.csv"),
        ("assessment.geojson?group=x", "/api/v1/assessments.geojson?group=x"),
        ("review.csv", "/api/v1/review/queue.csv"),
        ("incidents/inc-1.json", "/api/v1/incidents/inc-1"),
    ],
)
def test_a_screens_address_with_a_suffix_gives_its_data(
    still_client: TestClient, screen: str, data: str
) -> None:
    answer = still_client.get(f"/desk/{screen}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, data)


def test_other_addresses_are_no_twins(client: TestClient) -> None:
    for path in ("none.csv", "incidents.exe", "//evil.example/x.csv", "..%2Fx.json"):
        answer = client.get(f"/desk/{path}", follow_redirects=False)
        assert "location" not in answer.headers or answer.headers["location"].startswith("/desk/")
