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

HISTORY = 104  # weeks looked back on, from the last step on
BURST, RISE = 1, 6  # weeks summed: for a burst, and for a rise that no single week shows
GAP = RISE  # weeks just before, left out so that a rise does not raise its own bar
ALPHA = {BURST: 0.001, RISE: 0.018}  # chance that quiet weeks pass for one
LEAST_HISTORY = 26  # weeks without which no alarm is given
LEAST_COUNT = 3  # incidents below which nothing is called out of line
LEAST_RECENT = 8  # incidents in RISE weeks, likewise
AGAIN = 4  # weeks for which an alarm is told again only where it grew
OUTLIER = 2.58  # residuals beyond this are weighed down, so that old bursts raise no bar
SETTLED = 52  # alarms on a shorter record are provisional


@dataclass(frozen=True, slots=True)
class Alarm:
    """A week with more incidents than chance allows: its last day, and what was seen.

    `count`, `expected` and `bar` are incidents of the `weeks` weeks that end there: one for a
    burst, several for a rise.
    """

    week: pd.Timestamp
    weeks: int
    count: int
    expected: float
    bar: float
    provisional: bool

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "week": self.week.date().isoformat(),
            "weeks": self.weeks,
            "count": self.count,
            "expected": round(self.expected, 2),
            "bar": round(self.bar, 1),
            "provisional": self.provisional,
        }


def alarms(series: Weekly, *, weeks: int | None = None) -> list[Alarm]:
    """Alarms among the last `weeks` weeks (all where None), oldest first, one a week at most.

    Each week is judged from the weeks before it alone, twice: the week for a burst, the last
    six for a rise. What is out of line still is told again only where it grew. The expected
    count is a quasi-Poisson mean with outliers weighed down and
    the bar a negative binomial quantile (after Noufaily et al. 2013, without their trend: on
    series that fall steeply a trend hides the rise that matters). Weeks before the last known
    step are left out, as an old peak would hide a new rise.
    """
    start = LEAST_HISTORY + GAP
    first = start if weeks is None else max(start, len(series) - weeks)
    told = dict.fromkeys(ALPHA, (-AGAIN - 1, 0))
    found = []
    for week in range(max(start, first - AGAIN), len(series)):
        heard = _heard(series, week)
        new = [alarm for alarm in heard if _grew(alarm, week, *told[alarm.weeks])]
        for alarm in heard:
            last, most = told[alarm.weeks]
            told[alarm.weeks] = (week, max(alarm.count, most if week - last <= AGAIN else 0))
        if new and week >= first:
            found.append(new[0])
    return found


def _heard(series: Weekly, week: int) -> list[Alarm]:
    """What is out of line in this week: a burst, a rise, both or neither."""
    if series.counts[week - RISE + 1 : week + 1].sum() < LEAST_RECENT:
        return []
    expected, dispersion, weight = _mean(_history(series, week))
    heard = []
    for weeks, alpha in ALPHA.items():
        count = int(series.counts[week - weeks + 1 : week + 1].sum())
        bar = _bar(expected, dispersion, weight, (weeks, alpha))
        if count >= LEAST_COUNT and count > bar:
            day, provisional = series.ends[week], week < SETTLED
            heard.append(Alarm(day, weeks, count, expected * weeks, bar, provisional))
    return heard


def _grew(alarm: Alarm, week: int, last: int, most: int) -> bool:
    return week - last > AGAIN or alarm.count > most


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
