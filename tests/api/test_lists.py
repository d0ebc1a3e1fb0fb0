"""Lists lose nothing between pages, follow what changed, and have their twins."""

from __future__ import annotations

import csv
import io
import itertools
import json

import pytest
from fastapi.testclient import TestClient

from rasid import pipeline
from rasid.store import Store

from .making import DOC, IMAGE


@pytest.fixture
def client(still_client: TestClient) -> TestClient:
    """Nothing is written here."""
    return still_client


KINDS = ("incidents", "documents", "events", "claims", "figures", "indicators", "audit")
NAMES = {"incidents": "incident_id", "documents": "doc_id", "audit": "seq"}


def _walk(client: TestClient, path: str, limit: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    after: str | None = None
    for _ in range(200):
        query = {"limit": limit, **({"after": after} if after else {})}
        answer = client.get(f"/api/v1/{path}", params=query).json()
        assert len(answer["items"]) <= limit
        found += answer["items"]
        after = answer["next"]
        if after is None:
            return found
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_hold_everything_once(client: TestClient, kind: str, limit: int) -> None:
    whole = client.get(f"/api/v1/{kind}?limit=1000").json()
    assert whole["next"] is None
    assert len(whole["items"]) >= 4
    assert _walk(client, kind, limit) == whole["items"]


@pytest.mark.parametrize("kind", KINDS[:-1])
def test_the_total_is_told_on_request(client: TestClient, kind: str) -> None:
    answer = client.get(f"/api/v1/{kind}?limit=1&total=true").json()
    assert answer["total"] == len(client.get(f"/api/v1/{kind}?limit=1000").json()["items"])
    assert "total" not in client.get(f"/api/v1/{kind}?limit=1").json()


def test_undated_incidents_come_last(client: TestClient) -> None:
    days = [row["date_start"] for row in client.get("/api/v1/incidents").json()["items"]]
    assert days[-1] is None
    assert days[:-1] == sorted(days[:-1], reverse=True)


def test_a_row_of_the_list_is_the_row_of_the_export(client: TestClient, still_store: Store) -> None:
    rows = client.get("/api/v1/incidents").json()["items"]
    for row in rows:
        moment = row.pop("updated_at")
        assert moment.endswith("+00:00")
        assert row == pipeline.incident_row(still_store.casebook.get(row["incident_id"]))


FILTERS = [
    ("date_from=2021-09-01", 1), ("date_to=2021-05-02", 1), ("dated=false", 1), ("dated=true", 3),
    ("type=arrests", 1), ("class=battles", 1), ("class=battles&type=arrests", 0),
    ("country=SY", 3), ("admin1=Idlib", 1), ("precision=town", 3), ("precision=site", 0),
    ("actor=Iraqi%20Army", 1), ("actor=Nobody", 0), ("min_sources=2", 2), ("grade=none", 0),
    ("disagreement=true", 2), ("disagreement=false", 2), (f"doc_id={DOC}/1", 1),
    ("publisher=Invented%207", 1), ("review=unreviewed", 4), ("review=accepted", 0),
    ("place=Secretville%205", 1), ("updated_since=2000-01-01", 4), ("updated_since=2999-01-01", 0),
    ("updated_since=2999-01-01T00:00:00%2B03:00", 0), ("admin1=%27%20OR%201=1", 0),
]  # fmt: skip


@pytest.mark.parametrize(("query", "count"), FILTERS)
def test_filters_hold_in_every_form_of_the_list(client: TestClient, query: str, count: int) -> None:
    rows = client.get(f"/api/v1/incidents?{query}&total=true").json()
    assert (len(rows["items"]), rows["total"]) == (count, count)
    points = client.get(f"/api/v1/incidents/points?{query}").json()
    assert {len(column) for column in points.values()} == {count}
    table = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/incidents.csv?{query}").text)))
    features = client.get(f"/api/v1/incidents.geojson?{query}").json()["features"]
    ids = {row["incident_id"] for row in rows["items"]}
    assert ids == {row["incident_id"] for row in table} == {one["id"] for one in features}
    assert ids == set(points["id"])


@pytest.mark.parametrize("kind", KINDS[1:])
def test_lists_have_a_csv_twin_safe_for_spreadsheets(client: TestClient, kind: str) -> None:
    whole = client.get(f"/api/v1/{kind}?limit=1000").json()["items"]
    answer = client.get(f"/api/v1/{kind}.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(table) == len(whole)
    name = NAMES.get(kind, "doc_id")
    assert [row[name] for row in table] == [str(item[name]) for item in whole]
    cells = itertools.chain.from_iterable(row.values() for row in table)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells if cell)


@pytest.mark.parametrize("kind", ["events", "figures", "indicators"])
def test_placed_lists_have_a_geojson_twin(client: TestClient, kind: str) -> None:
    answer = client.get(f"/api/v1/{kind}.geojson").json()
    whole = client.get(f"/api/v1/{kind}?limit=1000").json()["items"]
    assert len(answer["features"]) == len(whole)
    for feature, item in zip(answer["features"], whole, strict=True):
        place = item.get("place")
        wanted = [place["lon"], place["lat"]] if place and place["lat"] is not None else None
        assert (feature["geometry"] or {}).get("coordinates") == wanted


def test_every_record_opens_to_the_words_behind_it(client: TestClient) -> None:
    for kind, quoted in (("events", "evidence"), ("claims", "quote"), ("figures", "quote")):
        for item in client.get(f"/api/v1/{kind}").json()["items"]:
            text = client.get(f"/api/v1/documents/{item['doc_id']}/text").text
            start, end = item[f"{quoted}_span"]
            assert text[start:end] == item[quoted]


def test_records_are_filtered_by_their_facts(client: TestClient) -> None:
    def count(query: str) -> int:
        return len(client.get(f"/api/v1/{query}").json()["items"])

    assert count("events?type=arrests") == 1
    assert count("events?admin1=Idlib") == 1
    assert count(f"events?doc_id={DOC}/3") == 1
    assert count("claims?type=warning") == 6
    assert count("claims?admin1=Idlib") == 0
    assert count("figures?updated_since=2999-01-01") == 0
    assert count("events?date_from=2021-09-01&date_to=2021-09-01") == 1


def test_the_brief_counts_and_lists(client: TestClient) -> None:
    summary = client.get("/api/v1/summary?days=30").json()
    assert summary["counts"]["incidents"] == 4
    assert len(summary["new"]) == 4
    assert summary["data_through"] == "2021-09-01"
    assert {unit["class"] for unit in summary["units"]} == {"low_base"}


def test_the_searched_word_is_found_in_every_form(client: TestClient) -> None:
    for word in ("عبوة", "العبوة", '"عبوة مختلقة"'):  # a charge; the charge; an invented charge
        assert len(client.get("/api/v1/search", params={"q": word}).json()["items"]) == 7
    for bad in ("", "!!!", "*"):
        assert client.get("/api/v1/search", params={"q": bad}).status_code in {400, 422}


def test_exports_have_every_format(client: TestClient) -> None:
    for one in client.get("/api/v1/exports").json()["items"]:
        answer = client.get(f"/api/v1/exports/{one['name']}?public=false")
        assert answer.status_code in {200, 400}, one
        assert answer.status_code == 200 or "extra" in answer.json()["error"]["detail"]
        if answer.status_code == 200:
            assert answer.headers["content-disposition"].endswith(f'{one["suffix"]}"')
            assert answer.content


def test_outside_text_stays_text(client: TestClient) -> None:
    answer = client.get("/api/v1/incidents")
    assert answer.headers["content-type"] == "application/json"
    assert IMAGE in "".join(row["publishers"] for row in answer.json()["items"])
    text = client.get(f"/api/v1/documents/{DOC}/1/text")
    assert text.headers["content-type"].startswith("text/plain")
    assert text.headers["x-content-type-options"] == "nosniff"
    assert json.loads(client.get(f"/api/v1/documents/{DOC}/1").text)["url"].startswith(
        "javascript:"
    )


def test_searches_and_the_change_by_governorate_have_a_csv_twin(client: TestClient) -> None:
    hits = client.get("/api/v1/search", params={"q": "عبوة"}).json()["items"]  # a charge
    lines = client.get("/api/v1/search.csv", params={"q": "عبوة"}).text.splitlines()
    assert lines[0] == "doc_id,title,published"
    assert len(lines) >= 1 + len(hits)
    for bad in ("", "!!!"):
        assert client.get("/api/v1/search.csv", params={"q": bad}).status_code in {400, 422}
    units = client.get("/api/v1/summary?days=366").json()["units"]
    lines = client.get("/api/v1/summary.csv?days=366").text.splitlines()
    assert lines[0] == "country,admin1,now,before,class"
    assert len(lines) == 1 + len(units)


def test_documents_are_followed_by_the_moment_they_came(client: TestClient) -> None:
    every = client.get("/api/v1/documents?total=true").json()
    assert client.get("/api/v1/documents?updated_since=2001-01-01&total=true").json() == every
    none = client.get("/api/v1/documents?updated_since=2999-01-01&total=true").json()
    assert (none["items"], none["total"]) == ([], 0)
    assert client.get("/api/v1/documents?updated_since=soon").status_code == 400
