"""Forecast from what followed the same level of activity anywhere in the panel before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rasid.assess.forecast.base import SPREAD, Floats, Method, ewma, negative_binomial

NEIGHBOURS = 60  # past situations of the nearest level that a forecast is drawn from
MEMORY = 48  # origins looked back on
OFFSET = 0.3  # added to both levels before scaling, so that quiet units can flare up
FEWEST = 10  # past situations without which a usual spread around the level stands in
MOST = 2.0  # times the highest count of the panel that a scaled outcome can be at most
WARM_UP = 2  # periods needed before the first level is believed


def analogue(half_life: float) -> Method:
    """A method with the level taken as an exponentially weighted mean of this half-life.

    The pairs (level then, count `horizon` later) of all units are sorted by level; a unit draws
    from its nearest ones, scaled by the ratio of its level to theirs. So the spread, the skew
    and the chance of a flare-up come from the panel's own record, not from a distribution.
    """

    def draw(history: Floats, horizon: int, rng: np.random.Generator, draws: int) -> Floats:
        levels, outcomes = situations(history, horizon, half_life)
        here = ewma(history, half_life)
        if len(levels) < FEWEST:
            linear, square = SPREAD
            return negative_binomial(here, here * (1 + linear) + square * here**2, rng, draws)
        low, high = _window(levels, here)
        picks = low[:, None] + np.floor(rng.random((len(here), draws)) * (high - low)[:, None])
        picks = picks.astype(np.int64)
        scale = (here[:, None] + OFFSET) / (levels[picks] + OFFSET)
        values = np.minimum(outcomes[picks] * scale, MOST * history.max())
        whole = np.floor(values)
        return np.asarray(whole + (rng.random(values.shape) < values - whole), dtype=np.float64)

    return draw


def situations(history: Floats, horizon: int, half_life: float) -> tuple[Floats, Floats]:
    """Levels (sorted) and the counts that followed `horizon` periods later, over all units."""
    periods = history.shape[1]
    first = max(WARM_UP, periods - horizon - MEMORY)
    origins = range(first, periods - horizon + 1)
    if len(origins) == 0:
        return np.empty(0), np.empty(0)
    levels = np.concatenate([ewma(history[:, :end], half_life) for end in origins])
    outcomes = np.concatenate([history[:, end + horizon - 1] for end in origins])
    order = np.argsort(levels, kind="stable")
    return levels[order], outcomes[order]


def _window(levels: Floats, here: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Half-open range of the nearest situations of each unit, widened to hold all ties."""
    width = min(NEIGHBOURS, len(levels))
    start = np.clip(np.searchsorted(levels, here) - width // 2, 0, len(levels) - width)
    low = np.searchsorted(levels, levels[start], side="left")
    high = np.searchsorted(levels, levels[start + width - 1], side="right")
    return low, high
