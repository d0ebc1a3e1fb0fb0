"""Back-test the ladder on a panel: each forecast made only from what was known at its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rasid.assess.forecast.base import Floats
from rasid.assess.forecast.ladder import POOL, Ladder
from rasid.assess.forecast.methods import BASELINES
from rasid.assess.forecast.panel import Panel
from rasid.assess.forecast.scores import covered, gain_interval, ignorance, interval_score
from rasid.errors import UsageError

FIRST_ORIGIN = 3  # periods of history before the first forecast that is learned from
RECORD = 60  # periods before the test that are forecast to learn weights and to choose
TEST_SHARE = 3  # without a start, the last third of the periods is the test …
TEST_MOST = 36  # … and at most this many
FEWEST_UNITS = 8  # units below which stretches of time are resampled instead of them
LEAST_RECORD = 12  # periods before the test without which no baseline can displace the pool
MARGIN = 0.97  # and how much better it must have been, as a share of the pool's CRPS
STRETCH = 3  # periods of a stretch, at least; forecasts of one horizon share their errors
FEWEST_STRETCHES = 3  # stretches of time without which there is no interval
CLUSTERS = ("units", "periods")
ACTIVE = 12  # a unit is active where it had a count in as many periods before the origin


@dataclass(frozen=True, slots=True)
class Backtest:
    """Scores by method over the test, what was chosen before it, and the gain with interval."""

    panel: Panel
    horizon: int
    first: int
    methods: dict[str, dict[str, float | None]]
    record: dict[str, float]
    shipped: str
    baseline: str
    gain: dict[str, Any]
    baseline_before: str | None
    weights: dict[str, float]
    width: float

    def to_json(self) -> dict[str, Any]:
        """The object `rasid backtest --json` prints; scores rounded to four places."""
        panel = self.panel
        return {
            "units": len(panel.units),
            "horizon": self.horizon,
            "test_from": panel.periods[self.first],
            "test_to": panel.periods[-1],
            "forecasts": len(panel.units) * (len(panel.periods) - self.first),
            "cells_without_a_row_taken_as_zero": panel.filled,
            "rows_added_to_an_earlier_one": panel.summed,
            "methods": {name: _rounded(row) for name, row in self.methods.items()},
            "shipped": self.shipped,
            "shipped_scores": _rounded(self.methods[self.shipped]),
            "best_baseline": self.baseline,
            "gain": self.gain,
            "baseline_chosen_before_the_test": self.baseline_before,
            "crps_before_the_test": _rounded(self.record),
            "pool_weights": _rounded(self.weights),
            "pool_width": self.width,
        }


def backtest(
    panel: Panel, horizon: int, *, first: int | None = None, draws: int = 1000
) -> Backtest:
    """Run the ladder at every origin and score it on the periods from index `first` on.

    Weights, width and the method that is shipped come from earlier periods only.
    Raises UsageError for a horizon or a start that leaves nothing to learn or to score.
    """
    first = _start(panel, horizon, first)
    ladder = Ladder(horizon, draws)
    before: dict[str, list[Floats]] = {}
    rows: list[dict[str, dict[str, Floats]]] = []
    history = _filled(panel.counts)
    for target in range(max(FIRST_ORIGIN + horizon - 1, first - RECORD), len(panel.periods)):
        known = history[:, : target - horizon + 1]
        observed = panel.counts[:, target]
        forecast = ladder.forecast(known)
        scores = ladder.learn(forecast, observed)
        if target >= first:
            active = known[:, -ACTIVE:].sum(axis=1) > 0
            rows.append(_scored(forecast.draws, observed, scores, active))
        elif target <= first - horizon:
            for name, score in scores.items():
                before.setdefault(name, []).append(score)
    weights = {name: float(share.mean()) for name, share in forecast.weights.items()}
    return _summary(panel, horizon, first, rows, before, (weights, forecast.width))


def _start(panel: Panel, horizon: int, first: int | None) -> int:
    total = len(panel.periods)
    if horizon < 1:
        raise UsageError("a horizon is one period or more", subject="--horizon")
    if first is None:
        first = total - max(min(total // TEST_SHARE, TEST_MOST), 1)
    least = FIRST_ORIGIN + horizon - 1
    if first < least:
        raise UsageError(
            f"the test starts {first} periods after the panel's first",
            subject="--test-from",
            hint=f"at least {least} are needed before it for this horizon",
        )
    return first


def _filled(counts: Floats) -> Floats:
    """History for the methods: an unknown count stands as the last known one of its unit."""
    filled = counts.copy()
    for period in range(filled.shape[1]):
        unknown = np.isnan(filled[:, period])
        filled[unknown, period] = filled[unknown, period - 1] if period else 0.0
    return filled


def _scored(
    draws: Mapping[str, Floats], observed: Floats, crps: Mapping[str, Floats], active: np.ndarray
) -> dict[str, dict[str, Floats]]:
    """Every score of one origin: method -> score -> (units,), NaN where nothing is known."""
    unknown = np.isnan(observed)
    seen = np.nan_to_num(observed)
    result = {}
    for name, sample in draws.items():
        inside = np.where(unknown, np.nan, covered(sample, seen))
        result[name] = {
            "crps": crps[name],
            "ignorance": np.where(unknown, np.nan, ignorance(sample, seen)),
            "coverage_90": inside,
            "coverage_90_active": np.where(active, inside, np.nan),
            "interval_score_90": np.where(unknown, np.nan, interval_score(sample, seen)),
        }
    return result


def _summary(
    panel: Panel,
    horizon: int,
    first: int,
    rows: list[dict[str, dict[str, Floats]]],
    before: dict[str, list[Floats]],
    final: tuple[dict[str, float], float],
) -> Backtest:
    record = {name: float(np.nanmean(scores)) for name, scores in before.items()}
    shipped = _chosen(before, horizon)
    cells = {name: np.stack([row[name]["crps"] for row in rows]) for name in rows[0]}
    methods = {
        name: {score: _mean([row[name][score] for row in rows]) for score in rows[0][name]}
        for name in rows[0]
    }
    baseline = min(BASELINES, key=lambda name: methods[name]["crps"] or 0.0)
    earlier = min(BASELINES, key=record.__getitem__) if record else None
    gain = _gain(cells[shipped], cells[baseline], shipped, baseline, horizon)
    return Backtest(
        panel, horizon, first, methods, record, shipped, baseline, gain, earlier, *final
    )


def _chosen(before: Mapping[str, list[Floats]], horizon: int) -> str:
    """The pool, unless a baseline did clearly better before the test, by more than noise.

    Noise is judged both by units and by stretches of time: a baseline that won in one long
    episode of all units has won once.
    """
    if len(before.get(POOL, ())) < LEAST_RECORD:
        return POOL
    scores = {name: np.stack(rows) for name, rows in before.items()}
    best = min(BASELINES, key=lambda name: float(np.nanmean(scores[name])))
    better = np.nanmean(scores[best]) <= MARGIN * np.nanmean(scores[POOL])
    beyond = better and all(
        _interval(scores[best], scores[POOL], by, horizon)[2] < 0 for by in CLUSTERS
    )
    return best if beyond else POOL


def _gain(mine: Floats, other: Floats, method: str, baseline: str, horizon: int) -> dict[str, Any]:
    """Difference in CRPS (below 0: better) with its 95% interval.

    Units are resampled, or stretches of time where there are too few units for that; with fewer
    than FEWEST_STRETCHES of these the ends are None.
    """
    by = "units" if mine.shape[1] >= FEWEST_UNITS else "periods"
    mean, low, high = _interval(mine, other, by, horizon)
    told = by == "units" or len(mine) > (FEWEST_STRETCHES - 1) * max(STRETCH, horizon)
    base = float(np.nanmean(other))
    return {
        "method": method,
        "over": baseline,
        "crps": round(mean, 4),
        "low": round(low, 4) if told else None,
        "high": round(high, 4) if told else None,
        "percent": round(-100 * mean / base, 1) if base else None,
        "resampled": by,
        "beyond_noise": told and high < 0,
    }


def _interval(mine: Floats, other: Floats, by: str, horizon: int) -> tuple[float, float, float]:
    """Mean of `mine - other` (periods, units) and its 95% interval by resampling clusters."""
    periods, units = mine.shape
    stretch = max(STRETCH, horizon)
    if by == "units":
        clusters = np.tile(np.arange(units), periods)
    else:
        clusters = np.repeat(np.arange(periods) // stretch, units)
    seen = ~np.isnan(mine.ravel()) & ~np.isnan(other.ravel())
    if not seen.any():
        return 0.0, 0.0, 0.0
    return gain_interval(mine.ravel()[seen], other.ravel()[seen], clusters[seen].astype(np.int64))


def _mean(rows: list[Floats]) -> float | None:
    values = np.stack(rows)
    return None if np.isnan(values).all() else float(np.nanmean(values))


def _rounded(row: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 4) for name, value in row.items()}
