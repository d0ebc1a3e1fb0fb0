"""`rasid assess`: is it rising or fading: who, where, as of when, from a file or the store."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rasid.cli.console import output, put_json, say
from rasid.cli.options import AsJson, day, existing_store

if TYPE_CHECKING:
    from rasid.assess import Assessment, IncidentTable

Events = Annotated[
    Path | None,
    typer.Argument(
        help="A table of incidents (UCDP's, ACLED's or Rasid's columns); the store without one.",
        show_default=False,
    ),
]
Group = Annotated[str | None, typer.Option(help="Armed group, by any of its names.")]
Country = Annotated[str | None, typer.Option(help="Country, by name or ISO code.")]
Admin1 = Annotated[
    str | None, typer.Option("--admin1", "--place", help="Governorate, by any of its names.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Last day that counts (YYYY-MM-DD).")]
Layout = Annotated[
    str | None, typer.Option(help="ucdp, acled or own; told by the columns if not given.")
]


def command(
    context: typer.Context,
    events: Events = None,
    group: Group = None,
    country: Country = None,
    admin1: Admin1 = None,
    as_of: AsOf = None,
    layout: Layout = None,
    forecast: Annotated[bool, typer.Option(help="Forecast the next three months too.")] = True,
    conflict: Annotated[
        list[str] | None,
        typer.Option(
            help="Sources known to contradict the record on the sign; repeatable. Nothing is "
            "determined then."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a group is resurging or fading at a place, how sure that is, and why."""
    from rasid.assess import Question, assess  # noqa: PLC0415 - pandas is loaded only when asked

    table = incident_table(context, events, layout)
    question = Question(group, country, admin1, timestamp(as_of))
    result = assess(table, question, forecast=forecast, conflicts=tuple(conflict or ()))
    if as_json:
        put_json(finite(result.to_json()))
        return
    for problem in table.problems[:5]:
        say(f"row {problem.row}: {problem.column} {problem.value!r} {problem.what}", "yellow")
    output.print("\n".join(lines(result)), markup=False)


def incident_table(
    context: typer.Context, events: Path | None, layout: str | None
) -> IncidentTable:
    """The incident table in a file, or of the store's incidents without one."""
    from rasid.assess import read_table, table_of_outlines  # noqa: PLC0415

    if events is not None:
        return read_table(events, layout)
    with existing_store(context) as store:
        return table_of_outlines(store.casebook.outlines())


def timestamp(as_of: str | None) -> Any:
    """The day of --as-of as pandas has it, None where not given."""
    import pandas as pd  # noqa: PLC0415

    date = day(as_of, "--as-of")
    return None if date is None else pd.Timestamp(date)


def finite(value: Any) -> Any:
    """The value with infinite and undefined numbers as null: JSON has neither."""
    if isinstance(value, dict):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def lines(result: Assessment) -> list[str]:
    """The answer for a person to read."""
    from rasid.assess.telling import percent  # noqa: PLC0415 - pandas is loaded only when asked

    told = result.to_json()
    text = [
        f"verdict: {told['verdict']}",
        *(f"  why: {reason}" for reason in told["why"]),
        *(f"  would change it: {what}" for what in told["overturned_by"]),
    ]
    for name, window in told["windows"].items():
        change = "" if window["change"] is None else f" ({percent(window['change'])})"
        text.append(
            f"{name}: {window['now']} now, {_known(window['before'])} before{change}, "
            f"{_known(window['last_year'])} in the same weeks last year; "
            f"through {window['through']}"
        )
    text += [
        f"step: {step['before']} to {step['after']} a week around {step['date']} "
        f"({step['low']} to {step['high']})"
        for step in told["change_points"]
    ]
    text += [
        f"alarm: {'week' if a['weeks'] == 1 else '{} weeks'.format(a['weeks'])} to {a['week']}: "
        f"{a['count']}, expected {a['expected']}"
        for a in told["alarms"]
    ]
    text += [_hotspot(spot) for spot in told["hotspots"]]
    text += forecasts([look for look in told["forecast"] if look["horizon"] == 1])
    text += [f"note: {note}" for note in told["notes"]]
    return text


def _known(count: int | None) -> str:
    return "unknown" if count is None else str(count)


def _hotspot(spot: dict[str, Any]) -> str:
    if spot["kind"] == "district":
        return f"hot district: {spot['admin2']} ({spot['admin1']}): {spot['now']}, q={spot['q']}"
    where = ", ".join(spot["admin2"] or spot["admin1"])
    return (
        f"cluster: {where}: {spot['observed']} since {spot['start']}, "
        f"{spot['expected']} expected, p={spot['p']}"
    )


def forecasts(looks: list[dict[str, Any]]) -> list[str]:
    """The whole first, then what is expected where; units where nothing is are told in one line."""
    whole = [look for look in looks if look["unit"] == "all"]
    units = [look for look in looks if look["unit"] != "all"]
    some = [look for look in units if look["quantiles"]["0.95"] > 0]
    none = [look["unit"] for look in units if look["quantiles"]["0.95"] <= 0]
    told = [_forecast(look) for look in (*whole, *sorted(some, key=lambda look: -look["mean"]))]
    if none:
        told.append(f"forecast {looks[0]['month']}: none expected in {', '.join(none)}")
    return told


def _forecast(look: dict[str, Any]) -> str:
    low, high = look["quantiles"]["0.05"], look["quantiles"]["0.95"]
    return (
        f"forecast {look['month']} {look['unit']}: {look['mean']:.0f} ({low:.0f} to {high:.0f}), "
        f"more than last month with probability {look['p_up']:.2f}"
    )
