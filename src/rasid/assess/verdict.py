"""The verdict, by a rule written down before the answer is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from rasid.assess.coverage import Coverage
from rasid.assess.growth import Change
from rasid.assess.steps import Step
from rasid.assess.telling import Because, percent, share
from rasid.assess.windows import Growth

SURE = 0.9  # probability from which a direction is believed
LIKELY = 0.8  # and from which it is believed of the calmer weeks alone
LEAST = 15.0  # percent below which a change over the year is no rise and no fall
NEAR = 25.0  # percent within which a change over the year is no change
STABLE = (-50.0, 100.0)  # percent that the interval must stay within to call it stable


class Verdict(StrEnum):
    """What the answer can be."""

    RESURGING = "resurging"
    FADING = "fading"
    STABLE = "stable"
    LOCAL_SURGE = "local surge inside a decline"
    NOT_DETERMINED = "not determined"


@dataclass(frozen=True, slots=True)
class Signals:
    """All that the rule looks at.

    `segment`: last eight weeks against the current segment; `calm`: the same without their
    busiest weeks; `wider`: more districts or graver attacks; `nation`: 52 weeks of the country
    where a governorate is asked for; `surging`: governorates that rise, where a country is;
    `ended`: last day of a record that ended before the day asked for, and that day; `hole`: first
    and last day of the last stretch in which the record holds nothing at all.
    """

    year: Growth
    short: Growth
    segment: Change | None
    calm: Change | None
    step: Step | None
    wider: bool | None
    coverage_year: Coverage
    coverage_short: Coverage
    nation: Growth | None = None
    surging: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    ended: tuple[pd.Timestamp, pd.Timestamp] | None = None
    hole: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict with its reasons, and whether there was data enough."""

    verdict: Verdict
    why: tuple[Because, ...]
    enough: bool
    probability: float | None = field(default=None)


def rule(signals: Signals) -> Ruling:
    """Apply the rule; the first part that decides is the answer.

    1. A record that ended, has a hole, or holds too few incidents or weeks: not determined.
    2. One source alone, a changed panel with another sign, sources in conflict: not determined.
    3. Rising now (8 weeks up, above the current segment, not one burst): a local surge where the
       country declines; resurging where it is also wider or graver; else not determined.
    4. Up over the year and not falling now: resurging where wider or graver.
    5. Down over the year and not rising now: fading; a local surge where a governorate rises.
    6. Neither, and the interval excludes a halving and a doubling: stable. Else not determined.
    """
    for part in (_too_little, _untrusted, _rising, _over_the_year, _level):
        ruling = part(signals)
        if ruling is not None:
            return ruling
    return Ruling(
        Verdict.NOT_DETERMINED,
        (Because("both_signs"), _told(signals.year)),
        enough=True,
    )


def up(value: Change | None, sure: float = SURE) -> bool:
    """Whether the rate has risen with this probability."""
    return value is not None and value.p_decline <= 1 - sure


def down(value: Change | None, sure: float = SURE) -> bool:
    """Whether the rate has fallen with this probability."""
    return value is not None and value.p_decline >= sure


def ended_on(ended: tuple[pd.Timestamp, pd.Timestamp]) -> dict[str, str]:
    """The end of the record and the day asked for, as reasons are told with them."""
    last, as_of = ended
    return {"last": last.date().isoformat(), "as_of": as_of.date().isoformat()}


def rising_now(signals: Signals) -> bool:
    """Eight weeks up on the eight before and on the current segment, and not one burst."""
    return (
        signals.short.enough
        and up(signals.short.before)
        and up(signals.segment)
        and up(signals.calm, LIKELY)
    )


def _too_little(signals: Signals) -> Ruling | None:
    if signals.ended is not None:
        why = Because("record_ends", ended_on(signals.ended))
        return Ruling(Verdict.NOT_DETERMINED, (why,), enough=False)
    if signals.year.enough or (signals.short.enough and signals.year.before is not None):
        return None
    if signals.year.before is None:
        why = Because("too_short") if signals.hole is None else Because("hole_within", signals.hole)
    else:
        why = Because("too_few", {"total": signals.year.now + signals.year.before.before})
    return Ruling(Verdict.NOT_DETERMINED, (why,), enough=False)


def _untrusted(signals: Signals) -> Ruling | None:
    why = [Because("conflict", {"text": text}) for text in signals.conflicts]
    year, short = signals.coverage_year, signals.coverage_short
    if year.known and (year.lone or short.lone):
        lone = year if year.lone else short
        told = {"source": lone.top, "share": share(lone.top_share)}
        why.append(Because("one_source", told))
    for weeks, coverage in ((signals.year.weeks, year), (signals.short.weeks, short)):
        if coverage.panel_disagrees:
            why.append(_panel(coverage, weeks))
    return Ruling(Verdict.NOT_DETERMINED, tuple(why), enough=True) if why else None


def _panel(coverage: Coverage, weeks: int) -> Because:
    values = {
        "weeks": weeks,
        "all_before": coverage.all_sources.before,
        "all_now": coverage.all_sources.now,
    }
    if coverage.fixed_panel is None:
        return Because("no_panel", values)
    panel = {"panel_before": coverage.fixed_panel.before, "panel_now": coverage.fixed_panel.now}
    return Because("panel", values | panel)


def _rising(signals: Signals) -> Ruling | None:
    if signals.short.before is None or not rising_now(signals):
        return None
    sure = 1 - signals.short.before.p_decline
    why = [_told(signals.short), Because("above_segment")]
    if signals.nation is not None and down(signals.nation.before):
        why.append(_told(signals.nation, "nation"))
        return Ruling(Verdict.LOCAL_SURGE, tuple(why), enough=True, probability=sure)
    if signals.surging and down(signals.year.before):
        why += [_told(signals.year), _rise_in(signals)]
        return Ruling(Verdict.LOCAL_SURGE, tuple(why), enough=True, probability=sure)
    if signals.wider:
        why.append(Because("wider"))
        return Ruling(Verdict.RESURGING, tuple(why), enough=True, probability=sure)
    why.append(Because("not_wider"))
    return Ruling(Verdict.NOT_DETERMINED, tuple(why), enough=True)


def _over_the_year(signals: Signals) -> Ruling | None:
    year = signals.year
    if not year.enough or year.before is None:
        return None
    if year.before.percent is not None and abs(year.before.percent) < LEAST:
        return None
    why = [_told(year)]
    if signals.short.before is not None:
        why.append(_told(signals.short))
    if down(year.before):
        return _down_over_the_year(signals, year.before.p_decline, why)
    return _up_over_the_year(signals, 1 - year.before.p_decline, why) if up(year.before) else None


def _up_over_the_year(signals: Signals, sure: float, why: list[Because]) -> Ruling:
    if down(signals.short.before):
        why.append(Because("opposite"))
        return Ruling(Verdict.NOT_DETERMINED, tuple(why), enough=True)
    if not signals.wider:
        why.append(Because("not_wider"))
        return Ruling(Verdict.NOT_DETERMINED, tuple(why), enough=True)
    why.append(Because("wider"))
    return Ruling(Verdict.RESURGING, tuple(why), enough=True, probability=sure)


def _down_over_the_year(signals: Signals, sure: float, why: list[Because]) -> Ruling:
    if signals.surging:
        why.append(_rise_in(signals))
        return Ruling(Verdict.LOCAL_SURGE, tuple(why), enough=True, probability=sure)
    if signals.short.enough and up(signals.short.before) and up(signals.segment):
        why.append(Because("fewer_but_rising"))
        return Ruling(Verdict.NOT_DETERMINED, tuple(why), enough=True)
    step = signals.step
    if step is not None and not step.up:
        values = {
            "before": f"{step.before:.1f}",
            "after": f"{step.after:.1f}",
            "date": step.date.date().isoformat(),
        }
        why.append(Because("level_fell", values))
    return Ruling(Verdict.FADING, tuple(why), enough=True, probability=sure)


def _level(signals: Signals) -> Ruling | None:
    year = signals.year.before
    if year is None or year.percent is None or not signals.year.enough:
        return None
    inside = STABLE[0] < year.low and year.high < STABLE[1]
    if abs(year.percent) <= NEAR and inside and not down(signals.short.before):
        return Ruling(Verdict.STABLE, (_told(signals.year), Because("no_extremes")), enough=True)
    return None


def _rise_in(signals: Signals) -> Because:
    return Because("rise_in", {"units": signals.surging})


def _told(growth: Growth, code: str = "window") -> Because:
    """One window: 97 against 51, +90% (interval ...)."""
    value = growth.before
    if value is None:
        return Because("alone", {"now": growth.now, "weeks": growth.weeks})
    values = {
        "now": value.now,
        "before": value.before,
        "weeks": growth.weeks,
        "change": "-" if value.percent is None else percent(value.percent),
        "low": percent(value.low),
        "high": percent(value.high),
    }
    return Because(code, values)
