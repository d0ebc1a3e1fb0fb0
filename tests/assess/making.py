"""Incident tables with a known rate, for tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from rasid.assess import IncidentTable, conform

Sources = Callable[[int, np.random.Generator], tuple[str, ...]]


def two_of_three(_week: int, rng: np.random.Generator) -> tuple[str, ...]:
    return tuple(rng.choice(["a", "b", "c"], 2, replace=False).tolist())


def frame(
    rates: Sequence[float],
    *,
    seed: int = 0,
    sources: Sources = two_of_three,
    districts: Sequence[int] | int = 6,
    admin1: str = "North",
) -> pd.DataFrame:
    """Incidents by weekly Poisson rates, in as many districts a week as given."""
    rng = np.random.default_rng(seed)
    rows = []
    for week, rate in enumerate(rates):
        wide = districts if isinstance(districts, int) else districts[week]
        for _ in range(rng.poisson(rate)):
            names = sources(week, rng)
            rows.append(
                {
                    "date": pd.Timestamp("2020-01-06")
                    + pd.Timedelta(days=7 * week + int(rng.integers(0, 7))),
                    "parties": ("Group X",),
                    "country": "Iraq",
                    "admin1": admin1,
                    "admin2": f"{admin1} {rng.integers(0, wide)}",
                    "lat": 33 + rng.normal() * 0.3,
                    "lon": 44 + rng.normal() * 0.3,
                    "exact": True,
                    "killed": float(rng.poisson(2)),
                    "sources": names,
                    "n_sources": float(len(names)) if names else None,
                }
            )
    # One incident on the first day fixes the start of the record.
    rows.append(rows[0] | {"date": pd.Timestamp("2020-01-06")})
    return pd.DataFrame(rows)


def table(rates: Sequence[float], **options: object) -> IncidentTable:
    return IncidentTable(conform(frame(rates, **options)))  # type: ignore[arg-type]
