"""Takes annotated mentions, gives the examples from which places and dates are attached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rasid import language as languages
from rasid.read.events.anchors import (
    NO,
    YES,
    Anchor,
    Field,
    anchor_features,
    date_anchors,
    place_anchors,
)
from rasid.read.events.draft import Draft
from rasid.read.events.mentions import Mention
from rasid.read.events.roundups import listed, split_features
from rasid.read.training.alignment import Annotated, GoldGroup, owned_group
from rasid.read.training.logistic import Example


def place_examples(annotated: Annotated, mentions: list[Mention]) -> Iterator[Example]:
    """Pairs of an owned mention and a place: does the gold put the event there?"""
    for _, _, field, features, right in place_fields(annotated, mentions):
        for anchor, found in zip(field.near, features, strict=True):
            yield found, YES if anchor in right else NO


# A mention, its gold, the anchors near it, the features of each, and those that are right.
Laid = tuple[Mention, GoldGroup, Field, list[frozenset[str]], list[Anchor]]


def place_fields(annotated: Annotated, mentions: list[Mention]) -> Iterator[Laid]:
    """The places near each owned mention, laid out for learning."""
    return _fields(annotated, mentions, place_anchors(annotated.scene), _right_place)


def _fields(
    annotated: Annotated,
    mentions: list[Mention],
    anchors: list[Anchor],
    pick: Callable[[Annotated, GoldGroup, list[Anchor]], list[Anchor]],
) -> Iterator[Laid]:
    scene = annotated.scene
    previous: Anchor | None = None
    for mention in mentions:
        group = owned_group(annotated, mention)
        if group is None:
            continue
        field = Field.of(scene, mention, anchors, previous)
        features = [anchor_features(scene, mention, field, n) for n in range(len(field.near))]
        right = pick(annotated, group, field.near)
        yield mention, group, field, features, right
        previous = right[0] if right else previous


def _right_place(annotated: Annotated, group: GoldGroup, near: list[Anchor]) -> list[Anchor]:
    """The anchors that name a gold place of the group: by its words, nearest its trigger."""
    scene, fold = annotated.scene, languages.get(annotated.scene.analysed.language).fold
    right: list[Anchor] = []
    for event in group.events:
        place = event.get("place")
        if not place:
            continue
        named = [a for a in near if _overlaps(annotated, a, place["text"], group)]
        if not named:
            named = [
                a
                for a in near
                if fold(scene.places[a.index].mention.place.text) in fold(place["text"])
                or _same_name(scene.places[a.index].mention.place.name, place)
            ]
        if named:
            right.append(min(named, key=lambda a: _distance(annotated, a, group)))
    return right


def _same_name(name: str, place: Mapping[str, Any]) -> bool:
    return bool(name) and name.lower() in str(place.get("name") or "").lower()


def _distance(annotated: Annotated, anchor: Anchor, group: GoldGroup) -> int:
    start, _ = annotated.scene.analysed.span(anchor.first, anchor.last)
    return abs(start - group.trigger[0])


def _overlaps(annotated: Annotated, anchor: Anchor, words: str, group: GoldGroup) -> bool:
    """Whether the anchor stands in an occurrence of the words, the nearest to the trigger."""
    text = annotated.scene.article.text
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    if not found:
        return False
    nearest = min(found, key=lambda at: abs(at - group.trigger[0]))
    start, end = annotated.scene.analysed.span(anchor.first, anchor.last)
    return nearest < end and start < nearest + len(words)


def date_examples(annotated: Annotated, mentions: list[Mention]) -> Iterator[Example]:
    """Pairs of an owned mention and a date: is it the gold's date?"""
    for _, _, field, features, right in date_fields(annotated, mentions):
        for anchor, found in zip(field.near, features, strict=True):
            yield found, YES if anchor in right else NO


def date_fields(annotated: Annotated, mentions: list[Mention]) -> Iterator[Laid]:
    """The dates near each owned mention, laid out for learning."""
    return _fields(annotated, mentions, date_anchors(annotated.scene), _right_date)


def _right_date(_: Annotated, group: GoldGroup, near: list[Anchor]) -> list[Anchor]:
    dates = {(event.get("date") or {}).get("start") for event in group.events}
    return [anchor for anchor in near if anchor.value in dates]


def split_examples(annotated: Annotated, drafts: Sequence[Draft]) -> Iterator[Example]:
    """Owned mentions with a list of places: a gold row each?"""
    scene = annotated.scene
    for draft in drafts:
        group = owned_group(annotated, draft.mention)
        if group is None or draft.place is None:
            continue
        places = listed(scene, scene.places[draft.place.anchor.index])
        if len(places) > 1:
            yield split_features(scene, draft, places), YES if len(group.events) > 1 else NO
