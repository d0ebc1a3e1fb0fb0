"""Known turns of the Islamic State in Syria, 2016-2018, are found in the public record."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from rasid.assess import Assessment, IncidentTable, Question, assess, read_table

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def syria(shared: Path) -> IncidentTable:
    return read_table(shared / "bench/series/ucdp_syria_2016_2018.csv.gz")


def ask(syria: IncidentTable, place: str | None, day: str) -> Assessment:
    question = Question("Islamic State", "SY", place, pd.Timestamp(day))
    return assess(syria, question, forecast=False)


def test_a_local_surge_inside_a_decline(syria: IncidentTable):
    made = ask(syria, "Deir ez-Zor", "2018-10-07").to_json()
    assert made["verdict"] == "local surge inside a decline"
    assert (made["windows"]["8w"]["now"], made["windows"]["8w"]["before"]) == (97, 51)
    assert made["nation"]["windows"]["52w"]["change"] < -55
    assert made["nation"]["windows"]["52w"]["high"] < 0
    assert any(s["kind"] == "scan" and s["p"] <= 0.05 for s in made["hotspots"])


def test_the_end_of_the_record_is_no_decline(syria: IncidentTable):
    made = ask(syria, None, "2019-02-28").to_json()
    assert made["verdict"] == "not determined"
    assert made["through"] == "2018-12-31"
    assert made["windows"] == ask(syria, None, "2018-12-31").to_json()["windows"]
    assert all(step["date"] < "2018-01-01" for step in made["change_points"])


def test_the_step_of_november_2017(syria: IncidentTable):
    made = ask(syria, None, "2018-12-31")
    distances = [abs((s.date - pd.Timestamp("2017-11-20")).days) for s in made.here.steps]
    assert min(distances) <= 21
    assert made.ruling.verdict == "fading"


@pytest.mark.parametrize(
    ("place", "day", "week"),
    [("Deir ez-Zor", "2017-10-02", "2017-09-11"), ("As-Suwayda", "2018-08-13", "2018-07-30")],
)
def test_alarms_in_time(syria: IncidentTable, place: str, day: str, week: str):
    alarms = ask(syria, place, day).alarms
    assert min(abs((a.week - pd.Timestamp(week)).days) for a in alarms) <= 14


def test_too_few_incidents(syria: IncidentTable):
    assert not ask(syria, "Quneitra", "2018-10-07").ruling.enough
