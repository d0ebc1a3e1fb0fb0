"""Late reports are completed without bias, and a late week is never read as a decline."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rasid.assess import IncidentTable, Question, assess, conform
from rasid.assess.nowcast import nowcast
from tests.assess.making import frame

SHARES = (0.5, 0.25, 0.12, 0.08, 0.05)  # reported within the first week, the second …
AS_OF = pd.Timestamp("2021-12-26")


def late(seed: int) -> tuple[pd.Series, pd.Series]:
    rng = np.random.default_rng(seed)
    weeks = np.repeat(np.arange(104), rng.poisson(rng.gamma(8, 2.5, 104)))
    start = AS_OF - pd.Timedelta(days=7 * 104 - 1)
    days = start + pd.to_timedelta(weeks * 7 + rng.integers(0, 7, len(weeks)), unit="D")
    delay = rng.choice(len(SHARES), len(weeks), p=SHARES)
    return pd.Series(days), pd.Series(days + pd.to_timedelta(delay * 7, unit="D"))


def test_bias_and_coverage_in_replays():
    expected = truth = seen = inside = 0.0
    for seed in range(60):
        days, first_seen = late(seed)
        made = nowcast(days, first_seen, AS_OF, seed=seed)
        assert made is not None
        real = float((days > AS_OF - pd.Timedelta(days=28)).sum())
        mean, low, high = made.total(4)
        expected, truth, seen = expected + mean, truth + real, seen + made.seen[-4:].sum()
        inside += low <= real <= high
    assert abs(expected / truth - 1) < 0.05
    assert seen / truth - 1 < -0.15, "without it the last month looks like a decline"
    assert inside / 60 >= 0.8


def test_incomplete_weeks_are_grey():
    made = nowcast(*late(0), AS_OF)
    assert made is not None
    assert made.grey() >= 2


def test_without_delays_there_is_none():
    days, _ = late(0)
    assert nowcast(days, pd.Series(pd.NaT, index=days.index), AS_OF) is None


def test_a_steady_record_with_late_reports_is_not_fading():
    made = frame([8] * 156)
    rng = np.random.default_rng(0)
    delay = rng.choice(len(SHARES), len(made), p=SHARES)
    made["first_seen"] = made["date"] + pd.to_timedelta(delay * 7, unit="D")
    as_of = pd.Timestamp("2022-11-27")
    answer = assess(IncidentTable(conform(made)), Question("Group X", as_of=as_of), forecast=False)
    assert answer.through < as_of
    short = answer.here.short.before
    assert short is not None
    assert short.p_decline < 0.95
