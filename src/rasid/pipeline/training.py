"""Takes annotated articles, gives the reader's event weights trained on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasid.model import Article
from rasid.pipeline.reading import the_locator
from rasid.read.training import Report, train


def train_reader(
    articles: Iterable[Article],
    gold: Mapping[str, Mapping[str, Any]],
    folds: int,
    also: Iterable[Article] = (),
) -> Report:
    """Train on the articles that gold (doc_id to its object) annotates, with cross-validation.

    `also` are annotated articles that are learned from and never scored.
    """
    return train(gold, list(articles), the_locator().mentions, folds=folds, also=list(also))
