"""What is still to come in for the last weeks: late reports completed from past delays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rasid.assess.series import DAYS, Weekly

Floats: TypeAlias = NDArray[np.float64]

LONGEST = 12  # weeks after which a report no longer counts as late
HISTORY = 52  # weeks of delays learned from
LEAST = 30  # incidents with a known delay without which none is guessed
GREY = 0.8  # weeks less complete than this are drawn grey and left out of comparisons
PRIOR = 0.5  # weight of the level, in incidents, when a week is thin
UNSURE = 1.15  # times the variance: it is learned from some eight runs of RUN weeks alone
RUN = 4  # weeks whose total is looked at together
DRAWS = 2000
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Nowcast:
    """Draws of the final counts of the last weeks (newest last) and how complete each is.

    `draws` has shape (draws, weeks); `seen` and `complete` have one value a week.
    """

    seen: Floats
    complete: Floats
    draws: Floats

    def total(self, weeks: int) -> tuple[float, float, float]:
        """Mean and central 90% interval of the final count of the last `weeks` weeks."""
        sums = self.draws[:, -weeks:].sum(axis=1)
        low, high = np.quantile(sums, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return float(sums.mean()), float(low), float(high)

    def grey(self) -> int:
        """How many of the last weeks are less than GREY complete."""
        below = np.flatnonzero(self.complete < GREY)
        return int(len(self.complete) - below[0]) if len(below) else 0

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        mean, low, high = self.total(4)
        return {
            "last_4_weeks": {
                "seen": int(self.seen[-4:].sum()),
                "expected": round(mean, 1),
                "low": round(low, 1),
                "high": round(high, 1),
            },
            "weeks_under_80_percent": self.grey(),
            "complete": [round(float(share), 3) for share in self.complete],
        }


def nowcast(
    dates: pd.Series, first_seen: pd.Series, as_of: pd.Timestamp, *, seed: int = 0
) -> Nowcast | None:
    """The nowcast of the last LONGEST weeks, or None where too few delays are known.

    Chain ladder by week of happening and week of first sight; the spread around it is that of
    the same guesses made for weeks that are complete by now (as baselinenowcast does). Only
    rows first seen by `as_of` are used.
    """
    usable = first_seen.notna() & (first_seen <= as_of) & (dates <= as_of)
    if int(usable.sum()) < LEAST:
        return None
    triangle = _triangle(dates[usable], first_seen[usable], as_of)
    if triangle.sum() < LEAST:
        return None
    rng = np.random.default_rng(seed)
    complete = _completeness(triangle)
    level = _level(triangle, complete)
    seen = np.array([triangle[age, : age + 1].sum() for age in range(LONGEST)])
    extra = np.zeros((DRAWS, LONGEST))
    together = _together(triangle, complete, level)
    for age in range(LONGEST):
        guess = np.full(1, _missing(seen[age], complete[age], level))
        spread = _spread(triangle, age, complete[age], level) * together
        extra[:, age] = _draws(guess, guess * spread, rng)
    return Nowcast(seen[::-1], complete[::-1], (seen + extra)[:, ::-1])


def _triangle(dates: pd.Series, first_seen: pd.Series, as_of: pd.Timestamp) -> Floats:
    """Counts by age of the week of happening (rows) and weeks until first seen (columns)."""
    age = ((as_of - dates).dt.days // DAYS).to_numpy()
    seen = ((as_of - first_seen).dt.days // DAYS).to_numpy()
    delay = np.clip(age - seen, 0, LONGEST)
    kept = age < HISTORY
    table = np.zeros((HISTORY, LONGEST + 1))
    np.add.at(table, (age[kept], delay[kept]), 1.0)
    return table


def _completeness(triangle: Floats) -> Floats:
    """Share of a week's final count that is known at each age (0 … LONGEST - 1)."""
    arriving = np.zeros(LONGEST + 1)
    for delay in range(1, LONGEST + 1):
        old = triangle[delay:]
        known = old[:, : delay + 1].sum()
        arriving[delay] = old[:, delay].sum() / known if known else 0.0
    return np.array([np.prod(1 - arriving[age + 1 :]) for age in range(LONGEST)])


def _level(triangle: Floats, complete: Floats) -> float:
    """Incidents a week over the last LONGEST weeks, as far as they are known."""
    seen = sum(triangle[age, : age + 1].sum() for age in range(LONGEST))
    return float(max(seen / complete.sum(), 0.1))


def _missing(seen: Any, share: float, level: float) -> Any:
    """Expected number still to come, given what is seen; a thin week leans on the level."""
    rate = (seen + PRIOR) / (share + PRIOR / level)
    return rate * (1 - share)


def _spread(triangle: Floats, age: int, share: float, level: float) -> float:
    """Variance over mean of what came late in weeks that are complete by now; 1 at least."""
    old = triangle[LONGEST:]
    seen = old[:, : age + 1].sum(axis=1)
    late = old.sum(axis=1) - seen
    guess = _missing(seen, share, level)
    return max(float(((late - guess) ** 2).sum() / max(guess.sum(), 1e-9)), 1.0)


def _together(triangle: Floats, complete: Floats, level: float) -> float:
    """How much more the total of RUN neighbouring weeks misses than its weeks do one by one.

    Weeks share their delays, so their errors add up; 1 at least.
    """
    errors, guesses = [], []
    for age in range(RUN):
        old = triangle[LONGEST + age : HISTORY - RUN + age + 1]
        seen = old[:, : age + 1].sum(axis=1)
        guess = _missing(seen, complete[age], level)
        errors.append(old.sum(axis=1) - seen - guess)
        guesses.append(guess)
    single = np.square(errors).sum() / max(np.sum(guesses), 1e-9)
    total = np.square(np.sum(errors, axis=0)).sum() / max(np.sum(guesses), 1e-9)
    return UNSURE * max(float(total / max(single, 1.0)), 1.0)


def _draws(mean: Floats, variance: Floats, rng: np.random.Generator) -> Floats:
    excess = np.maximum(variance / np.maximum(mean, 1e-9) - 1, 1e-6)
    rates = rng.gamma(np.maximum(mean / excess, 1e-9), excess, DRAWS)
    return rng.poisson(rates).astype(np.float64)


def completed(series: Weekly, late: Nowcast | None) -> Weekly:
    """The series with what is still to come in for its last weeks added."""
    if late is None:
        return series
    grey = late.grey()
    share = late.complete[: len(late.complete) - grey] if grey else late.complete
    size = min(len(share), len(series))
    counts = series.counts.copy()
    if size:
        counts[-size:] = counts[-size:] / share[-size:]
    return Weekly(series.ends, counts)
