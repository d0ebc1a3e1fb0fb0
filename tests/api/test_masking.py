"""The public view: no village, no person, no quote, no article in any answer to a visitor."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from rasid import pipeline
from rasid.api import DeskSettings
from rasid.model import PlacePrecision
from rasid.store import Store
from rasid.web import create_desk

from .conftest import ROOT, MakeClient, log_in
from .making import DOC, PERSON, SECRETS, VILLAGE


@pytest.fixture
def visitor(desk: MakeClient) -> TestClient:
    return desk(accounts=True, public=True)


@pytest.fixture(scope="module")
def still_visitor(still_store: Store) -> TestClient:
    """A visitor of the store that nobody changes, who may ask as often as they like."""
    settings = DeskSettings(accounts=True, public=True, requests_per_minute=10**6)
    return TestClient(create_desk(still_store, settings), base_url=ROOT)


def _bytes(content: bytes) -> bytes:
    """The content with what is packed in it unpacked."""
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content


def _addresses(client: TestClient, store: Store) -> list[str]:
    """Every route that the OpenAPI has for reading, with every way to fill its names."""
    ids = [incident.incident_id for incident in store.casebook.every()]
    formats = [one["name"] for one in client.get("/api/v1/exports").json()["items"]]
    fills: dict[str, list[str]] = {
        "incident_id": ids, "name": formats, "doc_id": [f"{DOC}/1"], "decision_id": ["1"],
    }  # fmt: skip
    paths: dict[str, Any] = client.app.openapi()["paths"]  # type: ignore[attr-defined]  # FastAPI
    found = []
    for path, verbs in paths.items():
        if "get" not in verbs:
            continue
        name = path.partition("{")[2].partition("}")[0].partition(":")[0]
        found += [path.replace(f"{{{name}}}", fill) for fill in fills[name]] if name else [path]
    return found


def _leaks(content: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret.encode() in content]


QUERIES = (
    "", "?total=true", "?days=366", "?public=false", "?public=false&lang=ar&hxl=true",
    "?q=Secretville&group=Islamic%20State",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_no_public_answer_holds_a_secret(
    still_visitor: TestClient, still_store: Store, query: str
) -> None:
    answered = 0
    for path in _addresses(still_visitor, still_store):
        answer = still_visitor.get(path + query)
        assert answer.status_code != 429
        answered += answer.status_code == 200
        asked = query.encode() if answer.status_code in {400, 404, 422} else b""
        content = _bytes(answer.content)
        leaks = [one for one in _leaks(content) if one.encode() not in asked]
        assert not leaks, (path, leaks)
    assert answered > 10


def test_the_same_routes_hold_the_secrets_for_who_may_see_them(
    desk: MakeClient, store: Store
) -> None:
    client = desk(accounts=True, public=True)
    log_in(client, "admin")
    content = b"".join(
        _bytes(client.get(f"{path}?public=false").content) for path in _addresses(client, store)
    )
    assert _leaks(content) == list(SECRETS)


def test_what_was_withdrawn_is_told_without_its_reason(visitor: TestClient, store: Store) -> None:
    held = next(i for i in store.casebook.every() if len(i.reports) == 1 and i.date.start)
    store.remove_article(held.reports[0].doc_id, f"{VILLAGE} must not be named")
    pipeline.link_store(store)
    name = visitor.app.state.masked.incident_name(held.incident_id)
    for path in ("deleted", "summary?days=30", f"incidents/{name}"):
        answer = visitor.get(f"/api/v1/{path}")
        assert name in answer.text
        assert held.incident_id not in answer.text
        assert not _leaks(answer.content)


@pytest.mark.parametrize("path", ["incidents", "incidents/points", "incidents.csv", "exports/csv"])
@pytest.mark.parametrize(
    "query", ["place=Secretville%205", f"doc_id={DOC}/1", f"actor={quote(PERSON)}", "actor=Nobody"]
)
def test_filters_do_not_tell_what_is_hidden(
    still_visitor: TestClient, path: str, query: str
) -> None:
    assert still_visitor.get(f"/api/v1/{path}?{query}").status_code == 403


def test_known_parties_may_be_asked_for(visitor: TestClient) -> None:
    assert visitor.get("/api/v1/incidents?actor=Unidentified&total=true").json()["total"] == 3


def test_masked_places_are_the_units_and_never_the_village(
    visitor: TestClient, store: Store
) -> None:
    real = {
        (incident.place.lat, incident.place.lon)
        for incident in store.casebook.every()
        if incident.place
    }
    for row in visitor.get("/api/v1/incidents").json()["items"]:
        assert (row["lat"], row["lon"]) not in real
        assert row["place_precision"] in {"governorate", "country", "unknown"}
    points = visitor.get("/api/v1/incidents/points").json()
    assert not real & set(zip(points["lat"], points["lon"], strict=True))
    for feature in visitor.get("/api/v1/incidents.geojson").json()["features"]:
        lon, lat = (feature["geometry"] or {"coordinates": [None, None]})["coordinates"]
        assert (lat, lon) not in real


@pytest.mark.parametrize("level", [PlacePrecision.GOVERNORATE, PlacePrecision.COUNTRY])
def test_the_map_of_the_masked_view_shows_areas_as_its_list_does(
    desk: MakeClient, level: PlacePrecision
) -> None:
    """The same function masks both: no mark stands for a point where an area is meant."""
    visitor = desk(accounts=True, public=True, public_level=level)
    listed = {
        row["incident_id"]: tuple(
            row[name] for name in ("lat", "lon", "radius_km", "place", "place_precision", "admin1")
        )
        for row in visitor.get("/api/v1/incidents").json()["items"]
    }
    points = visitor.get("/api/v1/incidents/points").json()
    columns = ("lat", "lon", "radius", "place", "precision", "admin1")
    drawn = dict(
        zip(points["id"], zip(*(points[name] for name in columns), strict=True), strict=True)
    )
    assert drawn == listed
    placed = [one for one in drawn.values() if one[0] is not None]
    assert len(placed) == 3
    assert all(one[2] > 20 for one in placed)
    assert {one[4] for one in placed} == {level.value}


def test_a_public_export_of_an_account_is_masked_too(desk: MakeClient) -> None:
    client = desk(accounts=True, public=True)
    log_in(client, "admin")
    for one in client.get("/api/v1/exports").json()["items"]:
        content = _bytes(client.get(f"/api/v1/exports/{one['name']}?public=true").content)
        assert not _leaks(content), one["name"]
