"""What several reports say of one toll: lowest, highest, and the best by a chosen rule."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rasid.model import Count, Report, Toll, TollRule


@dataclass(frozen=True, slots=True)
class Told:
    """One count as a source last gave it."""

    count: Count
    origin: str
    doc_id: str
    published: dt.date | None


def last_told(reports: Sequence[Report], field: str) -> list[Told]:
    """What every source says last of `field` ("killed", "injured", "detained").

    A source is a publisher, or a text's origin where the publisher is unknown; copies of one
    text speak once. A later item of the same source replaces its earlier one.
    """
    latest: dict[str, Told] = {}
    for report in sorted(reports, key=lambda r: (r.published or dt.date.min, r.key)):
        count: Count | None = getattr(report.event, field)
        if count is not None:
            told = Told(count, report.origin, report.doc_id, report.published)
            latest[report.publisher or report.origin] = told
    by_origin: dict[str, Told] = {}
    for told in latest.values():
        held = by_origin.get(told.origin)
        if held is None or (told.published or dt.date.min) >= (held.published or dt.date.min):
            by_origin[told.origin] = told
    return list(by_origin.values())


def toll(reports: Sequence[Report], field: str, rule: TollRule) -> Toll | None:
    """The toll over all reports; None where none says anything.

    `low` is the lowest lower end, `high` the highest upper end (None where all are open).
    CONSERVATIVE chooses the lowest number told, BEST the number that most origins give, the later
    of equals, MIN_MAX none.
    """
    told = last_told(reports, field)
    if not told:
        return None
    lows = [one.count.low for one in told if one.count.low is not None]
    ends = [n for one in told for n in (one.count.low, one.count.high) if n is not None]
    closed = [one.count.high for one in told if one.count.high is not None]
    low = min(lows, default=None)
    high = max(ends) if closed and max(ends) <= max(closed) else None
    best = _BEST[rule](told)
    if low is not None and best is not None:
        # "Up to 3" beside "5" tells no lower end of its own, yet 3 may have been chosen.
        low = min(low, best)
    return Toll(low, best, high, rule)


def _point(count: Count) -> int | None:
    """One number for a count: the lower end, as "at least 5" is reported as 5."""
    return count.low if count.low is not None else count.high


def _conservative(told: Sequence[Told]) -> int | None:
    return min((n for n in (_point(one.count) for one in told) if n is not None), default=None)


def _best(told: Sequence[Told]) -> int | None:
    points = [(one, _point(one.count)) for one in told]
    votes = Counter(point for _, point in points if point is not None)
    if not votes:
        return None
    last = {
        point: max(
            one.published or dt.date.min for one, told_point in points if told_point == point
        )
        for point in votes
    }
    # Of numbers told as often and as late the lower one stands.
    return max(votes, key=lambda point: (votes[point], last[point], -point))


def _none(_told: Sequence[Told]) -> int | None:
    return None


_BEST = {
    TollRule.CONSERVATIVE: _conservative,
    TollRule.BEST: _best,
    TollRule.MIN_MAX: _none,
}
