"""Steps and alarms: on simulated weeks, and on the Islamic State in Syria 2016-2018.

    python quality/assess_steps.py [--rounds 200] [--events FILE]

Simulated: 104 weeks, a doubling in week 78; false steps, steps found within three weeks, alarms
in quiet weeks and alarms within six weeks of the doubling, beside EARS C1 and "highest four
weeks in twelve months". Real: known turns, and alarms a governorate-year.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from rasid.assess import Question, read_table
from rasid.assess.alarms import alarms
from rasid.assess.question import select
from rasid.assess.series import Weekly, weekly
from rasid.assess.steps import steps

EVENTS = Path(__file__).resolve().parents[2] / "shared/bench/series/ucdp_syria_2016_2018.csv.gz"
WEEKS, CHANGE = 104, 78
YEAR = 52  # weeks that no rule is counted on: one of the three needs them to begin
LEAST, FLOOR = 3, 10  # incidents in a week, in four weeks, below which no rule calls
APART = 28  # days that make an alarm a new one
NEAR = 3  # weeks
BACK, AHEAD, FACTOR, LITTLE = 26, 8, 1.5, 0.25  # what a rise is: see `rises`
CELLS = ((1.5, 1.5, 0.0), (5, 1, 0.0), (5, 2.25, 0.0), (20, 2.25, 0.0), (5, 2.25, 0.7))
ENDS = pd.date_range("2020-01-05", periods=WEEKS, freq="7D")


def simulated(rng: np.random.Generator, cell: tuple[float, float, float], factor: float) -> Weekly:
    """Weeks with this mean, variance over mean and autocorrelation; times `factor` at CHANGE."""
    mean, dispersion, streak = cell
    rate = np.full(WEEKS, float(mean))
    rate[CHANGE:] *= factor
    if streak:
        swing = np.zeros(WEEKS)
        for week in range(1, WEEKS):
            swing[week] = streak * swing[week - 1] + rng.normal(0, 0.4 * np.sqrt(1 - streak**2))
        rate = rate * np.exp(swing - 0.08)
    if dispersion > 1:
        rate = rng.gamma(rate / (dispersion - 1), dispersion - 1)
    return Weekly(ENDS, rng.poisson(rate).astype(float))


def ours(series: Weekly) -> list[pd.Timestamp]:
    """Weeks with an alarm of the product."""
    return [alarm.week for alarm in alarms(series)]


def ears(series: Weekly) -> list[pd.Timestamp]:
    """EARS C1: three standard deviations above the mean of the seven weeks before."""
    y = series.counts
    return [
        series.ends[t]
        for t in range(30, len(y))
        if y[t] >= LEAST and y[t] > y[t - 7 : t].mean() + 3 * max(y[t - 7 : t].std(ddof=1), 0.5)
    ]


def highest(series: Weekly) -> list[pd.Timestamp]:
    """Highest sum of four weeks in twelve months, with a floor of ten."""
    y = np.convolve(series.counts, np.ones(4))[: len(series.counts)]
    return [
        series.ends[t] for t in range(52, len(y)) if y[t] >= FLOOR and y[t] > y[t - 52 : t].max()
    ]


Rule: TypeAlias = Callable[[Weekly], list[pd.Timestamp]]
RULES: dict[str, Rule] = {"ours": ours, "EARS C1": ears, "highest in 12 months": highest}


def rises(counts: np.ndarray, first: int) -> list[tuple[int, int]]:
    """First and last week of each stretch whose next 8 weeks are FACTOR times the 26 before."""
    found: list[tuple[int, int]] = []
    for week in range(first, len(counts) - AHEAD + 1):
        ahead = counts[week : week + AHEAD]
        usual = max(counts[week - BACK : week].mean(), LITTLE)
        if ahead.sum() < FLOOR or ahead.mean() < FACTOR * usual:
            continue
        if found and week - found[-1][1] <= APART // 7:
            found[-1] = (found[-1][0], week)
        else:
            found.append((week, week))
    return found


def lasted(counts: np.ndarray, week: int) -> bool:
    """Whether the weeks around and after an alarm are FACTOR times those before."""
    usual = max(counts[max(week - BACK - 4, 0) : week - 4].mean(), LITTLE)
    return bool(counts[week - 4 : week + AHEAD].mean() >= FACTOR * usual)


def simulation(rounds: int) -> None:
    """Print the simulated part."""
    print("mean var/mean streak | false steps, found within 3 weeks | rule: false alarms, heard")
    for cell in CELLS:
        rng = np.random.default_rng([1, int(10 * cell[0]), int(100 * cell[1])])
        quiet = [simulated(rng, cell, 1.0) for _ in range(rounds)]
        doubled = [simulated(rng, cell, 2.0) for _ in range(rounds)]
        false = np.mean([bool(steps(s)) for s in quiet])
        found = np.mean([any(abs(x.index - CHANGE) <= NEAR for x in steps(s)) for s in doubled])
        line = f"{cell[0]:4} {cell[1]:6} {cell[2]:6}  | {false:.3f} {found:.3f}"
        window = set(ENDS[CHANGE : CHANGE + 6])
        for name, rule in RULES.items():
            heard_in = [week for s in quiet for week in rule(s) if week >= ENDS[52]]
            noise = len(heard_in) / (rounds * (WEEKS - 52))
            heard = np.mean([bool(window & set(rule(s))) for s in doubled])
            line += f" | {name}: {noise:.3f} {heard:.2f}"
        print(line, flush=True)


def real(path: Path) -> None:
    """Print the turns and alarms of the real record."""
    table = read_table(path)
    for place in (None, "Deir ez-Zor", "As-Suwayda", "Homs"):
        selection = select(table, Question("Islamic State", "SY", place))
        series = weekly(selection.here["date"], selection.record_start, selection.as_of)
        found = [
            f"{s.date.date()} ({s.low.date()} to {s.high.date()}) {s.before:.1f}>{s.after:.1f}"
            for s in steps(series)
        ]
        print(f"{place or 'Syria'}: steps {found}")
    whole = select(table, Question("Islamic State", "SY"))
    record = [
        weekly(rows["date"], whole.record_start, whole.as_of)
        for _, rows in whole.here.groupby("admin1")
    ]
    for name, rule in RULES.items():
        compared(name, rule, record)
    for place, day in (
        ("Deir ez-Zor", "2017-09-11"),
        ("As-Suwayda", "2018-07-30"),
        ("Deir ez-Zor", "2018-10-07"),
    ):
        chosen = select(table, Question("Islamic State", "SY", place))
        series = weekly(chosen.here["date"], chosen.record_start, chosen.as_of)
        near = {
            name: min((abs((w - pd.Timestamp(day)).days) for w in rule(series)), default=None)
            for name, rule in RULES.items()
        }
        print(f"{place} {day}: days to the nearest alarm {near}")


def compared(name: str, rule: Rule, record: list[Weekly]) -> None:
    """Print what a rule says of all governorates: episodes, those that did not last, rises."""
    years = all_told = false = there = heard = 0.0
    for series in record:
        weeks = [w for w in rule(series) if w >= series.ends[YEAR]]
        at = [list(series.ends).index(w) for w in weeks]
        begun = [n for k, n in enumerate(at) if k == 0 or n - at[k - 1] > APART // 7]
        stretches = rises(series.counts, YEAR)
        years += (len(series) - YEAR) / YEAR
        all_told += len(begun)
        false += sum(not lasted(series.counts, n) for n in begun)
        there += len(stretches)
        heard += sum(any(a <= n < b + AHEAD for n in at) for a, b in stretches)
    print(
        f"{name}: {all_told / years:.2f} alarm episodes a governorate-year, {false / years:.2f} of "
        f"them of a rise that did not last; {heard:.0f} of {there:.0f} rises heard"
    )


def main() -> None:
    """Run both parts; the real one where its file is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--events", type=Path, default=EVENTS)
    arguments = parser.parse_args()
    if arguments.events.is_file():
        real(arguments.events)
    simulation(arguments.rounds)


if __name__ == "__main__":
    main()
