"""The next months for each unit: the ladder learned on the panel's past, then asked ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from rasid.assess.forecast.backtest import FIRST_ORIGIN
from rasid.assess.forecast.base import Floats
from rasid.assess.forecast.ladder import POOL, Ladder
from rasid.assess.forecast.methods import BASELINES

HORIZONS = (1, 2, 3)
LEAST_MONTHS = 12  # whole months without which nothing is forecast
RECORD = 24  # past origins learned from
LEARNING_DRAWS = 300  # draws while learning, where only means over many forecasts count
DRAWS = 2000
PATIENCE = 1.05  # the pool is used unless a baseline's CRPS so far is 5% lower
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of one unit for one month, with the ladder's record at this horizon.

    `p_up`: more than in the last whole month; `p_record`: at least the highest of the last 12,
    and at least one; `p_zero`: none at all. `last` is the count of the last whole month.
    """

    unit: str
    month: str
    horizon: int
    method: str
    mean: float
    quantiles: dict[str, float]
    p_up: float
    p_record: float
    p_zero: float
    last: int
    scores: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "unit": self.unit,
            "month": self.month,
            "horizon": self.horizon,
            "method": self.method,
            "mean": round(self.mean, 2),
            "quantiles": self.quantiles,
            "p_up": round(self.p_up, 3),
            "p_record": round(self.p_record, 3),
            "p_zero": round(self.p_zero, 3),
            "last_month": self.last,
            "crps_so_far": self.scores,
        }


def outlook(panel: pd.DataFrame, *, seed: int = 0) -> list[Outlook] | None:
    """Forecasts for one to three months after a panel's last (rows units, columns months).

    At each horizon the whole ladder is run over the past, each origin knowing only what came
    before it; the pool is used unless a baseline was clearly better. None under LEAST_MONTHS.
    """
    if panel.shape[1] < LEAST_MONTHS or panel.empty:
        return None
    counts = panel.to_numpy(dtype=np.float64)
    result = []
    for horizon in HORIZONS:
        ladder = Ladder(horizon, LEARNING_DRAWS, seed)
        scores = _learn(ladder, counts, horizon)
        ladder.draws = DRAWS
        method = _chosen(scores)
        draws = ladder.forecast(counts).draws[method]
        month = str(pd.Period(panel.columns[-1], freq="M") + horizon)
        result += [
            _outlook(str(unit), month, horizon, method, draws[n], counts[n], scores)
            for n, unit in enumerate(panel.index)
        ]
    return result


def _learn(ladder: Ladder, counts: Floats, horizon: int) -> dict[str, float]:
    """Mean CRPS by method over the past origins."""
    total = counts.shape[1]
    past: dict[str, list[Floats]] = {}
    for target in range(max(FIRST_ORIGIN + horizon - 1, total - RECORD), total):
        forecast = ladder.forecast(counts[:, : target - horizon + 1])
        for name, score in ladder.learn(forecast, counts[:, target]).items():
            past.setdefault(name, []).append(score)
    return {name: round(float(np.mean(scores)), 4) for name, scores in past.items()}


def _chosen(scores: dict[str, float]) -> str:
    if not scores:
        return POOL
    best = min(BASELINES, key=scores.__getitem__)
    return POOL if scores[POOL] <= PATIENCE * scores[best] else best


def _outlook(
    unit: str,
    month: str,
    horizon: int,
    method: str,
    draws: Floats,
    past: Floats,
    scores: dict[str, float],
) -> Outlook:
    points = np.quantile(draws, QUANTILES)
    return Outlook(
        unit, month, horizon, method, float(draws.mean()),
        {str(q): float(point) for q, point in zip(QUANTILES, points, strict=True)},
        float((draws > past[-1]).mean()), float((draws >= max(past[-12:].max(), 1)).mean()),
        float((draws < 1).mean()), int(past[-1]), scores,
    )  # fmt: skip
