"""What would overturn the answer: counts to come, coverage, sources."""

from __future__ import annotations

from rasid.assess.growth import Change, change
from rasid.assess.verdict import Ruling, Signals, Verdict, down, up

MOST = 3  # times the count of the last eight weeks up to which a turning count is looked for


def overturned_by(signals: Signals, ruling: Ruling) -> list[str]:
    """Observations that would change the verdict, in plain words."""
    found = [*_counts(signals, ruling), *_coverage(signals, ruling), *_sources(signals)]
    if ruling.verdict is Verdict.NOT_DETERMINED and not ruling.enough:
        found.insert(0, "more data: at least 20 incidents over two covered years")
    return found


def _counts(signals: Signals, ruling: Ruling) -> list[str]:
    """Incidents in the next eight weeks from (or up to) which the direction would turn."""
    now = signals.short.now
    if signals.short.before is None:
        return []
    ahead = [(n, change(n, now, signals.short.swing)) for n in range(MOST * max(now, 10) + 1)]
    rise = next((n for n, value in ahead if up(value) and n > now), None)
    fall = next((n for n, value in reversed(ahead) if down(value) and n < now), None)
    if ruling.verdict in {Verdict.FADING, Verdict.STABLE} and rise is not None:
        return [f"{rise} incidents or more in the next eight weeks (now {now}): a rise"]
    if ruling.verdict in {Verdict.RESURGING, Verdict.LOCAL_SURGE} and fall is not None:
        return [f"{fall} incidents or fewer in the next eight weeks (now {now}): the surge is over"]
    if ruling.verdict is Verdict.NOT_DETERMINED and ruling.enough:
        return _settled(now, rise, fall)
    return []


def _settled(now: int, rise: int | None, fall: int | None) -> list[str]:
    parts = [f"{rise} or more (a rise)"] if rise is not None else []
    parts += [f"{fall} or fewer (a fall)"] if fall is not None else []
    return [f"incidents in the next eight weeks (now {now}): {' or '.join(parts)}"] if parts else []


def _coverage(signals: Signals, ruling: Ruling) -> list[str]:
    """The change in coverage that would explain the change in counts."""
    rising = ruling.verdict in {Verdict.RESURGING, Verdict.LOCAL_SURGE}
    coverage = signals.coverage_short if rising else signals.coverage_year
    weeks = 8 if rising else 52
    value: Change = coverage.all_sources
    if coverage.capture is None or not (up(value) or down(value)):
        return []
    way = "risen" if coverage.capture > 1 else "fallen"
    return [
        (
            f"the share of incidents that reaches the record having {way} to "
            f"{100 * coverage.capture:.0f}% of what it was {weeks} weeks ago: "
            "then nothing would have changed on the ground"
        )
    ]


def _sources(signals: Signals) -> list[str]:
    coverage = signals.coverage_year
    if not coverage.known:
        return ["a list of sources: this record names none, so coverage could not be checked"]
    found = []
    if coverage.single_source_share is not None and coverage.single_source_share > 0.5:  # noqa: PLR2004 - most
        share = 100 * coverage.single_source_share
        found.append(
            f"a second source that contradicts {coverage.top}: {share:.0f}% have one source"
        )
    if coverage.lost:
        found.append(f"what {', '.join(coverage.lost[:3])} would have reported, now silent")
    return found
