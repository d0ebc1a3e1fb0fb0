"""Takes a finished draft, gives the reasons for each field: rule, weight, rivals that lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rasid.model import Reason
from rasid.read.events.anchors import Anchor, Chosen
from rasid.read.events.draft import Draft
from rasid.read.events.linear import LinearModel
from rasid.read.events.recency import reported_date
from rasid.read.events.scene import Scene

_RIVAL_TYPES = 3
_LIKELY_RIVAL = 0.05  # chance from which a type that lost is told


def reasons(scene: Scene, draft: Draft, models: Mapping[str, LinearModel]) -> tuple[Reason, ...]:
    """Why the event is told, and why each field has its value."""
    return (
        _trigger(scene, draft, models),
        _type(draft),
        *_anchor(scene, "place", draft.place),
        *_anchor(scene, "date", draft.date),
        *_reported(scene, draft),
        *_tolls(scene, draft),
        *_roles(draft),
        *_retold(scene, draft),
    )


def _trigger(scene: Scene, draft: Draft, models: Mapping[str, LinearModel]) -> Reason:
    head = draft.mention.head
    strongest = models["row"].strongest(draft.features, "counted")
    detail = "; ".join(f"{name} {weight:+.2f}" for name, weight in strongest)
    others = [hit for hit in draft.mention.triggers if hit is not head]
    return Reason(
        "trigger",
        f"names {head.entry.name}",
        round(draft.confidence, 3),
        detail,
        tuple(scene.analysed.quote(hit.first, hit.last) for hit in others),
    )


def _type(draft: Draft) -> Reason:
    ranked = sorted(draft.types.items(), key=lambda item: -item[1])
    rivals = [
        f"{name} {chance:.2f}"
        for name, chance in ranked[1 : 1 + _RIVAL_TYPES]
        if chance >= _LIKELY_RIVAL
    ]
    return Reason("type", draft.type, round(draft.types[draft.type], 3), "", tuple(rivals))


def _anchor(scene: Scene, field: str, chosen: Chosen | None) -> Iterator[Reason]:
    if chosen is not None:
        rivals = tuple(f"{_words(scene, a)} {chance:.2f}" for a, chance in chosen.rivals)
        rule = "likeliest of those near"
        yield Reason(field, rule, round(chosen.chance, 3), _words(scene, chosen.anchor), rivals)


def _reported(scene: Scene, draft: Draft) -> Iterator[Reason]:
    """Why undated news has a range of days."""
    if draft.date is None and draft.news is not None and reported_date(scene, draft) is not None:
        rule = "news without a date: the days before publication"
        yield Reason("date", rule, round(draft.news, 3))


def _words(scene: Scene, anchor: Anchor) -> str:
    return scene.analysed.quote(anchor.first, anchor.last)


def _tolls(scene: Scene, draft: Draft) -> Iterator[Reason]:
    for atom in draft.atoms:
        rule = f"{atom.rule}, the toll rose" if atom.rose else atom.rule
        yield Reason(atom.kind, rule, None, scene.analysed.quote(atom.first, atom.last))


def _roles(draft: Draft) -> Iterator[Reason]:
    for field, actors in (("initiators", draft.initiators), ("targets", draft.targets)):
        if actors:
            named = "; ".join(f"{a.evidence.quote}: {a.actor}" for a in actors)
            yield Reason(field, "likeliest pair of the parties near", None, named)


def _retold(scene: Scene, draft: Draft) -> Iterator[Reason]:
    for mention in draft.retold:
        head = mention.head
        words = scene.analysed.quote(head.first, head.last)
        yield Reason("evidence", "told again elsewhere in the article", None, words)
