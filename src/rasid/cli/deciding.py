"""`rasid review merge`, `split`, `edit`, `undo` …: a person's word on incidents."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rasid.cli.console import output, put_json
from rasid.cli.options import AsJson, existing_store
from rasid.errors import UsageError
from rasid.wording import counted

if TYPE_CHECKING:
    from rasid.model import Decision, Incident
    from rasid.store import Store

Who = Annotated[
    str | None, typer.Option(help="Who decides; without it, the name you are logged in by.")
]
Why = Annotated[str, typer.Option(help="Why, in your own words; kept with the decision.")]
One = Annotated[str, typer.Argument(help="An incident's id.")]


def merge(
    context: typer.Context,
    incident_ids: Annotated[list[str], typer.Argument(help="Ids of two or more incidents.")],
    who: Who = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Decide that incidents are one happening; no later linking takes them apart."""
    from rasid import pipeline  # noqa: PLC0415 - heavy, and not every verb needs it

    if len(set(incident_ids)) < 2:  # noqa: PLR2004 - one incident is one already
        raise UsageError("a merge needs two incidents", subject=" ".join(incident_ids))
    with existing_store(context) as store:
        decision = pipeline.merge(store, incident_ids, _name(who), why)
        _tell(store, [decision], as_json)


def split(
    context: typer.Context,
    incident_id: One,
    articles: Annotated[
        list[str] | None,
        typer.Argument(help="Articles (or keys of reports) to take out; none: all but the first."),
    ] = None,
    who: Who = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Decide that some of an incident's articles tell another happening."""
    with existing_store(context) as store:
        keys = _keys(store.casebook.get(incident_id), articles or [])
        _decide(store, "split", incident_id, who, why, as_json, keys=keys)


def accept(
    context: typer.Context,
    incident_id: One,
    who: Who = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Decide that an incident is as it is told."""
    with existing_store(context) as store:
        _decide(store, "accept", incident_id, who, why, as_json)


def reject(
    context: typer.Context,
    incident_id: One,
    who: Who = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Decide that an incident is none: it stays on record as rejected."""
    with existing_store(context) as store:
        _decide(store, "reject", incident_id, who, why, as_json)


def edit(
    context: typer.Context,
    incident_id: One,
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE…",
            help="type, date_start, date_end, date_precision, place_id, killed_low, killed_best, "
            "killed_high, injured_low …; FIELD= makes it unknown.",
        ),
    ],
    who: Who = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Set fields of an incident; they stay so whatever its reports say."""
    given = dict(_pair(field) for field in fields)
    with existing_store(context) as store:
        _decide(store, "edit", incident_id, who, why, as_json, fields=given)


def undo(
    context: typer.Context,
    decision_id: Annotated[int, typer.Argument(help="The decision's number.")],
    who: Who = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Take a decision back: linking decides again. Both stay on record."""
    from rasid import pipeline  # noqa: PLC0415 - as above

    with existing_store(context) as store:
        pipeline.undo(store, decision_id, _name(who), why)
    if as_json:
        put_json({"undone": decision_id})
    else:
        output.print(f"decision {decision_id} taken back", markup=False)


def decisions(context: typer.Context, as_json: AsJson = False) -> None:
    """List the decisions that stand, oldest first."""
    with existing_store(context) as store:
        for decision in store.casebook.decisions():
            if as_json:
                put_json(decision.to_json())
            else:
                output.print(_line(decision), markup=False)


def _name(who: str | None) -> str:
    if who:
        return who
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("nobody is logged in", subject="--who", hint="give a name") from None


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign or not name:
        raise UsageError("is not FIELD=VALUE", subject=given, hint="as killed_best=3")
    return name, value


def _keys(incident: Incident, named: list[str]) -> tuple[str, ...]:
    """Report keys of the articles named; UsageError for one that does not tell the incident."""
    held = {report.doc_id for report in incident.reports}
    known = held | {report.key for report in incident.reports}
    strange = [name for name in named if name not in known]
    if strange:
        raise UsageError(
            f"does not tell {incident.incident_id}",
            subject=strange[0],
            hint=f"articles that do: {', '.join(sorted(held))}",
        )
    return tuple(r.key for r in incident.reports if r.doc_id in named or r.key in named)


def _decide(
    store: Store,
    act: str,
    incident_id: str,
    who: str | None,
    why: str,
    as_json: bool,
    **given: Any,
) -> None:
    from rasid import pipeline  # noqa: PLC0415 - as above

    made = pipeline.decide(store, act, incident_id, _name(who), reason=why, **given)
    _tell(store, made, as_json)


def _tell(store: Store, made: list[Decision], as_json: bool) -> None:
    """The decisions made, how to take them back, and the incidents that hold their reports now."""
    now = store.casebook.telling(key for one in made for group in one.groups for key in group)
    if as_json:
        for decision in made:
            put_json({**decision.to_json(), "incidents": [one.incident_id for one in now]})
        return
    for decision in made:
        output.print(_line(decision), markup=False)
    for one in now:
        articles = counted(len({report.doc_id for report in one.reports}), "articles")
        output.print(f"  {one.incident_id}: {articles}, {one.review.value}", markup=False)
    output.print(f"take it back with: rasid review undo {made[-1].decision_id}", markup=False)


def _line(decision: Decision) -> str:
    what = f"{decision.field}={decision.value}" if decision.field else ""
    reports = counted(sum(map(len, decision.groups)), "reports")
    at = decision.at.isoformat(timespec="seconds")
    told = [f"decision {decision.decision_id}", at, decision.kind.value, what, reports]
    return "  ".join(part for part in (*told, f"by {decision.who}: {decision.reason}") if part)
