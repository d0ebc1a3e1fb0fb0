"""What every forecasting method takes and gives, and the helpers they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

# (history, horizon, rng, draws) -> forecast draws. `history` has shape (units, periods), oldest
# first, only what was known at the origin; the result has shape (units, draws) and holds
# possible counts of the period `horizon` steps after the last one of `history`.
Method: TypeAlias = Callable[[Floats, int, np.random.Generator, int], Floats]

SPREAD = (0.5, 0.25)  # variance = mean (1 + a) + b mean^2 before a panel has told its own
OUTLIER = 10.0  # levels above the level at which an outcome is cut before spreads are fitted


def ewma(history: Floats, half_life: float) -> Floats:
    """Mean of each row with weights that halve every `half_life` periods into the past."""
    ages = np.arange(history.shape[1])[::-1]
    weights = 0.5 ** (ages / half_life)
    weighted: Floats = history @ weights / weights.sum()
    return weighted


def negative_binomial(
    mean: Floats, variance: Floats, rng: np.random.Generator, draws: int
) -> Floats:
    """Draws of counts with this mean and variance (units,); Poisson where variance <= mean."""
    mean = np.maximum(mean, 0.0)
    excess = np.maximum(variance / np.maximum(mean, 1e-9) - 1.0, 1e-6)
    shape = np.maximum(mean / excess, 1e-9)
    rates = rng.gamma(shape[:, None], excess[:, None], (len(mean), draws))
    return rng.poisson(np.minimum(rates, 1e12)).astype(np.float64)


def trimmed(outcomes: Floats, level: Floats) -> Floats:
    """Outcomes cut at OUTLIER levels above the level: one war must not widen every forecast."""
    cut: Floats = np.minimum(outcomes, level + OUTLIER * np.maximum(level, 1.0))
    return cut
