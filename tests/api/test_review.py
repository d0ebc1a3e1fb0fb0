"""Review at the API: reasons and candidates, decisions that hold, gold, and two reviewers."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from typer.testing import CliRunner

from rasid import pipeline
from rasid.cli.evaluate import records
from rasid.cli.main import app as command_line
from rasid.errors import InputError, NotFoundError, OvertakenError
from rasid.model import Reading
from rasid.pipeline import assessing, review
from rasid.store import Store

from .conftest import MakeClient, csrf, log_in
from .making import DOC

DECISIONS = "/api/v1/review/decisions"


def _decide(client: TestClient, **given: Any) -> Response:
    return client.post(DECISIONS, json=given, headers=csrf(client))


def _of(store: Store, number: int) -> str:
    (incident_id,) = {row.incident_id for row in store.casebook.held([f"{DOC}/{number}"])}
    held = store.casebook.get(incident_id)
    return held.incident_id


def test_the_queue_says_why_each_incident_is_doubtful(client: TestClient, store: Store) -> None:
    told = {
        item["incident"]["incident_id"]: [reason["code"] for reason in item["reasons"]]
        for item in client.get("/api/v1/review/queue").json()["items"]
    }
    assert {"date_unknown", "place_unknown"} <= set(told[_of(store, 5)])
    assert "conflict" in told[_of(store, 3)]
    one = client.get(f"/api/v1/review/incidents/{_of(store, 1)}").json()
    assert {report["key"] for report in one["incident"]["reports"]}
    assert one["places"][0]["place_id"] == "secret:1"


def test_a_decision_holds_through_reading_and_linking_again(
    client: TestClient, store: Store
) -> None:
    incident = _of(store, 6)
    fields = {"date_start": "2021-08-31", "killed_low": "6", "killed_best": "7", "killed_high": "9"}
    assert _decide(client, act="edit", incident_id=incident, fields=fields).status_code == 201
    pipeline.link_store(store, afresh=True)
    held = client.get(f"/api/v1/incidents/{_of(store, 6)}").json()
    assert held["date"]["start"] == "2021-08-31"
    assert held["killed"] == {"low": 6, "best": 7, "high": 9, "rule": "best"}
    assert held["review"] == "edited"


def test_a_decision_outlives_a_reader_that_changed_its_mind(
    client: TestClient, store: Store
) -> None:
    """The reader types the event anew: what was rejected stays so, at the desk and as gold."""
    _decide(client, act="reject", incident_id=_of(store, 6))
    doc_id = f"{DOC}/6"
    held = store.reading(doc_id)
    assert held is not None
    (event,) = held.events
    store.save_reading(
        replace(held, reader_version="later", events=(replace(event, type="arrests"),))
    )
    pipeline.link_store(store)
    told = client.get(f"/api/v1/incidents/{_of(store, 6)}").json()
    assert (told["type"], told["review"]) == ("arrests", "rejected")
    assert _gold(client)[doc_id]["events"] == []


def test_undoing_gives_back_what_was(client: TestClient, store: Store) -> None:
    before = client.get(f"/api/v1/incidents/{_of(store, 6)}").json()
    made = _decide(client, act="edit", incident_id=_of(store, 6), fields={"killed_best": "1"})
    number = made.json()["decision_id"]
    path = f"/api/v1/review/decisions/{number}"
    assert client.delete(path, headers=csrf(client)).status_code == 204
    assert client.delete(path, headers=csrf(client)).status_code == 400
    after = client.get(f"/api/v1/incidents/{_of(store, 6)}").json()
    assert after["killed"] == before["killed"]


def test_a_place_is_chosen_by_the_words_that_tell_it(client: TestClient, store: Store) -> None:
    words = "30 كلم جنوب الرقة"  # 30 km south of Raqqa
    first = client.get("/api/v1/places", params={"q": words}).json()["items"][0]
    assert (first["kind"], first["place_id"], first["ucdp"]) == ("distance", "", 2)
    _decide(client, act="edit", incident_id=_of(store, 6), fields={"place_id": first["choice"]})
    place = client.get(f"/api/v1/incidents/{_of(store, 6)}").json()["place"]
    assert [place[key] for key in ("name", "lat", "radius_km", "kind", "told_by")] == [
        first[key] for key in ("name", "lat", "radius_km", "kind", "told_by")
    ]


NONSENSE = [
    {"act": "edit", "fields": {"date_start": "yesterday"}},
    {"act": "edit", "fields": {"date_start": "2021-05-09", "date_end": "2021-05-01"}},
    {"act": "edit", "fields": {"date_start": "2021-05-09", "date_precision": "hour"}},
    {"act": "edit", "fields": {"killed_best": "many"}},
    {"act": "edit", "fields": {"killed_best": "-1"}},
    {"act": "edit", "fields": {"killed_low": "9", "killed_high": "1"}},
    {"act": "edit", "fields": {"killed_best": "9223372036854775808"}},
    {"act": "edit", "fields": {"injured_high": "10000001"}},
    {"act": "edit", "fields": {"place": "x" * 301}},
    {"act": "edit", "fields": {"type": "nonsense"}},
    {"act": "edit", "fields": {"place_id": "nowhere"}},
    {"act": "edit", "fields": {"place_id": "told:gn172955:zzz"}},
    {"act": "edit", "fields": {}},
    {"act": "merge"},
    {"act": "merge", "other_id": "inc-none"},
    {"act": "split"},
    {"act": "split", "keys": ["none"]},
]


@pytest.mark.parametrize("given", NONSENSE, ids=lambda given: json.dumps(given)[:60])
def test_nonsense_is_refused_and_nothing_of_it_stays(
    client: TestClient, store: Store, given: dict[str, Any]
) -> None:
    before = len(store.casebook.decisions())
    assert _decide(client, incident_id=_of(store, 6), **given).status_code in {400, 404}
    assert len(store.casebook.decisions()) == before
    pipeline.link_store(store, afresh=True)


def test_what_changed_since_it_was_seen_is_not_decided_on(client: TestClient, store: Store) -> None:
    incident = _of(store, 6)
    shown = client.get(f"/api/v1/review/incidents/{incident}").json()["incident"]
    seen = {incident: shown["version"]}
    first = _decide(client, act="reject", incident_id=incident, seen=seen)
    assert first.status_code == 201
    late = _decide(client, act="accept", incident_id=incident, seen=seen)
    assert late.status_code == 409
    assert late.json()["error"]["hint"]
    other = _of(store, 1)
    merged = _decide(client, act="merge", incident_id=other, other_id=incident, seen=seen)
    assert merged.status_code == 409
    assert len(store.casebook.decisions()) == len(client.get(DECISIONS).json()["items"])
    assert client.get(f"/api/v1/incidents/{incident}").json()["review"] == "rejected"
    again = client.get(f"/api/v1/review/incidents/{incident}").json()["incident"]["version"]
    assert _decide(
        client, act="accept", incident_id=incident, seen={incident: again}
    ).status_code == 201  # fmt: skip


def test_many_reviewers_at_once_are_all_heard(client: TestClient, store: Store) -> None:
    token, before = csrf(client), len(store.casebook.decisions())
    ids = [_of(store, number) for number in (1, 3, 5, 6)]

    def word(number: int) -> int:
        given = {"act": "accept", "incident_id": ids[number % 4], "reason": f"reviewer {number}"}
        return client.post(DECISIONS, json=given, headers=token).status_code

    with ThreadPoolExecutor(8) as reviewers:
        assert set(reviewers.map(word, range(16))) == {201}
    assert len(store.casebook.decisions()) == before + 16
    assert {client.get(f"/api/v1/incidents/{one}").json()["review"] for one in ids} == {"accepted"}


def test_a_decision_that_is_overtaken_by_other_linkings_is_kept(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(_store: Store) -> None:
        raise OvertakenError("another linking was saved meanwhile")

    incident = _of(store, 6)
    with monkeypatch.context() as patched:
        patched.setattr(review, "link_store", overtaken)
        assert _decide(client, act="accept", incident_id=incident).status_code == 201
    pipeline.link_store(store)
    assert client.get(f"/api/v1/incidents/{incident}").json()["review"] == "accepted"


@pytest.mark.parametrize("reason", ["a\0b", "\ud800"])
def test_words_that_no_store_holds_are_refused(
    client: TestClient, store: Store, reason: str
) -> None:
    body = json.dumps({"act": "accept", "incident_id": _of(store, 6), "reason": reason})
    headers = {**csrf(client), "Content-Type": "application/json"}
    assert client.post(DECISIONS, content=body, headers=headers).status_code == 422


def _gold(client: TestClient, query: str = "") -> dict[str, Any]:
    lines = client.get(f"/api/v1/review/gold{query}").text.splitlines()
    return {record["doc_id"]: record for record in map(json.loads, lines)}


def test_reviewed_articles_are_gold_in_the_guidelines_format(
    client: TestClient, store: Store
) -> None:
    assert _gold(client) == {}
    _decide(client, act="accept", incident_id=_of(store, 6))
    _decide(client, act="reject", incident_id=_of(store, 5))
    _decide(client, act="edit", incident_id=_of(store, 6), fields={"killed_best": "8"})
    found = _gold(client)
    assert set(found) == {f"{DOC}/5", f"{DOC}/6"}
    assert found[f"{DOC}/5"]["events"] == []
    (event,) = found[f"{DOC}/6"]["events"]
    assert event["killed"] == {"low": 8, "high": 8}
    assert set(event) == {
        "id", "type", "evidence", "trigger", "modality", "specific", "background", "date",
        "place", "initiators", "targets", "killed", "injured", "detained", "sources",
    }  # fmt: skip
    assert set(event["place"]) == {"text", "name", "admin1", "country", "precision"}
    assert found[f"{DOC}/6"]["reviewed"] == ["events"]
    (figure,), (claim,) = found[f"{DOC}/6"]["figures"], found[f"{DOC}/6"]["claims"]
    assert set(figure) == {
        "quote", "low", "high", "unit", "measure", "subject", "place", "period", "direction",
        "attributed_to",
    }  # fmt: skip
    assert set(claim) == {"speaker", "speaker_kind", "anonymous", "quote", "kind"}
    lines = client.get("/api/v1/review/gold/documents").text.splitlines()
    for article in map(json.loads, lines):
        text = f"{article['title']}\n\n{article['text']}"
        assert text == store.article(article["doc_id"]).text


SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data is not beside the checkout")
def test_gold_passes_the_guidelines_own_check(
    client: TestClient, store: Store, tmp_path: Path
) -> None:
    for number in (1, 3, 5, 6):
        _decide(client, act="accept", incident_id=_of(store, number))
    gold, articles = tmp_path / "gold.jsonl", tmp_path / "articles.jsonl"
    gold.write_text(client.get("/api/v1/review/gold").text, encoding="utf-8")
    articles.write_text(client.get("/api/v1/review/gold/documents").text, encoding="utf-8")
    check = [sys.executable, str(SHARED / "gold/validate.py"), str(articles), str(gold)]
    told = subprocess.run(check, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert "6 of 6 articles annotated" in told.stdout


def test_exported_gold_is_scored_and_taught_from(
    client: TestClient, store: Store, tmp_path: Path
) -> None:
    """Review, export, evaluate, train: what nobody reviewed is neither scored nor learned."""
    for number in (1, 3, 5, 6):
        _decide(client, act="accept", incident_id=_of(store, number))
    gold, articles = tmp_path / "gold.jsonl", tmp_path / "articles.jsonl"
    command = ["--store", str(store.subject), "review", "export", str(gold)]
    run = CliRunner()
    done = run.invoke(command_line, [*command, "--documents", str(articles)])
    assert done.exit_code == 0, done.output
    kept = records(gold)
    assert len(kept) == 6
    assert all(set(record) == {"doc_id", "events", "reviewed"} for record in kept.values())
    perfect = ["evaluate", str(articles), str(gold), "--predicted", str(gold), "--json"]
    told = json.loads(run.invoke(command_line, perfect).stdout)
    assert (told["gold_events"], told["event"]["f"], told["row"]["f"]) == (6, 1.0, 1.0)
    with pytest.raises(InputError) as refused:
        run.invoke(
            command_line, ["train", str(gold), str(articles)], catch_exceptions=False,
            standalone_mode=False,
        )  # fmt: skip
    assert "training needs 20" in refused.value.message


def test_a_toll_of_one_article_is_not_forced_on_another(client: TestClient, store: Store) -> None:
    _decide(client, act="edit", incident_id=_of(store, 1), fields={"killed_best": "3"})
    tolls = [record["events"][0]["killed"]["low"] for record in _gold(client).values()]
    assert sorted(tolls) == [1, 3]


def test_two_reviewers_are_scored_against_each_other(desk: MakeClient, store: Store) -> None:
    for name, types in (("analyst", {}), ("admin", {3: "suicide_bomb"})):
        client = desk(accounts=True, logins_per_minute=100)
        log_in(client, name)
        for number in (1, 3, 6):
            _decide(client, act="accept", incident_id=_of(store, number))
            if number in types:
                fields = {"type": types[number]}
                _decide(client, act="edit", incident_id=_of(store, number), fields=fields)
    answer = client.get("/api/v1/review/agreement?one=analyst&other=admin").json()
    assert answer["articles"] == 5
    assert answer["event"]["f"] == 1.0
    assert answer["subtype"]["f"] == 0.6
    assert "claim" not in answer
    missing = client.get("/api/v1/review/agreement?one=analyst&other=nobody")
    assert missing.status_code == 404
    with pytest.raises(NotFoundError):
        pipeline.agreement(store, "nobody", "analyst")


def test_figures_stand_beside_the_record_and_indicators_beside_one_another(
    client: TestClient,
) -> None:
    told = client.get("/api/v1/figures/over-time").json()
    assert len(told["checks"]) == 6
    assert {check["outcome"] for check in told["checks"]} == {"cannot be compared"}
    assert len(client.get("/api/v1/indicators/over-time").json()["items"]) == 6


def test_no_table_is_made_where_no_figure_can_be_compared(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds every incident: of a large store it takes minutes."""
    for number in range(1, 7):
        store.save_reading(Reading(f"{DOC}/{number}", "later"))
    monkeypatch.setattr(assessing, "_table", None)
    assert client.get("/api/v1/figures/over-time").json() == {"stocks": [], "checks": []}


def test_the_assessment_answers_or_says_why_not(client: TestClient) -> None:
    answer = client.get("/api/v1/assessments?lang=ar")
    assert answer.status_code == 200
    told = answer.json()
    assert len(told["series"]["weeks"]) == len(told["series"]["counts"]) > 0
    assert told["why"]
    for query in ("group=Nobody", "admin1=Nowhere", "as_of=1901-01-01", "as_of=x"):
        assert client.get(f"/api/v1/assessments?{query}").status_code in {400, 422}, query


@pytest.mark.parametrize("order", [(1, 6), (6, 1), (3, 6), (6, 3)])
def test_undoing_a_merge_gives_each_id_back(
    client: TestClient, store: Store, order: tuple[int, int]
) -> None:
    ids = [_of(store, number) for number in order]
    before = [client.get(f"/api/v1/incidents/{one}").json() for one in ids]
    made = _decide(client, act="merge", incident_id=ids[0], other_id=ids[1]).json()
    answers = [client.get(f"/api/v1/incidents/{one}").status_code for one in ids]
    assert sorted(answers) == [200, 410]
    path = f"{DECISIONS}/{made['decision_id']}"
    assert client.delete(path, headers=csrf(client)).status_code == 204
    after = [client.get(f"/api/v1/incidents/{one}").json() for one in ids]
    for was, now in zip(before, after, strict=True):
        told = was.pop("history")
        assert now.pop("history")[: len(told)] == told
    assert after == before
