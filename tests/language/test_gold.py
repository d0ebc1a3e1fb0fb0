"""Numbers and dates against hand-annotated articles: floors that may only rise."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasid.language import get
from rasid.language.base import AnalysedText
from rasid.model import Article

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the measuring data is not beside the repository"),
]
ARABIC = get("ar")
# Shares reached on the training half when these were set: 0.96, 0.88, 0.98.
FLOOR_DATES, FLOOR_TOLLS, FLOOR_FIGURES = 0.93, 0.85, 0.95


def lines(name: str) -> Iterator[dict[str, Any]]:
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@pytest.fixture(scope="module")
def articles() -> list[tuple[AnalysedText, dt.date | None, dict[str, Any]]]:
    documents = {document["doc_id"]: document for document in lines("train_docs.jsonl")}
    found = []
    for gold in lines("train_gold.jsonl"):
        document = documents[gold["doc_id"]]
        title = document["title"]
        article = Article(gold["doc_id"], title, f"{title}\n\n{document['text']}", "ar")
        day = document["published"]
        published = dt.date.fromisoformat(day[:10]) if day else None
        found.append((ARABIC.analyse(article), published, gold))
    return found


def test_the_day_is_among_the_dates_of_the_sentence(articles) -> None:
    right = wrong = 0
    for analysed, published, gold in articles:
        dates = [d for d in ARABIC.find_dates(analysed, published) if not d.clock]
        for event in gold["events"]:
            if published is None or event["date"]["precision"] != "day":
                continue
            start = analysed.text.find(event["evidence"])
            end = start + len(event["evidence"])
            sentences = [s for s in analysed.sentences if s.start < end and s.end > start]
            near = [d for d in dates if any(s.first <= d.first < s.last for s in sentences)]
            days = {str(d.interval.start) for d in near}
            everywhere = {str(d.interval.start) for d in dates}
            if event["date"]["start"] in days:
                right += 1
            elif near and event["date"]["start"] not in everywhere:
                wrong += 1
    assert right / (right + wrong) >= FLOOR_DATES, (right, wrong)


def test_tolls_and_figures_are_among_the_numbers(articles) -> None:
    tolls, figures = [], []
    for analysed, _, gold in articles:
        numbers = {(n.low, n.high) for n in ARABIC.find_numbers(analysed)}
        for event in gold["events"]:
            for toll in filter(None, (event[k] for k in ("killed", "injured", "detained"))):
                pair = (toll["low"], toll["high"])
                if pair not in {(0, 0), (1, 1), (2, None)}:  # said by words that are no numbers
                    tolls.append(pair in numbers)
        figures += [(figure["low"], figure["high"]) in numbers for figure in gold["figures"]]
    assert sum(tolls) / len(tolls) >= FLOOR_TOLLS
    assert sum(figures) / len(figures) >= FLOOR_FIGURES
