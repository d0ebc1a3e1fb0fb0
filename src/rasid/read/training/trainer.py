"""Takes gold and articles, gives trained event models with what they were trained on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from rasid.read.events.draft import Draft
from rasid.read.events.judging import DROP, KEEP
from rasid.read.events.linear import LinearModel, trimmed
from rasid.read.events.anchors import NO, YES
from rasid.read.events.mentions import find_mentions
from rasid.read.events.reader import EventReader
from rasid.read.training.alignment import Annotated
from rasid.read.training.anchors import date_examples, place_examples, split_examples
from rasid.read.training.examples import join_examples, keep_examples, mention_examples
from rasid.read.events.roles import BYSTANDER, INITIATOR, TARGET
from rasid.read.training.roles import role_examples
from rasid.read.training.logistic import fit

ROW_CLASSES = ("counted", "habitual", "planned", "none")


INNER_FOLDS = 3


def train_models(annotated: Sequence[Annotated]) -> dict[str, LinearModel]:
    """All event models: first the mentions' own, then, on drafts they have not seen, the rest."""
    held: list[tuple[Annotated, list[Draft]]] = []
    for fold in range(INNER_FOLDS):
        rest = [a for n, a in enumerate(annotated) if n % INNER_FOLDS != fold]
        reader = EventReader(first_models(rest))
        held += [
            (a, reader.judged(a.scene))
            for n, a in enumerate(annotated)
            if n % INNER_FOLDS == fold
        ]
    models = first_models(annotated)
    kept = [pair for a, drafts in held for pair in keep_examples(a, drafts)]
    models["keep"] = fit(kept, (KEEP, DROP), penalty=15)
    splits = [pair for a, drafts in held for pair in split_examples(a, drafts)]
    models["split"] = fit(splits, (YES, NO), penalty=2)
    return {name: trimmed(model) for name, model in models.items()}


def first_models(annotated: Sequence[Annotated]) -> dict[str, LinearModel]:
    """The models that look at mentions one by one."""
    joins = [example for a in annotated for example in join_examples(a)]
    models = {"join": fit(joins, ("same", "other"), penalty=2)}
    found = [(a, find_mentions(a.scene, models["join"])) for a in annotated]
    mentions = [m for a, ms in found for m in mention_examples(a, ms)]
    models["row"] = fit([(m.features, m.label) for m in mentions], ROW_CLASSES, penalty=12)
    typed = [(m.features, m.type) for m in mentions if m.type]
    models["type"] = fit(typed, sorted({name for _, name in typed}), penalty=3)
    for name, examples in (("place", place_examples), ("date", date_examples)):
        pairs = [pair for a, ms in found for pair in examples(a, ms)]
        models[name] = fit(pairs, (YES, NO), penalty=3)
    roles = [pair for a, ms in found for pair in role_examples(a, ms)]
    models["role"] = fit(roles, (INITIATOR, TARGET, BYSTANDER), penalty=2)
    return models


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
