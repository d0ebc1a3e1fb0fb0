"""Forecast a negative binomial with the mean and variance of the unit's recent past."""

from __future__ import annotations

import numpy as np

from rasid.assess.forecast.base import Floats, Method, negative_binomial


def nb_moments(periods: int) -> Method:
    """A method that matches the moments of the last `periods` counts."""

    def draw(history: Floats, _horizon: int, rng: np.random.Generator, draws: int) -> Floats:
        recent = history[:, -periods:]
        spread = recent.var(axis=1, ddof=1) if recent.shape[1] > 1 else recent.mean(axis=1)
        return negative_binomial(recent.mean(axis=1), spread, rng, draws)

    return draw
