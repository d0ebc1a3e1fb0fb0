"""The invented conflict is the same for one seed, marked as invented, and true to its plan."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rasid.cli.main import app
from rasid.errors import UsageError
from rasid.simulate import GOVERNORATES, Plan, Step, recovered, simulate
from rasid.simulate.world import towns

SMALL = Plan(seed=3, weeks=60, governorates=("IQG10", "SY09"), rate=2.0, steps=())


def test_the_same_seed_makes_the_same_conflict():
    one, two, other = simulate(SMALL), simulate(SMALL), simulate(Plan(seed=4, weeks=60))
    assert one.articles == two.articles
    assert one.truth() == two.truth()
    assert one.articles != other.articles


def test_every_article_says_that_it_is_simulated():
    for article in simulate(SMALL).articles:
        assert article["title"].startswith("(محاكاة)")  # (simulated)
        assert article["text"].endswith("نص محاكاة.")  # simulated text
        assert article.keys() == {"doc_id", "title", "published", "text", "publisher"}


def test_a_step_changes_the_rate_by_its_factor():
    plan = Plan(
        seed=1, weeks=120, governorates=("IQG10",), rate=6.0, steps=(Step("IQG10", 60, 3.0),)
    )
    made = simulate(plan)
    day = plan.start + dt.timedelta(weeks=60)
    before = sum(h.date < day for h in made.world.happenings)
    after = sum(h.date >= day for h in made.world.happenings)
    assert after / before == pytest.approx(3.0, rel=0.2)
    assert made.truth()["steps"][0]["date"] == day.isoformat()


def test_reports_are_late_partial_and_copied():
    made = simulate(SMALL)
    truth = made.truth()
    incidents = {incident["incident_id"]: incident for incident in truth["incidents"]}
    assert len(truth["reports"]) == len(made.articles)
    assert any(r["published"] > incidents[r["incident_id"]]["date"] for r in truth["reports"])
    assert all(r["published"] >= incidents[r["incident_id"]]["date"] for r in truth["reports"])
    assert 0 < sum(not incident["reported"] for incident in incidents.values()) < 30
    texts = {a["doc_id"]: a["text"] for a in made.articles}
    copies = [r for r in truth["reports"] if r["copied_from"]]
    origin = {(r["incident_id"], r["outlet"]): r["doc_id"] for r in truth["reports"]}
    assert copies
    for report in copies:
        source = origin[report["incident_id"], report["copied_from"]]
        assert texts[report["doc_id"]] == texts[source]


def test_a_change_of_coverage_is_none_on_the_ground():
    made = simulate(Plan(seed=2, weeks=100, governorates=("IQG10",), rate=5, coverage_week=50))
    last = made.outlets[-1]
    start = made.plan.start + dt.timedelta(weeks=50)
    assert not any(r.outlet == last.name and r.published < start for r in made.reports)
    assert made.outlets[1].share_in(60) < made.outlets[1].share_in(40)


@pytest.mark.parametrize(
    "plan", [Plan(outlets=9), Plan(weeks=0), Plan(rate=0), Plan(governorates=("XX99",))]
)
def test_plans_that_make_no_sense_are_refused(plan: Plan):
    with pytest.raises(UsageError):
        simulate(plan)


def test_recovery_of_the_truth_itself_is_whole():
    truth = simulate(SMALL).truth()
    told = [incident for incident in truth["incidents"] if incident["reported"]]
    whole = recovered(truth, told)
    assert (whole.recall, whole.precision, whole.tolls, whole.kinds) == (1, 1, 1, 1)
    half = recovered(truth, told[::2])
    assert half.recall == pytest.approx(0.5, abs=0.05)
    assert recovered(truth, []).recall == 0


def test_command_writes_archive_and_truth(tmp_path: Path):
    folder = tmp_path / "made"
    result = CliRunner().invoke(
        app, ["simulate", str(folder), "--weeks", "10", "--seed", "5", "--json"]
    )
    assert result.exit_code == 0, result.output
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(result.stdout)["articles"] == len(lines)
    assert json.loads((folder / "truth.json").read_text(encoding="utf-8"))["simulated"] is True
    assert (
        (folder / "incidents.csv").read_text(encoding="utf-8").startswith("incident_id,type,date")
    )


def test_towns_can_be_told_apart():
    for unit, inside in towns(GOVERNORATES).items():
        assert len({town.name_ar for town in inside}) == len(inside), unit
        for n, one in enumerate(inside):
            for other in inside[:n]:
                away = max(abs(one.lat - other.lat), abs(one.lon - other.lon))
                assert away > 0.04, (one.name, other.name)
