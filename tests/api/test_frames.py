"""Lists, columns and files cut to a frame of the map; what no public copy may be cut by."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from .conftest import MakeClient

AROUND_ONE = "38.5,36.0,39.5,36.3"
LISTS = ("incidents", "incidents/points", "incidents.csv", "incidents.geojson", "exports/csv")


def test_a_frame_lets_through_what_lies_in_it(still_client: TestClient) -> None:
    found = still_client.get("/api/v1/incidents", params={"bbox": AROUND_ONE, "total": True}).json()
    assert found["total"] == len(found["items"]) == 1
    assert found["items"][0]["lat"] == pytest.approx(36.2)
    columns = still_client.get("/api/v1/incidents/points", params={"bbox": AROUND_ONE}).json()
    assert columns["id"] == [found["items"][0]["incident_id"]]
    ends = (columns["killed_low"], columns["killed"], columns["killed_high"])
    assert ends == ([1], [1], [3])
    csv = still_client.get("/api/v1/incidents.csv", params={"bbox": AROUND_ONE})
    assert len(csv.text.splitlines()) == 2


@pytest.mark.parametrize("given", ["", "1,2,3", "a,b,c,d", "9,9,1,1", "0,0,900,10", "nan,0,1,1"])
def test_a_frame_that_is_none_is_refused(still_client: TestClient, given: str) -> None:
    answer = still_client.get("/api/v1/incidents", params={"bbox": given})
    assert answer.status_code == 400
    assert "degrees" in answer.json()["error"]["hint"]


@pytest.mark.parametrize("path", LISTS)
def test_a_masked_copy_is_not_cut_to_a_frame(desk: MakeClient, path: str) -> None:
    """Whether an incident lies in a small frame is as telling as its coordinates."""
    with desk(accounts=True, public=True) as client:
        assert client.get(f"/api/v1/{path}", params={"bbox": AROUND_ONE}).status_code == 403
        assert client.get(f"/api/v1/{path}").status_code == 200
