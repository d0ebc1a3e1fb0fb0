"""`rasid places`: what it prints and with which exit code."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from rasid.cli.console import EXIT_LOOK
from rasid.cli.places import app
from tests.locate.test_imports import WOF


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("RASID_DATA", str(tmp_path / "data"))
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words])


def test_import_and_list(run, tmp_path):
    table = tmp_path / "whosonfirst_sy.csv"
    table.write_text(WOF, encoding="utf-8")
    first = run("import", table)
    assert first.exit_code == EXIT_LOOK  # a row was left out: a person should look
    assert "added 1" in first.output
    assert "added 0" in run("import", table).output
    listed = run("list", "--json")
    tables = {note["table"]: note for note in map(json.loads, listed.output.splitlines())}
    assert tables["whosonfirst_sy"]["rows"] == 1
    assert tables["villages"]["rows"] > 10_000


def test_lookup(run):
    found = run("lookup", "المالكية", "--json")
    assert found.exit_code == 0
    assert len(found.output.splitlines()) > 1
    assert json.loads(found.output.splitlines()[0])["admin1"] == "Hasakah"
    assert run("lookup", "زعبورين").exit_code == EXIT_LOOK


def test_lookup_of_words_shows_area_and_codes(run):
    found = run("lookup", "30 كلم جنوب الرقة", "--json")  # 30 km south of Raqqa
    entry = json.loads(found.output.splitlines()[0])
    assert (entry["kind"], entry["acled"], entry["ucdp"], entry["chosen"]) == (
        "distance", 2, 2, True,
    )  # fmt: skip
    table = run("lookup", "30 كلم جنوب الرقة").output.splitlines()
    assert table[0] == "30 كلم جنوب الرقة"
    assert table[1].split()[:3] == ["score", "place", "kind"]
    assert table[1].split()[-2:] == ["ACLED", "UCDP"]
    assert {"Raqqa", "(30", "district", "35.683", "39.0079", "9.0", "SY"} <= set(table[2].split())
    assert "told by" in table[3]
