"""Takes first judgements of neighbouring candidates, gives the features of a second judgement.

What an analyst notes depends on what else there is to note: the women and children among the dead
follow the total, and of ten sentences of one speaker the strongest is kept. A second model sees
the probabilities that the first one gave to a candidate and to its neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence

# Odds are cut into steps of this width (natural logarithm), from -_STEPS to +_STEPS.
_WIDTH, _STEPS = 0.5, 6


def level(probability: float) -> int:
    """The step of a probability's log odds."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-_STEPS, min(_STEPS, round(math.log(bounded / (1 - bounded)) / _WIDTH)))


def _ladder(name: str, probability: float) -> Iterator[str]:
    """One feature for each step that the probability reaches: weights add up along the ladder."""
    for step in range(-_STEPS, level(probability) + 1):
        yield f"{name}>={step}"


def neighbour_features(
    probabilities: Sequence[float], groups: Sequence[Sequence[Hashable]], at: int
) -> frozenset[str]:
    """Features of candidate `at` from the first model's probabilities over its article.

    `groups[n]` names the groups that candidate n belongs to (its sentence, its speaker), each in
    the same position for all candidates.
    """
    own = probabilities[at]
    features = set(_ladder("own", own))
    for place, group in enumerate(groups[at]):
        members = [n for n, other in enumerate(groups) if other[place] == group]
        others = [probabilities[n] for n in members if n != at]
        features.add(f"group{place}:size={min(len(members), 6)}")
        if not others:
            features.add(f"group{place}:alone")
            continue
        rank = sum(p > own for p in others)
        features.add(f"group{place}:rank={min(rank, 5)}")
        features.update(_ladder(f"group{place}:best", max(others)))
        before = [n for n in members if n < at]
        if before:
            features.update(_ladder(f"group{place}:before", probabilities[before[-1]]))
    features.update(_ladder("article:best", max(probabilities)))
    features.add(f"article:rank={min(sum(p > own for p in probabilities), 8)}")
    features.add(f"article:over={min(sum(p > 0.5 for p in probabilities), 8)}")  # noqa: PLR2004 likely
    return frozenset(features)
