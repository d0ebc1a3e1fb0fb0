"""Scores over many articles, and the articles and kinds in which most is missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rasid.errors import InputError
from rasid.evaluate.pairing import (
    Record,
    judge_claims,
    judge_events,
    judge_figures,
    judge_indicators,
    pair,
)
from rasid.evaluate.spans import Quotes

EVENT_ROWS = ("event", "subtype", "where", "when", "toll", "who", "row")
_STATEMENTS = (
    ("figure", judge_figures),
    ("claim", judge_claims),
    ("indicator", judge_indicators),
)


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, each 0-1."""

    precision: float
    recall: float
    f1: float


@dataclass(slots=True)
class _Tally:
    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def score(self) -> Score:
        precision = self.hits / self.predicted if self.predicted else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        total = precision + recall
        return Score(precision, recall, 2 * precision * recall / total if total else 0.0)


@dataclass(slots=True)
class ArticleMisses:
    """What one article's reading missed or invented: counted events of gold, predicted, paired."""

    doc_id: str
    gold: int
    predicted: int
    paired: int

    @property
    def misses(self) -> int:
        """Gold events without a pair and predicted ones without."""
        return self.gold + self.predicted - 2 * self.paired


@dataclass(slots=True)
class ScoreTable:
    """Scores by row ("event", "where", "figure" …) with what they were counted from."""

    articles: int
    gold_events: int
    predicted_events: int
    unfound_evidence: int
    scores: dict[str, Score]
    by_article: list[ArticleMisses] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The table with rounded scores, each row as p, r and f."""
        head = {
            "articles": self.articles,
            "gold_events": self.gold_events,
            "predicted_events": self.predicted_events,
            "unfound_evidence": self.unfound_evidence,
        }
        rows = {
            name: dict(zip("prf", (round(x, 4) for x in value), strict=True))
            for name, value in self.scores.items()
        }
        return {**head, **rows}


def counted(record: Mapping[str, Any]) -> list[Record]:
    """The events that count: specific and asserted."""
    return [
        event
        for event in record.get("events") or []
        if event.get("specific", True) and event.get("modality", "asserted") == "asserted"
    ]


def score(
    documents: Mapping[str, Mapping[str, Any]],
    gold: Mapping[str, Mapping[str, Any]],
    predicted: Mapping[str, Mapping[str, Any]],
) -> ScoreTable:
    """Score predictions (doc_id -> record) against gold; articles without one count as empty.

    Raises InputError where gold names an article that is not among the documents.
    """
    tallies = {name: _Tally() for name in (*EVENT_ROWS, *(name for name, _ in _STATEMENTS))}
    table = ScoreTable(len(gold), 0, 0, 0, {})
    for doc_id, wanted in gold.items():
        if doc_id not in documents:
            raise InputError(
                "the gold annotates an article that is not given",
                subject=doc_id,
                hint="give the articles that were annotated",
            )
        document, given = documents[doc_id], predicted.get(doc_id, {})
        quotes = Quotes(f"{document.get('title') or ''}\n\n{document.get('text') or ''}")
        table.by_article.append(_score_events(doc_id, wanted, given, quotes, tallies, table))
        for name, judge in _STATEMENTS:
            if f"{name}s" in wanted:
                _score_statements(name, wanted, given, judge(quotes), tallies[name])
    table.scores = {
        name: tally.score() for name, tally in tallies.items() if tally.gold or name != "indicator"
    }
    return table


def _score_events(
    doc_id: str,
    wanted: Mapping[str, Any],
    given: Mapping[str, Any],
    quotes: Quotes,
    tallies: Mapping[str, _Tally],
    table: ScoreTable,
) -> ArticleMisses:
    gold, predicted = counted(wanted), counted(given)
    table.gold_events += len(gold)
    table.predicted_events += len(predicted)
    table.unfound_evidence += sum(not quotes.spans(event.get("evidence")) for event in predicted)
    right = [agree for _, _, agree in pair(gold, predicted, judge_events(quotes)) if agree["event"]]
    for name in EVENT_ROWS:
        tallies[name].gold += len(gold)
        tallies[name].predicted += len(predicted)
    for agree in right:
        agree["row"] = agree["where"] and agree["when"] and agree["toll"]
        for name in EVENT_ROWS:
            tallies[name].hits += agree[name]
    return ArticleMisses(doc_id, len(gold), len(predicted), len(right))


def _score_statements(
    name: str, wanted: Mapping[str, Any], given: Mapping[str, Any], judge: Any, tally: _Tally
) -> None:
    gold, predicted = wanted.get(f"{name}s") or [], given.get(f"{name}s") or []
    tally.gold += len(gold)
    tally.predicted += len(predicted)
    tally.hits += sum(agree[name] for _, _, agree in pair(gold, predicted, judge))
