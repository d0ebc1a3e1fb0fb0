"""Pool the members of the ladder: average their quantiles, weighted by how well each did before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rasid.assess.forecast.base import Floats

SHARPNESS = 40.0  # a member 2.5% worse than the best so far weighs e^-1 of it
SHRINKAGE = 0.1  # share of the weight that stays equal whatever the record says
MINIMUM_RECORD = 4  # periods of record below which weights stay equal
MEMORY = 24  # periods of record that count


def weights(record: Mapping[str, Sequence[float]], members: Sequence[str]) -> dict[str, float]:
    """Weight of each member from the mean CRPS of past periods (oldest first); sums to one."""
    equal = 1 / len(members)
    length = min((len(record.get(name, ())) for name in members), default=0)
    if length < MINIMUM_RECORD:
        return dict.fromkeys(members, equal)
    losses = np.array([np.mean(record[name][-MEMORY:]) for name in members])
    best = max(losses.min(), 1e-9)
    raw = np.exp(-SHARPNESS * (losses / best - 1))
    mixed = (1 - SHRINKAGE) * raw / raw.sum() + SHRINKAGE * equal
    return dict(zip(members, mixed.tolist(), strict=True))


def average(draws: Mapping[str, Floats], weight: Mapping[str, float]) -> Floats:
    """Draws whose quantiles are the weighted mean of the members' quantiles, rounded to counts.

    All members have shape (units, n) and so has the result. Averaging quantiles keeps the pool
    as sharp as its members, where mixing draws would widen it (Lichtendahl et al. 2013).
    """
    mean = sum(weight[name] * np.sort(draws[name], axis=1) for name in weight)
    return np.rint(np.asarray(mean, dtype=np.float64))
