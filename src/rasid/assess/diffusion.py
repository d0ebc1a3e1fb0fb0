"""How widely it is spread: districts and governorates with incidents, now and before."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rasid.assess.coverage import Window


def diffusion(frame: pd.DataFrame, window: Window) -> dict[str, Any]:
    """Active districts (by admin1 and admin2) and governorates in both stretches.

    Gives counts, names that are new or quiet now, and the share of incidents that could be
    placed in a district: below one half the district counts are None, not small.
    """
    result: dict[str, Any] = {}
    for level, columns in (("districts", ["admin1", "admin2"]), ("governorates", ["admin1"])):
        now, placed = _active(frame, window.now, columns)
        before, placed_before = _active(frame, window.before, columns)
        usable = min(placed, placed_before) >= 0.5  # noqa: PLR2004 - named in the docstring
        result[level] = {
            "now": len(now) if usable else None,
            "before": len(before) if usable else None,
            "new": sorted(now - before)[:20] if usable else None,
            "quiet": sorted(before - now)[:20] if usable else None,
            "placed_share": round(min(placed, placed_before), 3),
        }
    return result


def _active(
    frame: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp], columns: list[str]
) -> tuple[set[str], float]:
    rows = frame[(frame["date"] >= span[0]) & (frame["date"] <= span[1])]
    placed = rows[rows[columns[-1]].notna()]
    names = {
        " / ".join(str(part) for part in key) for key in placed[columns].itertuples(index=False)
    }
    return names, (len(placed) / len(rows) if len(rows) else 1.0)
