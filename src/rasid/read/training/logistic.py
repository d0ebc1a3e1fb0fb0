"""Takes examples with named features, gives a logistic model fitted by L-BFGS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from rasid.read.events.linear import BIAS, LinearModel

Example = tuple[frozenset[str], str]


def fit(
    examples: Sequence[Example],
    classes: Sequence[str],
    *,
    penalty: float = 1.0,
    least: int = 3,
    weights: Sequence[float] | None = None,
    scales: Sequence[float] | None = None,
    rounds: int = 80,
) -> LinearModel:
    """Fit a multinomial model with an L2 penalty (bias free of it); the last class is the base.

    `least` drops features seen in fewer examples; `weights` gives each example's weight, `scales`
    how many times its features are summed. Deterministic: starts from nought.
    """
    counts = Counter(feature for features, _ in examples for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= least)
    column = {name: n for n, name in enumerate(names)}
    rows, columns, values = [], [], []
    for n, (features, _) in enumerate(examples):
        at = [column[feature] for feature in sorted(features) if feature in column]
        rows += [n] * len(at)
        columns += at
        values += [1.0 if scales is None else scales[n]] * len(at)
    width = len(names) + 1
    rows += range(len(examples))
    columns += [width - 1] * len(examples)
    values += [1.0] * len(examples)
    design = csr_matrix((values, (rows, columns)), shape=(len(examples), width))
    targets = np.zeros((len(examples), len(classes)))
    for n, (_, label) in enumerate(examples):
        targets[n, classes.index(label)] = 1.0
    share = np.asarray(weights if weights is not None else np.ones(len(examples)))
    solved = _solve(design, targets, share, penalty, rounds)
    table = {name: tuple(map(float, solved[n])) for name, n in column.items()}
    table[BIAS] = tuple(map(float, solved[-1]))
    return LinearModel(tuple(classes), table)


def _solve(
    design: csr_matrix,
    targets: NDArray[np.float64],
    share: NDArray[np.float64],
    penalty: float,
    rounds: int,
) -> NDArray[np.float64]:
    """Weights, a column a class but the last, which stays nought (the others are told from it)."""
    width, count = design.shape[1], targets.shape[1] - 1
    free = np.ones((width, 1))
    free[-1] = 0.0
    turned = design.T.tocsr()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(width, count)
        scores = np.hstack([design @ table, np.zeros((design.shape[0], 1))])
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        chances = powers / powers.sum(axis=1, keepdims=True)
        likely = -(share * np.log((chances * targets).sum(axis=1) + 1e-12)).sum()
        slope = turned @ ((chances - targets)[:, :-1] * share[:, None]) + penalty * table * free
        return float(likely + 0.5 * penalty * (free * table**2).sum()), np.asarray(slope).ravel()

    solved = minimize(
        loss,
        np.zeros(width * count),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": 5},
    )
    return np.asarray(solved.x).reshape(width, count)
