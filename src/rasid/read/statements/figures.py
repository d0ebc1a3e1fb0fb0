"""Takes the numbers of an article, gives its figures: stocks, rates, trends, tolls over a time."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.language.base import NumberMention
from rasid.model import DateInterval, Evidence, Figure, Place, Unit
from rasid.read.statements.context import Context
from rasid.read.statements.models import StatementModels
from rasid.read.statements.number_features import number_features
from rasid.read.statements.parties import party_in
from rasid.read.statements.spans import figure_span
from rasid.read.statements.stacking import neighbour_features
from rasid.read.statements.stems import stem

# Probability above which a number is reported as a figure; chosen in cross-validation.
FIGURE_THRESHOLD = 0.32
FIGURE, NO_FIGURE = "figure", "none"
_YEARLY_WITHIN = 5
_YEARS = frozenset(range(1900, 2051))
_OF = frozenset({"من", "الي"})  # of, up to
_OR_LONGEST = 2
_OR = frozenset({"او", "بل"})  # or, even


def is_candidate(context: Context, number: NumberMention) -> bool:
    """Whether a number counts something at all: no ordinal, year, name, age, distance or time."""
    if number.ordinal or (number.low is None and number.high is None):
        return False
    if _outdone(context, number) or _names_something(context, number):
        return False
    at = number.last
    counted = context.forms[at] if at < len(context.forms) else ""
    return number.percent or stem(counted) not in context.lexicon.not_counted


def _names_something(context: Context, number: NumberMention) -> bool:
    """A year without its word, a resolution, a division: a number that is a name."""
    before = context.stems[max(0, number.first - 3) : number.first]
    if any(word in context.lexicon.named_by_number for word in before):
        return True
    year = number.low == number.high and number.low in _YEARS and number.last - number.first == 1
    if not year or not context.forms[number.first].isdigit():
        return False
    at = number.last
    return at >= len(context.forms) or (context.stems[at],) not in context.lexicon.units


def _outdone(context: Context, number: NumberMention) -> bool:
    """The second of "hundreds and perhaps thousands": the first one already has no upper end."""
    if number.high is not None:
        return False
    for other in context.numbers:
        between = number.first - other.last
        if 0 < between <= _OR_LONGEST and other.high is None:
            return context.forms[other.last].lstrip("و") in context.lexicon.hedges | _OR
        if between == 0 and other.high is None:
            return context.forms[number.first].startswith("و")  # and
    return False


def number_groups(context: Context, number: NumberMention) -> tuple[int, int]:
    """What a number shares with its neighbours: the sentence and the paragraph."""
    sentence = context.sentence_of[number.first]
    return sentence, context.analysed.sentences[sentence].paragraph


def read_figures(context: Context, models: StatementModels) -> list[Figure]:
    """The figures of an article in text order, ids F1, F2 …"""
    numbers = [number for number in context.numbers if is_candidate(context, number)]
    if not numbers:
        return []
    alone = [
        models.number_alone.probabilities(number_features(context, number))[FIGURE]
        for number in numbers
    ]
    groups = [number_groups(context, number) for number in numbers]
    likely: dict[tuple[float | None, float | None, Unit, str], tuple[float, int]] = {}
    for at, number in enumerate(numbers):
        probability = models.number_beside.probabilities(neighbour_features(alone, groups, at))[
            FIGURE
        ]
        span = figure_span(context, number, numbers)
        same = (number.low, number.high, unit_of(context, number), _measure(context, number, *span))
        if probability >= FIGURE_THRESHOLD and probability > likely.get(same, (0.0, 0))[0]:
            likely[same] = probability, at  # told twice in an article: one figure
    kept = sorted((at, probability) for probability, at in likely.values())
    return [
        _figure(context, numbers, at, f"F{n}", probability)
        for n, (at, probability) in enumerate(kept, start=1)
    ]


def _figure(
    context: Context,
    numbers: Sequence[NumberMention],
    at: int,
    figure_id: str,
    probability: float,
) -> Figure:
    number = numbers[at]
    first, last = figure_span(context, number, numbers)
    return Figure(
        figure_id=figure_id,
        quote=context.evidence(first, last),
        low=number.low,
        high=number.high,
        unit=unit_of(context, number),
        measure=_measure(context, number, first, last),
        subject=party_in(context, first, last, number.last),
        place=_place(context, number, first, last),
        period=_period(context, number),
        direction=_direction(context, first, last),
        attributed_to=_speaker(context, number),
        confidence=probability,
    )


def unit_of(context: Context, number: NumberMention) -> Unit:
    """What the number counts: by its percent sign, else by the noun right behind or before it."""
    sentence = context.analysed.sentences[context.sentence_of[number.first]]
    if number.percent:
        nearby = context.forms[number.last : min(sentence.last, number.last + _YEARLY_WITHIN)]
        yearly = any(form in context.lexicon.yearly for form in nearby)
        return Unit.PERCENT_PER_YEAR if yearly else Unit.PERCENT
    if number.noun is not None:
        return context.lexicon.units.get((stem(number.noun),), Unit.PEOPLE)
    behind = number.last
    if behind < sentence.last and context.forms[behind] in _OF:
        behind += 1
    found = _unit_at(context, behind, sentence.last)
    if found is not None:
        return found
    for at in range(number.first - 1, max(sentence.first, number.first - 3) - 1, -1):
        found = _unit_at(context, at, number.first)
        if found is not None:
            return found
    return Unit.PEOPLE


def _unit_at(context: Context, at: int, end: int) -> Unit | None:
    for size in (2, 1):
        words = tuple(context.stems[at : min(end, at + size)])
        if len(words) == size and words in context.lexicon.units:
            return context.lexicon.units[words]
    return None


def _measure(context: Context, number: NumberMention, first: int, last: int) -> str:
    """A short English name of what is counted, from the words nearest to the number."""
    order = sorted(range(first, last), key=lambda at: abs(at - number.last))
    found: list[str] = []
    for at in order:
        measures = context.lexicon.measures
        name = measures.get(context.forms[at]) or measures.get(context.stems[at])
        if name is not None and name not in found:
            found.append(name)
    return ", ".join(sorted(found[:2], key=found.index))


def _direction(context: Context, first: int, last: int) -> str | None:
    for form in context.forms[first:last]:
        found = context.lexicon.directions.get(form) or context.lexicon.directions.get(stem(form))
        if found is not None:
            return found
    return None


def _place(context: Context, number: NumberMention, first: int, last: int) -> Place | None:
    """The place named in the quote behind the number, else the first one in the quote."""
    start, end = context.analysed.span(first, last)
    inside = [mention for mention in context.places if start <= mention.start < end]
    behind = [mention for mention in inside if mention.start >= number.end]
    chosen = behind or inside
    return chosen[0].place if chosen else None


def _period(context: Context, number: NumberMention) -> DateInterval | None:
    """The nearest date phrase of the sentence; "since" leaves its end open, or at publication."""
    sentence = context.analysed.sentences[context.sentence_of[number.first]]
    dates = [d for d in context.dates if sentence.first <= d.first < sentence.last and not d.clock]
    known = [d for d in dates if d.interval.start is not None]
    if not known:
        return None
    nearest = min(known, key=lambda d: abs(d.first - number.first))
    before = context.forms[max(sentence.first, nearest.first - 2) : nearest.first + 1]
    interval = nearest.interval
    if not any(form in context.lexicon.since for form in before):
        return interval
    published = context.article.published.date
    start = interval.start
    late = published is not None and start is not None and published >= start
    return DateInterval(start, published if late else None, interval.precision)


def _speaker(context: Context, number: NumberMention) -> Evidence | None:
    speaker = context.speaker_of(number.first)
    return context.evidence(speaker.first, speaker.last) if speaker else None
