"""Forecast a negative binomial around a mean that forgets: exponentially weighted moments."""

from __future__ import annotations

import numpy as np

from rasid.assess.forecast.base import Floats, Method, ewma, negative_binomial


def nb_ewma(half_life: float) -> Method:
    """A method whose mean and variance weigh the past down by half every `half_life` periods."""

    def draw(history: Floats, _horizon: int, rng: np.random.Generator, draws: int) -> Floats:
        mean = ewma(history, half_life)
        spread = ewma((history - mean[:, None]) ** 2, half_life)
        return negative_binomial(mean, spread, rng, draws)

    return draw
