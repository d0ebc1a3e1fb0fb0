"""Takes annotated scenes, gives the examples that the event models learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rasid.read.events.draft import Draft
from rasid.read.events.features import mention_features
from rasid.read.events.judging import DROP, KEEP, judge_features
from rasid.read.events.mentions import APART, JOINED, Mention, join_features
from rasid.read.events.recency import BACKGROUND, NEWS, news_features
from rasid.read.events.typing import type_features
from rasid.read.training.alignment import Annotated, owned_group, owner
from rasid.read.training.logistic import Example


def join_examples(annotated: Annotated) -> Iterator[Example]:
    """Neighbouring triggers of a sentence: one happening or two? Only pairs with gold."""
    scene = annotated.scene
    for left, right in zip(scene.triggers, scene.triggers[1:], strict=False):
        if scene.sentence_of[left.first] != scene.sentence_of[right.first]:
            continue
        a, b = owner(scene, left, annotated.groups), owner(scene, right, annotated.groups)
        if a is None and b is None:
            continue
        yield join_features(scene, left, right), JOINED if a == b else APART


@dataclass(slots=True)
class MentionExample:
    """A mention with its features, its class and the type of its gold event ("" for none)."""

    features: frozenset[str]
    label: str
    type: str


def mention_examples(annotated: Annotated, mentions: Sequence[Mention]) -> list[MentionExample]:
    """Every mention of the scene, as the reader would see it."""
    found: list[MentionExample] = []
    earlier: list[Mention] = []
    for mention in mentions:
        features = mention_features(annotated.scene, mention, earlier)
        group = owned_group(annotated, mention)
        label = group.label if group else "none"
        found.append(MentionExample(features, label, group.events[0]["type"] if group else ""))
        earlier.append(mention)
    return found


def keep_examples(annotated: Annotated, drafts: Sequence[Draft]) -> Iterator[Example]:
    """Drafts with place, date and toll: does the gold hold a row of each?"""
    for draft in drafts:
        group = owned_group(annotated, draft.mention)
        counted = group is not None and group.label == "counted"
        yield judge_features(annotated.scene, draft, drafts), KEEP if counted else DROP


def type_examples(annotated: Annotated, drafts: Sequence[Draft]) -> Iterator[Example]:
    """Drafts that own gold, with its type."""
    for draft in drafts:
        group = owned_group(annotated, draft.mention)
        if group is not None:
            yield type_features(annotated.scene, draft), str(group.events[0]["type"])


def news_examples(annotated: Annotated, drafts: Sequence[Draft]) -> Iterator[Example]:
    """Drafts that own a gold row: is it the article's news or background?"""
    for draft in drafts:
        group = owned_group(annotated, draft.mention)
        if group is not None and group.label == "counted":
            background = bool(group.events[0].get("background"))
            features = news_features(annotated.scene, draft, drafts)
            yield features, BACKGROUND if background else NEWS
