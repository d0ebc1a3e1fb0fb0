"""Floors on the measuring data beside the checkout; they may rise, not fall."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rasid import language
from rasid.collect import Collected, CollectOptions, collect
from rasid.locate import Locator
from rasid.read.statements import read_statements

pytestmark = pytest.mark.shared


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def measure(shared: Path, docs: Path, gold: Path) -> dict[str, float]:
    """F1 of figures, claims and indicators over all articles."""
    score = scorer(shared)
    locator = Locator.load()
    outcomes = collect([str(docs)], CollectOptions())
    articles = {o.article.doc_id: o.article for o in outcomes if isinstance(o, Collected)}
    texts = {doc["doc_id"]: doc for doc in lines(docs)}
    tallies = {name: [0, 0, 0] for name in ("figure", "claim", "indicator")}
    for annotation in lines(gold):
        article = articles[annotation["doc_id"]]
        analysed = language.get("ar").analyse(article)
        found = read_statements(article, analysed, locator.mentions(analysed))
        spans = score.Spans(texts[annotation["doc_id"]])
        for name, tally in tallies.items():
            if name + "s" not in annotation:
                continue
            wanted = annotation[name + "s"]
            given = [item.to_json() for item in getattr(found, name + "s")]
            pairs = score.pair(wanted, given, getattr(score, f"{name}_score")(spans))
            tally[0] += sum(detail[name] for *_, detail in pairs)
            tally[1] += len(given)
            tally[2] += len(wanted)
    return {name: score.prf(*tally)[2] for name, tally in tallies.items()}


def test_the_founding_analysis(shared: Path) -> None:
    found = measure(shared, shared / "seed" / "doc.jsonl", shared / "seed" / "gold.jsonl")
    assert found["figure"] >= 0.9
    assert found["claim"] >= 0.85
    assert found["indicator"] >= 0.8


def test_dev_articles(shared: Path) -> None:
    gold = shared / "gold"
    found = measure(shared, gold / "dev_docs.jsonl", gold / "dev_gold.jsonl")
    assert found["figure"] >= 0.58
    assert found["claim"] >= 0.4
