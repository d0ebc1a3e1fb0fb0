"""The ladder of forecasts on real panels, each chosen on months before its test.

    python quality/assess_forecast.py [--series FOLDER]

Incidents of the Islamic State by Syrian governorate and month (all 14, and those
with 30 or more), of all parties, by district, and deaths by month in Iraq and Syria.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from rasid.assess import Question, backtest, read_table
from rasid.assess.forecast.panel import Panel
from rasid.assess.question import select
from rasid.assess.series import monthly

SERIES = Path(__file__).resolve().parents[2] / "shared/bench/series"
LEAST = 30


def syria(
    folder: Path, group: str | None = "Islamic State", unit: str = "admin1", least: int = LEAST
) -> Panel:
    """Incidents by governorate (or another unit) and month, of a group or of all."""
    table = read_table(folder / "ucdp_syria_2016_2018.csv.gz")
    chosen = select(table, Question(group, "SY"))
    placed = chosen.here[chosen.here[unit].notna()]
    counts = monthly(placed, unit, chosen.record_start, chosen.as_of)
    counts = counts[counts.sum(axis=1) >= least]
    return Panel(tuple(counts.index), tuple(map(str, counts.columns)), counts.to_numpy())


def countries(folder: Path) -> Panel:
    """Deaths by country and month."""
    frame = pd.read_csv(folder / "ucdp_iraq_syria_monthly_to_2021.csv", dtype=str)
    return Panel.of(frame, "country", "month", "deaths")


def show(name: str, panel: Panel, horizon: int, first: str) -> None:
    """One block: every method, the one shipped, its gain."""
    made = backtest(panel, horizon, first=panel.index(first)).to_json()
    print(f"\n{name}, {horizon} ahead, {first} on: {made['forecasts']} forecasts")
    for method, scores in sorted(made["methods"].items(), key=lambda item: item[1]["crps"]):
        print(
            f"  {method:18s} CRPS {scores['crps']:9.3f}  ignorance {scores['ignorance']:6.3f}  "
            f"cover {scores['coverage_90']:.3f}"
        )
    print(f"  shipped {made['shipped']}, width {made['pool_width']}, gain {made['gain']}")


def main() -> None:
    """Run all panels."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=Path, default=SERIES)
    folder = parser.parse_args().series
    state, deaths = syria(folder), countries(folder)
    whole = syria(folder, least=1)
    for horizon, first in ((1, "2017-01"), (1, "2018-01"), (3, "2017-06")):
        show("Syria by governorate, all 14", whole, horizon, first)
    for horizon, first in ((1, "2017-01"), (1, "2018-01"), (2, "2017-06"), (3, "2017-06")):
        show("Syria by governorate", state, horizon, first)
    for horizon, first in ((1, "2017-01"), (3, "2017-06")):
        show("Syria by governorate, all parties", syria(folder, None), horizon, first)
        show("Syria by district", syria(folder, unit="admin2"), horizon, first)
    for horizon, first in ((1, "2019-01"), (3, "2019-01"), (6, "2019-01")):
        show("deaths in Iraq and Syria", deaths, horizon, first)


if __name__ == "__main__":
    main()
