"""Tables of every layout are read the same; what cannot be read is named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from rasid.assess import read_table
from rasid.assess.layouts.rows import read_rows
from rasid.assess.layouts.ucdp import HEADER
from rasid.assess.question import Question, select
from rasid.assess.telling import tell
from rasid.errors import InputError, UsageError

UCDP = (
    "id,type_of_violence,side_a,side_b,source_office,where_prec,adm_1,adm_2,latitude,longitude,"
    "date_start,date_end,deaths_civilians,low,best,high\n"
    "1.0,1.0,Government of X,IS,SOHR;Reuters,1.0,North,N1,34.5,40.1,2018-10-01,2018-10-02,0,1,2,3\n"
    "2.0,3.0,IS,Civilians,SOHR,4.0,North,,34.5,40.1,2018-10-03,2018-10-03,4,4,4,4\n"
)
ACLED = (
    "EVENT_DATE;Actor1;ASSOC_ACTOR_1;actor2;event_type;sub_event_type;country;admin1;admin2;"
    "latitude;longitude;geo_precision;source;fatalities;civilian_targeting\n"
    "03 October 2018;Islamic State (Syria);;Civilians (Syria);Violence against civilians;Attack;"
    "Syria;North;N1;34.5;40.1;1;SOHR;4;Civilian targeting\n"
)


def write(tmp_path: Path, text: str, name: str = "events.csv") -> Path:
    path = tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(text.encode("utf-8-sig")))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["events.csv", "events.csv.gz"])
def test_ucdp(tmp_path: Path, name: str):
    table = read_table(write(tmp_path, UCDP, name))
    first, second = table.frame.to_dict("records")
    assert table.layout == "ucdp"
    assert first["incident_id"] == "1"
    assert first["parties"] == ("Government of X", "IS")
    assert first["initiators"] == (), "a battle has no direction"
    assert second["initiators"] == ("IS",), "one-sided violence has"
    assert first["sources"] == ("SOHR", "Reuters")
    assert (first["exact"], second["exact"]) == (True, False)
    assert second["admin2"] is None


def test_ucdp_without_a_header_row(tmp_path: Path):
    cells = dict.fromkeys(HEADER, "")
    row = cells | {
        "id": "7", "side_a": "IS", "side_b": "Civilians", "date_start": "2019-01-02",
        "date_end": "2019-01-02", "type_of_violence": "3", "country": "Syria",
    }  # fmt: skip
    line = ",".join(row.values())
    table = read_table(write(tmp_path, f"{line}\n{line.replace('7', '8', 1)}\n"))
    assert list(table.frame["incident_id"]) == ["7", "8"]


def test_acled_with_its_own_separator_and_capitals(tmp_path: Path):
    table = read_table(write(tmp_path, ACLED))
    (row,) = table.frame.to_dict("records")
    assert table.layout == "acled"
    assert row["date"] == pd.Timestamp("2018-10-03")
    assert row["initiators"] == (), "actor 1 is not the perpetrator"
    assert row["civilians"] is True


def test_own_layout_with_everyday_names(tmp_path: Path):
    text = "Date,Group,Governorate,Deaths,Source\n2020-01-05,A;B,North,,paper\n"
    (row,) = read_table(write(tmp_path, text)).frame.to_dict("records")
    assert row["parties"] == ("A", "B")
    assert pd.isna(row["killed"]), "an empty toll is unknown, not zero"


def test_bad_rows_are_named_and_the_rest_is_used(tmp_path: Path):
    text = (
        UCDP
        + "3,1,A,B,S,1,N,N1,934,40,2018-10-05,2018-10-05,0,1,1,1\n"
        + ("4,1,A,B,S,1,N,N1,34,40,soon,2018-10-05,0,1,x,1\n")
    )
    table = read_table(write(tmp_path, text))
    assert len(table) == 3
    named = {(p.row, p.column, p.value, p.used) for p in table.problems}
    assert named == {
        (4, "latitude", "934", True), (5, "date_start", "soon", False), (5, "best", "x", True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("place,count\nNorth,3\n", UsageError, "no column that holds days"),
        ("date_start,side_a\n2018-01-01,A\n", UsageError, "parties|side_b|days|no column"),
        ("date,group\nsoon,A\nlater,B\n", InputError, "no row has a day"),
        ("date,group\n03/05/2018,A\n", InputError, "two ways"),
        ("date,group\n", InputError, "no rows"),
    ],
)
def test_what_cannot_be_used_is_refused(
    tmp_path: Path, text: str, error: type[Exception], says: str
):
    path = write(tmp_path, text)
    if says.startswith("parties"):
        assert read_table(path).frame["parties"].tolist() == [()]
        return
    with pytest.raises(error, match=says):
        read_table(path)


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(UsageError, match="no such file"):
        read_table(tmp_path / "none.csv")


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_rows_alone_or_as_an_interface_answers(tmp_path: Path, wrapped: bool):
    row = {"event_date": "2018-10-03", "actor1": "A", "fatalities": 2, "admin1": "North"}
    told = {"status": 200, "data": [row]} if wrapped else [row]
    table = read_table(write(tmp_path, json.dumps(told), "events.json"))
    assert table.layout == "acled"
    assert table.frame["killed"].tolist() == [2]


def test_json_without_rows_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="no list of rows"):
        read_table(write(tmp_path, '["a"]', "events.json"))


def test_arabic_days_and_digits_are_read(tmp_path: Path):
    """5 August by its Levantine name and 1,200 dead in Arabic digits."""
    text = "date,group,deaths\n٥ آب 2020,A,١٬٢٠٠\n"
    (row,) = read_table(write(tmp_path, text)).frame.to_dict("records")
    assert row["date"] == pd.Timestamp("2020-08-05")
    assert row["killed"] == 1200


def test_rows_of_one_id_and_day_are_one_incident_with_all_their_parties_and_sources(
    tmp_path: Path,
):
    """An export by actor has a row for each; a second day under the id stays its own row."""
    text = (
        "id,date,group,source,deaths\n"
        "7,2020-01-05,A,x,2\n7,2020-01-05,B,y,2\n7,2020-01-06,A,x,1\n8,2020-01-05,A,x,2\n"
    )
    table = read_table(write(tmp_path, text))
    assert list(table.frame["incident_id"]) == ["7", "8", "7"]
    first = table.frame.iloc[0]
    assert (first["parties"], first["sources"], first["n_sources"]) == (("A", "B"), ("x", "y"), 2)
    (told,) = table.problems
    assert (told.row, told.value, told.used) == (3, "7", False)


def test_rows_alike_without_an_id_are_counted_and_told(tmp_path: Path):
    line = "2020-01-05,A,1.5,2.5\n"
    table = read_table(
        write(tmp_path, "date,group,lat,lon\n" + line * 2 + "2020-01-09,A,1.5,2.5\n")
    )
    assert len(table) == 3
    (note,) = select(table, Question("A")).notes
    assert "all that the table tells of them: 1;" in tell(note)


def test_unicode_text_of_a_spreadsheet_is_read(tmp_path: Path):
    path = tmp_path / "events.txt"
    path.write_text("date\tgovernorate\n2020-01-05\tحمص\n", encoding="utf-16")  # Homs
    assert list(read_table(path).frame["admin1"]) == ["حمص"]
    assert read_rows(path).rows[0].facts["admin1"] == "حمص"


def test_headings_may_be_arabic(tmp_path: Path):
    # date, the group, the governorate, number of the dead, the source
    text = "التاريخ;الجماعة;المحافظة;عدد القتلى;المصدر\n2020-01-05;A;حمص;3;x\n"
    path = write(tmp_path, text)
    (row,) = read_table(path).frame.to_dict("records")
    assert (row["parties"], row["admin1"], row["killed"]) == (("A",), "حمص", 3)
    assert read_rows(path).rows[0].facts["sources"] == ["x"]


def test_an_arabic_heading_does_not_take_the_place_of_an_english_one(tmp_path: Path):
    text = "date,التاريخ,البلد\n2020-01-05,2021-01-05,IQ\n"  # date, country
    (row,) = read_table(write(tmp_path, text)).frame.to_dict("records")
    assert (str(row["date"].date()), row["country"]) == ("2020-01-05", "IQ")
