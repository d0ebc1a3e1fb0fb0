"""Pool the members of the ladder: mix their draws, weighted by how well each did before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rasid.assess.forecast.base import Floats

SHARPNESS = 2.5  # after n periods a member 1 / (2.5 sqrt(n)) worse than another weighs e^-1 of it
SHRINKAGE = 0.2  # share of the weight that stays as it started whatever the record says
MINIMUM_RECORD = 2  # periods of record below which weights stay as they started
MEMORY = 24  # periods of record that count
OWN = 0.5  # share that a unit's own long record has in its weights; the rest is all units'
OWN_PERIODS = 6.0  # independent periods of record at which the own share is half of that


def weights(
    record: Mapping[str, Sequence[Floats]],
    start: Mapping[str, float],
    units: int,
    horizon: int = 1,
) -> dict[str, Floats]:
    """Weight (units,) of each member from its CRPS in past periods; sums to one by unit.

    `record` holds by member one row of CRPS (units,) a period, oldest first, NaN where nothing
    was counted; `start` the weight of each member before anything is known. Units of one panel
    may behave unlike, so each leans partly on its own record, the more the longer that is:
    forecasts of one horizon overlap, and only every `horizon`-th period counts as a new one.
    """
    first = np.array(list(start.values())) / sum(start.values())
    scores = np.array([record.get(name, ()) for name in start], dtype=np.float64)
    scores = scores.reshape(len(start), -1, units)
    scores = scores[:, ~np.isnan(scores[0]).all(axis=1)][:, -MEMORY:]
    periods = scores.shape[1]
    if periods < MINIMUM_RECORD:
        mixed = np.tile(first[:, None], units)
    else:
        loss = _loss(scores, OWN / (1 + OWN_PERIODS * horizon / periods))
        raw = first[:, None] * np.exp(-SHARPNESS * np.sqrt(periods) * (loss - loss.min(axis=0)))
        mixed = (1 - SHRINKAGE) * raw / raw.sum(axis=0) + SHRINKAGE * first[:, None]
    return dict(zip(start, mixed, strict=True))


def _loss(scores: Floats, own: float) -> Floats:
    """Mean CRPS over that of all members, (members, units): of all units and the unit's own."""
    seen = ~np.isnan(scores)
    filled = np.where(seen, scores, 0.0)
    shared = filled.sum(axis=(1, 2)) / seen.sum(axis=(1, 2))
    each = filled.sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    return (1 - own) * _relative(shared)[:, None] + own * _relative(each)


def _relative(loss: Floats) -> Floats:
    """Loss over its mean over members (the first axis); 1 for all where none lost anything."""
    mean = loss.mean(axis=0)
    relative: Floats = np.where(mean > 0, loss / np.where(mean > 0, mean, 1.0), 1.0)
    return relative


def mixture(draws: Mapping[str, Floats], weight: Mapping[str, Floats]) -> Floats:
    """Draws (units, n) from the members in the share of their weights, evenly over each.

    A mixture (linear pool) keeps what members disagree on as uncertainty, and their chance of
    none and of a flare-up; averaged quantiles lose both.
    """
    ordered = np.stack([np.sort(draws[name], axis=1) for name in weight])
    size = ordered.shape[2]
    share = np.stack(list(weight.values()))
    ends = share.cumsum(axis=0)
    ends[-1] = 1.0
    at = (np.arange(size) + 0.5) / size
    member = (at[None, None, :] >= ends[:, :, None]).sum(axis=0)
    unit = np.arange(ordered.shape[1])[:, None]
    within = (at[None, :] - (ends - share)[member, unit]) / share[member, unit]
    picked: NDArray[np.int64] = np.clip((within * size).astype(np.int64), 0, size - 1)
    result: Floats = np.sort(ordered[member, unit, picked], axis=1)
    return result
