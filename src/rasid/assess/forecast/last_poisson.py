"""Forecast the last known count, with Poisson noise (the benchmark of the VIEWS challenge)."""

from __future__ import annotations

import numpy as np

from rasid.assess.forecast.base import Floats


def last_poisson(history: Floats, _horizon: int, rng: np.random.Generator, draws: int) -> Floats:
    """Poisson draws around the last period of each unit."""
    return rng.poisson(history[:, -1:], (len(history), draws)).astype(np.float64)
