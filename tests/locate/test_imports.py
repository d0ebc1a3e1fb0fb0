"""Importing place tables: twice adds nothing, broken rows are named, what came in is used."""

from __future__ import annotations

import gzip
import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rasid.errors import FetchError, InputError, UsageError
from rasid.locate import Locator
from rasid.locate.imports import fetch, import_tables, imported_tables, shipped_tables

# Invented villages in real units.
WOF = (
    "wof_id,placetype,name,name_ar_preferred,name_ar_variants,name_ku,lat,lon,population,"
    "region_id,county_id,gn_id,wd_id,is_current\n"
    "11,region,Raqqa,الرقة,,,36.0,39.0,,11,,,,1\n"
    "12,locality,Zaburin,زعبورين,زعبورين التحتا,,36.30,38.90,0,11,,,,-1\n"
    "13,locality,Broken,مكسورة,,,north,38.90,0,11,,,,-1\n"
    "14,locality,Latin only,Zabur,,,36.30,38.90,0,11,,,,-1\n"
    "15,locality,Gone,زائلة,,,36.30,38.90,0,11,,,,0\n"
    "12,locality,Zaburin again,زعبورين,,,36.30,38.90,0,11,,,,-1\n"
)


def _adds_up(report):
    """Every row that was read is accounted for."""
    parts = (report.added, report.changed, report.same, *report.passed.values())
    assert report.read == sum(parts) + len(report.skipped)


def _geonames(ident="900001", lat="36.31", name="زعبورين الشمالية", code="P\tPPL", country="SY"):
    return "\t".join(
        (ident, "Zaburin N.", "Zaburin N.", f"Zaburin,{name}", lat, "38.91", *code.split("\t"),
         country, "", "04", "", "", "", "120", "", "300", "Asia/Damascus", "2020-01-01")
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


def _wof(tmp_path):
    path = tmp_path / "whosonfirst_sy.csv.gz"
    path.write_bytes(gzip.compress(WOF.encode()))
    return path


def test_whosonfirst_and_again(tmp_path, folder):
    path = _wof(tmp_path)
    report = import_tables(path, folder)[0]
    assert (report.read, report.added, report.changed) == (6, 1, 0)
    assert report.passed == {
        "not of a kind that is kept": 1,
        "no longer there": 1,
        "no Arabic name": 1,
        "the place of an earlier row": 1,
    }
    _adds_up(report)
    assert len(report.skipped) == 1
    assert "line 4" in report.skipped[0]
    assert "north" in report.skipped[0]
    again = import_tables(path, folder)[0]
    assert (again.added, again.changed, again.same) == (0, 0, 1)
    _adds_up(again)
    note = imported_tables(folder)[0]
    assert (note.table, note.rows, note.source) == ("whosonfirst_sy", 1, "Who's On First")


def test_imported_names_are_found(tmp_path, folder):
    import_tables(_wof(tmp_path), folder)
    found = Locator.load(folder).lookup("زعبورين")
    assert [(c.place.name, c.place.admin1) for c in found] == [("Zaburin", "Raqqa")]


def test_geonames_plain_and_zipped(tmp_path, folder):
    text = "\n".join(
        [_geonames(), _geonames("900002", "95"), "too\tfew", _geonames("900003", code="H\tSTM")]
    )
    plain = tmp_path / "SY.txt"
    plain.write_text(text, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", text)
        archive.writestr("readme.txt", "not a table")
    report = import_tables(plain, folder)[0]
    assert (report.read, report.added, report.passed) == (4, 1, {"not of a kind that is kept": 1})
    _adds_up(report)
    assert [line.partition(": ")[0] for line in report.skipped] == [
        "SY.txt line 2", "SY.txt line 3",
    ]  # fmt: skip
    zipped = import_tables(tmp_path / "SY.zip", folder)[0]
    assert (zipped.table, zipped.added, zipped.changed) == ("geonames_sy", 0, 0)


def test_codab_tables_and_polygons(tmp_path, folder):
    header = "ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM0_PCODE"
    rows = [header, "Zaburin,زعبورين,IQG01Q99,Al-Anbar,الانبار,IQG01,IQ"]
    rows.append("Falluja,الفلوجة,IQG01Q01,Al-Anbar,الانبار,IQG01,IQ")
    (tmp_path / "codab_iq_adm2.csv").write_text("\n".join(rows), encoding="utf-8")
    report = import_tables(tmp_path / "codab_iq_adm2.csv", folder)[0]
    assert (report.read, len(report.skipped)) == (2, 1)  # no centre is known for the invented unit
    square = [[42.0, 33.0], [42.2, 33.0], [42.2, 33.2], [42.0, 33.2], [42.0, 33.0]]
    properties = dict(zip(header.split(","), rows[1].split(","), strict=True))
    good = {"properties": properties, "geometry": {"type": "Polygon", "coordinates": [square]}}
    bad = {"properties": {**properties, "ADM2_PCODE": "IQG01Q98"}, "geometry": None}
    path = tmp_path / "codab_iq_adm2.geojson"
    path.write_text(json.dumps({"features": [good, bad]}), encoding="utf-8")
    report = import_tables(path, folder)[0]
    assert (report.read, report.added, len(report.skipped)) == (2, 1, 1)
    found = Locator.load(folder).lookup("زعبورين")
    assert (found[0].place.place_id, found[0].place.admin1) == ("IQG01Q99", "Anbar")


def test_what_is_no_table(tmp_path, folder):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no place table"):
        import_tables(path, folder)
    with pytest.raises(InputError, match="not there"):
        import_tables(tmp_path / "absent", folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no place table"):
        import_tables(tmp_path / "empty", folder)
    broken = tmp_path / "SY.zip"
    broken.write_bytes(b"no zip")
    with pytest.raises(InputError, match="no GeoNames dump"):
        import_tables(broken, folder)


class _Dumps(BaseHTTPRequestHandler):
    def do_GET(self):
        if not self.path.endswith("/SY.zip"):
            self.send_error(404)
            return
        body = self.server.archive
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Silent."""


@pytest.fixture
def dumps(tmp_path):
    path = tmp_path / "served.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("SY.txt", _geonames())
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Dumps)
    server.archive = path.read_bytes()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/dump"
    server.shutdown()
    server.server_close()


def test_fetch_from_a_server(dumps, folder):
    report = fetch(["sy"], folder, dumps)[0]
    assert (report.table, report.added) == ("geonames_sy", 1)
    assert fetch(["SY"], folder, dumps)[0].added == 0
    with pytest.raises(FetchError, match="404"):
        fetch(["IQ"], folder, dumps)
    with pytest.raises(UsageError):
        fetch(["IRAQ"], folder, dumps)


def test_shipped_tables_name_their_sources():
    notes = {note.table: note for note in shipped_tables()}
    assert notes["villages"].rows > 10_000
    assert "Who's On First" in notes["villages"].source
    assert notes["hamlets"].rows > 10_000
    assert all(note.licence for note in notes.values())
