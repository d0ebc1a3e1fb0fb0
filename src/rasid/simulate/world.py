"""An invented conflict: where and when its incidents happen, with the steps that shape them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rasid.errors import UsageError
from rasid.knowledge_base.places import PlaceKnowledge, PlaceRow

TOWNS = 24  # towns of a governorate where incidents happen, its largest
APART = 0.04  # degrees (some 4 km) between two of them, at least
CASUALTY_MEANS = {
    "ied_landmine": (1.2, 2.5),
    "attack_on_civilians": (1.5, 1.5),
    "armed_clash": (1.8, 2.2),
    "shelling_missile": (0.9, 2.0),
}  # kind of incident -> mean killed and injured
NO_CASUALTIES = 0.15  # share of incidents without any
DISPERSION = 1.8  # variance over mean of weekly counts


@dataclass(frozen=True, slots=True)
class Step:
    """From this week on (0 is the first) the rate of a governorate is multiplied."""

    admin1: str
    week: int
    factor: float

    def to_json(self) -> dict[str, Any]:
        """The step as it stands in the truth."""
        return {"admin1": self.admin1, "week": self.week, "factor": self.factor}


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the place tables: names, coordinates, and its governorate and district."""

    place_id: str
    name: str
    name_ar: str
    admin1: str
    admin1_id: str
    admin1_ar: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Happening:
    """One true incident of the invented conflict."""

    incident_id: str
    kind: str
    date: dt.date
    town: Town
    killed: int
    injured: int

    def to_json(self) -> dict[str, Any]:
        """The incident as it stands in the truth."""
        return {
            "incident_id": self.incident_id,
            "type": self.kind,
            "date": self.date.isoformat(),
            "country": self.town.admin1_id[:2],
            "admin1": self.town.admin1,
            "place": self.town.name,
            "place_id": self.town.place_id,
            "lat": self.town.lat,
            "lon": self.town.lon,
            "killed": self.killed,
            "injured": self.injured,
        }


@dataclass(frozen=True, slots=True)
class World:
    """The true incidents, the steps behind them, and the expected count of each week.

    `rates` maps each governorate to its weekly rates.
    """

    start: dt.date
    weeks: int
    happenings: tuple[Happening, ...]
    steps: tuple[Step, ...]
    rates: dict[str, tuple[float, ...]]


def towns(admin1_ids: Sequence[str], most: int = TOWNS) -> dict[str, list[Town]]:
    """The largest towns of each governorate, apart from one another, whose names are theirs alone.

    Raises UsageError for an id that is no governorate of the place tables.
    """
    rows = list(PlaceKnowledge().rows())
    units = {row.place_id: row for row in rows if row.kind == "admin1"}
    homes: dict[str, set[str]] = {}
    for row in rows:
        for name in row.names:
            homes.setdefault(name, set()).add(row.admin1)
    found: dict[str, list[Town]] = {}
    for unit in admin1_ids:
        if unit not in units:
            raise UsageError(
                f"there is no governorate {unit!r}", subject="--governorates",
                hint=f"for example {', '.join(list(units)[:6])}",
            )  # fmt: skip
        inside = [
            row
            for row in rows
            if row.kind == "town" and row.admin1 == unit and homes[row.names[0]] == {unit}
        ]
        inside.sort(key=lambda row: (-row.population, row.place_id))
        found[unit] = [_town(row, units[unit]) for row in _apart(inside, most)]
    return found


def _apart(rows: Sequence[PlaceRow], most: int) -> list[PlaceRow]:
    """The first rows that lie apart: two entries of one town cannot be told apart in the truth."""
    kept: list[PlaceRow] = []
    for row in rows:
        if not any(_same_town(row, other) for other in kept):
            kept.append(row)
        if len(kept) == most:
            break
    return kept


def _same_town(one: PlaceRow, other: PlaceRow) -> bool:
    near = max(abs(one.lat - other.lat), abs(one.lon - other.lon)) <= APART
    return near or not set(one.names).isdisjoint(other.names)


def world(
    rng: np.random.Generator,
    places: dict[str, list[Town]],
    *,
    start: dt.date,
    weeks: int,
    rate: float,
    steps: Sequence[Step],
) -> World:
    """Draw the incidents: `rate` a week for each governorate, changed by the steps."""
    happenings: list[Happening] = []
    rates = {unit: _rates(unit, weeks, rate, steps) for unit in places}
    for unit, inside in places.items():
        weights = 1 / np.sqrt(np.arange(1, len(inside) + 1))
        for week, mean in enumerate(rates[unit]):
            for _ in range(_count(rng, mean)):
                town = inside[int(rng.choice(len(inside), p=weights / weights.sum()))]
                day = start + dt.timedelta(days=7 * week + int(rng.integers(0, 7)))
                happenings.append(_happening(rng, town, day))
    happenings.sort(key=lambda item: (item.date, item.town.place_id, item.kind))
    named = (
        Happening(f"sim-{n:05d}", h.kind, h.date, h.town, h.killed, h.injured)
        for n, h in enumerate(happenings, start=1)
    )
    return World(start, weeks, tuple(named), tuple(steps), rates)


def _town(row: PlaceRow, unit: PlaceRow) -> Town:
    return Town(
        row.place_id, row.name_en, row.names[0], unit.name_en, unit.place_id, unit.names[0],
        row.lat, row.lon,
    )  # fmt: skip


def _rates(unit: str, weeks: int, rate: float, steps: Sequence[Step]) -> tuple[float, ...]:
    rates = np.full(weeks, float(rate))
    for step in steps:
        if step.admin1 == unit:
            rates[step.week :] *= step.factor
    return tuple(float(value) for value in rates)


def _count(rng: np.random.Generator, mean: float) -> int:
    excess = DISPERSION - 1
    return int(rng.poisson(rng.gamma(mean / excess, excess))) if mean > 0 else 0


def _happening(rng: np.random.Generator, town: Town, day: dt.date) -> Happening:
    kinds = list(CASUALTY_MEANS)
    kind = kinds[int(rng.integers(len(kinds)))]
    dead, hurt = CASUALTY_MEANS[kind]
    if rng.random() < NO_CASUALTIES:
        return Happening("", kind, day, town, 0, 0)
    return Happening("", kind, day, town, 1 + int(rng.poisson(dead)), 1 + int(rng.poisson(hurt)))
