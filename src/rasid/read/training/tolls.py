"""Takes drafts of annotated articles, gives the examples from which tolls are attached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rasid.read.events.draft import Draft
from rasid.read.events.harm import HarmReader
from rasid.read.events.toll_words import Atom
from rasid.read.events.tolls import OTHER, OURS, in_reach, toll_features
from rasid.read.training.alignment import Annotated, GoldGroup, owned_group
from rasid.read.training.logistic import Example

_NOTABLE = 0.3  # chance from which a draft without gold may still claim a count


def toll_examples(annotated: Annotated, drafts: Sequence[Draft]) -> Iterator[Example]:
    """Counts and the events in reach of them: whose toll is it in the gold?"""
    owned = [(draft, owned_group(annotated, draft.mention)) for draft in drafts]
    held = [
        (draft, group)
        for draft, group in owned
        if (group is not None and group.label == "counted") or draft.confidence >= _NOTABLE
    ]
    groups = {id(draft): group for draft, group in held}
    rivals = [draft for draft, _ in held]
    for atom in HarmReader(annotated.scene).atoms():
        near = in_reach(annotated.scene, atom, rivals)
        matching = [d for d in near if _matches(annotated, atom, groups[id(d)])]
        ours = min(
            matching,
            key=lambda d: abs(d.mention.head.first - atom.hit.first),
            default=None,
        )
        for draft in near:
            label = OURS if draft is ours else OTHER
            yield toll_features(annotated.scene, atom, draft, near), label


def _matches(annotated: Annotated, atom: Atom, group: GoldGroup | None) -> bool:
    """Whether the gold event has the count, or counts the same people in its evidence."""
    if group is None:
        return False
    start, _ = annotated.scene.analysed.span(atom.first, atom.last)
    inside = group.evidence[0] <= start < group.evidence[1]
    return any(_agrees(atom, event.get(atom.kind), inside) for event in group.events)


def _agrees(atom: Atom, gold: Mapping[str, Any] | None, inside: bool) -> bool:
    if not gold:
        return False
    low, high = atom.count.low, atom.count.high
    if (low, high) == (gold.get("low"), gold.get("high")):
        return True
    return inside or ((low or 0) > 2 and low in (gold.get("low"), gold.get("high")))  # noqa: PLR2004
