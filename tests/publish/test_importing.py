"""Tables of others: read row by row, kept beside our incidents, given back as they came."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rasid.errors import InputError, NotFoundError, UsageError
from rasid.model import UNKNOWN_DATE, DatePrecision, Incident, PlacePrecision
from rasid.pipeline import exporting, importing
from rasid.publish.exporters import EXPORTERS, ExportOptions
from rasid.publish.exporters.ucdp import UCDP_COLUMNS
from rasid.publish.masking import Masking
from rasid.store import IncidentFilter, Store, open_store

from .conftest import generalise

OPEN = ExportOptions(Masking(generalise))
ACLED_HEAD = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,"
    "admin1,location,latitude,longitude,geo_precision,source,fatalities"
)
ACLED_ROWS = (
    "SYR1,2019-02-03,1,Battles,Armed clash,Group A,Group B,Syria,Ar-Raqqa,Town X,35.9,39,1,A; B,4",
    "SYR2,2019-02-05,2,Battles,Armed clash,Group A,,Syria,Ar-Raqqa,Raqqa,35.9,39.0,3,A,0",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("store") / "made.db"
    open_store(path).close()
    return path.read_bytes()


@pytest.fixture
def store(made: bytes, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "store.db"
    path.write_bytes(made)
    with open_store(path) as opened:
        yield opened


def acled(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([ACLED_HEAD, *rows]), encoding="utf-8")
    return path


def test_acled_rows_become_incidents_of_their_own_table(store: Store, tmp_path: Path) -> None:
    done = importing.import_table(store, acled(tmp_path / "acled.csv", *ACLED_ROWS))
    assert (done.name, done.layout, done.rows) == ("acled", "acled", 2)
    assert (done.outcome.added, done.problems) == (2, ())
    first, second = store.imports.every("acled")
    assert (first.type, first.type_as_written) == ("armed_clash", "Armed clash")
    assert (first.place.admin1, first.place.country, first.place.name) == ("Raqqa", "SY", "Town X")
    assert (first.parties, first.initiators) == (("Group A", "Group B"), ())
    assert (first.outlets, first.killed.best) == (("A", "B"), 4)
    assert second.date.precision is DatePrecision.WEEK
    assert second.place.precision is PlacePrecision.GOVERNORATE
    assert store.counts().incidents == 0


def test_importing_twice_adds_nothing_and_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    path = acled(tmp_path / "a.csv", *ACLED_ROWS)
    importing.import_table(store, path)
    before = store.head()
    again = importing.import_table(store, path).outcome
    assert (again.added, again.changed, again.unchanged, again.removed) == (0, 0, 2, 0)
    assert store.head() == before
    assert list(store.verify()) == []


def test_a_changed_row_is_replaced_and_the_log_says_so(store: Store, tmp_path: Path) -> None:
    path = acled(tmp_path / "a.csv", *ACLED_ROWS)
    importing.import_table(store, path)
    before = store.head()
    acled(path, ACLED_ROWS[0].replace(",4", ",7"))
    done = importing.import_table(store, path).outcome
    assert (done.added, done.changed, done.removed) == (0, 1, 0)
    assert [row.killed.best for row in store.imports.every("a")] == [7, 0]
    assert store.head()[0] == before[0] + 1
    whole = importing.import_table(store, path, whole=True).outcome
    assert (whole.unchanged, whole.removed) == (1, 1)
    assert store.imports.get("a").rows == 1
    assert list(store.verify()) == []


def test_what_cannot_be_used_is_named_by_its_line(store: Store, tmp_path: Path) -> None:
    path = acled(
        tmp_path / "a.csv",
        ACLED_ROWS[0],
        "SYR3,2019-02-05,1,too,short",
        ACLED_ROWS[1].replace("2019-02-05", "one day").replace("SYR2", "SYR4"),
        ACLED_ROWS[1].replace("35.9", "935.9"),
    )
    done = importing.import_table(store, path)
    assert done.rows == 2
    told = [(p.row, p.used, p.what.split()[0]) for p in done.problems]
    assert told == [(3, False, "has"), (4, False, "is"), (5, True, "is")]
    assert [row.incident_id for row in store.imports.every("a")] == ["SYR1", "SYR2"]


def ucdp_lines(rows: int = 2) -> list[list[str]]:
    values = dict.fromkeys(UCDP_COLUMNS, "") | {
        "year": "2018", "type_of_violence": "3", "side_a": "IS", "side_b": "Civilians",
        "where_prec": "2", "where_coordinates": "Town X", "adm_1": "Homs Governorate",
        "latitude": "34.8", "longitude": "36.7", "country": "Syria", "country_id": "652",
        "date_start": "2018-03-05", "date_end": "2018-03-05", "deaths_civilians": "2", "best": "2",
        "high": "3", "low": "2", "source_office": "A;B", "dyad_dset_id": "1", "dyad_new_id": "1",
    }  # fmt: skip
    return [list((values | {"id": str(n)}).values()) for n in range(1, rows + 1)]


def write(path: Path, rows: list[list[str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode()))
    return path


def test_ucdp_without_headings_and_packed(store: Store, tmp_path: Path) -> None:
    bare = write(tmp_path / "bare.csv.gz", ucdp_lines())
    headed = write(tmp_path / "headed.csv.gz", [UCDP_COLUMNS, *ucdp_lines()])
    assert importing.import_table(store, bare).rows == 2
    assert importing.import_table(store, headed).layout == "ucdp"
    first, second = (list(store.imports.every(name)) for name in ("bare", "headed"))
    assert [row.cells for row in first] == [row.cells for row in second]
    row = first[0]
    assert [party.actor for party in row.initiators] == ["IS"]
    assert (row.place.admin1, row.place.radius_km) == ("Homs", 25.0)
    assert (row.killed.low, row.killed.high) == (2, 3)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("rasid", "rasid"), ("all", "all"), ("a/b", "digits"), ("x" * 90, "digits")],
)
def test_names_that_cannot_be(store: Store, tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        importing.import_table(store, acled(tmp_path / "a.csv", *ACLED_ROWS), name)


def test_bad_files_are_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        importing.import_table(store, tmp_path / "none.csv")
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(b"a,b\n1,2\n" * 500)[:40])
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "latin.csv").write_bytes(b"event_date,actor1\n2019-01-01,\xe9\xff\n")
    for name in ("cut.csv.gz", "empty.csv", "latin.csv"):
        with pytest.raises(InputError, match=name):
            importing.import_table(store, tmp_path / name)
    with pytest.raises(InputError, match="no row"):
        importing.import_table(store, acled(tmp_path / "a.csv", "SYR3,short"))
    assert store.imports.sets() == []


def test_a_table_goes_with_all_its_rows(store: Store, tmp_path: Path) -> None:
    importing.import_table(store, acled(tmp_path / "a.csv", *ACLED_ROWS))
    assert store.imports.remove("a") == 2
    assert list(store.verify()) == []
    with pytest.raises(NotFoundError, match="none"):
        list(store.imports.every("a"))


def test_the_assessment_takes_an_imported_table(store: Store, tmp_path: Path) -> None:
    importing.import_table(store, acled(tmp_path / "a.csv", *ACLED_ROWS))
    frame = importing.table(store, "a").frame
    assert list(frame["killed"]) == [4.0, 0.0]
    assert list(frame["parties"]) == [("Group A", "Group B"), ("Group A",)]


def exported(store: Store, path: Path, form: str, **asked: object) -> list[dict[str, str]]:
    wanted = IncidentFilter(**asked)  # type: ignore[arg-type]  # names of its fields
    exporting.export_store(store, path, form, OPEN, wanted, {}, "all")
    return list(csv.DictReader(path.open(encoding="utf-8")))


def test_a_table_comes_out_in_its_own_layout_as_it_went_in(store: Store, tmp_path: Path) -> None:
    importing.import_table(store, write(tmp_path / "ged.csv.gz", ucdp_lines()))
    rows = exported(store, tmp_path / "out.csv", "ucdp")
    assert [list(row.values()) for row in rows] == ucdp_lines()


def test_tables_lie_side_by_side_and_filters_hold_for_them(store: Store, tmp_path: Path) -> None:
    importing.import_table(store, acled(tmp_path / "a.csv", *ACLED_ROWS))
    importing.import_table(store, write(tmp_path / "ged.csv.gz", ucdp_lines()))
    out = tmp_path / "out.csv"
    assert [row["dataset"] for row in exported(store, out, "csv")] == ["a", "a", "ged", "ged"]
    assert len(exported(store, out, "csv", admin1="Homs")) == 2
    assert len(exported(store, out, "csv", actor="Group B")) == 1
    assert len(exported(store, out, "csv", precisions=("site", "town"))) == 3
    assert len(exported(store, out, "csv", types=("armed_clash",), least_sources=2)) == 1
    assert exported(store, out, "csv", grades=("weak",)) == []


FORMS = {
    "acled": ("acled", "again.csv"),
    "ucdp": ("ucdp", "again.csv"),
    "csv": ("own", "again.csv"),
    "xlsx": ("own", "again.xlsx"),
    "geoparquet": ("own", "again.parquet"),
    "jsonl": ("own", "again.jsonl"),
}


def written(form: str, path: Path, *incidents: Incident) -> Path:
    with path.open("wb") as out:
        EXPORTERS[form].write(incidents, out, OPEN)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_what_we_export_can_be_imported_again(
    form: str, store: Store, tmp_path: Path, full: Incident, bare: Incident
) -> None:
    layout, name = FORMS[form]
    done = importing.import_table(store, written(form, tmp_path / name, full, bare))
    assert (done.layout, done.rows, done.undated) == (layout, 2, 1)
    assert [p for p in done.problems if not p.used] == []
    row, undated = store.imports.every("again")
    assert (row.incident_id, row.date) == ("I-1", full.date)
    assert (row.place.lat, row.place.lon) == (36.51, 40.75)
    assert (row.place.admin1, row.place.country) == ("Hasakah", "SY")
    assert row.place.precision is PlacePrecision.TOWN
    assert row.killed.best == 2
    assert set(row.parties) >= {"Islamic State", "Civilians"}
    assert (row.sources, row.outlets) == (1 if form == "acled" else 2, ("ناشر",))
    assert row.type == ("" if form == "ucdp" else "armed_clash")
    # The second one has no day: it is kept as such, not taken for some day.
    assert undated.incident_id == bare.incident_id
    assert undated.date == UNKNOWN_DATE
    assert list(importing.table(store, "again").frame["incident_id"]) == ["I-1"]


@pytest.mark.parametrize("form", ["xlsx", "geoparquet", "jsonl"])
def test_own_formats_say_the_same(
    form: str, store: Store, tmp_path: Path, full: Incident, bare: Incident
) -> None:
    for name in ("csv", form):
        path = written(name, tmp_path / FORMS[name][1], full, bare)
        importing.import_table(store, path, name)
    ours, others = (
        [replace(row, dataset="", cells={}) for row in store.imports.every(name)]
        for name in ("csv", form)
    )
    assert ours == others


def test_imported_rows_come_back_from_json_lines(store: Store, tmp_path: Path) -> None:
    importing.import_table(store, acled(tmp_path / "a.csv", *ACLED_ROWS))
    path = tmp_path / "b.jsonl"
    exporting.export_store(store, path, "jsonl", OPEN, IncidentFilter(), {}, "a")
    importing.import_table(store, path)
    for first, second in zip(*map(store.imports.every, "ab"), strict=True):
        for name in ("incident_id", "type", "place", "parties", "outlets"):
            assert getattr(first, name) == getattr(second, name)
        assert (first.date.start, first.killed) == (second.date.start, second.killed)


def test_a_line_that_is_no_incident_is_named(
    store: Store, tmp_path: Path, full: Incident, bare: Incident
) -> None:
    path = written("jsonl", tmp_path / "a.jsonl", full, bare)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n{half\n", 1) + b'{"incident_id": 4}\n')
    done = importing.import_table(store, path)
    assert done.rows == 2
    assert [(p.row, p.value, p.used) for p in done.problems] == [
        (3, "{half", False),
        (5, '{"incident_id": 4}', False),
    ]


def test_a_filter_on_days_leaves_undated_rows_out_and_says_so(
    store: Store, tmp_path: Path, full: Incident, bare: Incident
) -> None:
    importing.import_table(store, written("csv", tmp_path / "a.csv", full, bare))
    asked = (
        (IncidentFilter(), 2, 0),
        (IncidentFilter(date_from=full.date.start), 1, 1),
        (IncidentFilter(date_to=full.date.end), 1, 1),
        (IncidentFilter(date_to=full.date.end, admin1="Hasakah"), 1, 0),
        (IncidentFilter(dated=False), 1, 0),
        (IncidentFilter(dated=True), 1, 0),
    )
    for wanted, rows, undated in asked:
        told = exporting.export_store(store, tmp_path / "o.csv", "csv", OPEN, wanted, {}, "a")
        assert (told["rows"], told["undated_left_out"]) == (rows, undated)


def test_notes_and_sums_under_a_table_are_no_undated_rows(store: Store, tmp_path: Path) -> None:
    gap = "," * ACLED_HEAD.count(",")
    rows = (ACLED_ROWS[0], f"Source: invented{gap}", f"Sum{gap}4")
    done = importing.import_table(store, acled(tmp_path / "a.csv", *rows))
    assert (done.rows, done.undated) == (1, 0)
    assert [(p.row, p.used, p.what) for p in done.problems] == [
        (3, False, "is empty"),
        (4, False, "is empty"),
    ]


def test_an_unknown_toll_comes_back_unknown(store: Store, tmp_path: Path, full: Incident) -> None:
    path = tmp_path / "again.csv"
    with path.open("wb") as out:
        EXPORTERS["acled"].write([replace(full, killed=None)], out, OPEN)
    importing.import_table(store, path)
    (row,) = store.imports.every("again")
    assert row.killed is None
    assert importing.table(store, "again").frame["killed"].isna().all()


@pytest.mark.shared
def test_a_real_table_of_ucdp_is_read_whole(store: Store, shared: Path) -> None:
    path = shared / "bench/series/ucdp_syria_2016_2018.csv.gz"
    done = importing.import_table(store, path, "ged")
    assert (done.rows, done.problems, done.layout) == (14_522, (), "ucdp")
    known = sum(row.place.admin1 is not None for row in store.imports.every("ged"))
    assert known == 14_522 - 290


def test_a_row_of_hxl_tags_is_no_incident_and_lines_keep_their_numbers(
    store: Store, tmp_path: Path
) -> None:
    tags = ",".join(f"#{name}" for name in ACLED_HEAD.split(","))
    undated = ACLED_ROWS[1].replace("SYR2,2019-02-05", "SYR3,")
    wrong = ACLED_ROWS[1].replace("SYR2,2019-02-05", "SYR4,soon")
    done = importing.import_table(
        store, acled(tmp_path / "hdx.csv", tags, ACLED_ROWS[0], undated, wrong)
    )
    assert (done.rows, done.undated) == (2, 1)
    assert [(p.row, p.column, p.what) for p in done.problems] == [(5, "event_date", "is no day")]


def test_our_geoparquet_comes_back(store: Store, tmp_path: Path) -> None:
    importing.import_table(store, acled(tmp_path / "acled.csv", *ACLED_ROWS))
    path = tmp_path / "own.parquet"
    with path.open("wb") as out:
        EXPORTERS["geoparquet"].write(store.imports.every("acled"), out, OPEN)
    done = importing.import_table(store, path, "again")
    assert (done.layout, done.rows, done.problems) == ("own", 2, ())
    assert [one.killed for one in store.imports.every("again")] == [
        one.killed for one in store.imports.every("acled")
    ]
