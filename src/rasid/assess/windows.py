"""The two windows every answer prints: 52 weeks and 8 weeks, each against what came before."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rasid.assess.coverage import Window
from rasid.assess.growth import Change, Spread, change, spread
from rasid.assess.series import DAYS, Weekly
from rasid.assess.steps import Step

YEAR = 52
SHORT = 8
SIZES = {"52w": YEAR, "8w": SHORT}
LEAST = {"52w": 20, "8w": 10}  # incidents in both stretches together, below which none is told
SWING_WEEKS = 104  # weeks that the spread is measured on


@dataclass(frozen=True, slots=True)
class Growth:
    """One window: against the stretch just before and against the same weeks last year.

    Either comparison is None where the record does not reach back so far. `segments` are the
    levels (first week, last week, incidents a week) where a step lies inside the two stretches:
    then one rate is the wrong summary.
    """

    name: str
    weeks: int
    through: pd.Timestamp
    now: int
    before: Change | None
    last_year: Change | None
    segments: tuple[tuple[pd.Timestamp, pd.Timestamp, float], ...]
    swing: Spread

    @property
    def enough(self) -> bool:
        """Whether there are incidents enough to tell anything from."""
        return self.before is not None and self.now + self.before.before >= LEAST[self.name]

    def spans(self) -> Window:
        """First and last days of both stretches."""
        size = pd.Timedelta(days=DAYS * self.weeks)
        day = pd.Timedelta(days=1)
        middle = self.through - size
        return Window((middle + day, self.through), (middle - size + day, middle))

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        empty = dict.fromkeys(("before", "change", "low", "high", "p_decline", "p_growth"))
        told = self.before.to_json() if self.before else empty
        spans = self.spans()
        return {
            "weeks": self.weeks,
            "from": spans.now[0].date().isoformat(),
            "through": self.through.date().isoformat(),
            **told,
            "now": self.now,
            "last_year": self.last_year.before if self.last_year else None,
            "against_last_year": self.last_year.to_json() if self.last_year else None,
            "enough": self.enough,
            "segments": [
                {
                    "from": start.date().isoformat(),
                    "to": end.date().isoformat(),
                    "incidents_a_week": round(level, 2),
                }
                for start, end, level in self.segments
            ],
        }


def growth(series: Weekly, found: Sequence[Step], name: str) -> Growth:
    """The window of this name over a weekly series whose steps are known."""
    weeks = SIZES[name]
    swing = spread(_segments(series, found, weeks), weeks)
    before = _change(series, weeks, weeks, swing)
    last_year = before if weeks == YEAR else _change(series, weeks, YEAR, swing)
    return Growth(
        name, weeks, series.ends[-1],
        round(float(series.last(weeks).sum())), before, last_year,
        _levels(series, found, weeks), swing,
    )  # fmt: skip


def against_segment(series: Weekly, found: Sequence[Step], swing: Spread) -> Change | None:
    """The last eight weeks against the weeks of the current segment before them.

    Where the segment began within the last twelve weeks, against the segment before it.
    """
    stop = len(series) - SHORT
    bounds = [0, *(step.index for step in found if step.index <= stop - SHORT // 2)]
    rest = series.counts[max(bounds[-1], stop - YEAR) : stop]
    if not len(rest):
        return None
    return change(float(series.last(SHORT).sum()), float(rest.sum()), swing, (SHORT, len(rest)))


def without_peak(series: Weekly, swing: Spread) -> Change | None:
    """The last eight weeks without their two busiest against the eight before: bursts left out."""
    now, before = series.last(SHORT), series.last(SHORT, SHORT)
    if len(before) < SHORT:
        return None
    calm = np.sort(now)[: SHORT - BURST]
    return change(float(calm.sum()), float(before.sum()), swing, (SHORT - BURST, SHORT))


BURST = 2  # weeks that one happening and its aftermath fill


def _change(series: Weekly, weeks: int, back: int, swing: Spread) -> Change | None:
    if len(series) < weeks + back:
        return None
    return change(float(series.last(weeks).sum()), float(series.last(weeks, back).sum()), swing)


def _segments(series: Weekly, found: Sequence[Step], weeks: int) -> list[NDArray[np.float64]]:
    """Stretches with one mean each: cut at both windows' edges, and for 8 weeks at the steps.

    Over 52 weeks steps are left in: a year with a step in it is a year that swings.
    """
    total = len(series)
    first = max(total - SWING_WEEKS, 0)
    cuts = {first, total, max(total - weeks, first), max(total - 2 * weeks, first)}
    if weeks != YEAR:
        cuts |= {step.index for step in found if step.index > first}
    edges = sorted(cuts)
    return [series.counts[a:b] for a, b in itertools.pairwise(edges)]


def _levels(
    series: Weekly, found: Sequence[Step], weeks: int
) -> tuple[tuple[pd.Timestamp, pd.Timestamp, float], ...]:
    first = max(len(series) - 2 * weeks, 0)
    inside = [step.index for step in found if first < step.index < len(series)]
    if not inside:
        return ()
    edges = [first, *inside, len(series)]
    starts = series.starts()
    return tuple(
        (starts[a], series.ends[b - 1], float(series.counts[a:b].mean()))
        for a, b in itertools.pairwise(edges)
    )
