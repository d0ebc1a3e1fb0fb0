"""The export screen's address gives the copy that the screen says: masked unless asked whole."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from rasid.cli.main import app as command_line
from rasid.errors import UsageError

from .making import SECRETS

# The village and the article's name stand in a whole copy.
_WHOLE = (SECRETS[0], SECRETS[1])


@pytest.mark.parametrize("suffix", ["csv", "json", "geojson"])
def test_the_twins_of_the_export_screen_are_masked_as_it_is(
    still_client: TestClient, suffix: str
) -> None:
    masked = still_client.get(f"/desk/export.{suffix}")
    assert masked.status_code == 200
    assert not any(secret in masked.text for secret in SECRETS)
    whole = still_client.get(f"/desk/export.{suffix}", params={"public": "no"})
    assert all(secret in whole.text for secret in _WHOLE)


def test_the_twin_is_of_the_format_chosen(still_client: TestClient) -> None:
    asked = {"format": "acled", "public": "no", "country": "SY", "excel": "yes"}
    found = still_client.get("/desk/export.csv", params=asked)
    same = {"public": "false", "country": "SY", "excel": "true"}
    assert found.content == still_client.get("/api/v1/exports/acled", params=same).content
    assert found.content.startswith("\ufeffevent_id_cnty".encode())
    assert still_client.get("/desk/export.geojson", params={"format": "acled"}).json()["features"]


def test_headings_are_arabic_where_asked(still_client: TestClient) -> None:
    def rows(**asked: str) -> list[list[str]]:
        text = still_client.get("/api/v1/exports/csv", params=asked).text
        return list(csv.reader(io.StringIO(text)))

    plain, arabic = rows(hxl="true"), rows(hxl="true", headings="ar")
    assert plain[0][:2] == ["incident_id", "date_start"]
    assert arabic[0][:2] == ["معرّف الحادثة", "أول يوم"]  # the incident's id, first day
    assert all(any("\u0621" <= sign <= "\u064a" for sign in name) for name in arabic[0])
    assert len(set(arabic[0])) == len(plain[0])
    assert arabic[1:] == plain[1:]
    book = still_client.get("/api/v1/exports/xlsx", params={"headings": "ar"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == arabic[0]
    layout = still_client.get("/api/v1/exports/acled", params={"headings": "ar"}).text
    assert layout.startswith("event_id_cnty")
    assert still_client.get("/api/v1/exports/csv?headings=fr").status_code == 422


@pytest.mark.usefixtures("store")
def test_headings_at_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    run = ["--store", str(tmp_path / "store.db"), "export", str(path), "--headings"]
    done = CliRunner().invoke(command_line, [*run, "ar"])
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8").startswith("معرّف الحادثة,")
    refused = CliRunner().invoke(command_line, [*run, "fr"])
    assert isinstance(refused.exception, UsageError)
