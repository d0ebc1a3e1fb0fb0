"""Intervals of change: honest, and exact where they can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rasid.assess.growth import change, fixed_spread, spread


def test_a_published_pair_of_counts():
    """330 attacks against 776 at dispersion 2.5: -57%, interval -65 to -48."""
    made = change(330, 776, fixed_spread(2.5))
    assert made.percent == pytest.approx(-57.5, abs=0.1)
    assert (made.low, made.high) == (pytest.approx(-65.4, abs=0.5), pytest.approx(-47.9, abs=0.5))


def test_nothing_before_gives_no_percentage():
    made = change(5, 0, fixed_spread(1))
    assert made.percent is None
    assert made.p_decline < 0.1


def test_swings_widen_the_interval_and_chance_does_not():
    rng = np.random.default_rng(0)
    even = rng.poisson(5, 104).astype(float)
    wild = rng.poisson(rng.gamma(0.5, 10, 104)).astype(float)
    calm = spread([even[:52], even[52:]], 52)
    loud = spread([wild[:52], wild[52:]], 52)
    assert calm.dispersion < 2 < loud.dispersion


@pytest.mark.parametrize(("mean", "dispersion"), [(1, 1), (4, 2.5), (15, 2.5)])
def test_the_interval_holds_the_truth(mean: float, dispersion: float):
    rng = np.random.default_rng(1)
    rates = np.r_[np.full(52, mean), np.full(52, 0.65 * mean)]
    inside = 0
    for _ in range(300):
        drawn = rng.gamma(rates / (dispersion - 1), dispersion - 1) if dispersion > 1 else rates
        weeks = rng.poisson(drawn).astype(float)
        swing = spread([weeks[:52], weeks[52:]], 52)
        made = change(weeks[52:].sum(), weeks[:52].sum(), swing)
        inside += made.low <= -35 <= made.high
    assert 0.91 <= inside / 300 <= 0.99


def test_few_incidents_do_not_swell_the_interval():
    rng = np.random.default_rng(2)
    inside = 0
    for _ in range(600):
        made = change(rng.poisson(5.2), rng.poisson(8), fixed_spread(1))
        inside += made.low <= -35 <= made.high
    assert 0.925 <= inside / 600 <= 0.97
