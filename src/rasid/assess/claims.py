"""Claims against the record: a trend or tally that someone states beside the series it is about."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from rasid.assess.growth import Change, Spread, change, spread
from rasid.assess.question import Question, select
from rasid.assess.series import Weekly, weekly
from rasid.assess.table import IncidentTable
from rasid.errors import UsageError
from rasid.model import Figure, Unit

YEAR = 52
COMPARABLE = {Unit.PERCENT, Unit.PERCENT_PER_YEAR, Unit.ATTACKS}
LEAST = 20  # incidents in both stretches without which no trend is compared
TALLY_SLACK = 1.25  # factor by which a tally may differ for definitions alone


class Outcome(StrEnum):
    """How a claim stands to the record."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NOT_COMPARABLE = "cannot be compared"


@dataclass(frozen=True, slots=True)
class Stated:
    """A trend or a tally as stated.

    `low` and `high` are signed percents (a fall of 30 to 40% a year is -40 to -30) for trends,
    counts for tallies. `start` and `end` bound the period it is about.
    """

    subject: str | None
    unit: Unit
    low: float | None
    high: float | None
    start: dt.date | None
    end: dt.date | None
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A claim beside the record: the outcome, why, and both numbers.

    `record`, `low`, `high` are in the claim's unit, None where nothing can be compared.
    `counts` are the incidents behind them, by stretch of days.
    """

    outcome: Outcome
    why: str
    stated: Stated
    record: float | None = None
    low: float | None = None
    high: float | None = None
    counts: tuple[tuple[str, str, int], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The JSON of a check: both numbers side by side."""
        stated = self.stated
        return {
            "outcome": self.outcome.value,
            "why": self.why,
            "claimed": {
                "subject": stated.subject,
                "unit": stated.unit.value,
                "low": stated.low,
                "high": stated.high,
                "from": stated.start.isoformat() if stated.start else None,
                "to": stated.end.isoformat() if stated.end else None,
                "country": stated.country,
                "admin1": stated.admin1,
            },
            "record": {
                "value": _round(self.record),
                "low": _round(self.low),
                "high": _round(self.high),
                "counts": [{"from": a, "to": b, "incidents": n} for a, b, n in self.counts],
            },
        }


def stated(figure: Figure, published: dt.date | None) -> Stated:
    """What a figure of an article states, as far as it can be put beside a record.

    A direction of "down" makes percents negative. An open end is the day of publication.
    """
    place, period = figure.place, figure.period
    low, high = figure.low, figure.high
    if figure.unit is not Unit.ATTACKS and figure.direction == "down":
        low, high = (None if high is None else -abs(high)), (None if low is None else -abs(low))
    start, end = (period.start, period.end or published) if period else (None, None)
    # "30% a year since 2016": a yearly rate runs on to the day it is stated.
    if figure.unit is Unit.PERCENT_PER_YEAR and end and published and end < published:
        end = published
    return Stated(
        figure.subject, figure.unit, low, high, start, end,
        place.country if place else None, place.admin1 if place else None,
    )  # fmt: skip


def check(claim: Stated, table: IncidentTable) -> Check:
    """Put the claim beside the incidents of the same subject, place and period.

    Agrees where the claim's range and the record's 95% interval meet, disagrees where they do
    not. What differs in scope, definition or covered years cannot be compared.
    """
    reason = _cannot(claim, table)
    if reason:
        return Check(Outcome.NOT_COMPARABLE, reason, claim)
    start, end = pd.Timestamp(str(claim.start)), pd.Timestamp(str(claim.end))
    try:
        question = Question(claim.subject, claim.country, claim.admin1, end)
        selection = select(table, question)
    except UsageError as error:
        return Check(Outcome.NOT_COMPARABLE, f"scope: {error.message}", claim)
    series = weekly(selection.here["date"], selection.record_start, end)
    if claim.unit is Unit.ATTACKS:
        return _tally(claim, series, start, end)
    return _trend(claim, series, start, end)


def _cannot(claim: Stated, table: IncidentTable) -> str:
    """Why the claim cannot be compared at all; "" where it may be."""
    first, last = table.frame["date"].min().date(), table.frame["date"].max().date()
    if claim.unit not in COMPARABLE:
        return f"definition: the record counts incidents, not {claim.unit.value}"
    if claim.low is None and claim.high is None:
        return "definition: the claim gives no number"
    if claim.start is None or claim.end is None:
        till = (
            ""
            if claim.start is None
            else f" that ends: it was said on an unknown day, of {claim.start} on"
        )
        return f"scope: the claim gives no period{till}"
    if claim.start < first or claim.end > last + dt.timedelta(days=7):
        return (
            f"missing years: the record covers {first} to {last}, "
            f"the claim {claim.start} to {claim.end}"
        )
    return ""


def _trend(claim: Stated, series: Weekly, start: pd.Timestamp, end: pd.Timestamp) -> Check:
    """A percentage: a year's rate over the period, or the period against the one before."""
    weeks = round(((end - start).days + 1) / 7)
    if claim.unit is Unit.PERCENT_PER_YEAR:
        span = YEAR
        if weeks < 2 * YEAR:
            return Check(
                Outcome.NOT_COMPARABLE, "missing years: a yearly rate needs two years", claim
            )
        first = series.counts[-weeks : -weeks + YEAR]
        years = (weeks - YEAR) / YEAR
    else:
        span, years = weeks, 1.0
        if len(series) < 2 * weeks:
            return Check(
                Outcome.NOT_COMPARABLE, "missing years: nothing to compare the period with", claim
            )
        first = series.last(weeks, weeks)
    last = series.last(span)
    if first.sum() + last.sum() < LEAST:
        return Check(Outcome.NOT_COMPARABLE, "scope: too few incidents in the record", claim)
    value = change(float(last.sum()), float(first.sum()), spread([first, last], span))
    counts = (
        _stretch(start, span, int(first.sum()))
        if claim.unit is Unit.PERCENT_PER_YEAR
        else _stretch(start - pd.Timedelta(days=7 * span), span, int(first.sum())),
        _stretch(end - pd.Timedelta(days=7 * span - 1), span, int(last.sum())),
    )
    return _compared(claim, _yearly(value, years), counts)


def _tally(claim: Stated, series: Weekly, start: pd.Timestamp, end: pd.Timestamp) -> Check:
    """A number of attacks: counted in the same period, with room for differing definitions."""
    weeks = max(round(((end - start).days + 1) / 7), 1)
    counts = series.last(weeks)
    total = float(counts.sum())
    swing: Spread = spread([series.last(max(YEAR, weeks))], weeks)
    error = 1.96 * math.sqrt(swing.dispersion * (total + 0.5))
    low = max(total - error, 0.0) / TALLY_SLACK
    high = (total + error) * TALLY_SLACK
    return _compared(claim, (total, low, high), ((_stretch(start, weeks, int(total))),))


def _compared(
    claim: Stated,
    record: tuple[float, float, float],
    counts: tuple[tuple[str, str, int], ...],
) -> Check:
    value, low, high = record
    given = [number for number in (claim.low, claim.high) if number is not None]
    least, most = min(given), max(given)
    meets = least <= high and low <= most
    trend = claim.unit is not Unit.ATTACKS
    if meets and trend and low < 0 < high and low <= -most and -least <= high:
        why = "too uncertain: the record allows the claim and its opposite"
        return Check(Outcome.NOT_COMPARABLE, why, claim, value, low, high, counts)
    outcome = Outcome.AGREES if meets else Outcome.DISAGREES
    unit = "%" if trend else " incidents"
    why = (
        f"claimed {least:g} to {most:g}{unit}, the record says {value:.0f}{unit} "
        f"(95% interval {low:.0f} to {high:.0f})"
    )
    return Check(outcome, why, claim, value, low, high, counts)


def _yearly(value: Change, years: float) -> tuple[float, float, float]:
    """A change over some years as a rate a year, in percent."""
    point = value.percent if value.percent is not None else value.high

    def rate(percent: float) -> float:
        return 100 * (math.pow(1 + percent / 100, 1 / years) - 1)

    return rate(max(point, -99.9)), rate(value.low), rate(value.high)


def _stretch(start: pd.Timestamp, weeks: int, count: int) -> tuple[str, str, int]:
    end = start + pd.Timedelta(days=7 * weeks - 1)
    return start.date().isoformat(), end.date().isoformat(), count


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
