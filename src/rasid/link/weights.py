"""How much each level speaks for or against one happening: read from a table, learned by EM.

Fellegi and Sunter (1969), "A theory for record linkage": a level weighs log2(m / u), where m is its
share among pairs that are one happening and u its share among pairs that are not. Both are found
without labels by expectation-maximisation (Winkler 1988) over the candidate pairs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from rasid.errors import KnowledgeError
from rasid.link.comparisons import COMPARISONS, UNKNOWN, Levels
from rasid.link.features import Floats

FILE = "weights.yml"
# Pairs that EM counts as seen before it sees any, spread as the table it starts from says.
_PRIOR_PAIRS = 50.0
_ROUNDS = 200
_SETTLED = 1e-6


@dataclass(frozen=True, slots=True)
class Weights:
    """The share of pairs that match, and m and u of every level of every comparison."""

    matching: float
    m: tuple[tuple[float, ...], ...]
    u: tuple[tuple[float, ...], ...]

    @property
    def prior(self) -> float:
        """log2 odds that a candidate pair is one happening before anything is compared."""
        return math.log2(self.matching / (1 - self.matching))

    def table(self) -> list[NDArray[np.float64]]:
        """The weight in bits of every level; an unknown one weighs nothing."""
        return [
            np.array(
                [
                    0.0 if name == UNKNOWN else math.log2(m / u)
                    for name, m, u in zip(comparison.levels, ms, us, strict=True)
                ]
            )
            for comparison, ms, us in zip(COMPARISONS, self.m, self.u, strict=True)
        ]

    def score(self, levels: Levels) -> Floats:
        """Total weight of every pair in bits, prior included: above 0 speaks for one happening."""
        total = np.full(len(levels), self.prior)
        for column, weights in enumerate(self.table()):
            total += weights[levels[:, column]]
        return total


@cache
def load_weights() -> Weights:
    """The weights of the package's own table. Raises KnowledgeError where it does not fit."""
    text = resources.files("rasid.link").joinpath(FILE).read_text(encoding="utf-8")
    return parse_weights(text, FILE)


def parse_weights(text: str, subject: str) -> Weights:
    """Weights out of a table as `dump_weights` writes it."""
    data = yaml.safe_load(text)
    try:
        rows = [_rows(data["comparisons"][c.name], c.levels) for c in COMPARISONS]
        matching = float(data["matching"])
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"not a table of weights: {error!r}", subject=subject) from error
    return Weights(matching, tuple(row[0] for row in rows), tuple(row[1] for row in rows))


def _rows(
    given: dict[str, Any], levels: tuple[str, ...]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    if set(given) != set(levels):
        raise ValueError(f"levels {sorted(given)} where {sorted(levels)} are compared")
    pairs = [(float(given[name]["m"]), float(given[name]["u"])) for name in levels]
    if any(not 0 < share < 1 for pair in pairs for share in pair):
        raise ValueError("m and u are shares between 0 and 1")
    return tuple(m for m, _ in pairs), tuple(u for _, u in pairs)


def dump_weights(weights: Weights, note: str) -> str:
    """The readable table, each level with m, u and the weight in bits that follows from them."""
    lines = [f"# {line}" for line in note.splitlines()]
    lines += [f"matching: {weights.matching:.6f}", "comparisons:"]
    for comparison, ms, us, bits in zip(
        COMPARISONS, weights.m, weights.u, weights.table(), strict=True
    ):
        lines.append(f"  {comparison.name}:")
        for name, m, u, weight in zip(comparison.levels, ms, us, bits, strict=True):
            lines.append(f"    {name}: {{m: {m:.6f}, u: {u:.6f}}}  # {weight:+.2f} bits")
    return "\n".join(lines) + "\n"


def learn_weights(levels: Levels, start: Weights) -> Weights:
    """Weights by EM over compared pairs, beginning with (and drawn a little towards) `start`.

    Unknown levels are left out of the sums, so that silence is no evidence.
    """
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    current, before = start, -math.inf
    for _ in range(_ROUNDS):
        bits = current.score(patterns)
        chance = 1.0 / (1.0 + np.exp2(-bits))
        current = _maximise(patterns, counts, chance, start)
        likelihood = float(np.sum(counts * np.logaddexp2(0.0, bits)))
        if abs(likelihood - before) < _SETTLED * abs(likelihood):
            break
        before = likelihood
    return current


def _maximise(
    patterns: Levels, counts: NDArray[np.int64], chance: Floats, start: Weights
) -> Weights:
    ms: list[tuple[float, ...]] = []
    us: list[tuple[float, ...]] = []
    for column, comparison in enumerate(COMPARISONS):
        known = np.array([name != UNKNOWN for name in comparison.levels])
        for shares, part, first in ((ms, chance, start.m), (us, 1 - chance, start.u)):
            seen = np.bincount(
                patterns[:, column], weights=counts * part, minlength=len(comparison.levels)
            )
            sums = seen + _PRIOR_PAIRS * np.array(first[column])
            whole = sums[known].sum()
            shares.append(tuple(np.where(known, sums / whole, 0.5).tolist()))
    matching = float(np.sum(counts * chance) / np.sum(counts))
    return Weights(matching, tuple(ms), tuple(us))
