"""Takes an analysed article, gives its indicators: what holds a group down or lets it grow."""

from __future__ import annotations

from dataclasses import dataclass

from rasid.language.base import Sentence
from rasid.model import Indicator, Place, ZoneKind
from rasid.read.statements.context import Context
from rasid.read.statements.indicator_patterns import IndicatorPatterns, Met, indicator_patterns
from rasid.read.statements.parties import group_of
from rasid.read.statements.quotes import MARKS

# A short report is no analysis: below this many tokens a pattern has to be nearly certain.
LONG_ARTICLE = 260
SURE_IN_LONG, SURE_IN_SHORT = 0.45, 0.85
# A text that speaks of a group's condition does so more than once or twice.
FEWEST_IN_ANALYSIS = 3
_BREAKS = frozenset("،,؛:.")
_SHORTEST_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class _Found:
    met: Met
    first: int
    last: int


def read_indicators(context: Context) -> list[Indicator]:
    """The indicators of an article in text order, ids I1, I2 …"""
    patterns = indicator_patterns(context.analysed.language)
    if patterns is None:
        return []
    sure = SURE_IN_LONG if len(context.forms) >= LONG_ARTICLE else SURE_IN_SHORT
    found: list[_Found] = []
    for sentence in context.analysed.sentences:
        if sentence.zone is not ZoneKind.HEADLINE:
            found += _of_sentence(context, sentence, patterns, sure)
    if len(found) < FEWEST_IN_ANALYSIS:
        found = [item for item in found if item.met.pattern.weight >= SURE_IN_SHORT]
    return [_indicator(context, item, f"I{n}") for n, item in enumerate(found, start=1)]


def _of_sentence(
    context: Context, sentence: Sentence, patterns: IndicatorPatterns, sure: float
) -> list[_Found]:
    """The surest pattern of each clause, and of each kind and direction in the sentence."""
    stems = context.stems[sentence.first : sentence.last]
    by_clause: dict[int, _Found] = {}
    for met in patterns.find(stems):
        if met.pattern.weight < sure:
            continue
        span = _clause(context, sentence, sentence.first + met.first, sentence.first + met.last)
        rival = by_clause.get(span[0])
        if rival is None or met.pattern.weight > rival.met.pattern.weight:
            by_clause[span[0]] = _Found(met, *span)
    best: dict[tuple[object, object], _Found] = {}
    for item in by_clause.values():
        key = (item.met.pattern.kind, item.met.pattern.direction)
        if key not in best or item.met.pattern.weight > best[key].met.pattern.weight:
            best[key] = item
    return sorted(best.values(), key=lambda item: (item.first, item.last))


def _clause(context: Context, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The clause or clauses that hold tokens first:last, without the marks around them."""
    while first > sentence.first and context.forms[first - 1] not in _BREAKS:
        first -= 1
    while last < sentence.last and context.forms[last] not in _BREAKS:
        last += 1
    while (
        first < last and not context.forms[first][0].isalnum() and context.forms[first] not in MARKS
    ):
        first += 1
    while last > first and not context.forms[last - 1][0].isalnum():
        last -= 1
    return first, last


def _indicator(context: Context, item: _Found, indicator_id: str) -> Indicator:
    speaker = context.speaker_of(item.first) or context.speaker_of(item.last - 1)
    return Indicator(
        indicator_id=indicator_id,
        quote=context.evidence(item.first, item.last),
        kind=item.met.pattern.kind,
        direction=item.met.pattern.direction,
        subject=group_of(context, item.first, item.last),
        place=_place(context, item),
        speaker=context.evidence(speaker.first, speaker.last) if speaker else None,
        confidence=item.met.pattern.weight,
    )


def _place(context: Context, item: _Found) -> Place | None:
    start, end = context.analysed.span(item.first, item.last)
    inside = [mention for mention in context.places if start <= mention.start < end]
    return inside[0].place if inside else None
