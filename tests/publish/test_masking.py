"""What is planted in incidents and records must be in no public file of any format."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from rasid.model import (
    ActorMention,
    Claim,
    ClaimKind,
    Conflict,
    Direction,
    Event,
    Evidence,
    Figure,
    ImportedIncident,
    Incident,
    Indicator,
    IndicatorKind,
    Party,
    PlacePrecision,
    SourceKind,
    SourceMention,
    Unit,
)
from rasid.publish.export import export, export_records
from rasid.publish.exporters import EXPORTERS, ExportOptions
from rasid.publish.masking import Masking

from .conftest import TEXT, generalise

# A victim, a witness at risk, a site, a village and the address of the article.
VICTIM, WITNESS, SITE = "فلان الفلاني", "شاهد مختلق", "مدرسة مختلقة"
ADDRESS = "https://news.example/secret-village-school"
SECRETS = (VICTIM, WITNESS, SITE, "Secret School", "قرية مختلقة", "Invented Village", "36.5123",
           "40.7512", "secret-village", "Planted Person")  # fmt: skip
PUBLIC = ExportOptions(Masking(generalise, PlacePrecision.GOVERNORATE, people=True))
PLACES_ONLY = ExportOptions(Masking(generalise, PlacePrecision.GOVERNORATE))
WORDS = f"{TEXT}\n{WITNESS} عند {SITE} قال ذلك"


def said(words: str) -> Evidence:
    start = WORDS.index(words)
    return Evidence.of(ADDRESS, WORDS, start, start + len(words))


@pytest.fixture
def planted(full: Incident) -> Incident:
    site = replace(
        full.place, text=SITE, name="Secret School", lat=36.5123, lon=40.7512,
        precision=PlacePrecision.SITE,
    )  # fmt: skip
    event = Event(
        "E1", "attack_on_civilians", said(WORDS[7:]), said(WORDS[7:15]), place=site,
        targets=(ActorMention(said(VICTIM), "Planted Person"),),
        sources=(SourceMention(said(WITNESS), SourceKind.WITNESS),),
    )  # fmt: skip
    report = replace(full.reports[0], doc_id=ADDRESS, origin=ADDRESS, event=event)
    conflicts = (
        Conflict("place", (("Secret School", (ADDRESS,)), ("Invented Village", ("b",)))),
        Conflict("initiators", (("Planted Person, Syrian Democratic Forces", ("b",)),)),
    )
    return replace(
        full, place=site, reports=(report,), targets=(Party("Planted Person"),),
        conflicts=conflicts,
    )  # fmt: skip


@pytest.fixture
def imported(planted: Incident) -> ImportedIncident:
    cells = {"notes": VICTIM, "location": "Secret School", "latitude": "36.5123"}
    return ImportedIncident(
        "7", planted.type, planted.date, planted.place, (), dataset="theirs", layout="acled",
        cells=cells, row={"lat": 36.5123, "admin2": "Secret School"},
    )  # fmt: skip


def unpacked(path: Path) -> str:
    """All text of a file, out of its packing."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b"\n".join(packed.read(name) for name in packed.namelist())
    elif data.startswith(b"PAR1"):
        parquet = pytest.importorskip("pyarrow.parquet")
        return str(parquet.read_table(path).drop(["geometry"]).to_pylist())
    return data.decode("utf-8")


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_public_file_holds_a_secret(
    name: str, tmp_path: Path, planted: Incident, imported: ImportedIncident
) -> None:
    path = tmp_path / "x"
    manifest = export([planted, imported], path, name, PUBLIC, {})
    assert manifest["rows"] == 2
    assert leaks(unpacked(path)) == []
    assert "I-1" in unpacked(path)


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_open_file_holds_them(name: str, tmp_path: Path, planted: Incident) -> None:
    path = tmp_path / "x"
    export([planted], path, name, ExportOptions(Masking(generalise)), {})
    assert "Secret School" in unpacked(path)


@pytest.mark.parametrize("name", EXPORTERS)
def test_places_alone_hide_the_words_that_name_them(
    name: str, tmp_path: Path, planted: Incident
) -> None:
    path = tmp_path / "x"
    export([planted], path, name, PLACES_ONLY, {})
    assert set(leaks(unpacked(path))) <= {"Planted Person"}


def records() -> dict[str, dict]:
    about = {"doc_id": ADDRESS, "title": WORDS[:60], "published": None, "publisher": "p",
             "url": ADDRESS}  # fmt: skip
    claim = Claim(
        "C1", said(WITNESS), SourceKind.WITNESS, False, said(WORDS[7:]), ClaimKind.ACCUSATION,
        at_risk=True,
    )  # fmt: skip
    figure = Figure(
        "F1", said(WORDS[7:]), 2, 2, Unit.PEOPLE, "killed", subject="Planted Person",
        attributed_to=said(WITNESS),
    )  # fmt: skip
    indicator = Indicator(
        "I1", said(WORDS[7:]), IndicatorKind.REGROUPING, Direction.RISING, speaker=said(WITNESS)
    )
    return {
        "claims": {**about, **claim.to_json()},
        "figures": {**about, **figure.to_json()},
        "indicators": {**about, **indicator.to_json()},
    }


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("kind", ["events", "claims", "figures", "indicators"])
def test_no_public_record_holds_a_secret(
    kind: str, form: str, tmp_path: Path, planted: Incident
) -> None:
    event = planted.reports[0].event
    held = {**records(), "events": {"doc_id": ADDRESS, "title": VICTIM, **event.to_json()}}
    path = tmp_path / "x"
    manifest = export_records([held[kind]], path, kind, form, PUBLIC, {})
    assert (manifest["rows"], manifest["kind"]) == (1, kind)
    assert leaks(path.read_text("utf-8")) == []
    export_records([held[kind]], path, kind, form, ExportOptions(Masking(generalise)), {})
    assert leaks(path.read_text("utf-8"))


def test_who_speaks_for_an_office_stays_named() -> None:
    claim = {"speaker": "ناطق", "speaker_kind": "military", "quote": "قول", "at_risk": False,
             "anonymous": False}  # fmt: skip
    shown = PUBLIC.masking.statement(claim)
    assert (shown["speaker"], shown["quote"]) == ("ناطق", "withheld")
    for hidden in ({"at_risk": True}, {"anonymous": True}, {"speaker_kind": "witness"}):
        assert PUBLIC.masking.statement({**claim, **hidden})["speaker"] == "withheld"
    assert ExportOptions(Masking(generalise)).masking.statement(claim) == claim


def test_masking_twice_is_masking_once(planted: Incident) -> None:
    once = PUBLIC.masking.incident(planted)
    assert PUBLIC.masking.incident(once) == once
    report = once.reports[0].to_json()
    assert PUBLIC.masking.report(PUBLIC.masking.report(report)) == PUBLIC.masking.report(report)
    assert json.dumps(report, default=str).count("withheld") > 3


def test_facts_without_names_stay(planted: Incident) -> None:
    shown = PUBLIC.masking.incident(planted)
    assert shown.killed == planted.killed
    assert shown.date.start == dt.date(2022, 5, 3)
    assert shown.initiators == planted.initiators
    values = dict(shown.conflicts[1].values)
    assert list(values) == ["withheld, Syrian Democratic Forces"]
