"""What the whole chain recovers of simulated conflicts: incidents, tolls, steps, sign of growth.

    python quality/assess_end_to_end.py [--runs 5] [--weeks 110] [--rate 5] [--governorates 1]

Each run simulates governorates with one step each, reads the articles, links the events,
builds the table and assesses it. Exits 1 where a floor of this file is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import pandas as pd

from rasid import pipeline
from rasid.assess import Question, assess, table_of
from rasid.cli.simulate import write
from rasid.simulate import GOVERNORATES, Plan, recovered, simulate
from rasid.store import open_store

RECALL, STEPS, SIGNS = 0.85, 0.80, 1.0
NEAR_WEEKS = 3
CLEAR = 25.0  # percent of change from which the sign must be right


def one_run(seed: int, weeks: int, rate: float, units: int) -> dict[str, float]:
    """Recovery of one simulated conflict."""
    turn = GOVERNORATES[seed % len(GOVERNORATES) :] + GOVERNORATES[: seed % len(GOVERNORATES)]
    made = simulate(Plan(seed=seed, weeks=weeks, rate=rate, governorates=turn[:units]))
    truth = made.truth()
    with tempfile.TemporaryDirectory() as folder:
        write(made, Path(folder))
        with open_store(str(Path(folder) / "store.sqlite")) as store:
            for _ in pipeline.run(
                [f"{folder}/articles.jsonl"], store, pipeline.CollectOptions(), 1
            ):
                pass
            pipeline.link_store(store)
            table = table_of(store.casebook.every())
    found = recovered(truth, table.frame.to_dict("records"))
    true = pd.DataFrame(truth["incidents"])
    true["date"] = pd.to_datetime(true["date"])
    as_of = min(
        table.frame["date"].max(), pd.Timestamp(made.plan.start) + pd.Timedelta(weeks=weeks)
    )
    steps = near = signs = right = 0
    for step in truth["steps"]:
        answer = assess(table, Question(admin1=step["name"], as_of=as_of), forecast=False)
        steps += 1
        day = pd.Timestamp(step["date"])
        near += any(abs((s.date - day).days) <= 7 * NEAR_WEEKS + 6 for s in answer.here.steps)
        rows = true[true["admin1"] == step["name"]]
        real = _change(rows["date"], answer.through)
        change = answer.here.year.before
        if real is not None and abs(real) > CLEAR and change is not None:
            signs += 1
            right += change.percent is not None and change.percent * real > 0
    return found.to_json() | {"steps": steps, "near": near, "signs": signs, "right": right}


def _change(dates: pd.Series, end: pd.Timestamp) -> float | None:
    year = pd.Timedelta(days=364)
    now = int(((dates <= end) & (dates > end - year)).sum())
    before = int(((dates <= end - year) & (dates > end - 2 * year)).sum())
    return 100 * (now / before - 1) if before else None


def main() -> int:
    """Run the simulations and print one line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--weeks", type=int, default=110)
    parser.add_argument("--rate", type=float, default=5.0)
    parser.add_argument("--governorates", type=int, default=1)
    arguments = parser.parse_args()
    rows = []
    for seed in range(arguments.runs):
        rows.append(one_run(seed, arguments.weeks, arguments.rate, arguments.governorates))
        print(rows[-1], flush=True)
    table = pd.DataFrame(rows)
    recall = float((table["recall"] * table["told"]).sum() / table["told"].sum())
    steps = float(table["near"].sum() / max(table["steps"].sum(), 1))
    signs = float(table["right"].sum() / max(table["signs"].sum(), 1))
    print(f"incidents recovered {recall:.3f} (floor {RECALL})")
    print(f"precision {table['precision'].mean():.3f}, tolls right {table['tolls'].mean():.3f}")
    print(f"steps within {NEAR_WEEKS} weeks {steps:.2f} of {table['steps'].sum()} (floor {STEPS})")
    print(f"sign of growth right {signs:.2f} of {table['signs'].sum()} (floor {SIGNS})")
    return int(recall < RECALL or steps < STEPS or signs < SIGNS)


if __name__ == "__main__":
    sys.exit(main())
