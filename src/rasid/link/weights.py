"""How much each level speaks for or against one happening: a readable table of m, u and bits.

Fellegi and Sunter (1969), "A theory for record linkage": a level weighs log2(m / u), where m is its
share among pairs that are one happening and u its share among pairs that are not.
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
# No single answer weighs more than this: what was learned of one press is not certain. Against,
# more is allowed: what happened in another week is another happening.
MOST_BITS_FOR, MOST_BITS_AGAINST = 5.0, 12.0


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
                    0.0 if name == UNKNOWN else _bits(m, u)
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


def _bits(m: float, u: float) -> float:
    return max(-MOST_BITS_AGAINST, min(MOST_BITS_FOR, math.log2(m / u)))


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
            lines.append(f"    {name}: {{m: {m:.6g}, u: {u:.6g}}}  # {weight:+.2f} bits")
    return "\n".join(lines) + "\n"
