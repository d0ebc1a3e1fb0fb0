"""Who stands behind the counts, and what change in coverage would turn the answer."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rasid.assess.growth import Change, Spread, change
from rasid.assess.presence import throughout

LEAST_OF_SOURCE = 3  # incidents in a window that make a source active in it
LONE_SHARE = 0.95  # a record that leans on one source this much rests on it alone
KEPT = 0.5  # share of the change (in logarithms) that the fixed panel must see
CREPT = 2  # times its earlier incidents from which a source that was not there throughout came
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Window:
    """Two stretches of days to compare, both (first day, last day) inclusive."""

    now: tuple[pd.Timestamp, pd.Timestamp]
    before: tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sources of both stretches and the change as seen by those there throughout both.

    `fixed_panel` is None where there is no such source; `replaced` says that there were active
    sources in each stretch all the same. `gained` and `lost` came or went, within a stretch too.
    `known` is False where the table names no sources. `capture` is the share of incidents that
    would have to be caught now, of what was caught before, for the true rate not to have
    changed: a ratio of 0.65 says a drop of 35% is none if coverage fell to 65%.
    """

    known: bool
    sources_now: int
    sources_before: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    top: str | None
    top_share: float | None
    single_source_share: float | None
    all_sources: Change
    fixed_panel: Change | None
    several_sources: Change | None
    capture: float | None
    replaced: bool = False

    @property
    def lone(self) -> bool:
        """Whether the record rests on one source alone: told by it, and by nobody else.

        A source that tells everything is no lone one where others tell most of it too.
        """
        tells_all = self.top_share is not None and self.top_share >= LONE_SHARE
        return tells_all and (self.single_source_share or 0.0) >= LONE_SHARE

    @property
    def panel_disagrees(self) -> bool:
        """Whether sources there throughout see another sign, or little of the change.

        A panel that sees the same change less surely, having fewer incidents, does not disagree;
        sources of which none was there throughout say nothing of a change.
        """
        panel, sign = self.fixed_panel, _sure(self.all_sources)
        if panel is None:
            return self.replaced and bool(self.gained if sign > 0 else self.lost if sign else ())
        if not self.panel_changed or not sign or _sure(panel) == sign:
            return False
        return sign * _log_ratio(panel) < KEPT * sign * _log_ratio(self.all_sources)

    @property
    def panel_changed(self) -> bool:
        """Whether an active source came or went."""
        return bool(self.gained or self.lost)

    def to_json(self) -> dict[str, Any]:
        """The JSON of this part of the answer."""
        return {
            "known": self.known,
            "sources_now": self.sources_now,
            "sources_before": self.sources_before,
            "gained": list(self.gained),
            "lost": list(self.lost),
            "top_source": self.top,
            "top_source_share": _round(self.top_share),
            "single_source_share": _round(self.single_source_share),
            "all_sources": self.all_sources.to_json(),
            "fixed_panel": self.fixed_panel.to_json() if self.fixed_panel else None,
            "several_sources_only": self.several_sources.to_json()
            if self.several_sources
            else None,
            "fixed_panel_disagrees": self.panel_disagrees,
            "rests_on_one_source": self.lone,
            "capture_that_turns_the_sign": _round(self.capture),
            "undercount": "no estimate: lists of news sources copy each other and cover different "
            "kinds of incidents, so capture-recapture would invent a number",
        }


def coverage(frame: pd.DataFrame, window: Window, swing: Spread) -> Coverage:
    """Coverage of the incidents of a question over the two stretches of a window."""
    now, before = _within(frame, window.now), _within(frame, window.before)
    found, then = _sources(now), _sources(before)
    active = {s for s, n in found.items() if n >= LEAST_OF_SOURCE}
    old = {s for s, n in then.items() if n >= LEAST_OF_SOURCE}
    steady_now, steady_before = throughout(now, window.now), throughout(before, window.before)
    panel = active & old & steady_now & steady_before
    named = now["sources"].map(len) > 0
    several = (_several(now), _several(before))
    top, share = _top(found, int(named.sum()))
    return Coverage(
        known=bool(found or then),
        sources_now=len(found),
        sources_before=len(then),
        gained=_ranked({s for s in active - steady_before if found[s] >= CREPT * then[s]}, found),
        lost=_ranked({s for s in old - steady_now if then[s] >= CREPT * found[s]}, then),
        top=top,
        top_share=share,
        single_source_share=_single(now),
        all_sources=change(len(now), len(before), swing),
        fixed_panel=change(_by(now, panel), _by(before, panel), swing) if panel else None,
        several_sources=change(*several, swing) if sum(several) else None,
        capture=len(now) / len(before) if len(before) else None,
        replaced=bool(active and old and not panel),
    )


def _within(frame: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp]) -> pd.DataFrame:
    return frame[(frame["date"] >= span[0]) & (frame["date"] <= span[1])]


def _sources(frame: pd.DataFrame) -> Counter[str]:
    return Counter(source for names in frame["sources"] for source in set(names))


def _several(frame: pd.DataFrame) -> int:
    return int((frame["n_sources"] > 1).sum())


def _single(frame: pd.DataFrame) -> float | None:
    named = frame["sources"].map(len)
    known = frame["n_sources"].fillna(named.where(named > 0)).dropna()
    return float((known <= 1).mean()) if len(known) else None


def _by(frame: pd.DataFrame, panel: set[str]) -> int:
    return int(frame["sources"].map(lambda names: not panel.isdisjoint(names)).sum())


def _top(found: Counter[str], named: int) -> tuple[str | None, float | None]:
    if not found or not named:
        return None, None
    source, count = found.most_common(1)[0]
    return source, count / named


def _ranked(names: set[str], counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-counts[name], name))[:SHOWN])


def _sure(value: Change, p: float = 0.9) -> int:
    """-1 or 1 where the sign is known with probability `p`, else 0."""
    return -1 if value.p_decline >= p else 1 if value.p_decline <= 1 - p else 0


def _log_ratio(value: Change) -> float:
    return math.log((value.now + 0.5) / (value.before + 0.5))


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
