"""The invented press: outlets that cover the conflict late, in part, with errors and copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rasid.simulate.world import Happening, Town, World

REPORTED_AGAIN = 0.25  # chance that an outlet that missed it copies another's text
WRONG_TOLL = 0.08  # share of reports with a toll that is off
WRONG_TOWN = 0.03  # share of reports that name another town of the governorate


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: share of incidents it tells, mean delay in days, how its coverage changes.

    It starts in week `starts`; from week `changes[0]` on its share is multiplied by `changes[1]`.
    """

    name: str
    share: float
    delay: float
    starts: int = 0
    changes: tuple[int, float] | None = None

    def share_in(self, week: int) -> float:
        """Its share of incidents in a week."""
        if week < self.starts:
            return 0.0
        if self.changes is not None and week >= self.changes[0]:
            return min(self.share * self.changes[1], 1.0)
        return self.share

    def to_json(self) -> dict[str, Any]:
        """The outlet as it stands in the truth."""
        return {
            "name": self.name,
            "share": self.share,
            "delay": self.delay,
            "starts": self.starts,
            "changes": list(self.changes) if self.changes else None,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's report: what it says (`told`, errors included) and of which incident.

    `copied_from` names the outlet whose text it repeats, "" where it is its own.
    """

    outlet: str
    published: dt.date
    incident_id: str
    told: Happening
    copied_from: str = ""

    def to_json(self) -> dict[str, Any]:
        """The report as it stands in the truth."""
        return {
            "outlet": self.outlet,
            "published": self.published.isoformat(),
            "incident_id": self.incident_id,
            "copied_from": self.copied_from or None,
        }


def cover(
    rng: np.random.Generator,
    made: World,
    outlets: Sequence[Outlet],
    places: dict[str, list[Town]],
) -> list[Report]:
    """All reports of the outlets, in order of the incidents."""
    reports: list[Report] = []
    for happening in made.happenings:
        week = (happening.date - made.start).days // 7
        own = [
            _report(rng, outlet, happening, places)
            for outlet in outlets
            if rng.random() < outlet.share_in(week)
        ]
        reports += own
        if not own:
            continue
        first = min(own, key=lambda report: report.published)
        told_by = {report.outlet for report in own}
        reports += [
            replace(first, outlet=outlet.name, copied_from=first.outlet)
            for outlet in outlets
            if outlet.name not in told_by
            and outlet.share_in(week) > 0
            and rng.random() < REPORTED_AGAIN
        ]  # fmt: skip
    return reports


def _report(
    rng: np.random.Generator, outlet: Outlet, happening: Happening, places: dict[str, list[Town]]
) -> Report:
    told = happening
    if happening.killed and rng.random() < WRONG_TOLL:
        told = replace(told, killed=max(told.killed + int(rng.choice([-1, 1])), 1))
    if rng.random() < WRONG_TOWN:
        inside = places[happening.town.admin1_id]
        told = replace(told, town=inside[int(rng.integers(len(inside)))])
    delay = int(rng.poisson(outlet.delay))
    return Report(
        outlet.name, happening.date + dt.timedelta(days=delay), happening.incident_id, told
    )
