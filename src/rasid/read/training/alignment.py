"""Takes gold annotations and a scene, says which gold events each trigger belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasid.read.events.lexicon import Hit
from rasid.read.events.mentions import Mention
from rasid.read.events.scene import Scene


@dataclass(slots=True)
class GoldGroup:
    """Gold events told by one trigger: a village round-up has one for each village."""

    events: list[Mapping[str, Any]]
    trigger: tuple[int, int]
    evidence: tuple[int, int]

    @property
    def label(self) -> str:
        """What the reader should say of the mention: counted, habitual, planned or denied."""
        labels = {label_of(event) for event in self.events}
        return "counted" if "counted" in labels else min(labels)


def label_of(event: Mapping[str, Any]) -> str:
    """The class of one gold event."""
    if event.get("modality", "asserted") != "asserted":
        return "planned"
    return "counted" if event.get("specific", True) else "habitual"


def gold_groups(scene: Scene, events: Sequence[Mapping[str, Any]]) -> list[GoldGroup]:
    """The gold events by where their triggers stand; those not found are left out."""
    groups: dict[tuple[int, int], GoldGroup] = {}
    for event in events:
        evidence = _find(scene, event["evidence"])
        if evidence is None:
            continue
        at = scene.article.text.find(event["trigger"], evidence[0], evidence[1])
        if at < 0:
            continue
        span = (at, at + len(event["trigger"]))
        group = groups.setdefault(span, GoldGroup([], span, evidence))
        group.events.append(event)
        group.evidence = min(group.evidence[0], evidence[0]), max(group.evidence[1], evidence[1])
    return sorted(groups.values(), key=lambda group: group.trigger)


def _find(scene: Scene, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in the readable text, the body before the headline."""
    text, found = scene.article.text, []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    zones = scene.article.readable()
    for zone in sorted(zones, key=lambda zone: zone.kind.value != "body"):
        for at in found:
            if zone.start <= at < zone.end:
                return at, at + len(quote)
    return None


def owner(scene: Scene, hit: Hit, groups: Sequence[GoldGroup]) -> int | None:
    """Index of the group a trigger belongs to: by its trigger's words, else by its evidence."""
    start, end = scene.analysed.span(hit.first, hit.last)
    for n, group in enumerate(groups):
        if group.trigger[0] < end and start < group.trigger[1]:
            return n
    holding = [
        n for n, group in enumerate(groups) if group.evidence[0] <= start < group.evidence[1]
    ]
    return min(holding, key=lambda n: abs(groups[n].trigger[0] - start), default=None)


@dataclass(slots=True)
class Annotated:
    """A scene with its gold."""

    scene: Scene
    gold: Sequence[Mapping[str, Any]]
    groups: list[GoldGroup]

    @classmethod
    def of(cls, scene: Scene, gold: Sequence[Mapping[str, Any]]) -> Annotated:
        """A scene with its gold aligned."""
        return cls(scene, gold, gold_groups(scene, gold))


def owned_group(annotated: Annotated, mention: Mention) -> GoldGroup | None:
    """The gold group whose trigger stands in the mention; the counted one first."""
    scene = annotated.scene
    held = []
    for group in annotated.groups:
        for hit in mention.triggers:
            start, end = scene.analysed.span(hit.first, hit.last)
            if group.trigger[0] < end and start < group.trigger[1]:
                held.append(group)
                break
    return min(held, key=lambda group: group.label != "counted", default=None)
