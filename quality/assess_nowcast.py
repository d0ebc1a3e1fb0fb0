"""The nowcast in replays: bias of the last four weeks and coverage of its 90% interval.

    python quality/assess_nowcast.py [--rounds 200] [--events FILE]

Simulated delays (half in the first week, 97% by week five; with and without weeks that share
their delays), and real ones: days until the first source of each UCDP event in Syria.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from rasid.assess.nowcast import nowcast

EVENTS = Path(__file__).resolve().parents[2] / "shared/bench/series/ucdp_syria_2016_2018.csv.gz"
SHARES = np.array([0.5, 0.25, 0.12, 0.07, 0.03, 0.03])
AS_OF = pd.Timestamp("2018-06-03")
MONTH = pd.Timedelta(days=28)


def drawn(
    rng: np.random.Generator, mean: float, dispersion: float, shared: float
) -> tuple[pd.Series, pd.Series]:
    """Days of incidents and of first sight; `shared` 0 is one delay law for all weeks."""
    rate = np.full(110, mean)
    if dispersion > 1:
        rate = rng.gamma(rate / (dispersion - 1), dispersion - 1)
    week = np.repeat(np.arange(110), rng.poisson(rate))
    law = rng.dirichlet(SHARES * shared, 110) if shared else np.tile(SHARES, (110, 1))
    late = np.array([rng.choice(6, p=law[w]) for w in week])
    start = AS_OF - pd.Timedelta(days=7 * 109)
    day = start + pd.to_timedelta(week * 7 + rng.integers(0, 7, len(week)), unit="D")
    return pd.Series(day), pd.Series(day + pd.to_timedelta(late * 7, unit="D"))


def report(name: str, rows: list[tuple[float, bool, float, float]]) -> None:
    """One line: bias, coverage, and the bias of the count as seen."""
    expected, inside, truth, seen = map(np.array, zip(*rows, strict=True))
    print(
        f"{name:34s} bias {expected.sum() / truth.sum() - 1:+.3f}  cover {inside.mean():.3f}  "
        f"as seen {seen.sum() / truth.sum() - 1:+.3f}",
        flush=True,
    )


def replayed(
    day: pd.Series, seen: pd.Series, as_of: pd.Timestamp
) -> tuple[float, bool, float, float]:
    """Expected, inside, truth and seen count of the four weeks up to a day."""
    made = nowcast(day, seen, as_of)
    truth = float(((day <= as_of) & (day > as_of - MONTH)).sum())
    if made is None:
        return truth, True, truth, truth
    mean, low, high = made.total(4)
    return mean, low <= truth <= high, truth, float(made.seen[-4:].sum())


def main() -> None:
    """Run the replays."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--events", type=Path, default=EVENTS)
    arguments = parser.parse_args()
    for mean, dispersion in ((5, 1), (5, 2.5), (20, 2.5), (60, 2.5)):
        for shared in (0.0, 20.0):
            rng = np.random.default_rng([mean, int(shared)])
            rows = [
                replayed(*drawn(rng, float(mean), dispersion, shared), AS_OF)
                for _ in range(arguments.rounds)
            ]
            report(f"{mean}/week, {dispersion}, shared delays {bool(shared)}", rows)
    if arguments.events.is_file():
        table = pd.read_csv(arguments.events, parse_dates=["date_start"])
        seen = pd.to_datetime(table["source_date"].str.split(";").str[0], errors="coerce")
        known = seen >= table["date_start"]
        day, seen = table.loc[known, "date_start"], seen[known]
        origins = pd.date_range("2017-01-01", "2018-11-25", freq="14D")
        report("UCDP Syria, first source", [replayed(day, seen, origin) for origin in origins])


if __name__ == "__main__":
    main()
