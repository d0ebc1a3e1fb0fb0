"""Takes annotated articles, gives the reader's event weights trained on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasid.errors import InputError
from rasid.model import Article
from rasid.pipeline.reading import the_locator
from rasid.read.training import Report, train

# Fewer teach nothing that holds elsewhere, and leave folds without an example.
LEAST_ARTICLES = 20


def train_reader(
    articles: Iterable[Article],
    gold: Mapping[str, Mapping[str, Any]],
    folds: int,
    also: Iterable[Article] = (),
) -> Report:
    """Train on the articles that gold (doc_id to its object) annotates, with cross-validation.

    `also` are annotated articles that are learned from and never scored. Raises InputError where
    fewer than LEAST_ARTICLES have an event.
    """
    told = sum(1 for record in gold.values() if record.get("events"))
    if told < LEAST_ARTICLES:
        raise InputError(
            f"{told} annotated articles hold events, training needs {LEAST_ARTICLES}",
            subject="gold",
            hint="review more articles, or give larger annotations as the gold and these as --also",
        )
    return train(gold, list(articles), the_locator().mentions, folds=folds, also=list(also))
