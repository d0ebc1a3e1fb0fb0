"""Make an invented conflict with its press and its truth, the same for one seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from rasid.errors import UsageError
from rasid.simulate.press import Outlet, Report, cover
from rasid.simulate.world import Step, World, towns, world
from rasid.simulate.writing import Writer

SHARES = (0.75, 0.6, 0.5, 0.4, 0.35)  # share of incidents that each invented outlet tells
DELAYS = (0.3, 0.8, 1.0, 2.5, 4.0)  # mean days after which it tells them
LESS = 1 / 3  # of what it told before, once the coverage of the second outlet changes
# What a drawn step multiplies the rate by: the size of the steps in UCDP's record of the Islamic
# State in Syria, 2016-2018 (58 to 20 incidents a week; threefold in Deir ez-Zor).
FACTORS = (0.3, 0.35, 2.8, 3.2)
LAST_STEPS = 20  # weeks before the end after which no drawn step falls


# Diyala, Nineveh, Salah al-Din, Deir ez-Zor, Aleppo: many towns that can be told apart.
GOVERNORATES = ("IQG10", "IQG15", "IQG16", "SY09", "SY02")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to simulate. `steps` None draws one step a governorate; () has none.

    `coverage_week` is the week from which the second outlet tells a third of what it did and
    the last one starts: a change of panel that is no change on the ground; None for none.
    """

    seed: int = 0
    start: dt.date = dt.date(2022, 1, 3)
    weeks: int = 130
    governorates: tuple[str, ...] = GOVERNORATES
    rate: float = 2.5
    outlets: int = 4
    steps: tuple[Step, ...] | None = None
    coverage_week: int | None = None


@dataclass(frozen=True, slots=True)
class Simulation:
    """The articles (lines of an archive, in order of publication) and the truth beside them."""

    plan: Plan
    world: World
    outlets: tuple[Outlet, ...]
    reports: tuple[Report, ...]
    articles: tuple[dict[str, str], ...] = field(repr=False)

    def truth(self) -> dict[str, Any]:
        """All that is true of the simulated conflict, as JSON."""
        told = {report.incident_id for report in self.reports}
        return {
            "simulated": True,
            "seed": self.plan.seed,
            "start": self.plan.start.isoformat(),
            "weeks": self.plan.weeks,
            "steps": [
                step.to_json()
                | {
                    "date": (self.plan.start + dt.timedelta(weeks=step.week)).isoformat(),
                    "name": self._unit(step.admin1),
                }
                for step in self.world.steps
            ],
            "rates": {self._unit(unit): list(rates) for unit, rates in self.world.rates.items()},
            "outlets": [outlet.to_json() for outlet in self.outlets],
            "incidents": [
                happening.to_json() | {"reported": happening.incident_id in told}
                for happening in self.world.happenings
            ],
            "reports": [
                report.to_json() | {"doc_id": article["doc_id"]}
                for report, article in zip(self.reports, self.articles, strict=True)
            ],
        }

    def _unit(self, unit: str) -> str:
        names = {h.town.admin1_id: h.town.admin1 for h in self.world.happenings}
        return names.get(unit, unit)


def simulate(plan: Plan) -> Simulation:
    """Draw the conflict, have it covered, write it out.

    Raises UsageError for a plan that makes no sense.
    """
    _check(plan)
    rng = np.random.default_rng(plan.seed)
    places = towns(plan.governorates)
    steps = _drawn(rng, plan) if plan.steps is None else plan.steps
    made = world(rng, places, start=plan.start, weeks=plan.weeks, rate=plan.rate, steps=steps)
    writer = Writer(rng)
    outlets = _outlets(plan, writer.outlets)
    reports = cover(rng, made, outlets, places)
    articles = _written(writer, reports)
    order = sorted(range(len(reports)), key=lambda n: (reports[n].published, n))
    return Simulation(
        plan, made, outlets, tuple(reports[n] for n in order), tuple(articles[n] for n in order)
    )


def _check(plan: Plan) -> None:
    if not 1 <= plan.outlets <= len(SHARES):
        raise UsageError(f"there can be 1 to {len(SHARES)} outlets", subject="--outlets")
    if plan.weeks < 1 or plan.rate <= 0 or not plan.governorates:
        raise UsageError("a conflict needs weeks, a rate and a governorate", subject="simulate")


def _drawn(rng: np.random.Generator, plan: Plan) -> tuple[Step, ...]:
    """One step a governorate, up or down, well inside the series; none in short ones."""
    first, last = plan.weeks // 3, plan.weeks - LAST_STEPS
    if last <= first:
        return ()
    return tuple(
        Step(unit, int(rng.integers(first, last)), float(rng.choice(FACTORS)))
        for unit in plan.governorates
    )


def _outlets(plan: Plan, names: Sequence[str]) -> tuple[Outlet, ...]:
    made = [Outlet(names[n], SHARES[n], DELAYS[n]) for n in range(plan.outlets)]
    if plan.coverage_week is not None and len(made) > 2:  # noqa: PLR2004 - the first stays as it is
        made[1] = replace(made[1], changes=(plan.coverage_week, LESS))
        made[-1] = replace(made[-1], starts=plan.coverage_week)
    return tuple(made)


def _written(writer: Writer, reports: Sequence[Report]) -> list[dict[str, str]]:
    """One article a report; copies repeat the text of the outlet they copy."""
    texts: dict[tuple[str, str], dict[str, str]] = {}
    articles = []
    for number, report in enumerate(reports, start=1):
        if report.copied_from:
            source = texts[report.incident_id, report.copied_from]
            articles.append(writer.copied(source, report, number))
        else:
            article = writer.article(report, number)
            texts[report.incident_id, report.outlet] = article
            articles.append(article)
    return articles
