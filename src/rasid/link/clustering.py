"""Compared pairs to groups of reports: those merge whose pairs speak for it on average."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from rasid.link.comparisons import Pairs
from rasid.link.features import Floats, Ints

# A pair counts for no more than this either way, so that one cannot outvote many.
MOST_BITS = 12.0
# What a pair that was never compared counts for: it is far apart in time or place.
NOT_COMPARED_BITS = -2.0
_FORBIDDEN_BITS = -1e9


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided, as row numbers: rows of one group together, pairs of rows apart.

    No row is in two groups.
    """

    together: Sequence[Sequence[int]] = ()
    apart: frozenset[tuple[int, int]] = frozenset()


def disjoint(groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """The groups, those that share a row made one."""
    holder: dict[int, set[int]] = {}
    for group in groups:
        whole = set(group).union(*(holder[row] for row in group if row in holder))
        holder.update(dict.fromkeys(whole, whole))
    return sorted(sorted(group) for group in {id(one): one for one in holder.values()}.values())


def components(size: int, pairs: Pairs, bits: Floats, constraints: Constraints) -> Ints:
    """For every row the number of the part of the graph of likely or decided pairs it is in."""
    likely = bits > 0
    joined = [(group[0], other) for group in constraints.together for other in group[1:]]
    first = np.r_[pairs[0][likely], np.array([a for a, _ in joined], dtype=np.int64)]
    second = np.r_[pairs[1][likely], np.array([b for _, b in joined], dtype=np.int64)]
    graph = coo_matrix((np.ones(len(first), dtype=np.int8), (first, second)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def cluster(size: int, pairs: Pairs, bits: Floats, constraints: Constraints) -> list[list[int]]:
    """Groups of rows, each sorted, in the order of their first rows.

    Average linkage: two groups merge while the mean over all their pairs is above 0 bits, the
    best mean first. Decided pairs come first and are never broken.
    """
    parts = components(size, pairs, bits, constraints)
    groups: list[list[int]] = []
    sizes = np.bincount(parts, minlength=int(parts.max(initial=-1)) + 1)
    alone = sizes[parts] == 1
    groups += [[int(row)] for row in np.flatnonzero(alone)]
    for rows, part_pairs in _by_part(parts, alone, pairs, bits):
        groups += _Agglomeration(rows, part_pairs, constraints).run()
    return sorted(groups)


def _by_part(
    parts: Ints, alone: Ints, pairs: Pairs, bits: Floats
) -> Iterator[tuple[list[int], list[tuple[int, int, float]]]]:
    """The rows of each part of several, and the compared pairs inside it."""
    inside = parts[pairs[0]] == parts[pairs[1]]
    first, second, weight = pairs[0][inside], pairs[1][inside], bits[inside]
    of_pair = parts[first]
    order = np.argsort(of_pair, kind="stable")
    first, second, weight, of_pair = first[order], second[order], weight[order], of_pair[order]
    rows = np.flatnonzero(~alone.astype(bool))
    rows = rows[np.argsort(parts[rows], kind="stable")]
    if not len(rows):
        return
    starts = np.flatnonzero(np.r_[True, np.diff(parts[rows]) != 0])
    for start, end in zip(starts, np.r_[starts[1:], len(rows)], strict=True):
        part = parts[rows[start]]
        low, high = np.searchsorted(of_pair, (part, part + 1))
        chunk = slice(low, high)
        triples = zip(
            first[chunk].tolist(), second[chunk].tolist(), weight[chunk].tolist(), strict=True
        )
        yield rows[start:end].tolist(), list(triples)


@dataclass(slots=True)
class _Agglomeration:
    """One part of the graph while it is being merged; a group is named by its first row."""

    rows: list[int]
    pairs: list[tuple[int, int, float]]
    constraints: Constraints
    members: dict[int, list[int]] = field(default_factory=dict)
    sums: dict[int, dict[int, tuple[float, int]]] = field(default_factory=dict)
    heap: list[tuple[float, int, int]] = field(default_factory=list)

    def run(self) -> list[list[int]]:
        self._begin()
        while self.heap:
            negative, a, b = heapq.heappop(self.heap)
            alive = a in self.members and b in self.members and b in self.sums[a]
            if alive and -negative == self._mean(a, b):
                self._merge(a, b)
        return [sorted(group) for group in self.members.values()]

    def _begin(self) -> None:
        first_of = {row: min(group) for group in self.constraints.together for row in group}
        first_of = {row: first_of.get(row, row) for row in self.rows}
        for row in self.rows:
            self.members.setdefault(first_of[row], []).append(row)
        self.sums = {group: {} for group in self.members}
        for a, b, bits in self.pairs:
            self._add(first_of[a], first_of[b], max(-MOST_BITS, min(MOST_BITS, bits)))
        for a, b in self.constraints.apart:
            if a in first_of and b in first_of:
                self._add(first_of[a], first_of[b], _FORBIDDEN_BITS)
        for a, others in self.sums.items():
            for b in others:
                if a < b:
                    self._push(a, b)

    def _add(self, a: int, b: int, bits: float) -> None:
        if a != b:
            total, count = self.sums[a].get(b, (0.0, 0))
            self.sums[a][b] = self.sums[b][a] = (total + bits, count + 1)

    def _mean(self, a: int, b: int) -> float:
        total, count = self.sums[a][b]
        every = len(self.members[a]) * len(self.members[b])
        return (total + NOT_COMPARED_BITS * max(0, every - count)) / every

    def _push(self, a: int, b: int) -> None:
        mean = self._mean(a, b)
        if mean > 0:
            heapq.heappush(self.heap, (-mean, min(a, b), max(a, b)))

    def _merge(self, a: int, b: int) -> None:
        self.members[a] += self.members.pop(b)
        for other, (total, count) in self.sums.pop(b).items():
            del self.sums[other][b]
            if other != a:
                held, many = self.sums[a].get(other, (0.0, 0))
                self.sums[a][other] = self.sums[other][a] = (held + total, many + count)
        for other in self.sums[a]:
            self._push(a, other)
