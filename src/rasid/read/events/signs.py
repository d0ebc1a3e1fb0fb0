"""Takes a scene, says whether the article speaks of armed conflict or protest at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.read.events.scene import Scene


@dataclass(frozen=True, slots=True)
class Signs:
    """The reviewed signs of one language."""

    least: int
    parties: int
    people: frozenset[str]
    concepts: frozenset[str]
    actors: frozenset[str]
    not_alone: frozenset[str]
    most_sport: int
    sport: frozenset[str]


@cache
def signs(code: str) -> Signs:
    """The signs, their words folded as the language folds them."""
    table = load().table("reading/signs.yml")
    fold = languages.get(code).fold
    return Signs(
        int(table["least"]),
        int(table["parties"]),
        frozenset(table["people"]),
        frozenset(table["concepts"]),
        frozenset(table["actors"]),
        frozenset(map(fold, table["not_alone"])),
        int(table["most_sport"]),
        frozenset(map(fold, table["sport"])),
    )


def speaks_of_conflict(scene: Scene) -> bool:
    """Whether the article shows enough signs for its mentions to be rows."""
    known = signs(scene.analysed.language)
    words = sum(
        hit.entry.name in known.concepts and hit.entry.lemma not in known.not_alone
        for hit in scene.triggers
    )
    return words + sum(a.actor.kind.value in known.actors for a in scene.actors) >= known.least
