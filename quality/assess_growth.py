"""Coverage of the growth interval on simulated series with a known change.

    python quality/assess_growth.py [--rounds 1000]

Grid: mean 1, 4, 15 incidents a week; variance over mean 1 and 2.5; weeks independent, or with
latent swings of autocorrelation 0.7; true change -35% over 52 weeks and over 8. Prints coverage
of the nominal 95% interval beside that of the Poisson interval; exits 1 outside 0.90-0.98.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
import pandas as pd

from rasid.assess.series import Weekly
from rasid.assess.steps import steps
from rasid.assess.windows import growth

WEEKS = 156
TRUE = -35.0
SWING = 0.4  # standard deviation of the latent log rate
LOW, HIGH = 0.90, 0.98


def simulate(
    rng: np.random.Generator, mean: float, dispersion: float, streak: float, weeks: int
) -> np.ndarray:
    """Weekly counts whose rate changes by TRUE percent before the last `weeks` weeks."""
    rate = np.full(WEEKS, float(mean))
    rate[-weeks:] *= 1 + TRUE / 100
    if streak:
        swing = np.empty(WEEKS)
        swing[0] = rng.normal(0, SWING)
        for week in range(1, WEEKS):
            fresh = rng.normal(0, SWING * np.sqrt(1 - streak**2))
            swing[week] = streak * swing[week - 1] + fresh
        rate = rate * np.exp(swing - SWING**2 / 2)
    if dispersion > 1:
        rate = rng.gamma(rate / (dispersion - 1), dispersion - 1)
    return rng.poisson(rate).astype(float)


def main() -> int:
    """Run the grid and print one line a cell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1000)
    rounds = parser.parse_args().rounds
    ends = pd.date_range("2020-01-05", periods=WEEKS, freq="7D")
    failed = 0
    print(f"{'window':8s}{'mean':>6s}{'var/mean':>9s}{'streak':>7s}{'cover':>8s}{'Poisson':>9s}")
    for name, weeks in (("52w", 52), ("8w", 8)):
        for mean in (1, 4, 15):
            for dispersion in (1, 2.5):
                for streak in (0.0, 0.7):
                    rng = np.random.default_rng(
                        [weeks, mean, int(10 * dispersion), int(10 * streak)]
                    )
                    inside = poisson = 0
                    for _ in range(rounds):
                        series = Weekly(ends, simulate(rng, mean, dispersion, streak, weeks))
                        change = growth(series, steps(series), name).before
                        inside += change.low <= TRUE <= change.high
                        poisson += change.poisson_low <= TRUE <= change.poisson_high
                    cover = inside / rounds
                    mark = "" if LOW <= cover <= HIGH else "  outside"
                    failed += bool(mark)
                    print(
                        f"{name:8s}{mean:6d}{dispersion:9.1f}{streak:7.1f}{cover:8.3f}"
                        f"{poisson / rounds:9.3f}{mark}",
                        flush=True,
                    )
    print(f"{failed} cells outside {LOW}-{HIGH}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
