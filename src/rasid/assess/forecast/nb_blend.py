"""Forecast a negative binomial around a blend of memories that the panel's own past chooses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rasid.assess.forecast.base import SPREAD, Floats, ewma, negative_binomial, trimmed

HALF_LIVES = (0.01, 1.0, 3.0, 8.0, 24.0)  # of the memories, in periods; the first is the last count
SHARED = 2  # the memory whose mean over all units is the level a unit is drawn towards
START = np.array([0.3, 0.3, 0.2, 0.08, 0.08, 0.04])  # weights before anything is learned
LEAST = 1e-3  # least expected count
MEMORY = 48  # origins looked back on
FADE = 24.0  # periods after which an old origin counts half
FEWEST = 10  # pairs of forecast and outcome without which the start values stand
STEPS, RENEW = 60, 15  # steps of the fit, and after how many the spread is renewed
LOYALTY = 20.0  # pairs that the start values count for
PULL = 0.3  # how hard the weights are drawn back to the start
SPREAD_PAIRS = 10.0  # pairs that the spread before anything is known counts for


@dataclass(frozen=True, slots=True)
class Pairs:
    """What was known at past origins (n, memories), what came, and how much each counts."""

    known: Floats
    came: Floats
    counts: Floats


def nb_blend(history: Floats, horizon: int, rng: np.random.Generator, draws: int) -> Floats:
    """Draws around a weighted mean of memories of several lengths and of the panel's level.

    The weights maximise the quasi-likelihood of past outcomes at this horizon (multiplicative
    gradient steps, stopped early, as in exponentiated-gradient learning: Kivinen & Warmuth
    1997), so that a panel that wanders leans on its last count and a calm one on its long mean.
    """
    weights, spread = fitted(history, horizon)
    mean = np.maximum(memories(history) @ weights, LEAST)
    return negative_binomial(mean, _variance(mean, spread), rng, draws)


def memories(history: Floats) -> Floats:
    """Levels of each unit by length of memory, and last the level of the panel: (units, 6)."""
    levels = [ewma(history, half_life) for half_life in HALF_LIVES]
    shared = np.full(len(history), max(levels[SHARED].mean(), LEAST))
    return np.stack([*levels, shared], axis=1)


def fitted(history: Floats, horizon: int) -> tuple[Floats, Floats]:
    """The weights (6,), which sum to one, and the two terms of the spread, from the past."""
    pairs = _pairs(history, horizon)
    weights, spread = START.copy(), np.array(SPREAD)
    if pairs is None:
        return weights, spread
    total = pairs.counts.sum() + LOYALTY
    for step in range(STEPS):
        mean = np.maximum(pairs.known @ weights, LEAST)
        if step % RENEW == 0:
            spread = _spread(mean, pairs)
        pull = pairs.counts * (pairs.came - mean) / _variance(mean, spread)
        slope = pull @ pairs.known / total - LOYALTY / total * PULL * np.log(weights / START)
        weights = weights * np.exp(np.clip(slope, -1, 1))
        weights /= weights.sum()
    return weights, _spread(np.maximum(pairs.known @ weights, LEAST), pairs)


def _pairs(history: Floats, horizon: int) -> Pairs | None:
    """Past origins with their outcomes; None where there are too few to learn from."""
    units, periods = history.shape
    origins = range(max(1, periods - horizon - MEMORY), periods - horizon + 1)
    if len(origins) * units < FEWEST:
        return None
    ages = np.array([periods - horizon - end for end in origins], dtype=np.float64)
    return Pairs(
        np.concatenate([memories(history[:, :end]) for end in origins]),
        np.concatenate([history[:, end + horizon - 1] for end in origins]),
        np.repeat(0.5 ** (ages / FADE), units),
    )


def _variance(mean: Floats, spread: Floats) -> Floats:
    variance: Floats = mean * (1 + spread[0]) + spread[1] * mean**2
    return variance


def _spread(mean: Floats, pairs: Pairs) -> Floats:
    """Terms (a, b) of variance = mean (1 + a) + b mean^2 by least squares, drawn to the start."""
    surplus = (trimmed(pairs.came, mean) - mean) ** 2 / mean - 1
    weights = pairs.counts / (1 + mean) ** 2
    usual = float(np.average(mean, weights=weights))
    prior = SPREAD_PAIRS / (1 + usual) ** 2 * np.array([1.0, usual**2])
    crossed = float((weights * mean).sum())
    left = np.array([[weights.sum(), crossed], [crossed, (weights * mean**2).sum()]])
    left += np.diag(prior)
    right = np.array([(weights * surplus).sum(), (weights * mean * surplus).sum()])
    right += prior * np.array(SPREAD)
    terms = np.linalg.solve(left, right)
    if terms[1] < 0:
        terms = np.array([right[0] / left[0, 0], 0.0])
    if terms[0] < 0:
        terms = np.array([0.0, right[1] / left[1, 1]])
    return np.asarray(np.maximum(terms, 0.0), dtype=np.float64)
