"""Forecasts know only the past, are scored right, and the pool holds its coverage."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rasid.assess.forecast import BASELINES, METHODS, POOL, Ladder, backtest
from rasid.assess.forecast.nb_blend import fitted
from rasid.assess.forecast.nb_fitted import spread_of
from rasid.assess.forecast.panel import Panel
from rasid.assess.forecast.pool import mixture, weights
from rasid.assess.forecast.scores import covered, crps, gain_interval, ignorance
from rasid.errors import InputError, UsageError


def counts(units: int = 8, months: int = 40, seed: int = 0) -> np.ndarray:
    """Levels that wander, counts around them: the kind of panel conflicts make."""
    rng = np.random.default_rng(seed)
    level = np.exp(rng.normal(1.5, 1, (units, 1)) + rng.normal(0, 0.4, (units, months)).cumsum(1))
    return rng.poisson(np.minimum(level, 500)).astype(float)


def panel(values: np.ndarray) -> Panel:
    months = pd.period_range("2016-01", periods=values.shape[1], freq="M")
    return Panel(tuple(f"u{n}" for n in range(len(values))), tuple(map(str, months)), values)


def test_crps_is_the_expected_distance_less_half_the_spread():
    rng = np.random.default_rng(0)
    draws, seen = rng.poisson(4, (3, 60)).astype(float), np.array([0.0, 4.0, 11.0])
    pairs = np.abs(draws[:, :, None] - draws[:, None, :]).mean(axis=(1, 2)) / 2
    by_hand = np.abs(draws - seen[:, None]).mean(axis=1) - pairs
    assert crps(draws, seen) == pytest.approx(by_hand)
    assert crps(np.full((1, 10), 3.0), np.array([5.0])) == pytest.approx([2.0])


def test_ignorance_of_certain_zeros():
    draws = np.zeros((2, 1000))
    assert ignorance(draws, np.array([0.0, 7.0])) == pytest.approx(
        [-np.log2(1001 / 1011), -np.log2(1 / 1011)]
    )


def test_gain_interval_moves_with_the_clusters():
    mine, other = np.r_[np.zeros(50), np.ones(50)], np.full(100, 2.0)
    mean, low, high = gain_interval(mine, other, np.repeat(np.arange(10), 10))
    assert mean == pytest.approx(-1.5)
    assert low < mean < high < 0


@pytest.mark.parametrize("name", METHODS)
def test_every_method_gives_counts_and_takes_short_histories(name: str):
    rng = np.random.default_rng(0)
    for months in (1, 2, 30):
        draws = METHODS[name](counts()[:, :months], 2, rng, 200)
        assert draws.shape == (8, 200)
        assert (draws >= 0).all()
        assert (draws == np.round(draws)).all()


def test_no_forecast_sees_what_came_later():
    """Changing the future must not change a single draw."""
    values = counts()
    changed = values.copy()
    changed[:, 30:] = 10_000
    for horizon in (1, 3):
        draws = []
        for version in (values, changed):
            ladder = Ladder(horizon, 100)
            for target in range(10, 30 + horizon - 1):
                last = ladder.forecast(version[:, : target - horizon + 1])
                ladder.learn(last, version[:, target])
            draws.append(ladder.forecast(version[:, :30]).draws[POOL])
        assert (draws[0] == draws[1]).all()


def rows(*scores: float, periods: int = 12) -> list[np.ndarray]:
    return [np.array(scores)] * periods


def test_the_pool_leans_on_what_did_well():
    record = {"good": rows(1.0, 1.0), "bad": rows(3.0, 3.0)}
    start = {"good": 1.0, "bad": 1.0}
    weight = weights(record, start, 2)
    assert (weight["good"] > 0.89).all()
    assert weight["good"] + weight["bad"] == pytest.approx([1, 1])
    short = {"good": rows(1.0, periods=1), "bad": rows(9.0, periods=1)}
    assert {name: share[0] for name, share in weights(short, start, 1).items()} == {
        "good": 0.5,
        "bad": 0.5,
    }
    unseen = {name: [*scores, np.full(2, np.nan)] for name, scores in record.items()}
    assert weights(unseen, start, 2)["good"] == pytest.approx(weight["good"])
    assert weights({}, {"good": 3.0, "bad": 1.0}, 1)["good"] == pytest.approx([0.75])


def test_a_unit_leans_on_its_own_record_too():
    """Two units that behave unlike weigh unlike, less so where the record is short or overlaps."""
    record = {"a": rows(1.0, 2.0), "b": rows(2.0, 1.0)}
    start = {"a": 1.0, "b": 1.0}
    weight = weights(record, start, 2)
    assert weight["a"][0] > 0.6
    assert weight["a"][1] == pytest.approx(1 - weight["a"][0])
    assert weights(record, start, 2, horizon=6)["a"][0] < weight["a"][0]


def test_a_unit_never_counted_and_one_without_loss_weigh_as_the_panel_does():
    record = {"good": rows(1.0, np.nan, 0.0), "bad": rows(2.0, np.nan, 0.0)}
    weight = weights(record, {"good": 1.0, "bad": 1.0}, 3)
    assert weight["good"][1] == pytest.approx(weight["good"][2])
    assert weight["good"][0] > weight["good"][1] > 0.5


def test_the_mixture_holds_each_member_in_its_share():
    draws = {"low": np.zeros((2, 400)), "high": np.tile(np.arange(400.0) + 1, (2, 1))}
    share = {"low": np.array([0.25, 1.0]), "high": np.array([0.75, 0.0])}
    mixed = mixture(draws, share)
    assert (mixed == 0).mean(axis=1) == pytest.approx([0.25, 1.0])
    assert mixed[0].mean() == pytest.approx(0.75 * 200.5, rel=0.01)
    assert (mixed[0].min(), mixed[0].max()) == (0, 400)


def test_the_blend_leans_on_the_last_count_where_levels_wander_and_on_the_mean_where_not():
    wandering, calm = counts(12, 48), np.random.default_rng(0).poisson(6, (12, 48)).astype(float)
    short = [fitted(values, 1)[0][:2].sum() for values in (wandering, calm)]
    assert short[0] > 0.6
    assert short[1] < 0.3


def test_one_war_does_not_widen_every_forecast():
    """An outbreak a thousand times the level tells no more of the spread than a great one."""
    levels = np.full(60, 5.0)
    outcomes = np.random.default_rng(0).poisson(5, 60).astype(float)
    spreads = []
    for outbreak in (1_000.0, 1_000_000.0):
        outcomes[7] = outbreak
        spreads.append(spread_of(levels, outcomes))
    assert spreads[0] == spreads[1]


def test_backtest_chooses_before_the_test_and_covers():
    made = backtest(panel(counts(12, 48)), 1, first=30).to_json()
    assert set(made["methods"]) >= set(METHODS) | {POOL}
    assert made["best_baseline"] in BASELINES
    assert made["shipped"] == POOL
    assert 0.8 <= made["methods"][POOL]["coverage_90"] <= 0.97
    assert made["gain"]["low"] <= made["gain"]["crps"] <= made["gain"]["high"]


def test_where_a_baseline_is_right_it_is_shipped():
    rng = np.random.default_rng(0)
    flat = rng.poisson(6, (10, 40)).astype(float)
    made = backtest(panel(flat), 1, first=30)
    assert made.methods[made.shipped]["crps"] <= 1.06 * made.methods[made.baseline]["crps"]


def test_panels_are_read_from_any_period():
    rows = [("a", "2018-11", 1), ("a", "2019-01", 2), ("b", "2018-12", 3)]
    frame = pd.DataFrame(rows, columns=["unit", "month", "n"]).astype(str)
    made = Panel.of(frame, "unit", "month", "n")
    assert made.periods == ("2018-11", "2018-12", "2019-01")
    assert made.counts.tolist() == [[1, 0, 2], [0, 3, 0]]
    assert made.filled == 3
    assert [made.index(p) for p in ("2018-12-01", "2018-12-15", "2019")] == [1, 2, 2]
    numbered = frame.assign(month=["457", "459", "458"])
    assert Panel.of(numbered, "unit", "month", "n").periods == ("457", "458", "459")
    compact = frame.assign(month=["201811", "201901", "201812"])
    assert Panel.of(compact, "unit", "month", "n").periods == ("201811", "201812", "201901")


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        (("كانون الثاني 2018", "آذار 2018", "شباط 2018"), ("2018-01", "2018-02", "2018-03")),
        (("٢٠١٨-٠١", "٢٠١٨-٠٣", "٢٠١٨-٠٢"), ("2018-01", "2018-02", "2018-03")),
        (("01/01/2018", "01/03/2018", "01/02/2018"), ("2018-01", "2018-02", "2018-03")),
        (("01/2018", "03/2018", "02/2018"), ("2018-01", "2018-02", "2018-03")),
        (("Jan 2018", "Mar 2018", "Feb 2018"), ("2018-01", "2018-02", "2018-03")),
        (("2018M01", "2018M03", "2018M02"), ("2018-01", "2018-02", "2018-03")),
        (("2018Q1", "2018Q4", "2018Q2"), ("2018-01", "2018-04", "2018-07", "2018-10")),
        (("2018-W01", "2018-W03", "2018-W02"), ("2018-01-01", "2018-01-08", "2018-01-15")),
        (
            ("2018-01-01/2018-01-07", "2018-01-15/2018-01-21", "2018-01-08/2018-01-14"),
            ("2018-01-01", "2018-01-08", "2018-01-15"),
        ),
        (("day 9", "day 11", "day 10"), ("day 9", "day 10", "day 11")),
    ],
)
def test_periods_are_put_in_order_however_they_are_written(
    written: tuple[str, ...], labels: tuple[str, ...]
):
    frame = pd.DataFrame({"unit": "a", "month": written, "n": ["1", "3", "2"]})
    made = Panel.of(frame, "unit", "month", "n")
    assert made.periods == labels
    ordered = [1, 2, 0, 3] if len(labels) > 3 else [1, 2, 3]
    assert made.counts.tolist() == [ordered]


def test_counts_may_carry_separators_and_arabic_digits_and_repeated_cells_are_told():
    rows = [("a", "2018-01", "1,200"), ("a", "2018-02", "١٢"), ("a", "2018-02", "1")]
    made = Panel.of(pd.DataFrame(rows, columns=["unit", "month", "n"]), "unit", "month", "n")
    assert made.counts.tolist() == [[1200, 13]]
    assert made.summed == 1


def test_a_count_that_is_said_to_be_unknown_is_unknown():
    written = ["1", "NaN", "n/a", "-", "", None, "0"]
    rows = [("a", f"2018-0{n + 1}", cell) for n, cell in enumerate(written)]
    made = Panel.of(pd.DataFrame(rows, columns=["unit", "month", "n"]), "unit", "month", "n")
    assert np.isnan(made.counts[0]).tolist() == [False, True, True, True, True, True, False]


def test_a_start_of_another_kind_is_refused():
    made = panel(counts())
    with pytest.raises(UsageError, match="no period as those"):
        made.index("someday")
    compact = Panel(("a",), ("201801", "201901"), np.zeros((1, 2)))
    assert compact.index("2019") == 1


def test_an_empty_count_is_unknown_and_never_scored():
    values = counts()
    values[3, 35] = np.nan
    made = backtest(panel(values), 1, first=30)
    assert np.isfinite(made.methods[POOL]["crps"])
    values[:, 36] = np.nan
    made = backtest(panel(values), 1, first=30)
    assert np.isfinite(made.methods[POOL]["crps"])


def test_with_few_units_stretches_of_time_are_resampled():
    few, many = (backtest(panel(counts(units)), 1, first=30).gain for units in (2, 9))
    assert (few["resampled"], many["resampled"]) == ("periods", "units")


def test_two_stretches_of_time_have_no_interval():
    few = panel(counts(2))
    assert backtest(few, 1, first=34).gain["high"] is None
    assert not backtest(few, 1, first=34).gain["beyond_noise"]
    assert backtest(few, 1, first=33).gain["high"] is not None


def test_an_outbreak_without_precedent_is_not_multiplied():
    """What once followed a low level is not scaled up to many times anything ever counted."""
    values = np.random.default_rng(0).poisson(4, (3, 30)).astype(float)
    values[:, -3] = 1e6
    values[0, -1] = 1e6
    draws = METHODS["analogue_0.5"](values, 1, np.random.default_rng(0), 500)
    assert draws.max() <= 2e6


def test_a_short_record_displaces_nothing():
    """A baseline that is right by chance over a few periods is not shipped for it."""
    flat = np.random.default_rng(0).poisson(6, (10, 40)).astype(float)
    assert backtest(panel(flat), 1, first=10).shipped == POOL


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"unit": ["a"], "month": ["2018-01"], "n": ["many"]}, InputError),
        ({"unit": ["a"], "month": ["2018-01"], "n": ["-1"]}, InputError),
        ({"unit": ["a"], "month": ["2018-01"], "n": ["inf"]}, InputError),
        ({"unit": ["a"], "month": [None], "n": ["1"]}, InputError),
        ({"unit": [""], "month": ["2018-01"], "n": ["1"]}, InputError),
        ({"unit": ["a"] * 2, "month": ["2018-01", "someday"], "n": ["1", "2"]}, InputError),
        (
            {"unit": ["a"] * 3, "month": ["1018-01", "2018-01", "2018-02"], "n": ["1"] * 3},
            InputError,
        ),
        ({"unit": ["a"] * 2, "month": ["2018-01", "2018-02"], "n": ["", "NaN"]}, InputError),
        ({"place": ["a"], "month": ["2018-01"], "n": ["1"]}, UsageError),
    ],
)
def test_bad_panels_are_refused(cells: dict[str, list[str]], error: type[Exception]):
    with pytest.raises(error):
        Panel.of(pd.DataFrame(cells), "unit", "month", "n")


def test_a_test_that_leaves_nothing_to_learn_is_refused():
    with pytest.raises(UsageError):
        backtest(panel(counts()), 3, first=2)


def test_covered_takes_both_ends():
    draws = np.tile(np.arange(100.0), (2, 1))
    assert covered(draws, np.array([50.0, 99.0])).tolist() == [True, False]
