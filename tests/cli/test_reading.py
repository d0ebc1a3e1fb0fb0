"""`rasid read` prints one object an article, in order, with evidence from the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import SAMPLES, Done

Rasid = Callable[..., Done]
# "A car bomb exploded in Mosul yesterday, killing three people."
STORY = "انفجرت سيارة مفخخة أمس في الموصل ما أدى إلى مقتل ثلاثة أشخاص."


def article(number: int, text: str = STORY) -> dict[str, str]:
    # "Explosion in Mosul"
    return {
        "doc_id": f"a{number}",
        "title": "انفجار في الموصل",
        "published": "2020-05-04",
        "text": text,
    }


def jsonl(path: Path, records: list[object]) -> Path:
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    return path


def test_samples_are_read_with_the_quotes_that_support_them(rasid: Rasid) -> None:
    done = rasid("read", SAMPLES, "--json")
    assert done.code == 0
    records = done.records()
    assert len(records) == 15
    assert all({"doc_id", "events", "figures", "claims", "indicators"} <= r.keys() for r in records)
    told = {r["doc_id"]: r for r in records}
    (event,) = [e for e in told["sample-10a"]["events"] if e["specific"]]
    assert (event["type"], event["date"]["start"], event["place"]["admin1"]) == (
        "armed_clash", "2022-07-26", "As-Suwayda",
    )  # fmt: skip
    assert event["killed"] == {"low": 2, "high": 2}
    assert event["trigger"] in event["evidence"]


def test_sport_and_road_accidents_give_no_event(rasid: Rasid) -> None:
    done = rasid("read", SAMPLES / "06_football.txt", SAMPLES / "07_road_accident.txt", "--json")
    told = [(r["events"], r["claims"], r["figures"]) for r in done.records()]
    assert told == [([], [], []), ([], [], [])]


def test_an_undated_analysis_is_no_failure(rasid: Rasid) -> None:
    done = rasid("read", SAMPLES / "03_analysis_undated.txt")
    assert done.code == 0
    assert "no datable incident" in done.out


@pytest.mark.parametrize("workers", ["1", "2"])
def test_order_does_not_depend_on_the_number_of_processes(
    rasid: Rasid, tmp_path: Path, workers: str
) -> None:
    path = jsonl(tmp_path / "a.jsonl", [article(n) for n in range(60)])
    done = rasid("read", path, "--json", "--workers", workers)
    assert [record["doc_id"] for record in done.records()] == [f"a{n}" for n in range(60)]


def test_relative_dates_need_a_day_of_publication(rasid: Rasid, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"انفجار في الموصل\n\n{STORY}", "utf-8")  # "Explosion in Mosul"
    (unknown,) = rasid("read", path, "--json").records()
    assert all(event["date"]["start"] is None for event in unknown["events"])
    (known,) = rasid("read", path, "--published", "2020-05-04", "--json").records()
    assert {event["date"]["start"] for event in known["events"]} == {"2020-05-03"}


def test_standard_input_is_read(rasid: Rasid) -> None:
    done = rasid("read", "-", "--json", given=f"عنوان\n\n{STORY}".encode())
    assert done.code == 0
    assert len(done.records()) == 1


def test_a_broken_line_is_named_and_the_others_are_read(rasid: Rasid, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(article(1), ensure_ascii=False)
    path.write_text(f"{good}\n{{broken\n{good.replace('a1', 'a2')}\n", "utf-8")
    done = rasid("read", path, "--json")
    assert done.code == 3
    assert [record["doc_id"] for record in done.records()] == ["a1", "a2"]
    assert "a.jsonl:2" in done.err.replace("\n", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("read", "no-such-file.txt"), 1),
        (("read",), 2),
        (("read", SAMPLES, "--published", "yesterday"), 2),
        (("link", SAMPLES, "--rule", "guess"), 2),
        (("evaluate", "x.jsonl", "y.jsonl"), 2),
        (("show", "x"), 2),
        (("no-such-verb",), 2),
    ],
)
def test_mistakes_have_their_exit_codes(rasid: Rasid, arguments: tuple, code: int) -> None:
    assert rasid(*arguments).code == code


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02" * 500, b"\xff\xfe", "مرحبا".encode(), b"\x1f\x8b\x08bad"]
)
def test_unusable_files_are_named_and_nothing_is_printed(
    rasid: Rasid, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    done = rasid("read", path, "--json")
    assert done.code in (0, 1)
    if done.code:
        assert "odd.txt" in done.err.replace("\n", "")
        assert not done.out


def test_bench_tells_speed_memory_and_the_ratio_to_a_lexicon_pass(rasid: Rasid) -> None:
    done = rasid("bench", SAMPLES, "--repeat", "1", "--workers", "1", "--json")
    assert done.code == 0
    told = done.records()[0]
    assert told["articles"] == 15
    assert told["ratio_to_lexicon_pass"] > 1
    assert told["peak_megabytes"] > 0
