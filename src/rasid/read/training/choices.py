"""Takes choices among options with named features, gives the weights that make the right likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass(slots=True)
class ChoiceExample:
    """Options by their features, and the indexes of those that are right (one or more)."""

    options: list[list[str]]
    right: list[int]


def fit_choices(
    examples: Sequence[ChoiceExample], *, penalty: float = 1.0, least: int = 2, rounds: int = 60
) -> dict[str, float]:
    """Weights of a conditional logit with an L2 penalty: the right options' joint chance is raised.

    `least` drops features seen in fewer options. Deterministic: starts from nought.
    """
    counts = Counter(f for example in examples for option in example.options for f in set(option))
    names = sorted(feature for feature, count in counts.items() if count >= least)
    column = {name: n for n, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    right: list[float] = []
    starts: list[int] = []
    for example in examples:
        starts.append(len(right))
        for n, option in enumerate(example.options):
            held = sorted({column[f] for f in option if f in column})
            rows += [len(right)] * len(held)
            columns += held
            right.append(float(n in example.right))
    shape = (len(right), len(names))
    design = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    solved = _solve(design, np.asarray(starts), np.asarray(right), penalty, rounds)
    return dict(zip(names, map(float, solved), strict=True))


def _solve(
    design: csr_matrix,
    starts: NDArray[np.int64],
    right: NDArray[np.float64],
    penalty: float,
    rounds: int,
) -> NDArray[np.float64]:
    turned = design.T.tocsr()
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(right))))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = design @ weights
        scores -= np.maximum.reduceat(scores, starts)[group]
        powers = np.exp(scores)
        total = np.add.reduceat(powers, starts)
        won = np.add.reduceat(powers * right, starts) + 1e-12
        slope = turned @ (powers / total[group] - powers * right / won[group]) + penalty * weights
        return float((np.log(total) - np.log(won)).sum() + 0.5 * penalty * weights @ weights), slope

    start = np.zeros(design.shape[1])
    solved = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return np.asarray(solved.x)
