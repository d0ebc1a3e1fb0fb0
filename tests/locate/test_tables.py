"""The shipped tables obey their own rules."""

from __future__ import annotations

import csv

import pytest

from rasid.errors import KnowledgeError
from rasid.knowledge_base import load
from rasid.knowledge_base.places import COLUMNS, TABLES, PlaceKnowledge, parse_row, table_lines

KNOWLEDGE = PlaceKnowledge(load().root)
ROWS = list(KNOWLEDGE.rows())
IDS = {row.place_id for row in ROWS}


def test_plain_lines_are_what_a_csv_reader_reads():
    for name in TABLES:
        path = load().root / "places" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            assert [",".join(row) for row in csv.reader(file)][1:] == table_lines(path)


def test_each_table_holds_an_id_once():
    for name, lines in KNOWLEDGE.tables:
        ids = [line.partition(",")[0] for line in lines]
        assert len(ids) == len(set(ids)), name


def test_units_and_parents_are_listed():
    wrong = [r.place_id for r in ROWS if r.admin1 and r.admin1 not in IDS]
    wrong += [r.place_id for r in ROWS if r.kind.startswith("admin") and r.parent not in IDS | {""}]
    assert not wrong


def test_sources_are_named():
    used = {key for row in ROWS for key in row.source.split(";")}
    assert used <= set(KNOWLEDGE.sources)


def test_every_p_code_of_iraq_and_syria_is_there():
    count = {(c, k): 0 for c in ("IQ", "SY") for k in ("admin1", "admin2", "admin3")}
    for row in ROWS:
        if (row.country, row.kind) in count and row.source.startswith("cod"):
            count[row.country, row.kind] += 1
    assert count["IQ", "admin2"] == 101
    assert count["SY", "admin3"] == 272
    assert (count["IQ", "admin1"], count["SY", "admin1"]) == (18, 14)


def test_shipped_files_stay_small():
    for name in TABLES:
        assert (load().root / "places" / f"{name}.csv").stat().st_size < 1_500_000


def test_places_lie_near_their_governorate():
    first = {r.place_id: r for r in ROWS if r.kind == "admin1" and r.country in {"IQ", "SY"}}
    far = [
        row.place_id
        for row in ROWS
        if row.admin1 in first
        and row.kind in {"town", "village"}
        and abs(row.lat - first[row.admin1].lat) > 3.5
    ]
    assert not far


def test_broken_lines_are_named(tmp_path):
    with pytest.raises(KnowledgeError, match="columns"):
        parse_row("x,town", "places/x.csv")
    cells = ["x", "town", "SY", "", "", "95", "40", "", "", "X", "س", "own"]
    assert len(cells) == len(COLUMNS)
    with pytest.raises(KnowledgeError, match="outside the world"):
        parse_row(",".join(cells), "places/x.csv")
    path = tmp_path / "x.csv"
    path.write_text("not,the,columns\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="columns"):
        table_lines(path)
