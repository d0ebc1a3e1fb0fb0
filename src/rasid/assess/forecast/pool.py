"""Pool the members of the ladder: average their quantiles, weighted by how well each did before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rasid.assess.forecast.base import Floats

SHARPNESS = 4.0  # after n periods a member 1 / (4 sqrt(n)) worse than the best weighs e^-1 of it
SHRINKAGE = 0.2  # share of the weight that stays as it started whatever the record says
MINIMUM_RECORD = 2  # periods of record below which weights stay as they started
MEMORY = 24  # periods of record that count


def weights(record: Mapping[str, Sequence[float]], start: Mapping[str, float]) -> dict[str, float]:
    """Weight of each member from its mean CRPS in past periods (oldest first); sums to one.

    `start` holds the weight of each member before anything is known. A period in which nothing
    was counted (NaN) tells nothing.
    """
    first = np.array(list(start.values())) / sum(start.values())
    scores = [np.asarray(record.get(name, ()), dtype=np.float64) for name in start]
    seen = [row[~np.isnan(row)][-MEMORY:] for row in scores]
    length = min(len(row) for row in seen)
    if length < MINIMUM_RECORD:
        return dict(zip(start, first.tolist(), strict=True))
    losses = np.array([row.mean() for row in seen])
    best = max(losses.min(), 1e-9)
    raw = first * np.exp(-SHARPNESS * np.sqrt(length) * (losses / best - 1))
    mixed = (1 - SHRINKAGE) * raw / raw.sum() + SHRINKAGE * first
    return dict(zip(start, mixed.tolist(), strict=True))


def average(draws: Mapping[str, Floats], weight: Mapping[str, float]) -> Floats:
    """Draws whose quantiles are the weighted mean of the members' quantiles, rounded to counts.

    All members have shape (units, n) and so has the result. Averaging quantiles keeps the pool
    as sharp as its members, where mixing draws would widen it (Lichtendahl et al. 2013).
    """
    mean = sum(weight[name] * np.sort(draws[name], axis=1) for name in weight)
    return np.rint(np.asarray(mean, dtype=np.float64))
