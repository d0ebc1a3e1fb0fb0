"""The verbs export, import and compare as a user calls them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rasid.cli.main import app
from rasid.errors import RasidError
from rasid.pipeline.importing import import_table
from rasid.store import open_store

HEAD = "event_id_cnty,event_date,actor1,country,admin1,latitude,longitude,geo_precision,fatalities"
THEIRS = ("S1,2019-02-03,A,Syria,Homs,34.8,36.7,1,4", "S2,2019-02-04,A,Syria,Homs,34.9,36.7,1,0")
OURS = ("R1,2019-02-03,A,Syria,Homs,34.81,36.7,1,4", "R2,2019-02-09,A,Syria,Homs,34.8,36.7,1,0")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one imported table."""
    folder = tmp_path_factory.mktemp("made")
    table = folder / "theirs.csv"
    table.write_text("\n".join([HEAD, *THEIRS]), encoding="utf-8")
    with open_store(folder / "made.sqlite") as store:
        import_table(store, table)
    return folder / "made.sqlite"


@pytest.fixture
def rasid(
    made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., tuple[int, str]]:
    monkeypatch.chdir(tmp_path)
    shutil.copy(made, "rasid.sqlite")
    for name, rows in (("theirs", THEIRS), ("ours", (*OURS, "R3,2019-02-09"))):
        Path(f"{name}.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, arguments)
        if isinstance(done.exception, RasidError):
            return -1, str(done.exception)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout

    return run


def test_import_list_export_compare_remove(rasid: Callable[..., tuple[int, str]]) -> None:
    assert "2 as they were" in rasid("import", "theirs.csv")[1]
    code, told = rasid("import", "ours.csv", "--json")
    # A row that was skipped wants a look.
    assert code == 3
    assert json.loads(told)["added"] == 2
    assert [p["row"] for p in json.loads(told)["problems"]] == [4]
    listed = [json.loads(line) for line in rasid("import", "--list", "--json")[1].splitlines()]
    assert [(one["name"], one["rows"]) for one in listed] == [("ours", 2), ("theirs", 2)]

    assert rasid("export", "all.csv", "--data", "all", "--since", "2019-02-04")[0] == 0
    manifest = json.loads(Path("all.csv.manifest.json").read_text("utf-8"))
    assert manifest["datasets"] == {"ours": 1, "theirs": 1}
    assert manifest["filters"] == {"data": "all", "date_from": "2019-02-04"}

    compared = json.loads(rasid("compare", "theirs", "--machine", "ours", "--json")[1])
    assert compared["tables"] == {"machine": "ours", "human": "theirs"}
    assert compared["units"] == [{"admin1": "Homs", "machine": 1, "human": 2}]
    told = rasid("compare", "theirs", "--machine", "ours")[1]
    assert "ours: 100% of its exact rows" in told
    assert "Homs" in told

    assert rasid("import", "--remove", "ours")[0] == 0
    assert rasid("export", "x.csv", "--data", "ours")[0] == -1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import",), "does one thing"),
        (("import", "theirs.csv", "--list"), "does one thing"),
        (("import", "none.csv"), "no such file"),
        (("import", "theirs.csv", "--layout", "gtd"), "no such layout"),
        (("export", "x.csv", "--type", "battle"), "battles"),
        (("export", "x.csv", "--precision", "village"), "town"),
        (("export", "x.csv", "--mask", "street"), "governorate"),
        (("export", "x.csv", "--rows", "quotes"), "claims"),
        (("export", "x.csv", "--rows", "claims", "--actor", "A"), "--actor"),
        (("export", "x.xlsx", "--rows", "claims", "--format", "xlsx"), "jsonl"),
        (("export", "no/x.csv"), "folder"),
        (("compare", "none"), "theirs"),
    ],
)
def test_calls_that_make_no_sense_say_the_way_out(
    rasid: Callable[..., tuple[int, str]], arguments: tuple[str, ...], told: str
) -> None:
    code, message = rasid(*arguments)
    assert code == -1
    assert told in message


def test_filters_take_arabic_names_and_refuse_unknown_ones(
    rasid: Callable[..., tuple[int, str]],
) -> None:
    told = rasid("export", "homs.csv", "--data", "theirs", "--admin1", "حمص")[1]  # Homs
    assert told.startswith("homs.csv: 2 incidents")
    code, told = rasid("export", "none.csv", "--actor", "من لا يعرفه أحد")  # whom nobody knows
    assert (code, "no such name" in told) == (-1, True)
