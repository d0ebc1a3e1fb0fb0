"""Takes annotated scenes and their mentions, gives the weights that choose who did what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.read.events.harm import HarmReader
from rasid.read.events.linear import LinearModel
from rasid.read.events.mentions import Mention
from rasid.read.events.parties import find_parties
from rasid.read.events.role_candidates import Candidate, Cast, Told
from rasid.read.events.role_casting import CAST_CLASSES, mention_of
from rasid.read.events.role_features import candidate_features, nobody_features, pair_features
from rasid.read.training.alignment import Annotated, owned_group
from rasid.read.training.choices import ChoiceExample, fit_choices

_PENALTY = 2.0
_FIELDS = ("initiators", "targets")


@dataclass(slots=True)
class CastExample:
    """The candidates of an owned mention with their features, and which of them gold names.

    `right` holds indexes by role; the index after the last candidate is nobody. A role that gold
    fills with someone who is no candidate has none.
    """

    options: list[list[str]]
    candidates: list[Candidate | None]
    right: tuple[list[int], list[int]]


def train_cast(pairs: Sequence[tuple[Annotated, Sequence[Mention]]]) -> LinearModel:
    """One model with a column for each role, from all owned mentions."""
    examples = [example for a, mentions in pairs for example in cast_examples(a, mentions)]
    acting = fit_choices(
        [ChoiceExample(e.options, e.right[0]) for e in examples if e.right[0]], penalty=_PENALTY
    )
    suffering = fit_choices(
        [_paired(e) for e in examples if e.right[0] and e.right[1]], penalty=_PENALTY
    )
    weights = {
        feature: (acting.get(feature, 0.0), suffering.get(feature, 0.0))
        for feature in acting.keys() | suffering.keys()
    }
    return LinearModel(CAST_CLASSES, weights)


def _paired(example: CastExample) -> ChoiceExample:
    """The choice of a target, once the nearest right actor is chosen."""
    actor = example.candidates[example.right[0][0]]
    options = [
        [*features, *pair_features(actor, candidate)]
        for features, candidate in zip(example.options, example.candidates, strict=True)
    ]
    return ChoiceExample(options, example.right[1])


def cast_examples(annotated: Annotated, mentions: Sequence[Mention]) -> Iterator[CastExample]:
    """An example for each mention that tells a gold event, habits and plans included."""
    scene = annotated.scene
    cast = Cast.of(scene, find_parties(scene), HarmReader(scene).atoms())
    told = Told()
    for mention in mentions:
        group = owned_group(annotated, mention)
        if group is None:
            continue
        event = group.events[0]
        candidates = cast.candidates(mention)
        options = [candidate_features(cast, mention, event["type"], c, told) for c in candidates]
        options.append(nobody_features(mention, event["type"], candidates))
        right = tuple(_right(cast, candidates, event.get(field) or ()) for field in _FIELDS)
        yield CastExample(options, [*candidates, None], (right[0], right[1]))
        named = [[candidates[n] for n in side if n < len(candidates)] for side in right]
        told.add(named[0], named[1])


def _right(
    cast: Cast, candidates: Sequence[Candidate], gold: Sequence[Mapping[str, Any]]
) -> list[int]:
    if not gold:
        return [len(candidates)]
    groups = frozenset().union(*(_groups(actor.get("actor") or "") for actor in gold))
    fold = languages.get(cast.scene.analysed.language).fold
    words = [fold(actor["text"]) for actor in gold if actor.get("text")]
    right = []
    for n, candidate in enumerate(candidates):
        mention = mention_of(cast.scene, candidate)
        own = fold(mention.evidence.quote)
        if groups & _groups(mention.actor) or any(w in own or own in w for w in words):
            right.append(n)
    return right


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    table = load().table("evaluation/actor_groups.yml")
    return {name: re.compile("|".join(patterns)) for name, patterns in table.items()}


@cache
def _groups(name: str) -> frozenset[str]:
    """The groups of actors that count as one when a reader is scored."""
    folded = name.lower()
    return frozenset(key for key, pattern in _patterns().items() if pattern.search(folded))
