"""The space-time scan: silence without clusters, power with one, and four real dates.

python quality/assess_hotspots.py [--rounds 500] [--events FILE]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from rasid.assess import Question, conform, read_table
from rasid.assess.hotspots import hot_districts, scan
from rasid.assess.question import select

EVENTS = Path(__file__).resolve().parents[2] / "shared/bench/series/ucdp_syria_2016_2018.csv.gz"
AS_OF = pd.Timestamp("2022-12-04")
DATES = ("2017-09-30", "2018-07-31", "2018-10-07")
SHUFFLES = 199
LEVEL = 0.05


def scattered(rng: np.random.Generator, planted: int) -> pd.DataFrame:
    """200 towns, 400 incidents in 26 weeks; `planted` more in one district in the last four."""
    towns = np.c_[rng.uniform(33, 37, 200), rng.uniform(38, 44, 200)]
    size = rng.gamma(0.5, 1, 200)
    where = rng.choice(200, 400, p=size / size.sum())
    age = rng.integers(0, 26 * 7, 400)
    where = np.r_[where, np.full(planted, 7)]
    age = np.r_[age, rng.integers(0, 28, planted)]
    days = AS_OF - pd.to_timedelta(age, unit="D")
    return conform(
        pd.DataFrame({"date": days, "lat": towns[where, 0], "lon": towns[where, 1], "exact": True})
    )


def best(frame: pd.DataFrame, seed: int) -> float:
    """The least p of any cluster."""
    found = scan(frame, AS_OF, seed=seed, rounds=SHUFFLES) or []
    return min((cluster.p for cluster in found), default=1.0)


def main() -> None:
    """Run the null, the planted clusters and the real dates."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--events", type=Path, default=EVENTS)
    arguments = parser.parse_args()
    if arguments.events.is_file():
        table = read_table(arguments.events)
        for day in DATES:
            chosen = select(table, Question("Islamic State", "SY", None, pd.Timestamp(day)))
            top = (scan(chosen.here, chosen.as_of) or [])[:2]
            told = [(c.admin1[:1], c.observed, round(c.expected, 1), c.p) for c in top]
            hot = [
                (h.admin2, round(h.q, 3)) for h in hot_districts(chosen.here, chosen.as_of) or []
            ]
            print(f"{day}: clusters {told}; hot districts {hot}", flush=True)
    rng = np.random.default_rng(1)
    null = [best(scattered(rng, 0), n) <= LEVEL for n in range(arguments.rounds)]
    print(f"null rejection at 0.05: {np.mean(null):.3f} of {len(null)}", flush=True)
    for planted in (8, 10, 12):
        found = [best(scattered(rng, planted), n) <= LEVEL for n in range(arguments.rounds // 5)]
        print(
            f"{planted} planted incidents found: {np.mean(found):.2f} of {len(found)}", flush=True
        )


if __name__ == "__main__":
    main()
