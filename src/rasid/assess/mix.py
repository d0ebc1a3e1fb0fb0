"""Quality, not only number: kinds of incidents, deaths, and who took the initiative."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rasid.assess.coverage import Window

MASS = 10  # deaths that make an incident one of mass casualties
SHOWN = 12


def mix(frame: pd.DataFrame, window: Window, groups: tuple[str, ...]) -> dict[str, Any]:
    """What kind of violence it is in both stretches of the window.

    `initiative` never adds up what the group did and what was done to it: incidents it started,
    incidents started against it, and those where the table gives no direction.
    """
    spans = {"now": window.now, "before": window.before}
    rows = {
        name: frame[(frame["date"] >= span[0]) & (frame["date"] <= span[1])]
        for name, span in spans.items()
    }
    return {name: _of(part, set(groups)) for name, part in rows.items()}


def _of(rows: pd.DataFrame, groups: set[str]) -> dict[str, Any]:
    deaths = rows["killed"].dropna()
    kinds = rows["type"].dropna().value_counts()
    return {
        "incidents": len(rows),
        "types": {str(kind): int(n) for kind, n in kinds.head(SHOWN).items()},
        "deaths": _deaths(rows),
        "deaths_per_incident": round(float(deaths.mean()), 2) if len(deaths) else None,
        "mass_casualty": int((deaths >= MASS).sum()) if len(deaths) else None,
        "civilians_targeted": _known_true(rows["civilians"]),
        "initiative": _initiative(rows, groups),
    }


def _deaths(rows: pd.DataFrame) -> dict[str, int] | None:
    """Sums of low, best and high; None where no incident says."""
    if rows["killed"].isna().all():
        return None
    columns = {"low": "killed_low", "best": "killed", "high": "killed_high"}
    sums = {
        name: int(rows[column].fillna(rows["killed"]).sum()) for name, column in columns.items()
    }
    return sums | {"unknown_in": int(rows["killed"].isna().sum())}


def _known_true(values: pd.Series) -> int | None:
    known = values.dropna()
    return int((known == True).sum()) if len(known) else None  # noqa: E712 - an object column


def _initiative(rows: pd.DataFrame, groups: set[str]) -> dict[str, int] | None:
    """Incidents by the group, against it, of unknown direction; None where no group is asked."""
    if not groups:
        return None
    by = rows["initiators"].map(lambda names: not groups.isdisjoint(names))
    against = rows["targets"].map(lambda names: not groups.isdisjoint(names)) & ~by
    return {
        "by_group": int(by.sum()),
        "against_group": int(against.sum()),
        "direction_unknown": int(len(rows) - by.sum() - against.sum()),
    }
