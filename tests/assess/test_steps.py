"""Steps: found where they are, none where nothing happens."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from rasid.assess.series import Weekly, weekly
from rasid.assess.steps import segments, steps


def series(rates: np.ndarray, seed: int, dispersion: float = 2.25) -> Weekly:
    rng = np.random.default_rng(seed)
    drawn = rng.gamma(rates / (dispersion - 1), dispersion - 1)
    ends = pd.date_range("2020-01-05", periods=len(rates), freq="7D")
    return Weekly(ends, rng.poisson(drawn).astype(float))


def test_a_halving_is_dated_and_its_interval_holds_it():
    rates = np.r_[np.full(78, 20.0), np.full(26, 8.0)]
    near = inside = 0
    for seed in range(30):
        found = steps(series(rates, seed))
        near += any(abs(step.index - 78) <= 3 for step in found)
        start = [s for s in found if abs(s.index - 78) <= 8]
        truth = pd.Timestamp("2020-01-05") + pd.Timedelta(weeks=78)
        inside += any(step.low <= truth <= step.high for step in start)
    assert near >= 28
    assert inside >= 24


def test_even_series_have_no_step():
    assert sum(bool(steps(series(np.full(104, 5.0), seed))) for seed in range(30)) <= 2


def test_streaks_of_weeks_are_seldom_taken_for_steps():
    rng = np.random.default_rng(8)
    false = 0
    for seed in range(40):
        swing = np.zeros(130)
        for week in range(1, 130):
            swing[week] = 0.7 * swing[week - 1] + rng.normal(0, 0.29)
        false += bool(steps(series(5 * np.exp(swing - 0.08), seed)))
    assert false <= 12


def test_a_step_of_a_third_at_few_incidents_is_found():
    rates = np.r_[np.full(80, 2.5), np.full(50, 0.8)]
    found = [steps(series(rates, seed, 1.8)) for seed in range(40)]
    assert sum(any(abs(step.index - 80) <= 3 for step in one) for one in found) >= 26
    assert sum(len(one) > 1 for one in found) <= 4


def test_segments_cover_the_series():
    made = series(np.r_[np.full(40, 20.0), np.full(40, 2.0)], 0)
    parts = segments(made, steps(made))
    assert parts[0][0] == 0
    assert parts[-1][1] == 80
    assert all(a[1] == b[0] for a, b in pairwise(parts))


def test_weeks_end_on_the_day_asked_for_and_zeros_count():
    days = pd.Series(pd.to_datetime(["2020-01-01", "2020-01-20", "2020-01-21"]))
    made = weekly(days, pd.Timestamp("2020-01-01"), pd.Timestamp("2020-01-21"))
    assert made.counts.tolist() == [1, 0, 2]
    assert made.ends[-1] == pd.Timestamp("2020-01-21")
