"""Where is it clustering now: the prospective space-time permutation scan (Kulldorff 2005)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rasid.assess.hotspots.distance import distances_km
from rasid.assess.series import DAYS

PERIOD = 26  # weeks that make up what is usual; longer ones mix in levels long gone
YEAR = 52
LONGEST = 8  # weeks a living cluster may have lasted; near-repeats of attacks fade in ten
RADII_KM = (10.0, 20.0, 40.0, 60.0)  # near-repeats reach some 20 km
LEAST = 30  # incidents at exact places without which nothing is scanned
LEAST_IN = 3  # incidents in a cluster
CENTRES = 200  # most places taken as centres, the busiest of the last weeks
ROUNDS = 999
BATCH = 50  # shuffles done at once
SHOWN = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A circle and a stretch of weeks with more incidents than its place and time explain.

    `usual` is the count of the same circle in the same weeks a year before, None where the
    record does not reach back: a cluster is a shift, and may be one in a general decline.
    """

    lat: float
    lon: float
    radius_km: float
    weeks: int
    start: pd.Timestamp
    end: pd.Timestamp
    observed: int
    expected: float
    ratio: float
    p: float
    admin1: tuple[str, ...]
    admin2: tuple[str, ...]
    incident_ids: tuple[str, ...]
    usual: int | None

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "kind": "scan",
            "lat": round(self.lat, 2),
            "lon": round(self.lon, 2),
            "radius_km": self.radius_km,
            "weeks": self.weeks,
            "start": self.start.date().isoformat(),
            "end": self.end.date().isoformat(),
            "observed": self.observed,
            "expected": round(self.expected, 2),
            "ratio": round(self.ratio, 2),
            "same_weeks_last_year": self.usual,
            "p": round(self.p, 4),
            "admin1": list(self.admin1),
            "admin2": list(self.admin2),
            "incidents": list(self.incident_ids),
        }


def scan(
    frame: pd.DataFrame, as_of: pd.Timestamp, *, seed: int = 0, rounds: int = ROUNDS
) -> list[Cluster] | None:
    """Clusters alive on `as_of`, most unlikely first; None where there are too few places.

    Needs no population: the dates of all incidents are shuffled over their places, so busy
    places and busy weeks are expected to be busy. p is the share of shuffles whose best
    cluster is as unlikely, which allows for the many circles looked at.
    """
    exact = frame[frame["exact"] & frame["lat"].notna() & frame["lon"].notna()]
    exact = exact[exact["date"] <= as_of]
    recent = exact[exact["date"] > as_of - pd.Timedelta(days=DAYS * PERIOD)]
    if len(recent) < LEAST:
        return None
    places, index = _places(recent)
    age = np.minimum(((as_of - recent["date"]).dt.days // DAYS).to_numpy(), LONGEST)
    zones = _zones(places, index[age < LONGEST])
    if not len(zones.centre):
        return []
    totals = np.bincount(index, minlength=len(places)).astype(np.float32)
    weeks = np.cumsum(np.bincount(age, minlength=LONGEST + 1)[:LONGEST]) / len(index)
    expected = (zones.member @ totals)[:, None] * weeks[None, :]
    found = _counts(zones, index, age[None], len(places))[:, 0]
    score = _score(found, expected, len(index))
    rng = np.random.default_rng(seed)
    best = _shuffled(zones, index, age, expected, rng, rounds)
    picked = _distinct(score, zones)
    context = _Context(exact, recent, as_of, places, index, age, zones, expected, found)
    return [
        _cluster(context, at, float((1 + (best >= score[at]).sum()) / (rounds + 1)))
        for at in picked
    ]


@dataclass(frozen=True, slots=True)
class _Zones:
    """Circles: centre (index of place), radius, and which places lie inside (zones, places)."""

    centre: NDArray[np.int64]
    radius: Floats
    member: Floats


@dataclass(frozen=True, slots=True)
class _Context:
    exact: pd.DataFrame
    recent: pd.DataFrame
    as_of: pd.Timestamp
    places: Floats
    index: NDArray[np.int64]
    age: NDArray[np.int64]
    zones: _Zones
    expected: Floats
    found: Floats


def _places(recent: pd.DataFrame) -> tuple[Floats, NDArray[np.int64]]:
    """Distinct coordinates (places, 2) to a hundredth of a degree, and the place of each row."""
    points = recent[["lat", "lon"]].round(2).to_numpy(dtype=np.float64)
    places, index = np.unique(points, axis=0, return_inverse=True)
    return places, np.asarray(index).reshape(-1).astype(np.int64)


def _zones(places: Floats, active: NDArray[np.int64]) -> _Zones:
    """Circles around the places with incidents in the last weeks, same contents left out."""
    counts = np.bincount(active, minlength=len(places))
    centres = np.argsort(-counts, kind="stable")[: min(CENTRES, int((counts > 0).sum()))]
    away = distances_km(places[centres, 0], places[centres, 1], places[:, 0], places[:, 1])
    inside = np.concatenate([away <= radius for radius in RADII_KM])
    _, first = np.unique(inside, axis=0, return_index=True)
    first = np.sort(first)
    return _Zones(
        np.tile(centres, len(RADII_KM))[first],
        np.repeat(np.array(RADII_KM), len(centres))[first],
        inside[first].astype(np.float32),
    )


def _counts(
    zones: _Zones, index: NDArray[np.int64], ages: NDArray[np.int64], places: int
) -> Floats:
    """Incidents by zone and length of window, for each row of `ages`: (zones, rounds, LONGEST)."""
    rounds = len(ages)
    keys = (index * rounds + np.arange(rounds)[:, None]) * (LONGEST + 1) + ages
    cells = np.bincount(keys.ravel(), minlength=places * rounds * (LONGEST + 1))
    table = np.cumsum(cells.reshape(places, rounds, LONGEST + 1)[:, :, :LONGEST], axis=2)
    inside = zones.member @ table.reshape(places, -1).astype(np.float32)
    return np.asarray(inside.reshape(len(inside), rounds, LONGEST))


def _shuffled(
    zones: _Zones,
    index: NDArray[np.int64],
    age: NDArray[np.int64],
    expected: Floats,
    rng: np.random.Generator,
    rounds: int,
) -> Floats:
    """The best score of each shuffle of the dates over the places."""
    places = zones.member.shape[1]
    best = []
    for start in range(0, rounds, BATCH):
        ages = np.stack([rng.permutation(age) for _ in range(min(BATCH, rounds - start))])
        found = _counts(zones, index, ages, places)
        best.append(_score(found, expected[:, None, :], len(index)).max(axis=(0, 2)))
    return np.concatenate(best)


def _score(found: Floats, expected: Floats, total: int) -> Floats:
    """Log likelihood ratio of each window; 0 where there are no more than expected."""
    score = np.zeros(found.shape)
    usable = (found > expected) & (found >= LEAST_IN)
    inside, usual = found[usable], np.broadcast_to(expected, found.shape)[usable]
    rest = np.maximum(total - inside, 1e-9)
    outside = rest * np.log(rest / np.maximum(total - usual, 1e-9))
    score[usable] = inside * np.log(inside / usual) + outside
    return score


def _distinct(score: Floats, zones: _Zones) -> list[tuple[int, int]]:
    """The best windows that share no place, at most SHOWN."""
    taken = np.zeros(zones.member.shape[1], dtype=bool)
    picked: list[tuple[int, int]] = []
    for flat in np.argsort(-score, axis=None, kind="stable"):
        zone, window = divmod(int(flat), score.shape[1])
        if score[zone, window] <= 0 or len(picked) == SHOWN:
            break
        inside = zones.member[zone] > 0
        if not (inside & taken).any():
            picked.append((zone, window))
            taken |= inside
    return picked


def _cluster(context: _Context, at: tuple[int, int], p: float) -> Cluster:
    zone, window = at
    weeks = window + 1
    inside = context.zones.member[zone][context.index] > 0
    rows = context.recent[inside & (context.age < weeks)]
    centre = context.places[context.zones.centre[zone]]
    radius = float(context.zones.radius[zone])
    expected = float(context.expected[at])
    return Cluster(
        lat=float(centre[0]), lon=float(centre[1]), radius_km=radius, weeks=weeks,
        start=context.as_of - pd.Timedelta(days=DAYS * weeks - 1), end=context.as_of,
        observed=len(rows), expected=expected, ratio=len(rows) / expected, p=p,
        admin1=_names(rows["admin1"]), admin2=_names(rows["admin2"]),
        incident_ids=tuple(rows["incident_id"]), usual=_usual(context, centre, radius, weeks),
    )  # fmt: skip


def _names(column: pd.Series) -> tuple[str, ...]:
    return tuple(column.dropna().value_counts().index[:3])


def _usual(context: _Context, centre: Floats, radius: float, weeks: int) -> int | None:
    end = context.as_of - pd.Timedelta(days=DAYS * YEAR)
    start = end - pd.Timedelta(days=DAYS * weeks)
    exact = context.exact
    if exact["date"].min() > start:
        return None
    then = exact[(exact["date"] > start) & (exact["date"] <= end)]
    away = distances_km(
        centre[:1], centre[1:], then["lat"].to_numpy(dtype=float), then["lon"].to_numpy(dtype=float)
    )
    return int((away <= radius).sum())
