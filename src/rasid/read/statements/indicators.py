"""Takes an analysed article, gives its indicators: what holds a group down or lets it grow."""

from __future__ import annotations

from dataclasses import dataclass

from rasid.language.base import Sentence
from rasid.model import Direction, Indicator, Place, ZoneKind
from rasid.read.statements.context import Context
from rasid.read.statements.indicator_patterns import IndicatorPatterns, Met, indicator_patterns
from rasid.read.statements.parties import group_of
from rasid.read.statements.quotes import MARKS

# A short report is no analysis: below this many tokens a pattern has to be nearly certain.
LONG_ARTICLE = 260
SURE_IN_LONG, SURE_IN_SHORT = 0.45, 0.85
# But one that says so many different things of a group's condition is an analysis however short.
KINDS_IN_SHORT_ANALYSIS = 4
# A text that speaks of a group's condition does so more than once or twice.
FEWEST_IN_ANALYSIS = 3
_BREAKS = frozenset("،,؛:.")
_AND = "و"


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
    found = [
        item
        for sentence in context.analysed.sentences
        if sentence.zone is not ZoneKind.HEADLINE
        for item in _of_sentence(context, sentence, patterns)
    ]
    kinds = len({item.met.pattern.kind for item in found})
    analysis = len(context.forms) >= LONG_ARTICLE or kinds >= KINDS_IN_SHORT_ANALYSIS
    if not analysis or len(found) < FEWEST_IN_ANALYSIS:
        found = [item for item in found if item.met.pattern.weight >= SURE_IN_SHORT]
    return [_indicator(context, item, f"I{n}") for n, item in enumerate(found, start=1)]


def _of_sentence(context: Context, sentence: Sentence, patterns: IndicatorPatterns) -> list[_Found]:
    """The surest pattern of each clause, and of each kind and direction in the sentence."""
    stems = context.stems[sentence.first : sentence.last]
    by_clause: dict[int, _Found] = {}
    for met in patterns.find(stems):
        if met.pattern.weight < SURE_IN_LONG:
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
    while (
        first > sentence.first
        and context.forms[first - 1] not in _BREAKS
        and not _goes_on(context, first)
    ):
        first -= 1
    while (
        last < sentence.last and context.forms[last] not in _BREAKS and not _goes_on(context, last)
    ):
        last += 1
    while (
        first < last and not context.forms[first][0].isalnum() and context.forms[first] not in MARKS
    ):
        first += 1
    while last > first and not context.forms[last - 1][0].isalnum():
        last -= 1
    return first, last


def _goes_on(context: Context, at: int) -> bool:
    """Whether "and that" stands there: another thing said in the same breath."""
    form = context.forms[at]
    return form[0] == _AND and form in context.lexicon.that


def _indicator(context: Context, item: _Found, indicator_id: str) -> Indicator:
    speaker = context.speaker_of(item.first) or context.speaker_of(item.last - 1)
    return Indicator(
        indicator_id=indicator_id,
        quote=context.evidence(item.first, item.last),
        kind=item.met.pattern.kind,
        direction=_direction(context, item),
        subject=group_of(context, item.first, item.last),
        place=_place(context, item),
        speaker=context.evidence(speaker.first, speaker.last) if speaker else None,
        confidence=item.met.pattern.weight,
    )


def _direction(context: Context, item: _Found) -> Direction:
    """What the pattern says; what is there by it is absent where a speaker denies it."""
    direction = item.met.pattern.direction
    denied = any(
        frame.verb is not None and frame.verb.denies
        for frame in context.frames
        if frame.content[0] < item.last and item.first < frame.content[1]
    )
    return Direction.ABSENT if denied and direction is Direction.PRESENT else direction


def _place(context: Context, item: _Found) -> Place | None:
    start, end = context.analysed.span(item.first, item.last)
    inside = [mention for mention in context.places if start <= mention.start < end]
    return inside[0].place if inside else None
