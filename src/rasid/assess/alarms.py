"""Is this week out of line: alarms against the expected count of the weeks before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from rasid.assess.series import Weekly
from rasid.assess.steps import steps

BURST, RISE = 1, 6  # weeks summed: for a burst, and for a rise that no single week shows
HISTORY, RECENT = 104, 28  # weeks looked back on at most, and for a rise against recent months
GAP = RISE  # weeks just before, left out so that a rise does not raise its own bar
HALF_MORE = 1.5  # times the usual count: what is less is no rise, however sure
STILL = 2  # last weeks that together must be above the usual count, or the rise is over
GROWN = 1.15  # times the count told: a rise that goes on is told again only beyond it
AGAIN = 4  # weeks for which it is told again only where it grew
LEAST_HISTORY = 26  # weeks without which no alarm is given
LEAST_RECENT = 8  # incidents in RISE weeks below which nothing is called out of line
OUTLIER = 2.58  # residuals beyond this are weighed down, so that old bursts raise no bar
CLIPPED = 3.0  # standard deviations that a week counts for at most where streaks are sought
SETTLED = 52  # alarms on a shorter record are provisional


@dataclass(frozen=True, slots=True)
class Bar:
    """What is out of line: weeks summed, weeks looked back on, chance that quiet weeks pass it."""

    weeks: int
    back: int
    chance: float


BARS = (
    Bar(BURST, HISTORY, 0.0001),
    Bar(RISE, HISTORY, 0.02),
    Bar(RISE, RECENT, 0.025),
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A week with more incidents than chance allows: its last day, and what was seen.

    `count`, `expected` and `bar` are incidents of the `weeks` weeks that end there: one for a
    burst, several for a rise. `against` is the number of earlier weeks they were judged by.
    """

    week: pd.Timestamp
    weeks: int
    count: int
    expected: float
    bar: float
    against: int
    provisional: bool

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "week": self.week.date().isoformat(),
            "weeks": self.weeks,
            "count": self.count,
            "expected": round(self.expected, 2),
            "bar": round(self.bar, 1),
            "against": self.against,
            "provisional": self.provisional,
        }


def alarms(series: Weekly, *, weeks: int | None = None, bars: Sequence[Bar] = BARS) -> list[Alarm]:
    """Alarms among the last `weeks` weeks (all where None), oldest first, one a week at most.

    Each week is judged from the weeks before it alone: the week for a burst, the last six for a
    rise. The expected count is a quasi-Poisson mean with outliers weighed down and the bar a
    negative binomial quantile (after Noufaily et al. 2013, without their trend: on series that
    fall steeply a trend hides the rise that matters), wider where weeks come in streaks and
    never below half more than expected. Weeks before the last known step are left out, as an
    old peak would hide a new rise. A rise may also pass the bar of the last half year alone:
    a level that is long high or slowly falling makes no step, and yet hides a rise that stands
    out against the recent months. `bars` is what is out of line; where a week passes several
    of as many summed weeks, the first is told.
    """
    start = LEAST_HISTORY + GAP
    first = start if weeks is None else max(start, len(series) - weeks)
    judged: dict[int, list[Alarm]] = {}

    def heard(week: int) -> list[Alarm]:
        if week not in judged:
            judged[week] = _heard(series, week, bars)
        return judged[week]

    begin = first  # earlier where an alarm goes on: what was told of it is not told again
    while begin > start and any(heard(n) for n in range(max(begin - AGAIN, start), begin)):
        begin -= 1
    told = _told(heard, range(begin, len(series)))
    return [alarm for week, alarm in told if week >= first]


def _told(heard: Callable[[int], list[Alarm]], weeks: range) -> list[tuple[int, Alarm]]:
    """What is told in these weeks: new alarms, and those that grew since they were told."""
    last = dict.fromkeys((BURST, RISE), weeks.start - AGAIN - 1)
    count = dict.fromkeys((BURST, RISE), 0)
    told = []
    for week in weeks:
        new = []
        for alarm in heard(week):
            if week - last[alarm.weeks] > AGAIN or alarm.count > GROWN * count[alarm.weeks]:
                new.append(alarm)
                count[alarm.weeks] = alarm.count
            last[alarm.weeks] = week
        told += [(week, alarm) for alarm in new[:1]]
    return told


def _heard(series: Weekly, week: int, bars: Sequence[Bar]) -> list[Alarm]:
    """What is out of line in this week: a burst, a rise, both or neither."""
    seen = series.counts[: week + 1]
    if seen[-RISE:].sum() < LEAST_RECENT:
        return []
    history = _history(series, week)
    found: dict[int, Alarm] = {}
    for bar in bars:
        passed = _passed(seen, history[-bar.back :], bar)
        if passed and bar.weeks not in found:
            found[bar.weeks] = Alarm(
                series.ends[week], bar.weeks, *passed, provisional=week < SETTLED
            )
    return list(found.values())


def _passed(
    seen: NDArray[np.float64], history: NDArray[np.float64], bar: Bar
) -> tuple[int, float, float, int] | None:
    """The count, what was expected, the highest that is in line and the weeks judged by."""
    expected, dispersion, weight = _mean(history)
    count, usual = int(seen[-bar.weeks :].sum()), expected * bar.weeks
    if seen[-STILL:].sum() < STILL * expected or count <= HALF_MORE * usual:
        return None
    wide = dispersion * _streaks(history, expected, dispersion, bar.weeks)
    limit = max(_limit(expected, wide, weight, bar), HALF_MORE * usual)
    return (count, usual, limit, len(history)) if count > limit else None


def _history(series: Weekly, week: int) -> NDArray[np.float64]:
    """The weeks a week is judged by: from the last step on, where those are enough."""
    stop = week - GAP
    start = max(stop - HISTORY, 0)
    known = Weekly(series.ends[:stop], series.counts[:stop])
    last = max((step.index for step in steps(known)), default=0)
    if stop - last >= LEAST_HISTORY:
        start = max(start, last)
    return series.counts[start:stop]


def _limit(mean: float, dispersion: float, weight: float, bar: Bar) -> float:
    """The highest count that chance still explains."""
    expected = mean * bar.weeks
    variance = dispersion * expected + dispersion * expected * bar.weeks / weight
    if variance <= expected * 1.0001:
        return float(stats.poisson.ppf(1 - bar.chance, expected))
    size = expected**2 / (variance - expected)
    return float(stats.nbinom.ppf(1 - bar.chance, size, size / (size + expected)))


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


def _streaks(history: NDArray[np.float64], mean: float, dispersion: float, weeks: int) -> float:
    """How much more sums of so many weeks vary than those of independent weeks, at least 1.

    The share of the history that one sum takes is given back: sums around a mean that was
    taken from them vary by that much too little.
    """
    residual = np.minimum(history - mean, CLIPPED * np.sqrt(dispersion * mean))
    residual = residual - residual.mean()
    alone = float((residual**2).mean())
    if weeks == 1 or alone == 0:
        return 1.0
    sums = np.convolve(residual, np.ones(weeks), "valid")
    together = float((sums**2).mean()) / (1 - weeks / len(history))
    return max(together / (weeks * alone), 1.0)
