"""Takes the indicator knowledge file, gives patterns ready to be met in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from rasid import knowledge_base, language
from rasid.errors import KnowledgeError
from rasid.model import Direction, IndicatorKind
from rasid.read.statements.word_classes import WordClasses


class Met(NamedTuple):
    """A pattern met in tokens first:last of a sentence."""

    pattern: Pattern
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Slots (ids of word groups) that must all stand within `within` tokens of one another."""

    name: str
    kind: IndicatorKind
    direction: Direction
    slots: tuple[int, ...]
    within: int
    weight: float
    unless: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorPatterns:
    """All patterns of a language by their first slot, and the word groups of the slots."""

    groups: WordClasses
    by_first: Mapping[int, Sequence[Pattern]]

    def find(self, stems: Sequence[str]) -> list[Met]:
        """Every pattern met among the stems of one sentence, at its tightest place."""
        where: dict[int, list[int]] = defaultdict(list)
        for at, group in self.groups.met(stems):
            where[group].append(at)
        found = []
        for first in [slot for slot in self.by_first if slot in where]:
            for pattern in self.by_first[first]:
                if all(slot in where for slot in pattern.slots):
                    met = _tightest(pattern, where)
                    if met is not None and not _cancelled(pattern, met, where):
                        found.append(met)
        return found


def _tightest(pattern: Pattern, where: Mapping[int, list[int]]) -> Met | None:
    """The shortest stretch that holds a different token for every slot, if short enough."""
    best: tuple[int, int] | None = None
    for anchor in where[pattern.slots[0]]:
        chosen = [anchor]
        for slot in pattern.slots[1:]:
            free = [at for at in where[slot] if at not in chosen]
            if not free:
                break
            chosen.append(min(free, key=lambda at: abs(at - anchor)))
        else:
            first, last = min(chosen), max(chosen)
            if last - first <= pattern.within and (
                best is None or last - first < best[1] - best[0]
            ):
                best = first, last
    return Met(pattern, best[0], best[1] + 1) if best is not None else None


def _cancelled(pattern: Pattern, met: Met, where: Mapping[int, list[int]]) -> bool:
    reach = range(met.first - 2, met.last + 2)
    return any(at in reach for group in pattern.unless for at in where.get(group, ()))


class _Builder:
    """Turns the entries of the file into patterns, numbering word groups as they are met."""

    def __init__(self, data: Mapping[str, Any], fold: Any, where: str) -> None:
        self.groups = WordClasses()
        self._fold, self._where = fold, where
        self._named: dict[str, int] = {}
        self._count = 0
        for name, words in data["groups"].items():
            self._named[name] = self._group(words)

    def _group(self, words: Sequence[str]) -> int:
        number = self._count
        self._count += 1
        for word in words:
            self.groups.add(self._fold(word), number)
        return number

    def slot(self, value: Any) -> int:
        """The id of a named group or of a list of words."""
        if isinstance(value, list):
            return self._group(value)
        if value not in self._named:
            raise KnowledgeError(
                f"no word group is called {value!r}",
                subject=self._where,
                hint="name a group of the file or give the words as a list",
            )
        return self._named[value]


@lru_cache(maxsize=4)
def indicator_patterns(code: str) -> IndicatorPatterns | None:
    """The patterns of a language; None where the knowledge base has none."""
    base = knowledge_base.load()
    where = f"statements/{code}/indicators.yml"
    if where not in base.files("statements"):
        return None
    data = base.table(where)
    builder = _Builder(data, language.get(code).fold, where)
    patterns = [
        Pattern(
            f"{kind}/{number}",
            IndicatorKind(kind),
            Direction(entry["direction"]),
            tuple(builder.slot(slot) for slot in entry["slots"]),
            entry["within"],
            entry["weight"],
            tuple(builder.slot(slot) for slot in entry.get("unless", ())),
        )
        for kind, entries in data["patterns"].items()
        for number, entry in enumerate(entries, start=1)
    ]
    by_first: dict[int, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        by_first[pattern.slots[0]].append(pattern)
    return IndicatorPatterns(builder.groups, dict(by_first))
