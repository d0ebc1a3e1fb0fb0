"""Takes gold and articles, gives trained event models with what they were trained on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from rasid.read.events.anchors import NO, YES
from rasid.read.events.draft import Draft
from rasid.read.events.judging import DROP, KEEP
from rasid.read.events.linear import WEIGHTS_FILES, LinearModel, trimmed, write_models
from rasid.read.events.mentions import find_mentions
from rasid.read.events.reader import EventReader
from rasid.read.events.recency import BACKGROUND, NEWS
from rasid.read.events.roles import BYSTANDER, INITIATOR, TARGET
from rasid.read.events.tolls import OTHER, OURS
from rasid.read.events.typing import of_sense, type_features
from rasid.read.training.alignment import Annotated
from rasid.read.training.alone import MARK, parent
from rasid.read.training.anchors import date_examples, place_examples, split_examples
from rasid.read.training.casting import train_cast
from rasid.read.training.examples import (
    join_examples,
    keep_examples,
    mention_examples,
    news_examples,
    type_examples,
)
from rasid.read.training.logistic import fit
from rasid.read.training.roles import role_examples
from rasid.read.training.tolls import toll_examples

ROW_CLASSES = ("counted", "habitual", "planned", "none")


# Weights of each model smaller than this are not worth a line of the file.
SMALLEST = {
    "join": 0.05,
    "row": 0.05,
    "place": 0.06,
    "date": 0.06,
    "role": 0.32,
    "type": 0.1,
    "sense": 0.1,
    "keep": 0.03,
    "toll": 0.05,
    "split": 0.03,
    "news": 0.06,
    "cast": 0.1,
}
INNER_FOLDS = 3
ALONE = 0.35  # weight of a sentence alone beside a mention in its article
Held = tuple[Annotated, list[Draft]]


def train_models(
    annotated: Sequence[Annotated], alone: Sequence[Annotated] = ()
) -> dict[str, LinearModel]:
    """All event models: first the mentions' own, then, on drafts they have not seen, the rest.

    `alone` are sentences of the same articles as articles of one sentence (see `alone.py`): from
    them the reader learns what a row looks like when nothing stands around it.
    """
    held, held_alone = drafts_unseen(annotated, alone)
    models = first_models(annotated, alone) | last_models(held, held_alone)
    return {name: trimmed(model, SMALLEST[name]) for name, model in models.items()}


def drafts_unseen(
    annotated: Sequence[Annotated], alone: Sequence[Annotated]
) -> tuple[list[Held], list[Held]]:
    """Each article's (and lone sentence's) drafts by models trained on other articles."""
    fold_of = {a.scene.article.doc_id: n % INNER_FOLDS for n, a in enumerate(annotated)}

    def within(items: Sequence[Annotated], fold: int, inside: bool) -> list[Annotated]:
        return [a for a in items if (fold_of[parent(a.scene.article.doc_id)] == fold) is inside]

    held: list[Held] = []
    held_alone: list[Held] = []
    for fold in range(INNER_FOLDS):
        reader = EventReader(
            first_models(within(annotated, fold, False), within(alone, fold, False))
        )
        held += [(a, reader.judged(a.scene)) for a in within(annotated, fold, True)]
        held_alone += [(a, reader.judged(a.scene)) for a in within(alone, fold, True)]
    return held, held_alone


def last_models(held: Sequence[Held], held_alone: Sequence[Held] = ()) -> dict[str, LinearModel]:
    """The models that look at drafts with place, date, toll and roles."""
    typed = [pair for a, drafts in held for pair in type_examples(a, drafts)]
    types = sorted({name for _, name in typed})
    models = {
        "type": fit(typed, types, penalty=2.5),
        "sense": fit([(of_sense(found), name) for found, name in typed], types, penalty=2.5),
    }
    _type_unseen([*held, *held_alone], types)
    kept = [pair for a, drafts in held for pair in keep_examples(a, drafts)]
    alone = [pair for a, drafts in held_alone for pair in keep_examples(a, drafts)]
    models["keep"] = fit(
        [*kept, *alone], (KEEP, DROP), penalty=15, weights=_shares(len(kept), len(alone))
    )
    tolls = [pair for a, drafts in held for pair in toll_examples(a, drafts)]
    models["toll"] = fit(tolls, (OURS, OTHER), penalty=3)
    splits = [pair for a, drafts in held for pair in split_examples(a, drafts)]
    models["split"] = fit(splits, (YES, NO), penalty=2)
    news = [pair for a, drafts in held for pair in news_examples(a, drafts)]
    models["news"] = fit(news, (NEWS, BACKGROUND), penalty=15)
    models["cast"] = train_cast([(a, [d.mention for d in drafts]) for a, drafts in held])
    return models


def _type_unseen(held: Sequence[Held], types: Sequence[str]) -> None:
    """Type every draft by models that were trained on other articles."""
    ids = sorted({parent(a.scene.article.doc_id) for a, _ in held})
    fold_of = {doc_id: n % INNER_FOLDS for n, doc_id in enumerate(ids)}
    for fold in range(INNER_FOLDS):
        inside = [pair for pair in held if fold_of[parent(pair[0].scene.article.doc_id)] == fold]
        rest = [
            example
            for a, drafts in held
            if fold_of[parent(a.scene.article.doc_id)] != fold
            and MARK not in a.scene.article.doc_id
            for example in type_examples(a, drafts)
        ]
        model = fit(rest, types, penalty=2.5)
        for a, drafts in inside:
            for draft in drafts:
                draft.types = model.probabilities(type_features(a.scene, draft))


def _shares(whole: int, alone: int) -> list[float]:
    """The weight of each example: a sentence alone is the same gold seen again, and counts less."""
    return [1.0] * whole + [ALONE] * alone


def first_models(
    annotated: Sequence[Annotated], alone: Sequence[Annotated] = ()
) -> dict[str, LinearModel]:
    """The models that look at mentions one by one."""
    joins = [example for a in annotated for example in join_examples(a)]
    models = {"join": fit(joins, ("same", "other"), penalty=2)}
    found = [(a, find_mentions(a.scene, models["join"])) for a in annotated]
    lone = [(a, find_mentions(a.scene, models["join"])) for a in alone]
    rows = [(m.features, m.label) for a, ms in found for m in mention_examples(a, ms)]
    more = [(m.features, m.label) for a, ms in lone for m in mention_examples(a, ms)]
    models["row"] = fit(
        [*rows, *more], ROW_CLASSES, penalty=12, weights=_shares(len(rows), len(more))
    )
    for name, examples in (("place", place_examples), ("date", date_examples)):
        pairs = [pair for a, ms in found for pair in examples(a, ms)]
        models[name] = fit(pairs, (YES, NO), penalty=3)
    roles = [pair for a, ms in found for pair in role_examples(a, ms)]
    models["role"] = fit(roles, (INITIATOR, TARGET, BYSTANDER), penalty=2)
    return models


def weights_texts(
    models: Mapping[str, LinearModel], made_from: Mapping[str, Any]
) -> dict[str, str]:
    """The texts of the weights files by name."""
    return {
        name: write_models({member: models[member] for member in members}, made_from)
        for name, members in WEIGHTS_FILES.items()
    }


def provenance(docs: Sequence[Mapping[str, Any]], annotated: Sequence[Annotated]) -> dict[str, Any]:
    """What models were trained on: counts and a hash of the texts, never the texts."""
    digest = hashlib.sha256()
    for doc in docs:
        digest.update(json.dumps([doc["doc_id"], doc["title"], doc["text"]]).encode())
    return {
        "articles": len(docs),
        "events": sum(len(a.gold) for a in annotated),
        "documents_sha256": digest.hexdigest(),
    }
