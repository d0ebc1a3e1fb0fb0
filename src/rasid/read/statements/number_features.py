"""Takes a number in its article, gives the named features that say if it is a figure."""

from __future__ import annotations

from collections.abc import Iterator

from rasid.language.base import NumberMention
from rasid.model import ZoneKind
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import starting_in
from rasid.read.statements.context import Context
from rasid.read.statements.salience import bucket
from rasid.read.statements.stems import stem

_NEAR = 4
_COUNTED_WITHIN = 6
_CLAUSE = 14
_SIZES = (1, 2, 5, 10, 30, 100, 1000, 10000)
# "Hundreds", "thousands": the lower bounds of vague words.
_ROUND = frozenset({10.0, 100.0, 1000.0, 10000.0, 100000.0, 1000000.0})
_VAGUE = 3
_PER_SENTENCE = (1, 2, 4)
_IN_ARTICLE = (2, 5, 10, 20)


def number_features(context: Context, number: NumberMention) -> frozenset[str]:
    """Features of the number itself, the words beside it, its sentence and the article."""
    sentence_at = context.sentence_of[number.first]
    sentence = context.analysed.sentences[sentence_at]
    features = set(_own_features(number))
    features.update(_beside(context, number, sentence.first, sentence.last))
    features.update(_words(context, number, sentence.first, sentence.last))
    features.update(_event_words(context, number, sentence.first, sentence.last))
    features.update(_cues(context, number, sentence.first, sentence.last))
    shared = starting_in(context.numbers, sentence.first, sentence.last)
    features.add(f"numbers={bucket(len(shared), _PER_SENTENCE)}")
    features.add(f"in_article={bucket(len(context.numbers), _IN_ARTICLE)}")
    features.add(f"sentence_at={bucket(sentence_at, (1, 3, 6, 12))}")
    features.add(f"headline={sentence.zone is ZoneKind.HEADLINE}")
    features.update(_time_features(context, sentence.first, sentence.last))
    return frozenset(features)


def _own_features(number: NumberMention) -> Iterator[str]:
    size = bucket(int(number.low or number.high or 0), _SIZES)
    yield f"size={size}"
    for step in range(1, size + 1):
        yield f"size>={step}"
    yield f"vague={number.high is None and size >= _VAGUE and number.low in _ROUND}"
    yield f"open={number.high is None}"
    yield f"up_to={number.low is None}"
    yield f"range={number.low != number.high}"
    yield f"percent={number.percent}"
    yield f"about={number.approximate}"
    if number.noun:
        yield f"noun:{stem(number.noun)}"


def _words(context: Context, number: NumberMention, first: int, last: int) -> Iterator[str]:
    """The words of the sentence, without the number's own."""
    for start, end in ((first, number.first), (number.last, last)):
        forms, stems = context.forms[start:end], context.stems[start:end]
        for form, word in zip(forms, stems, strict=True):
            if form[0].isalpha():
                yield f"sentence:{word}"


def _beside(context: Context, number: NumberMention, first: int, last: int) -> Iterator[str]:
    forms, stems = context.forms, context.stems
    for distance in range(1, _NEAR + 1):
        before, after = number.first - distance, number.last + distance - 1
        if before >= first:
            yield f"before{distance}:{stems[before]}"
            yield f"before:{stems[before]}"
        if after < last:
            yield f"after{distance}:{stems[after]}"
            yield f"after:{stems[after]}"
    for at in range(max(first, number.first - _CLAUSE), min(last, number.last + _CLAUSE)):
        if forms[at][0].isalpha():
            yield f"near:{stems[at]}"
    if number.last < last and stems[number.last] in context.lexicon.not_counted:
        yield "not_counted"


def _time_features(context: Context, first: int, last: int) -> Iterator[str]:
    """How fine the dates of the sentence are, and whether one spans more than a week."""
    for date in starting_in(context.dates, first, last):
        yield f"date={date.interval.precision.value}"
        start, end = date.interval.start, date.interval.end
        if start is not None and end is not None and (end - start).days > 7:  # noqa: PLR2004 a week
            yield "date=long"
    if context.speaker_of(first) is not None:
        yield "attributed"


def _event_words(context: Context, number: NumberMention, first: int, last: int) -> Iterator[str]:
    """What the event lexicon knows of the words around: triggers, people, marks, places."""
    hits = context.hits_in(first, last)
    triggers = [hit for hit in hits if hit.entry.section == "trigger"]
    before = [hit for hit in triggers if hit.first < number.first]
    after = [hit for hit in triggers if hit.first >= number.last]
    if before:
        yield from _trigger("before", before[-1], number.first - before[-1].last)
    if after:
        yield from _trigger("after", after[0], after[0].first - number.last)
    yield f"triggers={min(len({hit.entry.name for hit in triggers}), 4)}"
    for hit in hits:
        name = hit.entry.name
        if hit.entry.section == "people" and 0 <= hit.first - number.first < _COUNTED_WITHIN:
            yield f"people={name}"
        elif hit.entry.section == "marks":
            yield f"mark={name}"
            if abs(hit.first - number.first) <= _NEAR * 2:
                yield f"near_mark={name}"
    places = context.places_in(first, last)
    yield f"places={min(len(places), 4)}"
    if places:
        nearest = min(places, key=lambda mention: abs(mention.start - number.end))
        yield f"place={nearest.place.precision.value}"


def _trigger(side: str, hit: Hit, away: int) -> Iterator[str]:
    yield f"trigger_{side}={hit.entry.name}"
    yield f"trigger_{side}:{hit.entry.form.tense}{hit.entry.form.plural}"
    yield f"trigger_{side}_at={bucket(max(away, 0), (0, 1, 3, 6, 12))}"


def _cues(context: Context, number: NumberMention, first: int, last: int) -> Iterator[str]:
    """Classes of words around the number, by where they stand: in the sentence, near, beside."""
    stems = context.stems[first:last]
    for at, name in context.lexicon.number_cues.find(stems):
        token = first + at
        if number.first <= token < number.last:
            continue
        yield f"cue={name}"
        away = number.first - token if token < number.first else token - number.last + 1
        side = "before" if token < number.first else "after"
        if away <= _CLAUSE // 2:
            yield f"cue_{side}={name}"
        if away <= 2:  # noqa: PLR2004 right beside it
            yield f"cue_beside={name}"
