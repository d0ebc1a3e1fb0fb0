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
