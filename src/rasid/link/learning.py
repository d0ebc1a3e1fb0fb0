"""Weights learned without labels: what chance agreement looks like, then who agrees beyond it.

u comes from decoys: pairs of reports that the same blocks would compare if half of the press had
lived in another season. They share places, outlets and habits of wording, but no happening. m, and
u of what decoys cannot tell, come from expectation-maximisation (Winkler 1988) over the candidates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rasid.link.blocking import candidate_pairs
from rasid.link.comparisons import COMPARISONS, UNKNOWN, Levels, Pairs, compare, is_judged
from rasid.link.features import Features, Floats, Ints, features_of, is_linked
from rasid.link.weights import Weights
from rasid.model import Report

# Pairs that count as seen before any is, spread as the table that learning starts from says.
_PRIOR_PAIRS = 100.0
_ROUNDS = 200
_SETTLED = 1e-7
# Days by which half of the reports are moved to make decoys, and how far apart their true days
# (of happening or of telling) must be.
_SEASONS = (-371, -189, -98, -35, 35, 98, 189, 371)
_APART_DAYS = 21
# What decoys cannot tell: their dates are made up, and copies are told within days.
_NOT_FROM_DECOYS = frozenset({"date", "origin"})
Shares = tuple[tuple[float, ...], ...]


def learn_weights(reports: Sequence[Report], start: Weights) -> Weights:
    """Weights for reports like these, beginning with (and drawn a little towards) `start`.

    The share of matching pairs is kept: what blocks bring together says little of it.
    """
    features = features_of([report for report in reports if is_linked(report)])
    first, second = candidate_pairs(features, by_text=False)
    # What one article tells twice is its reader's doing and would teach little of the press.
    two = features.document[first] != features.document[second]
    # Undated reports meet by the day they were told: too many by chance to learn from.
    two &= _dated(features, first) & _dated(features, second)
    levels = compare(features, (first[two], second[two]))
    decoys = compare(features, _decoy_pairs(features))
    chance = _chance_shares(decoys, start)
    learned = _expect_and_maximise(levels, replace(start, u=chance))
    return replace(learned, matching=start.matching)


def _dated(features: Features, rows: Ints) -> NDArray[np.bool_]:
    """True where the report says on which day, or night, it happened."""
    width = features.end[rows] - features.start[rows]
    return np.asarray((features.start[rows] >= 0) & (width <= 1))


def _decoy_pairs(features: Features) -> Pairs:
    """Pairs that blocks would compare, were half of the reports of another season."""
    half = np.arange(len(features)) % 2 == 1
    found = []
    for days in _SEASONS:
        moved = np.where(half, days, 0)
        shifted = replace(
            features,
            start=np.where(features.start >= 0, features.start + moved, -1),
            end=np.where(features.end >= 0, features.end + moved, -1),
            told=np.where(features.told >= 0, features.told + moved, -1),
        )
        first, second = candidate_pairs(shifted, by_text=False)
        apart = (half[first] != half[second]) & _far_in_time(features, (first, second))
        found.append((first[apart] << 32) + second[apart])
    codes = np.unique(np.concatenate(found))
    return codes >> 32, codes & 0xFFFFFFFF


def _far_in_time(features: Features, pairs: Pairs) -> NDArray[np.bool_]:
    day = np.where(features.start >= 0, features.start, features.told)
    a, b = day[pairs[0]], day[pairs[1]]
    return np.asarray((a >= 0) & (b >= 0) & (np.abs(a - b) >= _APART_DAYS))


def _chance_shares(decoys: Levels, start: Weights) -> Shares:
    every = np.ones(len(decoys))
    return tuple(
        start.u[column]
        if comparison.name in _NOT_FROM_DECOYS
        else _shares(decoys[:, column], every, start.u[column], comparison.levels)
        for column, comparison in enumerate(COMPARISONS)
    )


def _shares(
    levels: Levels, counts: Floats, before: Sequence[float], names: Sequence[str]
) -> tuple[float, ...]:
    """The share of each level that can be learned, `_PRIOR_PAIRS` spread as before added."""
    learned = np.array([name != UNKNOWN and not is_judged(name) for name in names])
    first = np.array(before)
    if not learned.any():
        return tuple(before)
    seen = np.bincount(levels, weights=counts, minlength=len(names))
    sums = seen + _PRIOR_PAIRS * first
    shares = sums / sums[learned].sum() * first[learned].sum()
    return tuple(np.where(learned, shares, first).tolist())


def _expect_and_maximise(levels: Levels, start: Weights) -> Weights:
    """EM over the candidate pairs; u stays as it is where decoys gave it.

    Unknown levels are left out of the sums, so that silence is no evidence.
    """
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    current, before = start, -math.inf
    for _ in range(_ROUNDS):
        bits = current.score(patterns)
        likelihood = float(np.sum(counts * np.logaddexp2(0.0, bits)))
        if abs(likelihood - before) < _SETTLED * abs(likelihood):
            break
        before = likelihood
        match = 1.0 / (1.0 + np.exp2(-bits))
        current = _maximise(patterns, counts.astype(np.float64), match, start)
    return _falling(current)


def _falling(weights: Weights) -> Weights:
    """The weights with levels that should weigh less than the one before pooled where they do not.

    Pool-adjacent-violators on m, u held: what a press tells wrongly teaches no odd rule.
    """
    m: list[tuple[float, ...]] = []
    for column, comparison in enumerate(COMPARISONS):
        shares = list(weights.m[column])
        blocks: list[tuple[float, float, list[int]]] = []
        for level in comparison.falling:
            block = (shares[level], weights.u[column][level], [level])
            while blocks and block[0] / block[1] > blocks[-1][0] / blocks[-1][1]:
                last = blocks.pop()
                block = (last[0] + block[0], last[1] + block[1], last[2] + block[2])
            blocks.append(block)
        for both, chance, levels in blocks:
            for level in levels:
                shares[level] = both / chance * weights.u[column][level]
        m.append(tuple(shares))
    return replace(weights, m=tuple(m))


def _maximise(patterns: Levels, counts: Floats, match: Floats, start: Weights) -> Weights:
    m: list[tuple[float, ...]] = []
    u: list[tuple[float, ...]] = []
    for column, comparison in enumerate(COMPARISONS):
        levels = patterns[:, column]
        m.append(_shares(levels, counts * match, start.m[column], comparison.levels))
        by_em = comparison.name in _NOT_FROM_DECOYS
        if comparison.name == "origin":
            u.append(start.u[column])
            m[-1] = start.m[column]
            continue
        other = _shares(levels, counts * (1 - match), start.u[column], comparison.levels)
        u.append(other if by_em else start.u[column])
    return Weights(float(np.sum(counts * match) / np.sum(counts)), tuple(m), tuple(u))
