"""Other incidents to merge with: found by place, day, type and id, the nearest first."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid.store import Store

from .conftest import MakeClient, csrf, log_in
from .making import DOC


def _of(store: Store, number: int) -> str:
    (incident_id,) = {row.incident_id for row in store.casebook.held([f"{DOC}/{number}"])}
    return incident_id


def _others(client: TestClient, incident_id: str, **asked: Any) -> list[dict[str, Any]]:
    found = client.get(f"/api/v1/review/incidents/{incident_id}/others", params=asked)
    assert found.status_code == 200
    items: list[dict[str, Any]] = found.json()["items"]
    return items


def test_the_nearest_in_time_and_place_come_first(client: TestClient, store: Store) -> None:
    found = _others(client, _of(store, 1))
    assert [one["incident_id"] for one in found] == [_of(store, 3), _of(store, 5)]
    first, undated = found
    assert first["days_apart"] == 7
    assert first["km_apart"] == pytest.approx(33.4, abs=1)
    assert (undated["days_apart"], undated["km_apart"]) == (None, None)
    # Four months off: only where it is asked for.
    named = _others(client, _of(store, 1), date_from="2021-08-01")
    assert [one["incident_id"] for one in named] == [_of(store, 6)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Idlib", 6),
        ("إدلب", 6),  # Idlib
        ("ادلب اشتباك", 6),  # Idlib, clash: folded
        ("Armed clash", 6),
        ("2021-09", 6),
        ("1/9/2021", 6),
        ("١/٩/٢٠٢١", 6),  # the same in Arabic figures
        ("secretville 2", 3),
        ("arrests", 5),
    ],
)
def test_words_of_place_day_and_type_find(
    client: TestClient, store: Store, words: str, number: int
) -> None:
    found = _others(client, _of(store, 1), q=words)
    assert [one["incident_id"] for one in found] == [_of(store, number)]


def test_an_id_finds_its_incident_and_no_other_word_does(client: TestClient, store: Store) -> None:
    one, far = _of(store, 1), _of(store, 6)
    assert [found["incident_id"] for found in _others(client, one, q=far)] == [far]
    assert _others(client, one, q=one) == []
    assert _others(client, one, q="nowhere at all") == []
    assert client.get("/api/v1/review/incidents/inc-none/others").status_code == 404


def test_what_is_merged_is_seen_first_and_comes_apart_again(
    client: TestClient, store: Store
) -> None:
    one, far = _of(store, 1), _of(store, 6)
    seen = client.get(f"/api/v1/review/incidents/{one}/others/{far}").json()
    assert seen["incident"]["incident_id"] == far
    assert [report["event"]["evidence"] for report in seen["incident"]["reports"]]
    assert {row["name"] for row in seen["comparisons"]}
    given = {"act": "merge", "incident_id": one, "other_id": far}
    made = client.post(
        "/api/v1/review/decisions",
        json={**given, "seen": {far: seen["incident"]["version"]}},
        headers=csrf(client),
    )
    assert made.status_code == 201
    assert _of(store, 1) == _of(store, 6)
    gone = f"/api/v1/review/decisions/{made.json()['decision_id']}"
    assert client.delete(gone, headers=csrf(client)).status_code == 204
    assert _of(store, 1) != _of(store, 6)


def test_an_incident_is_not_merged_with_itself(client: TestClient, store: Store) -> None:
    one = _of(store, 1)
    before = len(store.casebook.decisions())
    given = {"act": "merge", "incident_id": one, "other_id": one}
    made = client.post("/api/v1/review/decisions", json=given, headers=csrf(client))
    assert made.status_code == 400
    assert "itself" in made.json()["error"]["detail"]
    assert len(store.casebook.decisions()) == before


def test_readers_do_not_look_for_incidents_to_merge(desk: MakeClient, store: Store) -> None:
    one, far = _of(store, 1), _of(store, 6)
    with desk(accounts=True) as client:
        log_in(client, "reader")
        for path in (f"{one}/others", f"{one}/others/{far}"):
            assert client.get(f"/api/v1/review/incidents/{path}").status_code == 403
