"""Since when: steps in the level of a weekly series, each with an interval for its date."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rasid.assess.series import Weekly

LEAST_WEEKS = 4  # shortest segment
PENALTY = 2.25  # times log n times the noise: a step in 2 of 100 even series of 130 weeks
NOISE_FLOOR = 0.25  # variance of the square root of a Poisson count
TRIMMED = 0.623  # mean of a chi-square(1) below its 90% quantile
BLOCK = 4  # weeks summed to see streaks
MOST_STREAKS = 3.0  # streaks are not believed to swell the noise by more
HALF = 0.5  # added to a count before its logarithm
PASSES = 2  # times that the dates are set anew, each from its neighbours
LEVEL = 0.9
# What a date is worth by how many weeks it is off: 1 on the day, nothing from the sixth week on.
WORTH = 1 - (np.arange(-5, 6) / 6) ** 2


@dataclass(frozen=True, slots=True)
class Step:
    """A change of level: the first week of the new one (its last day), its interval, the levels.

    `before` and `after` are mean incidents a week in the segments on both sides.
    """

    index: int
    date: pd.Timestamp
    low: pd.Timestamp
    high: pd.Timestamp
    before: float
    after: float

    @property
    def up(self) -> bool:
        """Whether the level rose."""
        return self.after > self.before

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "date": self.date.date().isoformat(),
            "low": self.low.date().isoformat(),
            "high": self.high.date().isoformat(),
            "before": round(self.before, 2),
            "after": round(self.after, 2),
            "direction": "up" if self.up else "down",
        }


def steps(series: Weekly) -> list[Step]:
    """The steps of a series, oldest first.

    Whether there are any: optimal partitioning with quadratic cost on sqrt(count + 3/8), which
    has one variance at every level (Anscombe 1948; Killick et al. 2012 for the search), and a
    penalty from the long-run variance, so that streaks of weeks are not taken for steps.
    When: the probability of each week under a quasi-Poisson likelihood of the weeks between the
    steps beside it; the date is the week that most of it lies near, the interval its middle 90%.
    """
    values = np.sqrt(series.counts + 3 / 8)
    if len(values) < 2 * LEAST_WEEKS:
        return []
    short = noise(values)
    long = min(max(long_run(values), short), MOST_STREAKS * short)
    cuts = _partition(values, PENALTY * np.log(len(values)) * long)
    wide = dispersion(series.counts, cuts) * long / short
    intervals: list[tuple[int, int]] = []
    for _ in range(PASSES):
        cuts, intervals = _dated(series.counts, cuts, wide)
    bounds = [0, *cuts, len(values)]
    return [
        Step(
            cut, series.ends[cut], series.ends[low], series.ends[high],
            float(series.counts[left:cut].mean()), float(series.counts[cut:right].mean()),
        )
        for (left, cut, right), (low, high) in zip(_triples(bounds), intervals, strict=True)
    ]  # fmt: skip


def segments(series: Weekly, found: list[Step]) -> list[tuple[int, int]]:
    """Half-open index ranges of weeks between the steps."""
    bounds = [0, *(step.index for step in found), len(series)]
    return list(itertools.pairwise(bounds))


def noise(values: NDArray[np.float64]) -> float:
    """Variance of the noise from differences of neighbours, the largest tenth left out.

    A step makes one large difference, so it cannot blow the noise up; TRIMMED is what the
    trimming takes from a normal variance.
    """
    return max(_from_differences(values), NOISE_FLOOR)


def long_run(values: NDArray[np.float64]) -> float:
    """The same from sums of BLOCK weeks, a week's share: what the noise is over longer spans."""
    whole = len(values) // BLOCK
    sums = values[len(values) - whole * BLOCK :].reshape(whole, BLOCK).sum(axis=1)
    return _from_differences(sums) / BLOCK


def dispersion(counts: NDArray[np.float64], cuts: Sequence[int]) -> float:
    """Variance over mean of the weekly counts around the level of their segment, at least 1."""
    squares = 0.0
    for part in np.split(counts, cuts):
        level = max(float(part.mean()), HALF / len(part))
        squares += float(((part - level) ** 2).sum()) / level
    return max(squares / max(len(counts) - len(cuts) - 1, 1), 1.0)


def _from_differences(values: NDArray[np.float64]) -> float:
    squares = np.sort(np.diff(values) ** 2)
    kept = squares[: max(int(np.ceil(0.9 * len(squares))), 1)]
    return float(kept.mean()) / 2 / TRIMMED if len(kept) else 0.0


def _partition(values: NDArray[np.float64], penalty: float) -> list[int]:
    """First indices of the segments after the first, for the least total cost."""
    n = len(values)
    total = np.concatenate([[0.0], np.cumsum(values)])
    square = np.concatenate([[0.0], np.cumsum(values**2)])
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    previous = np.zeros(n + 1, dtype=int)
    for end in range(LEAST_WEEKS, n + 1):
        starts = np.arange(end - LEAST_WEEKS + 1)
        sums = total[end] - total[starts]
        cost = square[end] - square[starts] - sums**2 / (end - starts)
        candidates = best[starts] + cost + penalty
        previous[end] = int(np.argmin(candidates))
        best[end] = candidates[previous[end]]
    cuts = []
    at = int(previous[n])
    while at > 0:
        cuts.append(at)
        at = int(previous[at])
    return cuts[::-1]


def _dated(
    counts: NDArray[np.float64], cuts: Sequence[int], wide: float
) -> tuple[list[int], list[tuple[int, int]]]:
    """Each cut set anew between its neighbours, with the interval of its week."""
    bounds = [0, *cuts, len(counts)]
    made, intervals = [], []
    for n in range(1, len(bounds) - 1):
        left, right = bounds[n - 1], bounds[n + 1]
        places, chance = _chances(counts[left:right], wide)
        worth = np.convolve(chance, WORTH, "full")[len(WORTH) // 2 :][: len(chance)]
        bounds[n] = left + int(places[np.argmax(worth)])
        reached = np.cumsum(chance)
        low, high = np.searchsorted(reached, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        ends = (left + int(places[low]), left + int(places[min(high, len(places) - 1)]))
        intervals.append((min(ends[0], bounds[n]), max(ends[1], bounds[n])))
        made.append(bounds[n])
    return made, intervals


def _chances(
    counts: NDArray[np.float64], wide: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Where these weeks may be cut in two, and how likely each place is; sums to one."""
    n = len(counts)
    places = np.arange(LEAST_WEEKS, n - LEAST_WEEKS + 1)
    first = np.cumsum(counts)[places - 1]
    fit = _fit(first, places) + _fit(counts.sum() - first, n - places)
    chance = np.exp((fit - fit.max()) / wide)
    return places, chance / chance.sum()


def _fit(count: NDArray[np.float64], weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log likelihood of a Poisson count at its own mean, constants left out."""
    some = np.maximum(count, HALF)
    result: NDArray[np.float64] = some * np.log(some / weeks)
    return result


def _triples(bounds: Sequence[int]) -> list[tuple[int, int, int]]:
    return list(zip(bounds, bounds[1:], bounds[2:], strict=False))
