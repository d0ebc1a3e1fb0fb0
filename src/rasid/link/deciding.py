"""What people decided about reports, as groups of rows together and pairs of rows apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rasid.link.clustering import Constraints
from rasid.link.identity import trigger_key
from rasid.model import Decision, DecisionKind

Pair = tuple[int, int]


def constraints_of(decisions: Sequence[Decision], rows: Mapping[str, Sequence[int]]) -> Constraints:
    """The constraints that the decisions make; `rows` gives the rows of each report key.

    Of two decisions on the same two reports the later holds. Where merges that stand would lead
    from one side of a later split to the other, the oldest of them gives way.
    """
    word: dict[Pair, tuple[int, bool]] = {}
    rows = _with_triggers(rows)
    for rank, decision in enumerate(sorted(decisions, key=lambda one: (one.at, one.decision_id))):
        groups = [_rows_of(group, rows) for group in decision.groups]
        if decision.kind is DecisionKind.MERGE:
            word.update(dict.fromkeys(_inside({row for g in groups for row in g}), (rank, True)))
        elif decision.kind is DecisionKind.SPLIT:
            for group in groups:
                word.update(dict.fromkeys(_inside(group), (rank, True)))
            word.update(dict.fromkeys(_across(groups), (rank, False)))
    apart = frozenset(pair for pair, (_, together) in word.items() if not together)
    joined = sorted((-rank, pair) for pair, (rank, together) in word.items() if together)
    return Constraints(_groups((pair for _, pair in joined), apart), apart)


def _with_triggers(rows: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """The rows of each key, and those of each trigger for keys that no report has any more."""
    found = {key: list(held) for key, held in rows.items()}
    for key, held in rows.items():
        found.setdefault(trigger_key(key), []).extend(held)
    return found


def _rows_of(keys: Sequence[str], rows: Mapping[str, Sequence[int]]) -> set[int]:
    held = (rows.get(key) or rows.get(trigger_key(key), ()) for key in keys)
    return {row for some in held for row in some}


def _inside(rows: Iterable[int]) -> Iterable[Pair]:
    every = sorted(set(rows))
    return ((a, b) for n, a in enumerate(every) for b in every[n + 1 :])


def _across(groups: Sequence[set[int]]) -> Iterable[Pair]:
    return (
        (min(a, b), max(a, b))
        for n, first in enumerate(groups)
        for second in groups[n + 1 :]
        for a in first - second
        for b in second - first
    )


def _groups(pairs: Iterable[Pair], apart: frozenset[Pair]) -> list[list[int]]:
    """The groups that pairs make, taken in their order; none that holds a pair apart."""
    group_of: dict[int, set[int]] = {}
    for a, b in pairs:
        first, second = group_of.setdefault(a, {a}), group_of.setdefault(b, {b})
        if first is second or any((min(x, y), max(x, y)) in apart for x in first for y in second):
            continue
        first |= second
        for row in second:
            group_of[row] = first
    return sorted(sorted(group) for group in {id(g): g for g in group_of.values()}.values())
