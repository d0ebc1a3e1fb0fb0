"""Steps and alarms: on simulated weeks, and on the Islamic State in Syria 2016-2018.

    python quality/assess_steps.py [--rounds 200] [--events FILE] [--curve]

Simulated: 104 weeks, a doubling in week 78; false steps, steps found within three weeks, alarms
in quiet weeks, alarm episodes in a quiet year and alarms within six weeks of the doubling, beside
EARS C1 and "highest four weeks in twelve months". Real: known turns, and alarms a governorate-year,
also of the other parties and by district. With --curve the rule at other chances of a false rise
and "highest" in other spans (minutes more).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from rasid.assess import Question, read_table
from rasid.assess.alarms import BARS, RECENT, RISE, Bar, alarms
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
CELLS = (  # mean, variance over mean, autocorrelation of the weeks' level
    (1.5, 1.5, 0.0), (5, 1, 0.0), (5, 2.25, 0.0), (5, 4, 0.0), (20, 2.25, 0.0),
    (5, 2.25, 0.3), (20, 2.25, 0.3), (1.5, 2.25, 0.7), (5, 2.25, 0.7), (20, 2.25, 0.7),
)  # fmt: skip
CURVE_CELLS = ((5, 2.25, 0.0), (5, 2.25, 0.7), (20, 2.25, 0.7))
TIMES = (1 / 3, 2 / 3, 1, 4 / 3, 2)  # the chances of a false rise
SPANS = (26, 39, 52, 104)  # weeks that "highest" looks back on
BUSY = 30  # incidents that a district must have
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


def ours(series: Weekly, bars: Sequence[Bar] = BARS) -> list[pd.Timestamp]:
    """Weeks with an alarm of the product."""
    return [alarm.week for alarm in alarms(series, weeks=len(series) - YEAR, bars=bars)]


def scaled(times: float) -> list[Bar]:
    """The bars at so many times the chance of a false rise."""
    return [replace(b, chance=times * b.chance) if b.weeks == RISE else b for b in BARS]


def ears(series: Weekly) -> list[pd.Timestamp]:
    """EARS C1: three standard deviations above the mean of the seven weeks before."""
    y = series.counts
    return [
        series.ends[t]
        for t in range(30, len(y))
        if y[t] >= LEAST and y[t] > y[t - 7 : t].mean() + 3 * max(y[t - 7 : t].std(ddof=1), 0.5)
    ]


def highest(series: Weekly, span: int = YEAR) -> list[pd.Timestamp]:
    """Highest sum of four weeks in this many weeks, with a floor of ten."""
    y = np.convolve(series.counts, np.ones(4))[: len(series.counts)]
    return [
        series.ends[t]
        for t in range(YEAR, len(y))
        if y[t] >= FLOOR and y[t] > y[max(t - span, 0) : t].max()
    ]


Rule: TypeAlias = Callable[[Weekly], list[pd.Timestamp]]
RULES: dict[str, Rule] = {"ours": ours, "EARS C1": ears, "highest in 12 months": highest}
CURVE: dict[str, Rule] = {
    "ours without the last half year": partial(ours, bars=[b for b in BARS if b.back != RECENT]),
    **{f"ours, chances times {n:.2f}": partial(ours, bars=scaled(n)) for n in TIMES},
    **{f"highest in {n} weeks": partial(highest, span=n) for n in SPANS},
}


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


def begun(weeks: list[int]) -> list[int]:
    """The first week of each alarm episode."""
    return [n for k, n in enumerate(weeks) if k == 0 or n - weeks[k - 1] > APART // 7]


def drawn(cell: tuple[float, float, float], rounds: int) -> tuple[list[Weekly], list[Weekly]]:
    """Quiet series and series that double."""
    rng = np.random.default_rng([1, int(10 * cell[0]), int(100 * cell[1])])
    quiet = [simulated(rng, cell, 1.0) for _ in range(rounds)]
    return quiet, [simulated(rng, cell, 2.0) for _ in range(rounds)]


def simulation(rounds: int) -> None:
    """Print the simulated part."""
    print("mean var/mean streak | false steps, found within 3 weeks")
    for cell in CELLS:
        quiet, doubled = drawn(cell, rounds)
        false = np.mean([bool(steps(s)) for s in quiet])
        found = np.mean([any(abs(x.index - CHANGE) <= NEAR for x in steps(s)) for s in doubled])
        print(f"{cell[0]:4} {cell[1]:6} {cell[2]:6}  | {false:.3f} {found:.3f}")
    simulated_alarms(RULES, CELLS, rounds)


def simulated_alarms(
    rules: Mapping[str, Rule], cells: tuple[tuple[float, float, float], ...], rounds: int
) -> None:
    """Print false alarms a week, episodes in a quiet year and doublings heard, by rule."""
    print("mean var/mean streak | rule: false alarms a week, episodes a year, heard in 6 weeks")
    window = set(ENDS[CHANGE : CHANGE + 6])
    for cell in cells:
        quiet, doubled = drawn(cell, rounds)
        early = [Weekly(s.ends[: CHANGE + 6], s.counts[: CHANGE + 6]) for s in doubled]
        for name, rule in rules.items():
            told = [[n for n in map(ENDS.get_loc, rule(s)) if n >= YEAR] for s in quiet]
            noise = sum(map(len, told)) / (rounds * (WEEKS - YEAR))
            years = rounds * (WEEKS - YEAR) / YEAR
            episodes = sum(len(begun(weeks)) for weeks in told) / years
            heard = np.mean([bool(window & set(rule(s))) for s in early])
            print(
                f"{cell[0]:4} {cell[1]:6} {cell[2]:6}  | {name}: {noise:.3f} {episodes:.2f} "
                f"{heard:.2f}", flush=True,
            )  # fmt: skip


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
    for name, record in records(path).items():
        print(name)
        for title, rule in RULES.items():
            compared(title, rule, record)
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


def records(path: Path) -> dict[str, list[Weekly]]:
    """Weekly series of the group and of all others, by governorate and by district."""
    table = read_table(path)
    whole = select(table, Question("Islamic State", "SY"))
    others = table.frame[~table.frame.index.isin(whole.here.index)]
    return {
        f"{who} by {unit}": [
            weekly(rows["date"], whole.record_start, whole.as_of)
            for _, rows in frame.groupby(column)
            if len(rows) >= least
        ]
        for who, frame in (("Islamic State", whole.here), ("all others", others))
        for unit, column, least in (("governorate", "admin1", 1), ("district", "admin2", BUSY))
    }


def compared(name: str, rule: Rule, record: list[Weekly]) -> None:
    """Print what a rule says of all governorates: episodes, those that did not last, rises."""
    years = all_told = false = there = heard = 0.0
    for series in record:
        weeks = [w for w in rule(series) if w >= series.ends[YEAR]]
        at = [list(series.ends).index(w) for w in weeks]
        first = begun(at)
        stretches = rises(series.counts, YEAR)
        years += (len(series) - YEAR) / YEAR
        all_told += len(first)
        false += sum(not lasted(series.counts, n) for n in first)
        there += len(stretches)
        heard += sum(any(a <= n < b + AHEAD for n in at) for a, b in stretches)
    print(
        f"  {name}: {all_told / years:.2f} alarm episodes a unit-year, {false / years:.2f} of them "
        f"of a rise that did not last; {heard:.0f} of {there:.0f} rises heard"
    )


def curve(path: Path, rounds: int) -> None:
    """Print what the rule and "highest" say at other settings."""
    for name, record in records(path).items() if path.is_file() else ():
        print(name)
        for title, rule in CURVE.items():
            compared(title, rule, record)
    simulated_alarms(CURVE, CURVE_CELLS, rounds)


def main() -> None:
    """Run both parts; the real one where its file is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--events", type=Path, default=EVENTS)
    parser.add_argument("--curve", action="store_true")
    arguments = parser.parse_args()
    if arguments.events.is_file():
        real(arguments.events)
    simulation(arguments.rounds)
    if arguments.curve:
        curve(arguments.events, arguments.rounds)


if __name__ == "__main__":
    main()
