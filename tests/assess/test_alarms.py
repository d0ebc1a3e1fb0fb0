"""Alarms: raised where a level rises, seldom where weeks only vary, not repeated without news."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from rasid.assess.alarms import AGAIN, BARS, GROWN, HISTORY, RECENT, RISE, Alarm, Bar, alarms
from rasid.assess.series import Weekly


def weekly(counts: np.ndarray) -> Weekly:
    ends = pd.date_range("2020-01-05", periods=len(counts), freq="7D")
    return Weekly(ends, counts.astype(float))


def drawn(rates: np.ndarray, seed: int, dispersion: float = 2.25) -> Weekly:
    rng = np.random.default_rng(seed)
    return weekly(rng.poisson(rng.gamma(rates / (dispersion - 1), dispersion - 1)))


def swinging(weeks: int, mean: float, seed: int) -> Weekly:
    """Weeks whose level wanders (autocorrelation 0.7) about one mean."""
    rng = np.random.default_rng(seed)
    swing = np.zeros(weeks)
    for week in range(1, weeks):
        swing[week] = 0.7 * swing[week - 1] + rng.normal(0, 0.29)
    return drawn(mean * np.exp(swing - 0.08), seed)


def places(series: Weekly, found: list[Alarm]) -> list[int]:
    return [list(series.ends).index(alarm.week) for alarm in found]


def share_of_weeks(quiet: list[Weekly]) -> float:
    """Alarms for each of the last 40 weeks."""
    return sum(len(alarms(s, weeks=40)) for s in quiet) / (40 * len(quiet))


def test_even_weeks_seldom_raise_an_alarm():
    assert share_of_weeks([drawn(np.full(104, 5.0), seed) for seed in range(30)]) <= 0.02


def test_streaks_seldom_raise_an_alarm():
    assert share_of_weeks([swinging(104, 5.0, seed) for seed in range(30)]) <= 0.03


def test_a_doubling_is_heard_within_six_weeks():
    rates = np.r_[np.full(78, 5.0), np.full(6, 10.0)]
    made = [drawn(rates, seed) for seed in range(30)]
    heard = [any(place >= 78 for place in places(s, alarms(s, weeks=6))) for s in made]
    assert np.mean(heard) >= 0.75


def test_a_tripling_is_always_heard_within_six_weeks():
    rates = np.r_[np.full(78, 5.0), np.full(6, 15.0)]
    assert all(alarms(drawn(rates, seed), weeks=6) for seed in range(20))


def test_what_is_less_than_half_more_is_no_rise_however_sure():
    quiet = np.tile([99.0, 100.0, 101.0], 28)
    assert not alarms(weekly(np.r_[quiet, np.full(8, 140.0)]))
    assert alarms(weekly(np.r_[quiet, np.full(8, 160.0)]))


def test_a_rise_that_is_over_is_not_called():
    quiet = np.tile([1.0, 2.0, 3.0], 20)
    assert alarms(weekly(np.r_[quiet, 0, 1, 4, 5, 6, 8]), weeks=1)
    assert not alarms(weekly(np.r_[quiet, 8, 6, 5, 4, 1, 0]), weeks=1)


def test_streaks_raise_the_bar():
    steady = np.tile([2.0, 8.0], 42)
    streaky = np.tile(np.r_[np.full(6, 2.0), np.full(6, 8.0)], 7)
    rise = np.full(6, 9.0)
    assert alarms(weekly(np.r_[steady, rise]), weeks=6)
    assert not alarms(weekly(np.r_[streaky, rise]), weeks=6)


def test_a_rise_below_a_level_that_fell_slowly_is_heard():
    fall = np.linspace(12, 4, 104) + np.resize([-2, 2, 0, 1, -1], 104)
    series = weekly(np.r_[fall.round(), np.full(6, 9.0)])
    assert not alarms(series, weeks=6, bars=[bar for bar in BARS if bar.back == HISTORY])
    heard = alarms(series, weeks=6)
    assert [(alarm.weeks, alarm.against) for alarm in heard] == [(RISE, RECENT)]


def test_an_alarm_that_goes_on_is_told_again_only_where_it_grew():
    counts = np.r_[np.tile([4.0, 6.0], 40), np.full(12, 14.0)]
    heard = [alarm for alarm in alarms(weekly(counts)) if alarm.weeks == RISE]
    sums = [alarm.count for alarm in heard]
    assert len(sums) >= 2
    assert all(b > GROWN * a for a, b in pairwise(sums))
    assert heard[-1].week < weekly(counts).ends[-3]


def test_an_alarm_after_quiet_weeks_is_a_new_one():
    peak = np.full(6, 15.0)
    quiet = np.tile([4.0, 6.0], 40)
    series = weekly(np.r_[quiet, peak, np.full(AGAIN + 8, 5.0), peak])
    told = places(series, alarms(series))
    assert any(place < 86 for place in told)
    assert any(place >= 98 for place in told)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_told_does_not_depend_on_how_far_one_looks_back(seed: int):
    series = swinging(104, 5.0, seed)
    bars = (Bar(RISE, HISTORY, 0.2),)
    whole = alarms(series, bars=bars)
    for weeks in (10, 26):
        recent = [alarm for alarm in whole if alarm.week > series.ends[-weeks - 1]]
        assert alarms(series, weeks=weeks, bars=bars) == recent


def test_a_smaller_chance_never_hears_more():
    series = swinging(104, 5.0, 3)
    rise = [bar for bar in BARS if bar.weeks == RISE]
    heard = [
        len(alarms(series, bars=[replace(bar, chance=a) for bar in rise]))
        for a in (0.2, 0.03, 0.001)
    ]
    assert heard == sorted(heard, reverse=True)
    assert heard[0] > heard[-1]


def test_too_short_or_too_few_for_an_alarm():
    assert not alarms(weekly(np.r_[np.full(20, 1.0), np.full(6, 9.0)]))
    assert not alarms(weekly(np.r_[np.zeros(60), 1, 1, 1, 1, 1, 2]))


def test_the_first_year_is_provisional():
    counts = np.r_[np.full(40, 2.0), np.full(6, 10.0)]
    assert all(alarm.provisional for alarm in alarms(weekly(counts)))
    assert alarms(weekly(counts))
