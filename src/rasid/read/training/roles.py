"""Takes annotated mentions, gives the examples from which roles are learned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rasid.read.events.mentions import Mention
from rasid.read.events.parties import Party, find_parties, parties_by_sentence
from rasid.read.events.roles import BYSTANDER, INITIATOR, TARGET, Stage, Told, role_features
from rasid.read.training.alignment import Annotated, owned_group
from rasid.read.training.logistic import Example


def role_examples(annotated: Annotated, mentions: Sequence[Mention]) -> Iterator[Example]:
    """Parties near an owned mention: initiator, target or neither in the gold."""
    scene = annotated.scene
    by_sentence = parties_by_sentence(scene, find_parties(scene))
    told = Told()
    for mention in mentions:
        group = owned_group(annotated, mention)
        if group is None:
            continue
        stage = Stage.of(mention, by_sentence, told)
        roles = [_role(annotated, party, group.events[0]) for party in stage.near]
        for at, role in enumerate(roles):
            yield role_features(scene, stage, at), role
        cast = {
            role: frozenset(p.actor for p, r in zip(stage.near, roles, strict=True) if r == role)
            for role in (INITIATOR, TARGET)
        }
        head = mention.head.entry
        told = Told(cast[INITIATOR], cast[TARGET], mention.sentence, head.group)


def _role(annotated: Annotated, party: Party, event: Mapping[str, Any]) -> str:
    start, end = annotated.scene.analysed.span(party.first, party.last)
    words = annotated.scene.article.text[start:end]
    for role, field in ((INITIATOR, "initiators"), (TARGET, "targets")):
        for actor in event.get(field) or ():
            named = actor.get("text") or ""
            if named and (named in words or words in named):
                return role
    return BYSTANDER
