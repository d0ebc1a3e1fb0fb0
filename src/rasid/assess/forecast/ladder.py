"""Run every method of the ladder and the pool from one origin, learning only from the past."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from rasid.assess.forecast import pool, width
from rasid.assess.forecast.base import Floats
from rasid.assess.forecast.methods import MEMBERS, METHODS, start_weights
from rasid.assess.forecast.scores import crps

POOL = "pool"
POOL_EQUAL = "pool_equal"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Draws (units, n) by method, the pool's weights (units,) by member, and its width."""

    draws: dict[str, Floats]
    weights: dict[str, Floats]
    width: float
    unstretched: Floats


@dataclass(slots=True)
class Ladder:
    """The ladder for one horizon, with the record of how each member did.

    Feed it origins in order of time: `forecast` from what is known, then `learn` what came true.
    """

    horizon: int
    draws: int = 1000
    seed: int = 0
    record: dict[str, list[Floats]] = field(default_factory=dict)
    widths: list[Floats] = field(default_factory=list)

    def forecast(self, history: Floats) -> Forecast:
        """The forecast for the period `horizon` steps after the last of `history`.

        `history` has shape (units, periods). Scores of periods after its last one are left
        out of the weights, even where they have been learned already.
        """
        rng = np.random.default_rng([self.seed, history.shape[1], self.horizon])
        draws = {
            name: method(history, self.horizon, rng, self.draws) for name, method in METHODS.items()
        }
        known = max(len(self.widths) - (self.horizon - 1), 0)
        past = {name: rows[:known] for name, rows in self.record.items()}
        weight = pool.weights(past, start_weights(self.horizon), len(history), self.horizon)
        pooled = pool.mixture(draws, weight)
        factor = width.chosen(self.widths[:known])
        equal = np.full(len(history), 1 / len(MEMBERS))
        draws[POOL_EQUAL] = pool.mixture(draws, dict.fromkeys(MEMBERS, equal))
        draws[POOL] = width.stretched(pooled, factor)
        return Forecast(draws, weight, factor, pooled)

    def learn(self, forecast: Forecast, observed: Floats) -> dict[str, Floats]:
        """CRPS (units,) by method, NaN where nothing is known; kept for later weights."""
        seen = ~np.isnan(observed)
        filled = np.nan_to_num(observed)
        scores = {
            name: np.where(seen, crps(draws, filled), np.nan)
            for name, draws in forecast.draws.items()
        }
        for name in MEMBERS:
            self.record.setdefault(name, []).append(scores[name])
        active = width.coverage_by_factor(forecast.unstretched[seen], observed[seen])
        self.widths.append(active)
        return scores
