"""Takes annotated articles, gives the trained models of claims, figures and indicators."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasid import language
from rasid.language.base import AnalysedText
from rasid.model import Article, PlaceMention
from rasid.read.events.linear import LinearModel, trimmed, write_models
from rasid.read.statements.candidates import candidates
from rasid.read.statements.claim_features import claim_features
from rasid.read.statements.claims import CLAIM, NONE
from rasid.read.statements.context import Context
from rasid.read.statements.figures import FIGURE, NO_FIGURE, is_candidate, number_groups
from rasid.read.statements.models import CLAIMS_FILE, FIGURES_FILE, StatementModels
from rasid.read.statements.number_features import number_features
from rasid.read.statements.stacking import neighbour_features
from rasid.read.training.logistic import Example, fit

# Strength of the penalty, and in how many examples a feature must be seen.
_CLAIM_PENALTY, _CLAIM_LEAST = 25.0, 3
# Pieces of speech in a common article. Where there are more, each counts less, by the square root:
# halfway between counting every piece and counting every article alike.
_COMMON_PIECES = 6
_FIGURE_PENALTY, _FIGURE_LEAST = 8.0, 3
# Weights smaller than this say nothing worth a line of the file.
_SMALLEST = 0.05
# Claims are told by many weak signs: without the small weights dev loses two points.
_SMALLEST_OF_CLAIMS = 0.01
_BESIDE_PENALTY, _BESIDE_LEAST = 10.0, 5
# Parts of the articles that are held out in turn, for the second model of figures.
_FOLDS = 5
_HALF = 0.5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article as the readers see it, with its gold annotation in the guidelines' format."""

    context: Context
    gold: Mapping[str, Any]


def places_of(text: str, quote: str) -> list[Span]:
    """Every place where a quote stands in a text."""
    found, at = [], text.find(quote) if quote else -1
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def overlap(span: Span, others: Iterable[Span]) -> float:
    """The largest share of the shorter span that the span has in common with any other."""
    best = 0.0
    for other in others:
        common = min(span[1], other[1]) - max(span[0], other[0])
        best = max(best, common / max(1, min(span[1] - span[0], other[1] - other[0])))
    return best


def claim_examples(annotated: AnnotatedArticle) -> list[Example]:
    """Each piece of reported speech, labelled by whether gold has a claim over half of it."""
    context = annotated.context
    text = context.article.text
    gold = [span for claim in annotated.gold["claims"] for span in places_of(text, claim["quote"])]
    examples: list[Example] = []
    found = candidates(context.analysed, context.frames)
    for candidate, features in zip(found, claim_features(context, found), strict=True):
        span = context.analysed.span(candidate.first, candidate.last)
        label = CLAIM if overlap(span, gold) >= _HALF else NONE
        examples.append((features, label))
    return examples


def train_claims(annotated: Sequence[AnnotatedArticle]) -> LinearModel:
    """The model that tells claims from other reported speech."""
    examples: list[Example] = []
    weights: list[float] = []
    for article in annotated:
        found = claim_examples(article)
        examples += found
        weights += [math.sqrt(_COMMON_PIECES / max(len(found), 1))] * len(found)
    penalty, least = _CLAIM_PENALTY, _CLAIM_LEAST
    return fit(examples, (NONE, CLAIM), penalty=penalty, least=least, weights=weights)


def figure_examples(annotated: AnnotatedArticle) -> tuple[list[Example], list[tuple[int, int]]]:
    """Each number, labelled by whether gold has a figure of its value there; with its groups."""
    context = annotated.context
    text = context.article.text
    gold = [(figure, places_of(text, figure["quote"])) for figure in annotated.gold["figures"]]
    examples: list[Example] = []
    groups: list[tuple[int, int]] = []
    for number in context.numbers:
        if not is_candidate(context, number):
            continue
        is_figure = any(
            (figure["low"], figure["high"]) == (number.low, number.high)
            and overlap((number.start, number.end), spans) > 0
            for figure, spans in gold
        )
        examples.append((number_features(context, number), FIGURE if is_figure else NO_FIGURE))
        groups.append(number_groups(context, number))
    return examples, groups


def train_figures(annotated: Sequence[AnnotatedArticle]) -> tuple[LinearModel, LinearModel]:
    """The two models of figures; the second learns from what the first says of unseen articles."""
    articles = [figure_examples(article) for article in annotated]
    beside: list[Example] = []
    for fold in range(_FOLDS):
        seen = [
            e for n, (examples, _) in enumerate(articles) if n % _FOLDS != fold for e in examples
        ]
        model = _fit_figures(seen)
        for examples, groups in articles[fold::_FOLDS]:
            alone = [model.probabilities(features)[FIGURE] for features, _ in examples]
            beside += [
                (neighbour_features(alone, groups, at), label)
                for at, (_, label) in enumerate(examples)
            ]
    alone_model = _fit_figures([e for examples, _ in articles for e in examples])
    penalty, least = _BESIDE_PENALTY, _BESIDE_LEAST
    return alone_model, fit(beside, (NO_FIGURE, FIGURE), penalty=penalty, least=least)


def _fit_figures(examples: Sequence[Example]) -> LinearModel:
    return fit(examples, (NO_FIGURE, FIGURE), penalty=_FIGURE_PENALTY, least=_FIGURE_LEAST)


def provenance(annotated: Sequence[AnnotatedArticle], key: str) -> dict[str, Any]:
    """What a file was trained on: counts and a hash of the texts, never the texts."""
    digest = hashlib.sha256()
    for article in annotated:
        digest.update(article.context.article.doc_id.encode())
        digest.update(article.context.article.text.encode())
    return {
        "articles": len(annotated),
        key: sum(len(article.gold.get(key, ())) for article in annotated),
        "documents_sha256": digest.hexdigest(),
    }


def train_statement_models(annotated: Sequence[AnnotatedArticle]) -> StatementModels:
    """All models of statements, as their files will hold them."""
    claim = trimmed(train_claims(annotated), _SMALLEST_OF_CLAIMS)
    alone, beside = (trimmed(model, _SMALLEST) for model in train_figures(annotated))
    return StatementModels(claim, alone, beside)


def train_statements(annotated: Sequence[AnnotatedArticle]) -> dict[str, str]:
    """The text of every weights file of statements, by file name; deterministic."""
    counted = {CLAIMS_FILE: "claims", FIGURES_FILE: "figures"}
    return {
        file: write_models(models, provenance(annotated, counted[file]))
        for file, models in train_statement_models(annotated).files().items()
    }


def annotated_article(
    article: Article,
    analysed: AnalysedText,
    places: Sequence[PlaceMention],
    gold: Mapping[str, Any],
) -> AnnotatedArticle:
    """An article with its gold, its numbers and dates found."""
    speaks = language.get(analysed.language)
    numbers = speaks.find_numbers(analysed)
    dates = speaks.find_dates(analysed, article.published.date)
    return AnnotatedArticle(Context(article, analysed, numbers, dates, places), gold)
