"""Forecast by resampling the unit's own recent past ("conflictology", Hegre et al.)."""

from __future__ import annotations

import numpy as np

from rasid.assess.forecast.base import Floats, Method


def conflictology(periods: int) -> Method:
    """A method that draws with equal chance from the last `periods` counts of the same unit."""

    def draw(history: Floats, _horizon: int, rng: np.random.Generator, draws: int) -> Floats:
        recent = history[:, -periods:]
        picks = rng.integers(0, recent.shape[1], (len(recent), draws))
        return np.take_along_axis(recent, picks, axis=1)

    return draw
