"""Score forecast draws against what happened: CRPS, ignorance, coverage, gain and its interval."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rasid.assess.forecast.base import Floats

# Bins of the ignorance score of the VIEWS prediction challenge 2023/24 (upper edges; open end).
IGNORANCE_EDGES = (0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)


def crps(draws: Floats, observed: Floats) -> Floats:
    """Continuous ranked probability score of each row; lower is better, unit is the count's."""
    ordered = np.sort(draws, axis=-1)
    size = ordered.shape[-1]
    ranks = 2.0 * np.arange(1, size + 1) - size - 1
    spread = ordered @ ranks / size**2
    result: Floats = np.abs(ordered - observed[:, None]).mean(axis=-1) - spread
    return result


def ignorance(draws: Floats, observed: Floats) -> Floats:
    """Bits of surprise at the bin that came true, with one draw added to every bin."""
    edges = np.asarray(IGNORANCE_EDGES)
    hit = np.searchsorted(edges, observed)
    lower = np.where(hit > 0, edges[np.maximum(hit - 1, 0)], -np.inf)[:, None]
    upper = np.where(hit < len(edges), edges[np.minimum(hit, len(edges) - 1)], np.inf)[:, None]
    inside = ((draws > lower) & (draws <= upper)).sum(axis=-1)
    result: Floats = -np.log2((inside + 1) / (draws.shape[-1] + len(edges) + 1))
    return result


def covered(draws: Floats, observed: Floats, level: float = 0.9) -> NDArray[np.bool_]:
    """Whether the central interval of this level holds what happened, by row."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=-1)
    inside: NDArray[np.bool_] = (low <= observed) & (observed <= high)
    return inside


def interval_score(draws: Floats, observed: Floats, level: float = 0.9) -> Floats:
    """Width of the central interval plus its penalty for missing (Gneiting & Raftery 2007)."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=-1)
    missed = np.maximum(low - observed, 0) + np.maximum(observed - high, 0)
    result: Floats = high - low + missed / tail
    return result


def gain_interval(
    mine: Floats, other: Floats, clusters: NDArray[np.int64], *, seed: int = 0, rounds: int = 2000
) -> tuple[float, float, float]:
    """Mean of `mine - other` (below 0: mine is better) with its 95% cluster bootstrap interval.

    Arrays have one score per forecast; `clusters` (0 … n-1) says which unit it belongs to, as
    forecasts of one unit err together.
    """
    count = int(clusters.max()) + 1
    sums = np.bincount(clusters, mine - other, minlength=count)
    sizes = np.bincount(clusters, minlength=count)
    picks = np.random.default_rng(seed).integers(0, count, (rounds, count))
    means = sums[picks].sum(axis=1) / np.maximum(sizes[picks].sum(axis=1), 1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float((mine - other).mean()), float(low), float(high)
