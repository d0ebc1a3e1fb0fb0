"""`rasid compare`: the machine's incidents against a table coded by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.console import output, put_json
from rasid.cli.options import AsJson, day, existing_store
from rasid.wording import counted

if TYPE_CHECKING:
    from rasid.publish.compare import Comparison, Share


def command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The imported table.")],
    km: Annotated[float, typer.Option(help="Counterparts lie within so many km.", min=0)] = 10.0,
    days: Annotated[int, typer.Option(help="And within so many days.", min=0)] = 1,
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    country: Annotated[str | None, typer.Option(help="Country, as SY.")] = None,
    admin1: Annotated[str | None, typer.Option(help="First-level unit, as Raqqa.")] = None,
    machine: Annotated[
        str, typer.Option(help="What it is compared with: rasid or another imported table.")
    ] = "rasid",
    as_json: AsJson = False,
) -> None:
    """Compare by week and governorate, and say how much of each the other holds."""
    from rasid.pipeline import exporting  # noqa: PLC0415 - the stages are loaded when they run
    from rasid.store import IncidentFilter  # noqa: PLC0415

    wanted = IncidentFilter(
        date_from=day(since, "--since"),
        date_to=day(until, "--until"),
        country=country,
        admin1=admin1,
    )
    with existing_store(context) as store:
        told = exporting.compare_with(store, name, wanted, km, days, machine)
    if as_json:
        put_json({"tables": {"machine": machine, "human": name}, **told.to_json()})
    else:
        output.print("\n".join(lines(told, machine, name)), markup=False)


def lines(told: Comparison, machine: str, human: str) -> list[str]:
    """The comparison for a person to read."""
    if told.first is None:
        return [f"{machine} and {human} have no day in common"]
    left_out = (
        f"not compared: {told.outside['machine']} of {machine} and {told.outside['human']} of "
        f"{human} outside these days; {told.incomparable['machine']} and "
        f"{told.incomparable['human']} without a day or a place"
    )
    text = [
        (
            f"{told.first} to {told.last}, within {told.within_km:g} km and "
            f"{counted(told.within_days, 'days')}"
        ),
        _share(human, machine, told.human),
        _share(machine, human, told.machine),
        left_out,
        "",
        f"{'governorate':<24}{machine:>12}{human:>12}",
    ]
    text += [f"{unit or '(unknown)':<24}{m:>12}{h:>12}" for unit, m, h in told.units]
    text += ["", f"{'ISO week':<24}{machine:>12}{human:>12}"]
    text += [f"{week:<24}{m:>12}{h:>12}" for week, m, h in told.weeks]
    return text


def _share(ours: str, theirs: str, share: Share) -> str:
    percent = "unknown" if share.share is None else f"{share.share:.0%}"
    return (
        f"{ours}: {percent} of its exact rows are held by {theirs} too ({share.matched} of "
        f"{share.exact}); {share.perhaps} of {share.rows} more perhaps, as told coarsely"
    )
