"""What would overturn the answer: counts to come, coverage, sources."""

from __future__ import annotations

from rasid.assess.growth import Change, change
from rasid.assess.telling import Because, share
from rasid.assess.verdict import Ruling, Signals, Verdict, down, ended_on, up
from rasid.assess.windows import LEAST

MOST = 3  # times the count of the last eight weeks up to which a turning count is looked for
MOSTLY = 0.5  # share of incidents with one source from which a second one could overturn it
LOST_SHOWN = 3
RISING = {Verdict.RESURGING, Verdict.LOCAL_SURGE}


def overturned_by(signals: Signals, ruling: Ruling) -> list[Because]:
    """Observations that would change the verdict."""
    if signals.ended is not None:
        return [Because("record_on", ended_on(signals.ended))]
    found = [*_counts(signals, ruling), *_coverage(signals, ruling), *_sources(signals)]
    if not ruling.enough and signals.hole is not None and signals.year.before is None:
        found.insert(0, Because("hole_filled", signals.hole))
    elif not ruling.enough:
        found.insert(0, Because("more_data", {"least": LEAST["52w"]}))
    return found


def _counts(signals: Signals, ruling: Ruling) -> list[Because]:
    """Incidents in the next eight weeks from (or up to) which the direction would turn."""
    now = signals.short.now
    if signals.short.before is None or not ruling.enough:
        return []

    def ahead(count: int) -> Change:
        return change(count, now, signals.short.swing)

    # From the present count outwards: what lies beyond the turn is not computed.
    rise = next((n for n in range(now + 1, MOST * max(now, 10) + 1) if up(ahead(n))), None)
    fall = next((n for n in reversed(range(now)) if down(ahead(n))), None)
    told = []
    if rise is not None and ruling.verdict not in RISING:
        told.append(Because("rise_from", {"count": rise, "now": now}))
    if fall is not None and ruling.verdict is not Verdict.FADING:
        code = "surge_over" if ruling.verdict in RISING else "fall_from"
        told.append(Because(code if fall else f"{code}_none", {"count": fall, "now": now}))
    return told


def _coverage(signals: Signals, ruling: Ruling) -> list[Because]:
    """The change in coverage that would explain the change in counts."""
    rising = ruling.verdict in RISING
    coverage = signals.coverage_short if rising else signals.coverage_year
    window = signals.short if rising else signals.year
    value = coverage.all_sources
    if window.before is None or coverage.capture is None or not (up(value) or down(value)):
        return []
    code = "capture_rose" if coverage.capture > 1 else "capture_fell"
    return [Because(code, {"percent": share(coverage.capture), "weeks": window.weeks})]


def _sources(signals: Signals) -> list[Because]:
    coverage = signals.coverage_year
    if not coverage.known:
        return [Because("no_sources")]
    found = []
    single = coverage.single_source_share
    if single is not None and single > MOSTLY:
        found.append(Because("second_source", {"source": coverage.top, "share": share(single)}))
    if coverage.lost:
        found.append(Because("lost", {"sources": ", ".join(coverage.lost[:LOST_SHOWN])}))
    return found
