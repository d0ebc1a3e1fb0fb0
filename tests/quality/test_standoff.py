"""Annotations without their articles: no word left, and every word back where it stood."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# An invented text: three soldiers were killed in Kirkuk, and the army says that they are three
DOCUMENT = {
    "doc_id": "d1",
    "title": None,
    "published": "2021-03-17",
    "text": "قتل ثلاثة جنود في كركوك. وقال الجيش: ثلاثة.",
}
EVIDENCE, TRIGGER, PLACE, SPEAKER = "قتل ثلاثة جنود في كركوك", "قتل", "كركوك", "الجيش"
GOLD = {
    "doc_id": "d1",
    "events": [
        {
            "evidence": EVIDENCE,
            "trigger": TRIGGER,
            "place": {"text": PLACE, "name": "Kirkuk"},
            "killed": {"low": 3, "high": 3},
        }
    ],
    "claims": [{"speaker": SPEAKER, "quote": "ثلاثة"}],  # three
}


def standoff(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "quality/standoff.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True)


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def stripped(folder: Path) -> Path:
    documents = written(folder / "documents.jsonl", DOCUMENT)
    found = standoff("strip", documents, written(folder / "annotated.jsonl", GOLD)).stdout
    return written(folder / "offsets.jsonl", json.loads(found))


def test_no_word_of_the_article_is_left_and_all_come_back(tmp_path: Path) -> None:
    offsets = stripped(tmp_path)
    assert offsets.read_text("utf-8").isascii()
    standoff("restore", offsets, tmp_path / "documents.jsonl", "--out", tmp_path / "out")
    assert json.loads((tmp_path / "out/gold.jsonl").read_text("utf-8")) == GOLD
    assert json.loads((tmp_path / "out/docs.jsonl").read_text("utf-8"))["text"] == DOCUMENT["text"]


def test_an_article_that_changed_is_named_and_left_out(tmp_path: Path) -> None:
    offsets = stripped(tmp_path)
    changed = written(tmp_path / "changed.jsonl", DOCUMENT | {"text": "نص آخر"})  # another text
    told = standoff("restore", offsets, changed, "--out", tmp_path / "out").stderr
    assert "d1" in told
    assert (tmp_path / "out/gold.jsonl").read_text("utf-8") == ""


def test_an_article_annotated_without_its_day_comes_back_without_it(tmp_path: Path) -> None:
    undated = written(tmp_path / "undated.jsonl", DOCUMENT | {"published": None})
    told = standoff("strip", undated, written(tmp_path / "annotated.jsonl", GOLD)).stdout
    offsets = written(tmp_path / "offsets.jsonl", json.loads(told))
    dated = written(tmp_path / "documents.jsonl", DOCUMENT)
    standoff("restore", offsets, dated, "--out", tmp_path / "out")
    assert json.loads((tmp_path / "out/docs.jsonl").read_text("utf-8"))["published"] is None
