"""Takes tokens of an article, gives the party that a figure or an indicator is about."""

from __future__ import annotations

from collections import Counter

from rasid.knowledge_base.actors import ActorKind
from rasid.read.statements.context import Context

_GROUPS = frozenset(
    {
        ActorKind.JIHADIST,
        ActorKind.REBEL,
        ActorKind.SEPARATIST,
        ActorKind.MILITIA,
        ActorKind.DE_FACTO_AUTHORITY,
    }
)


def group_of(context: Context, first: int, last: int) -> str | None:
    """English name of the armed group named in tokens first:last, else of the article's own.

    An article is about one group where that one is named more often than all the others.
    """
    for named in context.actors_in(first, last):
        if named.actor.kind in _GROUPS:
            return named.actor.name
    counts = Counter(n.actor.name for n in context.actors if n.actor.kind in _GROUPS)
    if not counts:
        return None
    name, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return name if count * 2 > counts.total() else None


def party_in(context: Context, first: int, last: int, near: int) -> str | None:
    """English name of the party named nearest to token `near` within first:last."""
    inside = [named for named in context.actors_in(first, last) if not named.place]
    if not inside:
        return None
    return min(inside, key=lambda named: (abs(named.first - near), named.first)).actor.name
