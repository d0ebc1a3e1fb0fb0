"""Every format keeps unknown apart from zero, and hides what a public copy must not show."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from rasid.errors import UsageError
from rasid.model import Incident
from rasid.publish.export import export
from rasid.publish.exporters import EXPORTERS, ExportOptions
from rasid.publish.masking import Masking
from rasid.publish.rows import COLUMNS

from .conftest import generalise

OPEN = ExportOptions(Masking(generalise))


def written(name: str, incidents: list[Incident], options: ExportOptions = OPEN) -> bytes:
    out = io.BytesIO()
    masked = [options.masking.incident(i) for i in incidents]
    assert EXPORTERS[name].write(masked, out, options) == len(incidents)
    return out.getvalue()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_writes_known_unknown_and_nothing(
    name: str, full: Incident, bare: Incident
) -> None:
    assert written(name, [full, bare])
    assert written(name, []) is not None


def test_csv_keeps_unknown_empty(full: Incident, bare: Incident) -> None:
    first, second = rows(written("csv", [full, bare]))
    assert (first["killed_low"], first["killed_best"], first["killed_high"]) == ("2", "2", "3")
    assert first["injured_best"] == ""
    assert (second["lat"], second["date_start"], second["killed_best"]) == ("", "", "")


def test_csv_defuses_formulas(bare: Incident) -> None:
    (row,) = rows(written("csv", [bare]))
    assert row["publishers"].startswith("'=")


def test_excel_csv_starts_with_a_byte_order_mark_and_hxl_follows_the_heading(
    full: Incident,
) -> None:
    options = ExportOptions(Masking(generalise), excel=True, hxl=True)
    data = written("csv", [full], options)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1].startswith("#event+id,#date+start")


def test_geojson_has_null_geometry_where_unknown(full: Incident, bare: Incident) -> None:
    features = json.loads(written("geojson", [full, bare]))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [40.75, 36.51]}
    assert features[1]["geometry"] is None


def test_acled_says_whether_zero_is_known(full: Incident, bare: Incident) -> None:
    first, second = rows(written("acled", [full, bare]))
    assert (first["fatalities"], first["fatalities_known"]) == ("2", "True")
    assert (second["fatalities"], second["fatalities_known"]) == ("0", "False")
    assert list(first)[:31] == list(EXPORTERS["acled"].columns)[:31]
    assert first["sub_event_type"] == "Armed clash"


def test_ucdp_has_its_49_columns_in_order_and_leaves_unknown_empty(
    full: Incident, bare: Incident
) -> None:
    first, second = rows(written("ucdp", [full, bare]))
    assert len(first) == 49
    assert list(first)[-5:] == ["best", "high", "low", "gwnoa", "gwnob"]
    assert (first["best"], first["high"], first["low"]) == ("2", "3", "2")
    assert second["best"] == ""


def test_geoparquet_round_trips(tmp_path: Path, full: Incident, bare: Incident) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    shapely = pytest.importorskip("shapely")
    path = tmp_path / "x.parquet"
    path.write_bytes(written("geoparquet", [full, bare]))
    table = parquet.read_table(path)
    assert json.loads(table.schema.metadata[b"geo"])["primary_column"] == "geometry"
    first, second = table.to_pylist()
    assert first["date_start"] == dt.date(2022, 5, 3)
    assert json.loads(parquet.read_metadata(path).metadata[b"geo"])["version"] == "1.0.0"
    assert shapely.from_wkb(first["geometry"]).x == 40.75
    assert second["geometry"] is None
    assert (first["killed_best"], second["killed_best"]) == (2, None)


def test_workbook_is_right_to_left_in_arabic(tmp_path: Path, full: Incident) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "x.xlsx"
    path.write_bytes(written("xlsx", [full], ExportOptions(Masking(generalise), language="ar")))
    sheet = openpyxl.load_workbook(path)["incidents"]
    assert sheet.sheet_view.rightToLeft
    assert sheet["A2"].value == "I-1"
    cells = dict(zip(COLUMNS, sheet[2], strict=True))
    assert cells["date_start"].value == dt.datetime(2022, 5, 3)  # noqa: DTZ001 - as openpyxl reads
    assert cells["date_start"].is_date
    assert (cells["killed_high"].value, cells["killed_high"].data_type) == (3, "n")
    assert cells["injured_best"].value is None


def test_workbook_runs_no_text_as_a_formula(tmp_path: Path, full: Incident, bare: Incident) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "x.xlsx"
    report = replace(full.reports[0], publisher="bad \x0b\ufffe name" + "x" * 40_000)
    path.write_bytes(written("xlsx", [bare, replace(full, reports=(report,))]))
    sheet = openpyxl.load_workbook(path)["incidents"]
    column = list(COLUMNS).index("publishers") + 1
    cell = sheet.cell(2, column)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", '=cmd|"/c calc"!A1', True)
    assert sheet.cell(3, column).value.startswith("bad  name")
    assert len(sheet.cell(3, column).value) == 32_767
    assert not any(c.data_type == "f" for row in sheet.iter_rows() for c in row)


def test_export_leaves_a_manifest_that_fits_the_file(tmp_path: Path, full: Incident) -> None:
    path = tmp_path / "out.csv"
    manifest = export([full], path, "csv", OPEN, {"country": "SY"})
    assert manifest["rows"] == 1
    assert manifest == json.loads((tmp_path / "out.csv.manifest.json").read_text())
    assert manifest["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_failed_export_leaves_the_old_file(tmp_path: Path, full: Incident) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def breaking():
        yield full
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        export(breaking(), path, "csv", OPEN, {})
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="geojson"):
        export([], tmp_path / "x", "shapefile", OPEN, {})


def test_days_that_only_the_telling_gives_say_so(full: Incident, bare: Incident) -> None:
    days = replace(full.date, start=dt.date(2022, 4, 30), reported=True)
    told = rows(written("csv", [full, replace(full, date=days), bare]))
    assert [row["date_basis"] for row in told] == ["text", "report", ""]


@pytest.mark.parametrize(("language", "title"), [("ar", "دليل"), ("en", "about")])  # guide
def test_a_workbooks_guide_names_every_column_and_type(
    tmp_path: Path, full: Incident, language: str, title: str
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "x.xlsx"
    path.write_bytes(written("xlsx", [full], ExportOptions(Masking(generalise), language=language)))
    sheet = openpyxl.load_workbook(path)[title]
    told = {row[0].value for row in sheet.iter_rows() if row[0].value and row[1].value}
    assert {*COLUMNS, "battles", "armed_clash", "confirmed"} <= told
