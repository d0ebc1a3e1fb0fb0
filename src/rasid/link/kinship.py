"""Actors as reports name them, with the larger ones they are part of and the sides they are on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rasid import knowledge_base
from rasid.knowledge_base import ActorKind, Alliance
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


_STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.POLICE, ActorKind.GOVERNMENT})
_CROWDS = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.UNIDENTIFIED})


def camps(actors: Iterable[ActorMention], day: str | None) -> list[str]:
    """The sides that the actors are on at an ISO day: a state's own, or an alliance's."""
    found: dict[str, None] = {}
    for actor in actors:
        for name, alliance in _camps(actor.actor_id):
            if alliance is None or alliance.stands(day):
                found[name] = None
    return list(found)


def is_crowd(actors: Iterable[ActorMention]) -> bool:
    """True where people are named but no party: civilians, suspects, a crowd."""
    known = knowledge_base.load().actors.by_id
    named = [actor for actor in actors if actor.actor not in UNNAMED]
    kinds = {known[a.actor_id].kind if a.actor_id in known else None for a in named}
    return bool(named) and kinds <= _CROWDS


@cache
def _camps(actor_id: str) -> list[tuple[str, Alliance | None]]:
    """The sides that an actor and those it is part of are on."""
    known = knowledge_base.load().actors
    if actor_id not in known.by_id:
        return []
    line = [known.by_id[one] for one in known.family(actor_id)]
    own: list[tuple[str, Alliance | None]] = [
        (f"state {one.country}", None) for one in line if one.kind in _STATE and one.country
    ]
    ids = {one.actor_id for one in line}
    return own + [(one.name, one) for one in known.alliances if ids & set(one.members)]
