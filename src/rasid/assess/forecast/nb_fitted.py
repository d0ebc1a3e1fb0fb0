"""Forecast a negative binomial whose spread around the level is learned from the panel."""

from __future__ import annotations

import numpy as np

from rasid.assess.forecast.analogue import situations
from rasid.assess.forecast.base import SPREAD, Floats, Method, ewma, negative_binomial, trimmed

FLOOR = 0.2  # least expected count, so that a quiet unit is never forecast as certainly quiet
MINIMUM_PAIRS = 30  # fewer than these: the spread before anything is known


def nb_fitted(half_life: float) -> Method:
    """A method with an exponentially weighted level; the spread is fitted by moments."""

    def draw(history: Floats, horizon: int, rng: np.random.Generator, draws: int) -> Floats:
        linear, square = spread_of(*situations(history, horizon, half_life))
        mean = ewma(history, half_life) + FLOOR
        return negative_binomial(mean, mean * (1 + linear) + square * mean**2, rng, draws)

    return draw


def spread_of(levels: Floats, outcomes: Floats) -> tuple[float, float]:
    """The two dispersion terms (a, b) of past forecast errors, by weighted least squares."""
    if len(levels) < MINIMUM_PAIRS:
        return SPREAD
    mean = levels + FLOOR
    surplus = (trimmed(outcomes, mean) - mean) ** 2 / mean - 1.0
    weights = 1.0 / (1.0 + mean)
    design = np.stack([np.ones_like(mean), mean], axis=1) * weights[:, None]
    (linear, square), *_ = np.linalg.lstsq(design, surplus * weights, rcond=None)
    return float(max(linear, 0.0)), float(max(square, 0.0))
