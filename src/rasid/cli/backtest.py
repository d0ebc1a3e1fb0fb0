"""`rasid backtest`: how well simple forecasts would have done on a panel of counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.assess import finite
from rasid.cli.console import output, put_json
from rasid.cli.options import AsJson

if TYPE_CHECKING:
    from rasid.assess import Backtest


def command(
    panel: Annotated[Path, typer.Argument(help="A table with one row for each unit and period.")],
    unit: Annotated[str, typer.Option(help="Column that names the unit.")],
    period: Annotated[str, typer.Option(help="Column that names the period.")],
    count: Annotated[str, typer.Option(help="Column that holds the count.")],
    horizon: Annotated[int, typer.Option(help="Periods ahead.", min=1)] = 1,
    test_from: Annotated[
        str | None, typer.Option("--test-from", help="First period that is scored.")
    ] = None,
    draws: Annotated[int, typer.Option(help="Draws of each forecast.", min=100)] = 1000,
    as_json: AsJson = False,
) -> None:
    """Run every forecast from every origin on what was known then, and score all of them."""
    from rasid.assess import backtest  # noqa: PLC0415 - pandas is loaded only when asked
    from rasid.assess.files import read_cells  # noqa: PLC0415
    from rasid.assess.forecast.panel import Panel  # noqa: PLC0415

    table = Panel.of(read_cells(panel), unit, period, count)
    first = None if test_from is None else table.index(test_from)
    result = backtest(table, horizon, first=first, draws=draws)
    if as_json:
        columns = {"unit_column": unit, "period_column": period, "count_column": count}
        put_json(finite(columns | result.to_json()))
        return
    output.print("\n".join(_lines(result)), markup=False)


def _lines(result: Backtest) -> list[str]:
    told = result.to_json()
    text = [
        (
            f"{told['units']} units, {told['test_from']} to {told['test_to']}, "
            f"{told['horizon']} ahead, {told['forecasts']} forecasts"
        ),
        f"{'method':18s} {'CRPS':>10s} {'ignorance':>10s} {'cover 90%':>10s} {'active':>8s}",
    ]
    for name, row in sorted(told["methods"].items(), key=lambda item: item[1]["crps"] or 0):
        cells = [
            _cell(row[key]) for key in ("crps", "ignorance", "coverage_90", "coverage_90_active")
        ]
        text.append(f"{name:18s} {cells[0]:>10s} {cells[1]:>10s} {cells[2]:>10s} {cells[3]:>8s}")
    gain = told["gain"]
    interval = (
        "too short a test for an interval"
        if gain["low"] is None
        else f"95% interval {gain['low']:+.3f} to {gain['high']:+.3f}"
    )
    text.append(
        f"shipped: {told['shipped']}; against the best baseline ({gain['over']}) CRPS "
        f"{gain['crps']:+.3f} ({interval})"
    )
    return text


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
