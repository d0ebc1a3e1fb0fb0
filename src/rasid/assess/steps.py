"""Since when: steps in the level of a weekly series, each with an interval for its date."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rasid.assess.series import Weekly

LEAST_WEEKS = 4  # shortest segment
PENALTY = 4.0  # times log n times the noise: twice the usual, as real weeks are not independent
NOISE_FLOOR = 0.25  # variance of the square root of a Poisson count
TRIMMED = 0.623  # mean of a chi-square(1) below its 90% quantile
ROUNDS = 200  # resamples behind the interval of each date
LEVEL = 0.9


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


def steps(series: Weekly, *, seed: int = 0, rounds: int = ROUNDS) -> list[Step]:
    """The steps of a series, oldest first.

    Optimal partitioning with quadratic cost on sqrt(count + 3/8), which has one variance at
    every level (Anscombe 1948; Killick et al. 2012 for the search). The interval of a date
    comes from resampling the weeks within the two segments beside it (none with 0 rounds).
    """
    values = np.sqrt(series.counts + 3 / 8)
    if len(values) < 2 * LEAST_WEEKS:
        return []
    cuts = _partition(values, PENALTY * np.log(len(values)) * noise(values))
    bounds = [0, *cuts, len(values)]
    rng = np.random.default_rng(seed)
    found = []
    for left, cut, right in zip(bounds, bounds[1:], bounds[2:], strict=False):
        low = high = cut - left
        if rounds:
            low, high = _interval(values[left:right], cut - left, rng, rounds)
        found.append(
            Step(
                cut, series.ends[cut], series.ends[left + low], series.ends[left + high],
                float(series.counts[left:cut].mean()), float(series.counts[cut:right].mean()),
            )
        )  # fmt: skip
    return found


def segments(series: Weekly, found: list[Step]) -> list[tuple[int, int]]:
    """Half-open index ranges of weeks between the steps."""
    bounds = [0, *(step.index for step in found), len(series)]
    return list(itertools.pairwise(bounds))


def noise(values: NDArray[np.float64]) -> float:
    """Variance of the noise from differences of neighbours, the largest tenth left out.

    A step makes one large difference, so it cannot blow the noise up; TRIMMED is what the
    trimming takes from a normal variance.
    """
    squares = np.sort(np.diff(values) ** 2)
    kept = squares[: max(int(np.ceil(0.9 * len(squares))), 1)]
    return max(float(kept.mean()) / 2 / TRIMMED, NOISE_FLOOR)


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


def _interval(
    values: NDArray[np.float64], cut: int, rng: np.random.Generator, rounds: int
) -> tuple[int, int]:
    """Where the best single cut falls when the weeks of both sides are drawn again."""
    left, right = values[:cut], values[cut:]
    drawn = np.concatenate(
        [
            left[rng.integers(0, len(left), (rounds, len(left)))],
            right[rng.integers(0, len(right), (rounds, len(right)))],
        ],
        axis=1,
    )
    n = drawn.shape[1]
    cuts = np.arange(LEAST_WEEKS, n - LEAST_WEEKS + 1)
    if not len(cuts):
        return cut, cut
    sums = np.cumsum(drawn, axis=1)
    first = sums[:, cuts - 1]
    gain = first**2 / cuts + (sums[:, -1:] - first) ** 2 / (n - cuts)
    places = cuts[np.argmax(gain, axis=1)]
    low, high = np.quantile(places, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], method="nearest")
    return min(int(low), cut), max(int(high), cut)
