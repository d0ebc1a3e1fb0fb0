"""Takes gold and articles, gives weights files and how well they read articles not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasid import language as languages
from rasid.language.base import AnalysedText
from rasid.model import Article, PlaceMention
from rasid.read.events.linear import LinearModel
from rasid.read.events.reader import EventReader
from rasid.read.events.scene import build_scene
from rasid.read.training.alignment import Annotated
from rasid.read.training.alone import Locate, sentences_alone
from rasid.read.training.trainer import provenance, train_models, weights_texts

Gold = Mapping[str, Mapping[str, Any]]
Predicted = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Report:
    """What training gave: weights files by name and readings to score.

    `unseen` reads each article by weights from other articles, `by_hand` likewise but with the last
    judgement hand-set, `seen` by weights that the article helped to train: one object an article,
    in the names of the annotation guidelines.
    """

    weights: Mapping[str, str]
    unseen: Predicted
    by_hand: Predicted
    seen: Predicted


@dataclass(slots=True)
class Lesson:
    """One annotated article, made ready."""

    article: Article
    analysed: AnalysedText
    places: Sequence[PlaceMention]
    gold: Mapping[str, Any]
    annotated: Annotated | None
    alone: list[Annotated]


def train(
    gold: Gold,
    articles: Sequence[Article],
    locate: Locate,
    *,
    folds: int = 5,
    also: Sequence[Article] = (),
) -> Report:
    """Train on the articles that gold annotates (doc_id to its object), with cross-validation.

    `locate` gives an article's place mentions. Deterministic; articles without gold are left out.
    `also` are articles that are learned from in every fold and never scored: annotations that are
    not held to be gold. With `folds` 0 nothing is cross-validated and `unseen` and `by_hand` are
    empty.
    """
    scored = [_lesson(a, gold[a.doc_id], locate) for a in articles if a.doc_id in gold]
    more = [_lesson(a, gold[a.doc_id], locate) for a in also if a.doc_id in gold]
    lessons = [*scored, *more]
    models = _models(lessons)
    unseen: Predicted = {}
    by_hand: Predicted = {}
    for rest, held in _folds(scored, folds):
        learned = _models([*rest, *more])
        unseen |= read_all(EventReader(learned), held)
        by_hand |= read_all(EventReader(learned, by_hand=True), held)
    documents = [
        {"doc_id": x.article.doc_id, "title": x.article.title, "text": x.article.text}
        for x in lessons
    ]
    made_from = provenance(documents, _annotated(lessons))
    return Report(
        weights_texts(models, made_from) | _statements(lessons),
        unseen,
        by_hand,
        read_all(EventReader(models), scored),
    )


def _lesson(article: Article, gold: Mapping[str, Any], locate: Locate) -> Lesson:
    analysed = languages.get(article.language).analyse(article)
    places = locate(analysed)
    scene = build_scene(article, analysed, places)
    annotated = Annotated.of(scene, gold.get("events", ())) if scene else None
    alone = list(sentences_alone(annotated, locate)) if annotated else []
    return Lesson(article, analysed, places, gold, annotated, alone)


def _models(lessons: Sequence[Lesson]) -> dict[str, LinearModel]:
    return train_models(_annotated(lessons), [a for lesson in lessons for a in lesson.alone])


def _statements(lessons: Sequence[Lesson]) -> dict[str, str]:
    """The weights files of statements, from the lessons whose gold tells of them; none of none."""
    from rasid.read.statements.training import (  # noqa: PLC0415 - it fits with this package's fit
        annotated_article,
        train_statements,
    )

    told = [
        annotated_article(x.article, x.analysed, x.places, x.gold)
        for x in lessons
        if x.annotated is not None and {"claims", "figures"} <= x.gold.keys()
    ]
    return train_statements(told) if any(x.gold["claims"] for x in told) else {}


def _annotated(lessons: Sequence[Lesson]) -> list[Annotated]:
    return [lesson.annotated for lesson in lessons if lesson.annotated is not None]


def _folds(lessons: Sequence[Lesson], folds: int) -> Iterator[tuple[list[Lesson], list[Lesson]]]:
    for fold in range(folds):
        yield (
            [lesson for n, lesson in enumerate(lessons) if n % folds != fold],
            [lesson for n, lesson in enumerate(lessons) if n % folds == fold],
        )


def read_all(reader: EventReader, lessons: Sequence[Lesson]) -> Predicted:
    """The events that a reader takes from each article."""
    return {
        x.article.doc_id: {
            "doc_id": x.article.doc_id,
            "events": [e.to_json() for e in reader.read(x.article, x.analysed, x.places)],
        }
        for x in lessons
    }
