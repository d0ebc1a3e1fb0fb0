"""A change of an incident is told in plain words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from rasid.model import Change, ChangeKind
from rasid.publish.changes import change_line

NOON = dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)


def told(kind: ChangeKind, field: str = "", before: Any = None, after: Any = None) -> str:
    line = change_line(Change("inc-a", kind, field, before, after, ("doc-1",), NOON))
    start, end = "2021-06-01T12:00:00+00:00  inc-a  ", "  (\u2068doc-1\u2069)"
    assert line.startswith(start)
    assert line.endswith(end)
    return line[len(start) : -len(end)]


@pytest.mark.parametrize(
    ("field", "before", "after", "line"),
    [
        ("reports", ["a"], ["a", "b"], "reports 1 → 2: 1 came"),
        ("reports", ["a"], ["b", "c"], "reports 1 → 2: 2 came, 1 went"),
        (
            "killed",
            None,
            {"low": 2, "best": 5, "high": 5, "rule": "best"},
            "killed unknown → 2-5 (best 5)",
        ),
        ("injured", {"low": 6, "best": 6, "high": None}, {"low": 0, "high": 0},
         "injured 6+ (best 6) → 0"),
        ("date", {"start": "2021-05-01", "end": "2021-05-07"},
         {"start": "2021-05-02", "end": "2021-05-02"}, "date 2021-05-01…2021-05-07 → 2021-05-02"),
        ("date", {"start": None, "end": None}, {"start": "2021-05-02", "end": None},
         "date unknown → 2021-05-02"),
        ("place", None, {"name": "Tell Ward", "admin1": "North"},
         "place unknown → Tell Ward, North"),
        ("targets", [], [{"actor": "Police"}], "targets unknown → Police"),
        ("withdrawn", False, True, "withdrawn no → yes"),
        ("sources", 1, 2, "sources 1 → 2"),
    ],
)  # fmt: skip
def test_what_changed_is_told(field: str, before: Any, after: Any, line: str) -> None:
    assert told(ChangeKind.CHANGED, field, before, after) == line


def test_sources_that_differ_are_told_with_both_sides() -> None:
    sides = [{"value": "2", "doc_ids": ["a"]}, {"value": "5", "doc_ids": ["b"]}]
    line = told(ChangeKind.CHANGED, "conflicts", [], [{"field": "killed", "values": sides}])
    assert line.replace("\u2068", "").replace("\u2069", "") == "conflicts none → killed: 2 / 5"


def test_coming_and_going_is_told() -> None:
    assert told(ChangeKind.CREATED, "incident_id", None, "inc-a") == "created"
    assert told(ChangeKind.MERGED, "incident_id", "inc-a", "inc-b") == "went into inc-b"
    assert told(ChangeKind.SPLIT, "incident_id", "inc-b", "inc-a") == "came out of inc-b"
    assert told(ChangeKind.WITHDRAWN, "incident_id", "inc-a").startswith("deleted")
