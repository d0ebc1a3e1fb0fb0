"""Link simulated newsrooms with known truth: B-cubed, and how many incidents come out too many.

    python quality/link_newsrooms.py [--seeds 5]

Settings differ in how much happens in a town: from one happening in a fortnight to nearly one a
day. "mentions" is the error of reports an incident: below 0 incidents were split, above merged.
Exits 1 where F1 falls under 0.90 or mentions is off by more than 5 % in the mean of a setting.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import mean

from rasid.link import link

ROOT = Path(__file__).parent.parent
# Happenings, towns, days.
SETTINGS = (
    (400, 60, 60),
    (1500, 60, 365),
    (1500, 60, 180),
    (1500, 300, 60),
    (1500, 60, 60),
    (3000, 60, 60),
)
LEAST_F1, MOST_OFF = 0.90, 0.05


def one(happenings: int, towns: int, days: int, seed: int) -> tuple[float, float, float, float]:
    """Precision, recall and F1 (B-cubed), and the error of mentions an incident."""
    from newsroom import bcubed, simulate  # noqa: PLC0415 - beside the tests

    reports, truth = simulate(happenings, seed, towns=towns, days=days)
    found = link(reports)
    pairs = [(truth[r.doc_id], found.incident_of[r.doc_id, r.event.event_id]) for r in reports]
    return *bcubed(pairs), len(set(truth.values())) / len(found.incidents) - 1


def main() -> int:
    """Link every setting with every seed; 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests" / "link"))
    missed = 0
    for setting in SETTINGS:
        start = time.process_time()
        rows = [one(*setting, seed) for seed in range(options.seeds)]
        precision, recall, f1, off = (mean(column) for column in zip(*rows, strict=True))
        worst = max((row[3] for row in rows), key=abs)
        missed += f1 < LEAST_F1 or abs(off) > MOST_OFF
        least = min(row[2] for row in rows)
        print(
            "{:5} happenings {:4} towns {:4} days".format(*setting),
            f" P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f} (least {least:.3f})",
            f" mentions {off:+.1%} (worst {worst:+.1%})  {time.process_time() - start:.0f} s",
            flush=True,
        )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
