"""The two verbs on files: one object out, clear refusals, the same keys every time."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from rasid.cli.assess import forecasts
from rasid.cli.main import app
from rasid.errors import UsageError
from tests.assess.making import frame

KEYS = {
    "verdict", "why", "overturned_by", "windows", "change_points", "hotspots", "forecast",
    "coverage", "enough_data",
}  # fmt: skip


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = frame([10] * 104 + [4] * 52)
    for name in ("parties", "sources"):
        made[name] = made[name].map(";".join)
    path = tmp_path_factory.mktemp("events") / "events.csv.gz"
    made.to_csv(path, index=False)
    return path


def run(*arguments: str) -> dict[str, object]:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_assess_prints_one_object(events: Path):
    made = run("assess", str(events), "--group", "group x", "--country", "IQ", "--json")
    assert made.keys() >= KEYS
    assert made["verdict"] == "fading"
    for window in made["windows"].values():
        assert window.keys() >= {"now", "before", "last_year", "change", "low", "high", "p_decline"}
    units = {(look["unit"], look["horizon"]) for look in made["forecast"]}
    assert units == {(unit, h) for unit in ("North", "all") for h in (1, 2, 3)}
    for look in made["forecast"]:
        assert look.keys() >= {"mean", "quantiles", "p_up"}


def test_sources_in_conflict_leave_nothing_determined(events: Path):
    said = "one record says -57%, another +14%"
    made = run("assess", str(events), "--conflict", said, "--no-forecast", "--json")
    assert made["verdict"] == "not determined"
    assert said in made["why"]
    assert made["forecast"] == []


@pytest.mark.parametrize("rows", [1, 5])
def test_a_handful_of_incidents_is_not_enough_and_every_key_is_there(tmp_path: Path, rows: int):
    path = tmp_path / "few.csv"
    lines = [f"2020-0{n + 1}-05,A,IQ,North" for n in range(rows)]
    path.write_text("\n".join(["date,group,country,governorate", *lines]), encoding="utf-8")
    made = run("assess", str(path), "--group", "A", "--as-of", "2020-09-01", "--json")
    assert made.keys() >= KEYS
    assert (made["verdict"], made["enough_data"]) == ("not determined", False)
    for window in made["windows"].values():
        assert window.keys() >= {"now", "before", "last_year", "change", "low", "high", "p_decline"}


def test_assess_for_people_says_the_same(events: Path):
    result = CliRunner().invoke(app, ["assess", str(events), "--no-forecast"])
    assert result.stdout.startswith("verdict: fading")


def test_places_where_nothing_is_expected_are_told_in_one_line():
    def look(unit: str, mean: float, high: float) -> dict[str, object]:
        quantiles = {"0.05": 0.0, "0.95": high}
        return {"unit": unit, "month": "2023-05", "mean": mean, "quantiles": quantiles, "p_up": 0.1}

    told = forecasts(
        [look("A", 0.0, 0.0), look("B", 2.0, 5.0), look("C", 0.1, 0.0), look("all", 2.1, 6.0)]
    )
    assert [line.split(":")[0] for line in told] == [
        "forecast 2023-05 all", "forecast 2023-05 B", "forecast 2023-05",
    ]  # fmt: skip
    assert told[-1].endswith("none expected in A, C")


def test_an_unknown_group_is_refused(events: Path):
    with pytest.raises(UsageError, match="nearest: Group X"):
        CliRunner().invoke(
            app, ["assess", str(events), "--group", "Nobody"], catch_exceptions=False
        )


def test_backtest_prints_every_method(tmp_path: Path):
    path = tmp_path / "panel.csv"
    months = pd.period_range("2016-01", periods=30, freq="M")
    rows = [(u, str(m), (7 * u + n) % 11) for u in range(4) for n, m in enumerate(months)]
    pd.DataFrame(rows, columns=["place", "month", "n"]).to_csv(path, index=False)
    made = run(
        "backtest", str(path), "--unit", "place", "--period", "month", "--count", "n",
        "--horizon", "2", "--test-from", "2018-01", "--json",
    )  # fmt: skip
    assert made["forecasts"] == 4 * 6
    assert made.keys() >= {"methods", "gain", "shipped", "best_baseline"}
    for scores in made["methods"].values():
        assert scores.keys() >= {"crps", "ignorance", "coverage_90"}


def test_a_test_of_a_few_periods_is_told_without_an_interval(tmp_path: Path):
    path = tmp_path / "panel.csv"
    path.write_text("u,m,n\n" + "".join(f"a,2020-0{n + 1},{n}\n" for n in range(5)), "utf-8")
    told = CliRunner().invoke(
        app, ["backtest", str(path), "--unit", "u", "--period", "m", "--count", "n"]
    )
    assert told.exit_code == 0, told.output
    assert "too short a test" in told.output


def test_what_is_unknown_is_told_as_unknown(tmp_path: Path):
    path = tmp_path / "one.csv"
    path.write_text("date,group\n2020-01-05,A\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["assess", str(path)])
    assert told.stdout.startswith("verdict: not determined")
    assert "52w: 1 now, unknown before, unknown in the same weeks last year" in told.stdout
    assert "would change it: the share" not in told.stdout


def test_claims_of_stored_articles_stand_beside_a_table(events: Path, tmp_path: Path):
    # "Attacks of the State organisation in Iraq fell by 30 to 40 percent a year since 2016"
    text = (
        "قال مسؤول إن عدد هجمات تنظيم الدولة في العراق انخفض "
        "بنسبة 30 إلى 40 في المائة سنويا منذ عام 2016."
    )
    article = {"doc_id": "one", "title": "", "published": "2022-05-01", "text": text}
    archive, store = tmp_path / "one.jsonl", str(tmp_path / "store.sqlite")
    archive.write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
    CliRunner().invoke(app, ["--store", store, "run", str(archive)], catch_exceptions=False)
    out = tmp_path / "brief.html"
    made = CliRunner().invoke(
        app, ["--store", store, "brief", str(events), "--claims", "--out", str(out)]
    )
    assert made.exit_code == 0, made.output
    page = out.read_text(encoding="utf-8")
    assert "30 إلى 40 في المائة سنويا" in page  # the claim's own words
    assert "لا يغطي السجل المدة كلها" in page  # "the record does not cover the whole period"
    assert "percent_per_year" not in page
