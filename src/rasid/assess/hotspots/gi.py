"""Which districts stand out with their neighbours: Gi* with a bound on false discoveries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rasid.assess.hotspots.distance import distances_km
from rasid.assess.series import DAYS

REACH_KM = 80.0  # districts with centres this near are neighbours
WEEKS = 8
YEAR = 52
LEAST_DISTRICTS = 10
ROUNDS = 999
FALSE_SHARE = 0.1  # share of the listed districts that may be there by chance

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HotDistrict:
    """A district that stands out: its counts, and q, the false-discovery rate at which it does.

    `of` is "count" (incidents of the last weeks) or "change" (against the same weeks a year ago).
    """

    admin1: str
    admin2: str
    of: str
    now: int
    last_year: int | None
    p: float
    q: float

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "kind": "district",
            "admin1": self.admin1,
            "admin2": self.admin2,
            "of": self.of,
            "now": self.now,
            "same_weeks_last_year": self.last_year,
            "p": round(self.p, 4),
            "q": round(self.q, 4),
        }


def hot_districts(
    frame: pd.DataFrame, as_of: pd.Timestamp, *, seed: int = 0
) -> list[HotDistrict] | None:
    """Districts that stand out by count or by change, most certain first.

    None where fewer than LEAST_DISTRICTS districts are known by place.
    """
    table = _districts(frame, as_of)
    if len(table) < LEAST_DISTRICTS:
        return None
    near = distances_km(*(table[c].to_numpy(dtype=float) for c in ("lat", "lon", "lat", "lon")))
    weights = (near <= REACH_KM).astype(np.float64)
    rng = np.random.default_rng(seed)
    values = {"count": table["now"].to_numpy(dtype=float)}
    span = pd.Timedelta(days=DAYS * (YEAR + WEEKS))
    year_known = bool((frame["date"] <= as_of - span + pd.Timedelta(days=DAYS)).any())
    if year_known:
        values["change"] = values["count"] - table["then"].to_numpy(dtype=float)
    found = []
    for of, value in values.items():
        p = one_sided_p(value, weights, rng)
        q = false_discovery(p)
        found += [
            HotDistrict(
                str(row["admin1"]), str(row["admin2"]), of, int(row["now"]),
                int(row["then"]) if year_known else None, float(p[n]), float(q[n]),
            )
            for n, row in enumerate(table.reset_index().to_dict("records"))
            if q[n] <= FALSE_SHARE and value[n] > 0
        ]  # fmt: skip
    return sorted(found, key=lambda hot: (hot.q, hot.p, -hot.now))


def one_sided_p(value: Floats, weights: Floats, rng: np.random.Generator) -> Floats:
    """Chance of a local sum this high when the other districts trade places; conditional.

    `value` (n,) holds whole numbers, so that sums are exact in any order. `weights` (n, n) marks
    neighbours, the district itself included.
    """
    n = len(value)
    local = weights @ value
    order = rng.random((ROUNDS, n)).argsort(axis=1)
    rank = order.argsort(axis=1)
    first = np.zeros((ROUNDS, n + 1))  # column m: the sum of a round's first m picks
    np.cumsum(value[order], axis=1, out=first[:, 1:])
    p = np.ones(n)
    for district in np.flatnonzero(value > 0):
        neighbours = int(weights[district].sum()) - 1
        if neighbours <= 0:
            p[district] = (value >= value[district]).sum() / n
            continue
        # The district itself is passed over: the first picks that are others stand in.
        passed = rank[:, district] <= neighbours
        others = np.where(passed, first[:, neighbours + 1] - value[district], first[:, neighbours])
        sums = others + value[district]
        p[district] = (1 + (sums >= local[district]).sum()) / (ROUNDS + 1)
    return p


def false_discovery(p: Floats) -> Floats:
    """Benjamini-Hochberg q of each p."""
    order = np.argsort(p)
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(ranked[::-1])[::-1]
    return np.minimum(q, 1.0)


def _districts(frame: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Districts with their middle and their counts now and a year ago."""
    placed = frame[frame["admin2"].notna() & frame["lat"].notna() & (frame["date"] <= as_of)]
    age = (as_of - placed["date"]).dt.days
    table = placed.assign(
        admin1=placed["admin1"].fillna(""),
        now=(age < DAYS * WEEKS).astype(int),
        then=((age >= DAYS * YEAR) & (age < DAYS * (YEAR + WEEKS))).astype(int),
    )
    return table.groupby(["admin1", "admin2"]).agg(
        lat=("lat", "median"), lon=("lon", "median"), now=("now", "sum"), then=("then", "sum")
    )
