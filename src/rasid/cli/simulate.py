"""`rasid simulate`: an invented conflict as Arabic articles, with the truth beside them."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.console import output, put_json
from rasid.cli.options import AsJson, day
from rasid.errors import UsageError

if TYPE_CHECKING:
    from rasid.simulate import Simulation

START = dt.date(2022, 1, 3)


def command(
    folder: Annotated[Path, typer.Argument(help="Folder for articles.jsonl and truth.json.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same conflict.")] = 0,
    start: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    weeks: Annotated[int, typer.Option(help="Weeks it lasts.", min=1)] = 130,
    rate: Annotated[float, typer.Option(help="Incidents a week in each governorate.")] = 2.5,
    outlets: Annotated[int, typer.Option(help="Outlets that cover it.", min=1)] = 4,
    governorates: Annotated[
        str | None, typer.Option(help="Ids of the place tables, as IQG10,SY09.")
    ] = None,
    coverage_week: Annotated[
        int | None, typer.Option(help="Week in which one outlet falters and another starts.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write an invented conflict for tests and demonstrations; nothing in it ever happened."""
    from rasid.simulate import GOVERNORATES, Plan, simulate  # noqa: PLC0415 - numpy is loaded only when asked

    units = tuple(part.strip() for part in governorates.split(",")) if governorates else None
    plan = Plan(
        seed=seed, start=day(start, "--start") or START, weeks=weeks, rate=rate, outlets=outlets,
        governorates=units or GOVERNORATES, coverage_week=coverage_week,
    )  # fmt: skip
    made = simulate(plan)
    write(made, folder)
    told = {
        "folder": str(folder),
        "articles": len(made.articles),
        "incidents": len(made.world.happenings),
        "steps": len(made.world.steps),
        "seed": seed,
    }
    if as_json:
        put_json(told)
    else:
        output.print(", ".join(f"{name}: {value}" for name, value in told.items()), markup=False)


def write(made: Simulation, folder: Path) -> None:
    """Write articles.jsonl, truth.json and incidents.csv into the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot be made: {error.strerror}", subject=str(folder)) from error
    lines = (json.dumps(article, ensure_ascii=False) for article in made.articles)
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    truth = made.truth()
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    with (folder / "incidents.csv").open("w", encoding="utf-8", newline="") as file:
        rows = truth["incidents"]
        table = csv.DictWriter(file, list(rows[0]) if rows else ["incident_id"])
        table.writeheader()
        table.writerows(rows)
