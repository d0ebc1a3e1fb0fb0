"""Clusters are found where planted and seldom where there are none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rasid.assess import conform
from rasid.assess.hotspots import hot_districts, scan
from rasid.assess.hotspots.gi import ROUNDS, false_discovery, one_sided_p
from tests.assess.making import frame

AS_OF = pd.Timestamp("2022-12-04")


def scattered(seed: int, planted: int = 0) -> pd.DataFrame:
    """Two hundred towns with incidents at random; `planted` more in one of them lately."""
    rng = np.random.default_rng(seed)
    towns = np.c_[rng.uniform(33, 37, 200), rng.uniform(38, 44, 200)]
    size = rng.gamma(0.5, 1, 200)
    where = rng.choice(200, 400, p=size / size.sum())
    age = rng.integers(0, 26 * 7, 400)
    where, age = np.r_[where, np.full(planted, 7)], np.r_[age, rng.integers(0, 28, planted)]
    return conform(
        pd.DataFrame(
            {
                "date": AS_OF - pd.to_timedelta(age, unit="D"),
                "lat": towns[where, 0],
                "lon": towns[where, 1],
                "exact": True,
                "admin1": "N",
                "admin2": [f"d{n // 10}" for n in where],
            }
        )
    )


def best_p(seed: int, planted: int = 0) -> float:
    found = scan(scattered(seed, planted), AS_OF, seed=seed, rounds=199)
    assert found is not None
    return min((cluster.p for cluster in found), default=1.0)


def test_the_scan_is_silent_without_a_cluster():
    rejected = sum(best_p(seed) <= 0.05 for seed in range(40))
    assert rejected <= 6


def test_a_planted_cluster_is_found_with_its_incidents():
    found = [best_p(seed, planted=12) <= 0.05 for seed in range(10)]
    assert sum(found) >= 8
    cluster = (scan(scattered(0, 12), AS_OF, rounds=199) or [])[0]
    assert cluster.observed == len(cluster.incident_ids) >= 12
    assert cluster.start > AS_OF - pd.Timedelta(days=57)


def test_too_few_places_say_so():
    few = scattered(0).head(10)
    assert scan(few, AS_OF) is None
    assert hot_districts(few, AS_OF) is None


def test_a_hot_corner_is_hot():
    quiet = [
        frame([0.05] * 150, admin1=f"G{n}", seed=n, districts=1).assign(lat=30 + 2 * n, lon=40)
        for n in range(12)
    ]
    hot = [
        frame([0.05] * 142 + [6] * 8, admin1=f"H{n}", seed=50 + n, districts=1).assign(
            lat=34 + 0.3 * n, lon=48
        )
        for n in range(3)
    ]
    made = conform(pd.concat([*quiet, *hot]))
    found = hot_districts(made, made["date"].max()) or []
    assert {h.admin1 for h in found if h.of == "count"} == {"H0", "H1", "H2"}


def shuffled_sums(value: np.ndarray, weights: np.ndarray, seed: int) -> np.ndarray:
    """The same p, each local sum picked out district by district and round by round."""
    orders = np.random.default_rng(seed).random((ROUNDS, len(value))).argsort(axis=1)
    p = np.ones(len(value))
    for district in np.flatnonzero(value > 0):
        neighbours = int(weights[district].sum()) - 1
        if not neighbours:
            p[district] = np.mean(value >= value[district])
            continue
        others = (order[order != district][:neighbours] for order in orders)
        sums = value[district] + np.array([value[picks].sum() for picks in others])
        p[district] = (1 + np.sum(sums >= weights[district] @ value)) / (ROUNDS + 1)
    return p


@pytest.mark.parametrize("reach", [0.0, 1.2, 3.0], ids=["alone", "some near", "most near"])
def test_p_is_that_of_sums_picked_one_by_one(reach: float):
    rng = np.random.default_rng(5)
    at = rng.uniform(0, 4, (25, 2))
    near = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) <= reach
    counts = rng.negative_binomial(0.6, 0.1, 25).astype(float)
    for value in (counts, counts - rng.permutation(counts)):
        found = one_sided_p(value, near.astype(float), np.random.default_rng(3))
        assert found.tolist() == shuffled_sums(value, near.astype(float), 3).tolist()
        assert (found < 1).any()


def test_false_discovery_is_benjamini_hochberg():
    assert false_discovery(np.array([0.01, 0.04, 0.03, 0.5])).round(4).tolist() == [
        0.04, 0.0533, 0.0533, 0.5,
    ]  # fmt: skip
