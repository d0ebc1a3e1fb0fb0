"""The table of comparisons: what two reports are compared by, and into which levels each falls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rasid.link import answers, nearness
from rasid.link.features import Features
from rasid.link.nearness import UNDATED, UNKNOWN, Levels, Pairs


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question about two reports; `levels[n]` names answer n, "unknown" weighs nothing.

    `falling` are the levels among which each agrees less than the one before it.
    """

    name: str
    levels: tuple[str, ...]
    level: Callable[[Features, Pairs], Levels]
    falling: tuple[int, ...]


COMPARISONS: tuple[Comparison, ...] = (
    Comparison("type", ("the same", answers.EXCHANGED, "different"), answers.kind_level, (0, 1, 2)),
    Comparison("distance", nearness.DISTANCES, nearness.distance_level, (0, 1, 2, 3, 6)),
    Comparison("rivals", nearness.RIVALS, nearness.rivals_level, ()),
    Comparison("date", nearness.DATES, nearness.date_level, (0, 2, 3, 4)),
    Comparison("killed", answers.COUNTS, answers.killed_level, (0, 1, 2, 3, 4)),
    Comparison("injured", answers.COUNTS, answers.injured_level, (0, 1, 2, 3, 4)),
    Comparison("initiators", answers.ACTORS, answers.initiators_level, (0, 3)),
    Comparison("targets", answers.ACTORS, answers.targets_level, (0, 3)),
    Comparison("weapon", answers.MEANS, answers.weapon_level, (0, 1)),
    Comparison("victims", answers.VICTIMS, answers.victims_level, (0, 1)),
    Comparison("wording", answers.WORDINGS, answers.wording_level, (0, 1, 2, 3)),
    Comparison("origin", answers.ORIGINS, answers.origin_level, (0, 3)),
)


_JUDGED = frozenset(
    {
        nearness.SAME_DAYS,
        nearness.NEXT_DAY,
        *nearness.FAR_DAYS,
        nearness.NEXT_TOWN,
        *nearness.FAR_PLACES,
    }
    | {answers.EXCHANGED, answers.ALLIES, answers.CROWD, *nearness.RIVALS}
)


def is_judged(level: str) -> bool:
    """True where the weight of a level is set by judgement and not learned."""
    return level in _JUDGED or level.startswith(UNDATED)


# Pairs compared at a time: bounds the memory of the sparse products.
_CHUNK = 200_000


def compare(features: Features, pairs: Pairs) -> Levels:
    """The level of every comparison (columns, in the order of the table) for every pair (rows)."""
    size = len(pairs[0])
    levels = np.empty((size, len(COMPARISONS)), dtype=np.int8)
    for start in range(0, size, _CHUNK):
        chunk = slice(start, start + _CHUNK)
        part = pairs[0][chunk], pairs[1][chunk]
        for column, comparison in enumerate(COMPARISONS):
            levels[chunk, column] = comparison.level(features, part)
    return levels


def level_names(levels: Sequence[int]) -> list[tuple[str, str]]:
    """One row of `compare` in words: (comparison, level)."""
    return [
        (comparison.name, comparison.levels[level])
        for comparison, level in zip(COMPARISONS, levels, strict=True)
    ]


__all__ = [
    "COMPARISONS",
    "UNKNOWN",
    "Comparison",
    "Levels",
    "Pairs",
    "compare",
    "is_judged",
    "level_names",
]
