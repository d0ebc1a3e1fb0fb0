"""Changes of incidents told to a person, a line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rasid.model import Change, ChangeKind, Count
from rasid.publish.plain import count_text, isolate


def change_line(change: Change) -> str:
    """When, which incident, what changed from what to what, and through which articles."""
    at = change.at.isoformat(timespec="seconds") if change.at else "not saved"
    through = ", ".join(map(isolate, change.doc_ids))
    return f"{at}  {change.incident_id}  {_what(change)}" + (f"  ({through})" if through else "")


def _what(change: Change) -> str:
    if change.kind is ChangeKind.CREATED:
        return "created"
    if change.kind is ChangeKind.MERGED:
        return f"went into {change.after}"
    if change.kind is ChangeKind.SPLIT:
        return f"came out of {change.before}"
    if change.kind is ChangeKind.WITHDRAWN:
        return "deleted: no report is left that tells it"
    if change.field == "reports":
        return _reports(change.before or (), change.after or ())
    return f"{change.field} {_value(change.field, change.before)} → " + _value(
        change.field, change.after
    )


def _reports(before: Sequence[str], after: Sequence[str]) -> str:
    came, went = len(set(after) - set(before)), len(set(before) - set(after))
    moved = ", ".join(
        f"{number} {how}" for number, how in ((came, "came"), (went, "went")) if number
    )
    return f"reports {len(before)} → {len(after)}: {moved}"


def _value(field: str, value: Any) -> str:
    if value in (None, [], ""):
        return "none" if field == "conflicts" else "unknown"
    tell = _TELL.get(field)
    if tell:
        return tell(value)
    return "yes" if value is True else "no" if value is False else str(value)


def _toll(value: Any) -> str:
    whole = count_text(Count(value["low"], value["high"]))
    best = value.get("best")
    return whole if best is None or value["low"] == value["high"] else f"{whole} (best {best})"


def _date(value: Any) -> str:
    days = dict.fromkeys(day for day in (value["start"], value["end"]) if day)
    return "…".join(days) or "unknown"


def _place(value: Any) -> str:
    return ", ".join(filter(None, (value["name"], value.get("admin1"))))


def _parties(value: Any) -> str:
    return "; ".join(party["actor"] for party in value)


def _conflicts(value: Any) -> str:
    return "; ".join(
        f"{one['field']}: " + " / ".join(isolate(side["value"]) for side in one["values"])
        for one in value
    )


_TELL: Mapping[str, Callable[[Any], str]] = {
    "killed": _toll,
    "injured": _toll,
    "detained": _toll,
    "date": _date,
    "place": _place,
    "initiators": _parties,
    "targets": _parties,
    "conflicts": _conflicts,
}
