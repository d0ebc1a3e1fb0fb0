"""Actors as reports name them, with the larger ones they are part of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rasid import knowledge_base
from rasid.model import ActorMention

# Actors that name nobody.
UNNAMED = frozenset({"", "Unidentified"})


def names(actors: Iterable[ActorMention]) -> frozenset[str]:
    """The canonical names of those that are named."""
    return frozenset(actor.actor for actor in actors) - UNNAMED


def lines(actors: Iterable[ActorMention]) -> list[str]:
    """Names of the named actors and of all that they are part of, each once."""
    found: dict[str, None] = {}
    for actor in actors:
        if actor.actor not in UNNAMED:
            found[actor.actor] = None
            found.update(dict.fromkeys(_parents(actor.actor_id)))
    return list(found)


def are_kin(first: Iterable[ActorMention], second: Iterable[ActorMention]) -> bool:
    """True where an actor of one side is, or is part of, one of the other side."""
    a, b = list(first), list(second)
    return bool(names(a) & set(lines(b)) or names(b) & set(lines(a)))


@cache
def _parents(actor_id: str) -> list[str]:
    if not actor_id:
        return []
    known = knowledge_base.load().actors
    if actor_id not in known.by_id:
        return []
    return [known.by_id[parent].name for parent in known.family(actor_id)[1:]]
