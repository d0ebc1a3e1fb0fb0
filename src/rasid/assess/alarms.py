"""Is this week out of line: alarms against the expected count of the weeks before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from rasid.assess.series import Weekly
from rasid.assess.steps import steps

HISTORY = 52  # weeks looked back on; older ones say little about a level that keeps moving
GAP = 4  # weeks just before, left out so that a rise does not raise its own bar
RISE = 4  # weeks summed to see a rise that no single week shows
LEAST_HISTORY = 26  # weeks without which no alarm is given
BURST_ALPHA = 0.002  # chance that a quiet week is called a burst
RISE_ALPHA = 0.015  # and that quiet weeks pass for a rise, before the highest sum is looked at
LEAST_COUNT = 3  # incidents a week below which nothing is called out of line
LEAST_RECENT = 5  # incidents in four weeks, likewise
OUTLIER = 2.58  # residuals beyond this are weighed down, so that old bursts raise no bar
SETTLED = 52  # alarms on a shorter record are provisional


@dataclass(frozen=True, slots=True)
class Alarm:
    """A week with more incidents than chance allows: its last day, count, and the bar."""

    week: pd.Timestamp
    count: int
    expected: float
    bar: float
    provisional: bool

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "week": self.week.date().isoformat(),
            "count": self.count,
            "expected": round(self.expected, 2),
            "bar": round(self.bar, 1),
            "provisional": self.provisional,
        }


def alarms(series: Weekly, *, weeks: int | None = None) -> list[Alarm]:
    """Alarms among the last `weeks` weeks (all where None), oldest first.

    Each week is judged from the weeks before it alone, twice: the week for a burst, the last
    four for a rise, which must also be the highest sum of the history. The expected count is
    a quasi-Poisson mean with outliers weighed down and
    the bar a negative binomial quantile (after Noufaily et al. 2013, without their trend: on
    series that fall steeply a trend hides the rise that matters). Weeks before the last known
    step are left out, as an old peak would hide a new rise.
    """
    first = LEAST_HISTORY + GAP
    if weeks is not None:
        first = max(first, len(series) - weeks)
    found = []
    for week in range(first, len(series)):
        recent = series.counts[week - RISE + 1 : week + 1].sum()
        count = series.counts[week]
        if recent < LEAST_RECENT:
            continue
        history = _history(series, week)
        expected, dispersion, weight = _mean(history)
        bar = _bar(expected, dispersion, weight, (1, BURST_ALPHA))
        rise = _bar(expected, dispersion, weight, (RISE, RISE_ALPHA))
        rise = max(rise, float(np.convolve(history, np.ones(RISE), "valid").max()))
        if (count >= LEAST_COUNT and count > bar) or recent > rise:
            provisional = week < SETTLED
            found.append(Alarm(series.ends[week], int(count), expected, bar, provisional))
    return found


def _history(series: Weekly, week: int) -> NDArray[np.float64]:
    """The weeks a week is judged by: from the last step on, where those are enough."""
    stop = week - GAP
    start = max(stop - HISTORY, 0)
    known = Weekly(series.ends[:stop], series.counts[:stop])
    last = max((step.index for step in steps(known)), default=0)
    if stop - last >= LEAST_HISTORY:
        start = max(start, last)
    return series.counts[start:stop]


def _bar(mean: float, dispersion: float, weight: float, test: tuple[int, float]) -> float:
    """The highest count that chance still explains; `test` is (weeks summed, alpha)."""
    weeks, alpha = test
    expected = mean * weeks
    variance = dispersion * expected + dispersion * expected * weeks / weight
    if variance <= expected * 1.0001:
        return float(stats.poisson.ppf(1 - alpha, expected))
    size = expected**2 / (variance - expected)
    return float(stats.nbinom.ppf(1 - alpha, size, size / (size + expected)))


def _mean(history: NDArray[np.float64]) -> tuple[float, float, float]:
    """Weighted mean, dispersion (at least 1) and total weight of the history."""
    weights = np.ones(len(history))
    mean = dispersion = 0.0
    for _ in range(3):
        mean = max(float(weights @ history / weights.sum()), 1 / len(history))
        squares = weights * (history - mean) ** 2 / mean
        dispersion = max(float(squares.sum() / max(weights.sum() - 1, 1)), 1.0)
        scale = np.sqrt(dispersion)
        residual = 1.5 * (history ** (2 / 3) - mean ** (2 / 3)) / mean ** (1 / 6) / scale
        raw = np.where(residual > OUTLIER, np.maximum(residual, 1.0) ** -2, 1.0)
        weights = raw / raw.sum() * len(history)
    return mean, dispersion, float(weights.sum())
