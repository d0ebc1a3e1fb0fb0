"""Takes the claims and indicators of an article, links those that say the opposite.

Both sides are kept: two speakers who contradict each other, and a text that contradicts itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from rasid import knowledge_base
from rasid.model import Claim, ClaimKind, Direction, Evidence, Indicator, IndicatorKind
from rasid.read.statements.context import Context

Sign = tuple[IndicatorKind, Direction]
# A denial answers a statement with which it shares so many words of substance.
_SHARED_WORDS = 3
_start = attrgetter("start")
_SHORTEST_WORD = 4


@lru_cache(maxsize=4)
def _axes(code: str) -> Mapping[Sign, tuple[str, int]]:
    """On which axis an indicator lies and to which side (+1, -1) it points."""
    table = knowledge_base.load().table(f"statements/{code}/indicators.yml")["axes"]
    found: dict[Sign, tuple[str, int]] = {}
    for name, sides in table.items():
        for side, value in (("more", 1), ("less", -1)):
            for text in sides[side]:
                kind, _, direction = text.partition("/")
                found[IndicatorKind(kind), Direction(direction)] = name, value
    return found


def link_indicators(context: Context, indicators: Sequence[Indicator]) -> list[Indicator]:
    """The indicators with `conflicts_with` set where two point opposite ways about one group."""
    axes = _axes(context.analysed.language)
    conflicts: dict[str, list[str]] = defaultdict(list)
    for n, one in enumerate(indicators):
        for other in indicators[n + 1 :]:
            if _opposite(axes, one, other):
                conflicts[one.indicator_id].append(other.indicator_id)
                conflicts[other.indicator_id].append(one.indicator_id)
    return [replace(i, conflicts_with=tuple(conflicts[i.indicator_id])) for i in indicators]


def _opposite(axes: Mapping[Sign, tuple[str, int]], one: Indicator, other: Indicator) -> bool:
    first, second = axes.get((one.kind, one.direction)), axes.get((other.kind, other.direction))
    if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
        return False
    return one.subject == other.subject and _same_place(one, other)


def _same_place(one: Indicator, other: Indicator) -> bool:
    """Whether the places can be one: the same, or one of them unnamed or a whole country."""
    if one.place is None or other.place is None:
        return True
    if one.place.admin1 and other.place.admin1:
        return one.place.admin1 == other.place.admin1
    return one.place.country == other.place.country or None in {
        one.place.country,
        other.place.country,
    }


def link_claims(
    context: Context, claims: Sequence[Claim], indicators: Sequence[Indicator]
) -> list[Claim]:
    """The claims with `conflicts_with` added to: opposite indicators, or one denies the other."""
    signs = {
        indicator.indicator_id: {c.claim_id for c in claims if c.quote.overlaps(indicator.quote)}
        for indicator in indicators
    }
    pairs = {(claim.claim_id, rival) for claim in claims for rival in claim.conflicts_with}
    for indicator in indicators:
        for rival in indicator.conflicts_with:
            pairs.update(_pairs(signs[indicator.indicator_id], signs[rival]))
    words: dict[str, set[str]] = {}
    for n, one in enumerate(claims):
        for other in claims[n + 1 :]:
            if _denies(one, other) and _on_one_thing(context, one, other, words):
                pairs.update(_pairs([one.claim_id], [other.claim_id]))
    conflicts: dict[str, list[str]] = defaultdict(list)
    order = {claim.claim_id: n for n, claim in enumerate(claims)}
    for one_id, other_id in sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]])):
        conflicts[one_id].append(other_id)
    return [replace(claim, conflicts_with=tuple(conflicts[claim.claim_id])) for claim in claims]


def _pairs(some: Iterable[str], others: Iterable[str]) -> Iterable[tuple[str, str]]:
    for one in some:
        for other in others:
            if one != other:
                yield one, other
                yield other, one


def _denies(one: Claim, other: Claim) -> bool:
    """Whether exactly one of two speakers denies."""
    denials = (one.kind is ClaimKind.DENIAL, other.kind is ClaimKind.DENIAL)
    return any(denials) and not all(denials) and one.speaker.quote != other.speaker.quote


def _on_one_thing(context: Context, one: Claim, other: Claim, words: dict[str, set[str]]) -> bool:
    """Whether two claims share words of substance; `words` keeps those of each claim by its id."""
    for claim in (one, other):
        if claim.claim_id not in words:
            words[claim.claim_id] = _substance(context, claim.quote)
    return len(words[one.claim_id] & words[other.claim_id]) >= _SHARED_WORDS


def _substance(context: Context, quote: Evidence) -> set[str]:
    """The longer words of a quote, without article and joined particles."""
    tokens = context.analysed.tokens
    first = bisect_left(tokens, quote.start, key=_start)
    last = bisect_left(tokens, quote.end, first, key=_start)
    return {word for word in context.stems[first:last] if len(word) >= _SHORTEST_WORD}
