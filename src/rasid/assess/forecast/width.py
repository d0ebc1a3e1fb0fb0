"""Learn how far forecast draws must be stretched so that past 90% intervals held 90%."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rasid.assess.forecast.base import Floats
from rasid.assess.forecast.scores import covered

FACTORS = np.round(np.arange(0.7, 2.01, 0.1), 2)  # widths tried; 1 leaves the draws as they are
TARGET = 0.9
PULL = 0.02  # how much coverage a step of 1 in the factor must buy
MINIMUM_RECORD = 3  # periods below which the draws stay as they are
MEMORY = 24  # periods of record that count
KEEP = 5  # every fifth draw stays where it is, so that narrowing never removes the tails


def stretched(draws: Floats, factor: float) -> Floats:
    """Sorted draws (units, n) moved away from (factor > 1) or towards their median.

    Units whose median is zero stay as they are: all their spread is the chance of a flare-up.
    """
    middle = np.median(draws, axis=1, keepdims=True)
    moved = np.rint(np.maximum(middle + factor * (draws - middle), 0.0))
    if factor < 1:
        moved[:, ::KEEP] = draws[:, ::KEEP]
    result: Floats = np.where(middle > 0, moved, draws)
    return result


def coverage_by_factor(draws: Floats, observed: Floats) -> Floats:
    """Share of the units with a median above zero covered, for each of FACTORS.

    NaN where no unit is: one forecast as certainly quiet is covered at any width.
    """
    active = np.median(draws, axis=1) > 0
    if not active.any():
        return np.full(len(FACTORS), np.nan)
    kept, seen = draws[active], observed[active]
    return np.array([covered(stretched(kept, factor), seen).mean() for factor in FACTORS])


def chosen(record: Sequence[Floats]) -> float:
    """The factor whose past coverage (one row a period, oldest first) is nearest the target."""
    rows = [row for row in record[-MEMORY:] if not np.isnan(row).any()]
    if len(rows) < MINIMUM_RECORD:
        return 1.0
    miss = np.abs(np.mean(rows, axis=0) - TARGET) + PULL * np.abs(FACTORS - 1)
    return float(FACTORS[int(np.argmin(miss))])
