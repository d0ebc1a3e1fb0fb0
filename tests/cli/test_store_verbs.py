"""The verbs over a store: run, link, show, verify, export, search, history, evaluate."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from rasid.cli import run as run_verb
from rasid.pipeline import RunSummary

from .conftest import SAMPLES, Done

Rasid = Callable[..., Done]


@pytest.fixture
def filled(rasid: Rasid) -> Rasid:
    assert rasid("run", SAMPLES).code == 0
    assert rasid("link").code == 0
    return rasid


def test_running_again_adds_nothing_and_loses_nothing(rasid: Rasid) -> None:
    first = rasid("run", SAMPLES, "--json").records()[0]
    again = rasid("run", SAMPLES, "--json").records()[0]
    assert first["new_articles"] == first["articles"] == 15
    assert (again["new_articles"], again["readings"]) == (0, 0)
    assert again["store"] == first["store"]


def test_verify_is_silent_on_a_sound_store_and_names_what_was_altered(filled: Rasid) -> None:
    assert filled("verify").code == 0
    with sqlite3.connect("rasid.sqlite") as store:
        # "Invented" words put in place of the article's own.
        store.execute("UPDATE articles SET text = replace(text, 'كركوك', 'بغداد ')")
    done = filled("verify", "--json")
    assert done.code == 1
    assert done.records()[0]["findings"]


def test_show_marks_the_words_and_says_why(filled: Rasid, tmp_path: Path) -> None:
    done = filled("show", "sample-10a", "--why")
    assert done.code == 0
    assert "armed_clash" in done.out
    assert "trigger" in done.out
    page = tmp_path / "page.html"
    assert filled("show", "sample-10a", "--html", page).code == 0
    html = page.read_text("utf-8")
    assert 'dir="rtl"' in html
    assert "<script" not in html
    assert 'class="event' in html


def test_two_tolls_of_one_incident_are_one_incident_with_a_range(filled: Rasid) -> None:
    assert filled("export", "out.jsonl", "--format", "jsonl").code == 0
    incidents = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    (clash,) = [
        i for i in incidents if {"sample-10a", "sample-10b"} <= {r["doc_id"] for r in i["reports"]}
    ]
    assert (clash["killed"]["low"], clash["killed"]["high"]) == (2, 5)
    assert clash["sources"] == 2
    assert any(conflict["field"] == "killed" for conflict in clash["conflicts"])


def test_export_filters_and_masks(filled: Rasid) -> None:
    assert filled("export", "iq.csv", "--country", "IQ", "--public").code == 0
    with Path("iq.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["country"] for row in rows} == {"IQ"}
    assert {row["place_precision"] for row in rows} <= {"governorate", "country", "unknown"}
    manifest = json.loads(Path("iq.csv.manifest.json").read_text("utf-8"))
    assert manifest["rows"] == len(rows)
    assert manifest["masking"] == {"places": "governorate", "people": True}


def test_search_folds_and_history_tells(filled: Rasid) -> None:
    # "The Arab clans": prefixed in the text.
    assert "analysis" not in filled("search", "لا توجد كلمة كهذه إطلاقا").out
    hits = filled("search", "السويداء", "--json").records()
    assert {hit["doc_id"] for hit in hits} >= {"sample-10a", "sample-10b"}
    changes = filled("history", "--since", "2000-01-01", "--json").records()
    assert {change["kind"] for change in changes} >= {"created"}
    assert filled("history").code == 2
    assert filled("history", "inc-unknown").code == 1


def test_linking_twice_changes_nothing(filled: Rasid) -> None:
    before = filled("history", "--since", "2000-01-01").out
    assert filled("link", "--json").records()[0]["changed"] == 0
    assert filled("link", "--afresh", "--json").records()[0]["changed"] == 0
    assert filled("history", "--since", "2000-01-01").out == before


def test_evaluate_scores_gold_against_itself_as_perfect(rasid: Rasid, tmp_path: Path) -> None:
    # "Two people were killed in a clash in Raqqa."
    text = "قتل شخصان في اشتباك بالرقة."
    documents, gold = tmp_path / "d.jsonl", tmp_path / "g.jsonl"
    documents.write_text(json.dumps({"doc_id": "a", "title": "ع", "published": None, "text": text}))
    event = {
        "id": "E1", "type": "armed_clash", "evidence": text, "trigger": "اشتباك",
        "modality": "asserted", "specific": True, "background": False,
        "date": {"start": None, "end": None, "precision": "unknown"}, "place": None,
        "initiators": [], "targets": [], "killed": {"low": 2, "high": 2}, "injured": None,
        "detained": None, "sources": [],
    }  # fmt: skip
    gold.write_text(json.dumps({"doc_id": "a", "events": [event], "figures": [], "claims": []}))
    table = rasid("evaluate", documents, gold, "--predicted", gold, "--json").records()[0]
    assert table["row"] == {"p": 1.0, "r": 1.0, "f": 1.0}
    read = rasid("evaluate", documents, gold, "--json").records()[0]
    assert read["unfound_evidence"] == 0
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{")
    assert rasid("evaluate", documents, broken).code == 1


def test_a_run_tells_how_its_events_are_told(rasid: Rasid) -> None:
    told = rasid("run", SAMPLES, "--json").records()[0]
    assert told["tellings"]["row"] > 0
    assert sum(told["tellings"].values()) == told["events"]
    said = rasid("--store", "other.sqlite", "run", SAMPLES).out
    assert f"15 read: {told['tellings']['row']} events, " in said


def test_a_summary_counts_incidents_and_names_plans_apart() -> None:
    tellings = Counter(row=1, planned=2, habitual=1, doubtful=9)
    summary = RunSummary(articles=1, new_articles=1, readings=1, events=13, tellings=tellings)
    first, second = run_verb._lines(summary, {"articles": 1, "events": 13})
    assert first.startswith(
        "1 article (1 new), 1 read: 1 event, 3 told as plans or habits, 0 claims, "
    )
    assert second == "in the store: 1 article, 13 event mentions"


def test_messages_are_not_wrapped_where_no_terminal_reads_them(
    rasid: Rasid, tmp_path: Path
) -> None:
    folder = tmp_path / ("long " * 20).strip() / ("name " * 20).strip()
    folder.mkdir(parents=True)
    path = folder / "empty.txt"
    path.touch()
    done = rasid("read", path)
    assert done.code == 1
    assert f"skipped: {path}: is empty" in done.err.splitlines()[0]
