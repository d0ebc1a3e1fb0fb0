"""Which sources were there throughout a stretch of days, and not in a part of it only."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PARTS = 8  # equal parts of a stretch: six and a half weeks of a year, a week of eight
PRESENT = 0.75  # share of the parts it would be met in by chance in which a source must be met
PRIOR = 1 / PARTS  # added to the other sources' incidents in each part, one in all


def throughout(frame: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp]) -> set[str]:
    """Sources met in most parts of the stretch in which they could have been met.

    A source with few incidents is met in few parts, and none tells much where little happens:
    so the parts it is met in are held against those in which as many incidents would lie if
    they fell by chance in step with what the other sources tell.
    """
    parts = _parts(frame["date"], span)
    met: dict[str, Counter[int]] = {}
    counts = np.zeros(PARTS)
    alone: dict[str, Counter[int]] = {}
    for part, names in zip(parts, frame["sources"], strict=True):
        told = set(names)
        counts[part] += bool(told)
        for name in told:
            met.setdefault(name, Counter())[part] += 1
        if len(told) == 1:
            alone.setdefault(next(iter(told)), Counter())[part] += 1
    return {
        name
        for name, seen in met.items()
        if len(seen) >= round(PRESENT * _expected(counts, alone.get(name, Counter()), seen.total()))
    }


def _parts(dates: pd.Series, span: tuple[pd.Timestamp, pd.Timestamp]) -> list[int]:
    days = (span[1] - span[0]).days + 1
    return [int(age) * PARTS // days for age in (dates - span[0]).dt.days]


def _expected(counts: NDArray[np.float64], alone: Counter[int], number: int) -> float:
    """Parts met by this many incidents that fall as those that other sources tell."""
    others = counts + PRIOR - np.array([alone[part] for part in range(PARTS)])
    shares = others / others.sum()
    return float((1 - (1 - shares) ** number).sum())
