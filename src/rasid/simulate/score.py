"""What was recovered of a simulated conflict: incidents, tolls, and what was made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

DAYS = 1  # days by which the date may be off
DEGREES = 0.1  # and degrees by which the place may be


@dataclass(frozen=True, slots=True)
class Recovery:
    """Shares over the incidents that at least one outlet told.

    `recall`: found; `precision`: found incidents that are true; `tolls`: of the found, those
    whose number of dead is right; `kinds`: whose kind is; `duplicates`: found more than once.
    """

    told: int
    found: int
    recall: float
    precision: float
    tolls: float
    kinds: float
    duplicates: int

    def to_json(self) -> dict[str, Any]:
        """The shares, rounded."""
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self).items()}


def recovered(truth: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Recovery:
    """Match incident rows (date, lat, lon, killed, type) with the truth of a simulation.

    Each true incident takes the nearest row not taken yet, within a day and ten kilometres.
    """
    told = [incident for incident in truth["incidents"] if incident["reported"]]
    if not told or not rows:
        return Recovery(len(told), len(rows), 0.0, 0.0, 0.0, 0.0, 0)
    days = np.array([np.datetime64(str(row["date"])[:10]) for row in rows])
    points = np.array([[_number(row["lat"]), _number(row["lon"])] for row in rows])
    taken = np.zeros(len(rows), dtype=bool)
    near_any = np.zeros(len(rows), dtype=bool)
    pairs = []
    for incident in told:
        late = np.abs((days - np.datetime64(incident["date"])).astype(int))
        away = np.abs(points - [incident["lat"], incident["lon"]]).max(axis=1)
        near = (late <= DAYS) & (away <= DEGREES)
        near_any |= near
        open_rows = np.flatnonzero(near & ~taken)
        if len(open_rows):
            best = min(map(int, open_rows), key=lambda n: _cost(incident, rows[n], int(late[n])))
            taken[best] = True
            pairs.append((incident, rows[best]))
    right = [_same(i["killed"], row["killed"]) for i, row in pairs]
    kinds = [i["type"] == row["type"] for i, row in pairs]
    return Recovery(
        told=len(told),
        found=len(rows),
        recall=len(pairs) / len(told),
        precision=float(taken.mean()),
        tolls=float(np.mean(right)) if right else 0.0,
        kinds=float(np.mean(kinds)) if kinds else 0.0,
        duplicates=int((near_any & ~taken).sum()),
    )


def _cost(incident: Mapping[str, Any], row: Mapping[str, Any], late: int) -> tuple[bool, int, bool]:
    return incident["type"] != row["type"], late, not _same(incident["killed"], row["killed"])


def _same(true: int, found: Any) -> bool:
    """Whether the tolls agree; none reported is right where nobody died."""
    number = _number(found)
    return true == 0 if np.isnan(number) else number == true


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)
