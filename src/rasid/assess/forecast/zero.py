"""Forecast "nothing will happen": the floor that sparse panels make hard to beat."""

from __future__ import annotations

import numpy as np

from rasid.assess.forecast.base import Floats


def zero(history: Floats, _horizon: int, _rng: np.random.Generator, draws: int) -> Floats:
    """All draws are zero."""
    return np.zeros((len(history), draws))
