"""Link simulated newsrooms with known truth: B-cubed, and how many incidents come out too many.

    python quality/link_newsrooms.py [--seeds 5] [--written]

Settings differ in how much happens in a town: from one happening in a fortnight to nearly one a
day. "mentions" is the error of reports an incident: below 0 incidents were split, above merged.
--written simulates conflicts instead (`rasid simulate`), writes them out and reads them.
Exits 1 where F1 falls under 0.90 or mentions is off by more than 5 % in the mean of a setting.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean

from rasid import pipeline
from rasid.cli.simulate import write
from rasid.link import link
from rasid.model import Reading
from rasid.simulate import Plan, simulate

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
# Weeks, incidents a week in each of five governorates.
WRITTEN = ((60, 2.5), (40, 8.0), (130, 1.0))
LEAST_F1, MOST_OFF = 0.90, 0.05


def one(happenings: int, towns: int, days: int, seed: int) -> tuple[float, float, float, float]:
    """Precision, recall and F1 (B-cubed), and the error of mentions an incident."""
    import newsroom  # noqa: PLC0415 - beside the tests

    reports, truth = newsroom.simulate(happenings, seed, towns=towns, days=days)
    found = link(reports)
    pairs = [(truth[r.doc_id], found.incident_of[r.doc_id, r.event.event_id]) for r in reports]
    return *newsroom.bcubed(pairs), len(set(truth.values())) / len(found.incidents) - 1


def one_written(weeks: int, rate: float, seed: int) -> tuple[float, float, float, float]:
    """The same of a conflict that was written out and read again, over the events read."""
    from newsroom import bcubed  # noqa: PLC0415 - beside the tests

    made = simulate(Plan(seed=seed, weeks=weeks, rate=rate))
    true = {report["doc_id"]: report["incident_id"] for report in made.truth()["reports"]}
    with tempfile.TemporaryDirectory() as folder:
        write(made, Path(folder))
        source = [f"{folder}/articles.jsonl"]
        articles = list(pipeline.articles_of(source, pipeline.CollectOptions(), []))
    read = pipeline.read_articles(articles, 1)
    found = pipeline.link_articles(articles, [r for r in read if isinstance(r, Reading)])
    pairs = [(true[doc_id], label) for (doc_id, _), label in found.incident_of.items()]
    return *bcubed(pairs), len({number for number, _ in pairs}) / len(found.incidents) - 1


def told(name: str, rows: list[tuple[float, float, float, float]], seconds: float) -> bool:
    """Print a setting's means; True where one is missed."""
    precision, recall, f1, off = (mean(column) for column in zip(*rows, strict=True))
    least, worst = min(row[2] for row in rows), max((row[3] for row in rows), key=abs)
    print(
        f"{name}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f} (least {least:.3f})",
        f" mentions {off:+.1%} (worst {worst:+.1%})  {seconds:.0f} s",
        flush=True,
    )
    return f1 < LEAST_F1 or abs(off) > MOST_OFF


def main() -> int:
    """Link every setting with every seed; 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--written", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests" / "link"))
    missed = 0
    for setting in WRITTEN if options.written else SETTINGS:
        start = time.process_time()
        seeds = range(options.seeds)
        if options.written:
            name = "{:4} weeks {:4} a week".format(*setting)
            rows = [one_written(*setting, seed) for seed in seeds]
        else:
            name = "{:5} happenings {:4} towns {:4} days".format(*setting)
            rows = [one(*setting, seed) for seed in seeds]
        missed += told(name, rows, time.process_time() - start)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
