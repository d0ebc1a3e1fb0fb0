"""Ask the question of a table of incidents and give the whole answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from rasid.assess.alarms import Alarm, alarms
from rasid.assess.coverage import Coverage, coverage
from rasid.assess.diffusion import diffusion
from rasid.assess.forecast.outlook import Outlook, outlook
from rasid.assess.hotspots import Cluster, HotDistrict, hot_districts, scan
from rasid.assess.mix import mix
from rasid.assess.nowcast import Nowcast, completed, nowcast
from rasid.assess.overturn import overturned_by
from rasid.assess.question import Question, Selection, between, select
from rasid.assess.record import record_end
from rasid.assess.series import DAYS, Weekly, monthly, weekly
from rasid.assess.steps import Step, steps
from rasid.assess.table import IncidentTable
from rasid.assess.telling import Because, tell
from rasid.assess.verdict import Ruling, Signals, rule, up
from rasid.assess.windows import Growth, against_segment, growth, without_peak

STEP_WEEKS = 26  # a step this recent counts for the verdict
ALARM_WEEKS = 52  # weeks looked at for alarms
GRAVER = 1.25  # deaths per incident, now over before, from which attacks are graver
UNIT_SURE = 0.95  # probability of a rise asked of each of many governorates
CLUSTER_P = 0.05
PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Place:
    """The series of one place and what is read from it."""

    incidents: pd.DataFrame
    series: Weekly
    steps: tuple[Step, ...]
    year: Growth
    short: Growth


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer to a question, with everything behind it.

    `through` is the last day compared: `as_of` less the weeks that are still incomplete, or the
    last day of a record that ended before.
    """

    selection: Selection
    table: IncidentTable
    through: pd.Timestamp
    here: Place
    nation: Place | None
    signals: Signals
    ruling: Ruling
    overturned_by: tuple[Because, ...]
    alarms: tuple[Alarm, ...]
    nowcast: Nowcast | None
    clusters: tuple[Cluster, ...] | None
    districts: tuple[HotDistrict, ...] | None
    outlooks: tuple[Outlook, ...] | None
    diffusion: dict[str, Any]
    mix: dict[str, Any]

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """The object `rasid assess --json` prints; reasons in the language asked for."""
        return {
            "question": self._asked(),
            "verdict": self.ruling.verdict.value,
            "why": [tell(reason, language) for reason in self.ruling.why],
            "overturned_by": [tell(what, language) for what in self.overturned_by],
            "enough_data": self.ruling.enough,
            "probability": _round(self.ruling.probability),
            "windows": {"52w": self.here.year.to_json(), "8w": self.here.short.to_json()},
            "change_points": [step.to_json() for step in self.here.steps],
            "alarms": [alarm.to_json() for alarm in self.alarms],
            "hotspots": self._hotspots(),
            "hotspots_possible": self.clusters is not None or self.districts is not None,
            "forecast": [look.to_json() for look in self.outlooks or ()],
            "coverage": {
                "52w": _covered(self.signals.coverage_year, self.here.year),
                "8w": _covered(self.signals.coverage_short, self.here.short),
            },
            "nowcast": self.nowcast.to_json() if self.nowcast else None,
            "diffusion": self.diffusion if self.here.short.before else None,
            "mix": {
                "52w": _mixed(self.mix["52w"], self.here.year),
                "8w": _mixed(self.mix["8w"], self.here.short),
            },
            "nation": _nation(self.nation),
            "surging": list(self.signals.surging),
            "through": self.through.date().isoformat(),
            "incidents": len(self.here.incidents),
            "layout": self.table.layout,
            "notes": [tell(note, language) for note in self.selection.notes],
            "problems": [p.to_json() for p in self.table.problems[:PROBLEMS_SHOWN]],
            "problem_count": len(self.table.problems),
        }

    def _asked(self) -> dict[str, Any]:
        question = self.selection.question
        return {
            "group": question.group,
            "country": question.country,
            "admin1": question.admin1,
            "as_of": self.selection.as_of.date().isoformat(),
            "groups_matched": list(self.selection.groups),
            "places_matched": list(self.selection.places),
        }

    def _hotspots(self) -> list[dict[str, Any]]:
        clusters = [c.to_json() for c in self.clusters or () if c.p <= CLUSTER_P]
        return clusters + [d.to_json() for d in self.districts or ()]


def assess(
    table: IncidentTable,
    question: Question,
    *,
    forecast: bool = True,
    conflicts: tuple[str, ...] = (),
    seed: int = 0,
) -> Assessment:
    """Answer the question from the table alone, the same way every time for one seed.

    `conflicts` are sources that contradict one another on the sign, found elsewhere: they keep
    the verdict from being determined. Raises UsageError as `select` does.
    """
    selection = select(table, question)
    around, as_of = selection.around, selection.as_of
    late = nowcast(around["date"], around["first_seen"], as_of, seed=seed)
    grey = late.grey() if late else 0
    through = as_of - pd.Timedelta(days=DAYS * grey)
    end = record_end(table, as_of, through)
    if end is not None:
        late, through = None, end
        selection = selection.without("ends_before")
    selection = selection.a_week_at_least(through)
    here = _place(selection.here, selection, through, late)
    nation = None
    if question.admin1 is not None:
        nation = _place(around, selection, through, late)
    clusters = scan(around[around["date"] <= through], through, seed=seed)
    signals = _signals(selection, here, nation, clusters, conflicts)
    signals = signals if end is None else replace(signals, ended=(end, as_of))
    if selection.hole is not None:
        signals = replace(signals, hole=between(selection.hole))
    ruling = rule(signals)
    return Assessment(
        selection=selection,
        table=table,
        through=through,
        here=here,
        nation=nation,
        signals=signals,
        ruling=ruling,
        overturned_by=tuple(overturned_by(signals, ruling)),
        alarms=tuple(alarms(here.series, weeks=ALARM_WEEKS)),
        nowcast=late,
        clusters=None if clusters is None else tuple(clusters),
        districts=_tuple(hot_districts(around[around["date"] <= through], through, seed=seed)),
        outlooks=_tuple(_outlooks(selection, through, seed)) if forecast else None,
        diffusion=diffusion(here.incidents, here.short.spans()),
        mix={
            "52w": mix(here.incidents, here.year.spans(), selection.groups),
            "8w": mix(here.incidents, here.short.spans(), selection.groups),
        },
    )


def _place(
    incidents: pd.DataFrame,
    selection: Selection,
    through: pd.Timestamp,
    late: Nowcast | None,
) -> Place:
    series = weekly(incidents["date"], selection.record_start, through)
    series = completed(series, late)
    found = tuple(steps(series))
    year, short = growth(series, found, "52w"), growth(series, found, "8w")
    return Place(incidents, series, found, year, short)


def _signals(
    selection: Selection,
    here: Place,
    nation: Place | None,
    clusters: list[Cluster] | None,
    conflicts: tuple[str, ...],
) -> Signals:
    swing = here.short.swing
    cover_year = coverage(here.incidents, here.year.spans(), here.year.swing)
    cover_short = coverage(here.incidents, here.short.spans(), swing)
    recent = [step for step in here.steps if step.index >= len(here.series) - STEP_WEEKS]
    return Signals(
        year=here.year,
        short=here.short,
        segment=against_segment(here.series, here.steps, swing),
        calm=without_peak(here.series, swing),
        step=recent[-1] if recent else None,
        wider=_wider(here, selection.groups),
        coverage_year=cover_year,
        coverage_short=cover_short,
        nation=nation.year if nation else None,
        surging=() if nation else _surging(selection, here, clusters),
        conflicts=conflicts,
    )


def _wider(here: Place, groups: tuple[str, ...]) -> bool:
    """More districts than in the stretch before, or graver attacks, over 8 weeks or over 52."""
    return any(_wider_in(here, window, groups) for window in (here.short, here.year))


def _wider_in(here: Place, window: Growth, groups: tuple[str, ...]) -> bool:
    spread_out = diffusion(here.incidents, window.spans())["districts"]
    kinds = mix(here.incidents, window.spans(), groups)
    now, before = kinds["now"], kinds["before"]
    if spread_out["now"] is not None and spread_out["now"] > spread_out["before"]:
        return True
    if now["mass_casualty"] is not None and now["mass_casualty"] > (before["mass_casualty"] or 0):
        return True
    graver, usual = now["deaths_per_incident"], before["deaths_per_incident"]
    return graver is not None and usual is not None and graver > GRAVER * usual


def _surging(selection: Selection, here: Place, clusters: list[Cluster] | None) -> tuple[str, ...]:
    """Governorates that rise over eight weeks and hold a living cluster."""
    if here.short.before is None:
        return ()
    hot = {name for c in clusters or [] if c.p <= CLUSTER_P for name in c.admin1[:1]}
    found = []
    for name in sorted(hot):
        rows = here.incidents[here.incidents["admin1"] == name]
        series = weekly(rows["date"], selection.record_start, here.year.through)
        short = growth(series, steps(series), "8w")
        if (
            short.enough
            and up(short.before, UNIT_SURE)
            and up(without_peak(series, short.swing), 0.8)
        ):
            found.append(name)
    return tuple(found)


def _outlooks(selection: Selection, through: pd.Timestamp, seed: int) -> list[Outlook] | None:
    """Forecasts by governorate and for all of them; only the one asked for where one is."""
    start = selection.record_start
    known = selection.around[selection.around["date"] <= through]
    whole = outlook(monthly(known, None, start, through), seed=seed)
    if whole is None:
        return None
    placed = known[known["admin1"].notna()]
    units = outlook(monthly(placed, "admin1", start, through), seed=seed) or []
    if selection.question.admin1 is not None:
        units = [look for look in units if look.unit in selection.places]
    return [*units, *whole]


def _covered(made: Coverage, window: Growth) -> dict[str, Any]:
    """Coverage as JSON; what there was before is unknown where the record does not reach."""
    told = made.to_json()
    if window.before is None:
        unknown = ("sources_before", "all_sources", "fixed_panel", "several_sources_only")
        told |= dict.fromkeys((*unknown, "capture_that_turns_the_sign"))
        told |= {"gained": [], "lost": []}
    return told


def _mixed(made: dict[str, Any], window: Growth) -> dict[str, Any]:
    """The mix; None before where the record does not reach back."""
    return made if window.before is not None else made | {"before": None}


def _nation(nation: Place | None) -> dict[str, Any] | None:
    if nation is None:
        return None
    return {
        "windows": {"52w": nation.year.to_json(), "8w": nation.short.to_json()},
        "change_points": [step.to_json() for step in nation.steps],
        "incidents": len(nation.incidents),
    }


def _tuple(values: list[Any] | None) -> tuple[Any, ...] | None:
    return None if values is None else tuple(values)


def _round(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(value, 4)
