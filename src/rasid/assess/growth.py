"""How much more or less: the change between two windows of weeks with an honest interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

BLOCK = 4  # weeks summed before the spread is measured, so that streaks count once
FLOOR = 0.5  # least dispersion believed: quieter than chance is chance
MOST_STREAK = 0.7  # autocorrelation of blocks is cut here; beyond it 13 blocks say nothing
HALF = 0.5  # Jeffreys' addition to both counts
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Spread:
    """How far weekly counts swing and what that rests on.

    `dispersion` is the variance over mean of the difference of two windows' counts, `streak` the
    autocorrelation of neighbouring blocks that went into it.
    """

    dispersion: float
    streak: float
    degrees: int


@dataclass(frozen=True, slots=True)
class Change:
    """The change from `before` to `now` in percent, with its interval.

    `percent` is None where nothing was counted before; `p_decline` is the probability that the
    rate fell. `poisson_low` and `poisson_high` are the interval that believes in no swings:
    printed as a control, too narrow on real data.
    """

    now: int
    before: int
    percent: float | None
    low: float
    high: float
    p_decline: float
    dispersion: float
    poisson_low: float
    poisson_high: float

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "now": self.now,
            "before": self.before,
            "change": None if self.percent is None else round(self.percent, 1),
            "low": round(self.low, 1),
            "high": round(self.high, 1),
            "p_decline": round(self.p_decline, 4),
            "p_growth": round(1 - self.p_decline, 4),
            "dispersion": round(self.dispersion, 2),
            "poisson_low": round(self.poisson_low, 1),
            "poisson_high": round(self.poisson_high, 1),
        }


def spread(segments: Sequence[NDArray[np.float64]], weeks: int) -> Spread:
    """The spread of weekly counts around the mean of their own segment.

    Sums of BLOCK weeks give a Pearson dispersion; the autocorrelation of neighbouring sums,
    corrected for the bias of short series, says what streaks do to the difference of two
    windows of `weeks` weeks side by side.
    """
    squares = products = 0.0
    degrees = blocks = used = 0
    for segment in segments:
        sums = _blocks(segment)
        if len(sums) < 2:  # noqa: PLR2004 - one sum has no spread
            continue
        mean = max(float(sums.mean()), 1e-9)
        left = (sums - mean) / math.sqrt(mean)
        squares += float(left @ left)
        products += float(left[1:] @ left[:-1])
        degrees += len(sums) - 1
        blocks += len(sums)
        used += 1
    if not degrees:
        return Spread(1.0, 0.0, 1)
    raw = products / max(squares, 1e-9)
    length = blocks / used
    streak = min(max(raw + (1 + 3 * raw) / length, 0.0), MOST_STREAK)
    wide = max(squares / degrees, FLOOR) * _widened(streak, max(weeks // BLOCK, 1))
    return Spread(wide, streak, degrees)


def change(now: float, before: float, swing: Spread, weeks: tuple[float, float] = (1, 1)) -> Change:
    """The change in rate between two counts over windows of `weeks` (now, before) weeks.

    The share of the first count in both is given Jeffreys' interval (Brown, Cai & DasGupta
    2001) of counts divided by the dispersion k, its tails those of a t on the degrees of
    freedom that k rests on: a normal interval of the log ratio is too wide for few incidents.
    """
    shape = (now / swing.dispersion + HALF, before / swing.dispersion + HALF)
    poisson = math.sqrt(1 / (now + HALF) + 1 / (before + HALF))
    ratio = math.log((now + HALF) / (before + HALF) * weeks[1] / weeks[0])
    normal = float(stats.norm.ppf(0.5 + LEVEL / 2))
    tail = float(stats.norm.cdf(stats.t.ppf((1 - LEVEL) / 2, swing.degrees)))
    even = weeks[0] / (weeks[0] + weeks[1])
    below = float(stats.norm.ppf(np.clip(stats.beta.cdf(even, *shape), 1e-300, 1 - 1e-16)))
    return Change(
        now=round(now),
        before=round(before),
        percent=100 * (now / before * weeks[1] / weeks[0] - 1) if before else None,
        low=_odds(float(stats.beta.ppf(tail, *shape)), weeks),
        high=_odds(float(stats.beta.ppf(1 - tail, *shape)), weeks),
        p_decline=float(stats.t.cdf(below, swing.degrees)),
        dispersion=swing.dispersion,
        poisson_low=_percent(ratio - normal * poisson),
        poisson_high=_percent(ratio + normal * poisson),
    )


def fixed_spread(dispersion: float) -> Spread:
    """A spread that is given, not measured: for counts that come without their weeks."""
    return Spread(dispersion, 0.0, 10_000)


def _widened(streak: float, blocks: int) -> float:
    """Variance of the difference of two runs of blocks, over that of independent blocks."""
    signs = np.repeat([1.0, -1.0], blocks)
    lags = np.abs(np.subtract.outer(np.arange(2 * blocks), np.arange(2 * blocks)))
    return max(float(signs @ streak**lags @ signs / (2 * blocks)), 1.0)


def _blocks(segment: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums of BLOCK weeks, aligned to the end of the segment; a part at its start is left out."""
    whole = len(segment) // BLOCK
    if not whole:
        return np.empty(0)
    sums: NDArray[np.float64] = segment[-whole * BLOCK :].reshape(whole, BLOCK).sum(axis=1)
    return sums


def _odds(share: float, weeks: tuple[float, float]) -> float:
    """The change in rate, in percent, where this share of both counts is the later one's."""
    return _percent(math.log(max(share, 1e-9) / max(1 - share, 1e-9) * weeks[1] / weeks[0]))


def _percent(log_ratio: float) -> float:
    return 100 * (math.exp(min(log_ratio, 50.0)) - 1)
