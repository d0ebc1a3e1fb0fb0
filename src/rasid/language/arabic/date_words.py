"""Words of Arabic dates told from other words: months, weekdays, units, last and next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple

from rasid.language.amounts import Kind
from rasid.language.arabic.clitics import variants
from rasid.language.arabic.normalise import fold
from rasid.language.arabic.number_words import ATOMS
from rasid.language.base import Token
from rasid.language.calendar import Step
from rasid.language.files import language_file
from rasid.language.phrases import Phrases

_ARTICLE = "ال"  # the
_MAX_WORDS = 60_000
_DAY_KINDS = frozenset({Kind.ORDINAL, Kind.TENS})
ELEVENTH = frozenset({"الحادي", "حادي"})  # first, as it stands before ten and twenty


class Part(Enum):
    """What a word can do in a date."""

    NUMBER = auto()
    MONTH = auto()
    WEEKDAY = auto()
    TODAY = auto()
    YESTERDAY = auto()
    TOMORROW = auto()
    DAY_PART = auto()
    DAY_WORD = auto()
    MONTH_WORD = auto()
    STEP = auto()
    RECENT = auto()
    THIS = auto()
    UNIT = auto()
    AGO = auto()
    SINCE = auto()
    EDGE = auto()
    SEASON = auto()
    CLOCK = auto()
    NIGHT = auto()
    YEAR_WORD = auto()


class Word(NamedTuple):
    """A date word; `value` by its part: weekday (Monday 0), stretch, edge, step, first month."""

    part: Part
    value: Any = None
    definite: bool = False


class Month(NamedTuple):
    """A month name; `weak`: a common word or a name besides."""

    number: int
    hijri: bool
    weak: bool


class Stretch(NamedTuple):
    """A unit of time and how many of it the words say (None: some)."""

    unit: str
    length: int | None


class Night(Enum):
    """Phrases that are a day by themselves: days back from publication, first and last."""

    LAST = (1, 0)
    TWO_AGO = (2, 1)
    BEFORE_YESTERDAY = (2, 2)


def _folded(words: Any) -> Iterator[str]:
    return (fold(str(word)) for word in words)


# Lists of `dates.yml` whose words need no value.
_PLAIN = {
    "today": Part.TODAY,
    "yesterday": Part.YESTERDAY,
    "tomorrow": Part.TOMORROW,
    "since": Part.SINCE,
    "recent": Part.RECENT,
    "this": Part.THIS,
    "clock_words": Part.CLOCK,
    "month_words": Part.MONTH_WORD,
    "ago": Part.AGO,
    "day_parts": Part.DAY_PART,
    "day_words": Part.DAY_WORD,
    "year_words": Part.YEAR_WORD,
}


def _single_words(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    """Folded form and meaning of every word; a form may have several."""
    lists: list[tuple[Iterable[str], Word]] = [
        *((data[key], Word(part)) for key, part in _PLAIN.items()),
        *((words, Word(Part.WEEKDAY, number)) for number, words in data["weekdays"].items()),
        *((data[step.value], Word(Part.STEP, step)) for step in Step),
        *((words, Word(Part.EDGE, edge)) for edge, words in data["edges"].items()),
        *(([name], Word(Part.SEASON, entry["first"])) for name, entry in data["seasons"].items()),
    ]
    for words, word in lists:
        for form in _folded(words):
            yield form, word
    yield from _units(data["units"])


def _units(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for unit, forms in data.items():
        for name, length in (("one", 1), ("two", 2), ("many", None)):
            for form in _folded(forms[name]):
                yield form, Word(Part.UNIT, Stretch(unit, length))
                yield _ARTICLE + form, Word(Part.UNIT, Stretch(unit, length), definite=True)


@dataclass(frozen=True)
class DateWords:
    """The words of `dates.yml`, folded and indexed."""

    words: Mapping[str, tuple[Word, ...]]
    months: Mapping[str, tuple[tuple[tuple[str, ...], Month], ...]]
    nights: Phrases[Night]
    about: Phrases[bool]
    same_day: Phrases[bool]
    undated_years: range
    not_today: frozenset[str]
    not_today_before: frozenset[str]
    night_words: frozenset[str]
    year_words: frozenset[str]
    year_before: frozenset[str]
    year_before_weak: frozenset[str]
    blessed: frozenset[str]
    hijri_signs: frozenset[str]
    gregorian_signs: frozenset[str]
    clock_after: frozenset[str]


@cache
def date_words() -> DateWords:
    """The words of `dates.yml`, read once."""
    data = language_file("ar", "dates")
    words: dict[str, tuple[Word, ...]] = {}
    for form, word in _single_words(data):
        words[form] = (*words.get(form, ()), word)
    nights = {
        Night.LAST: data["last_night"],
        Night.TWO_AGO: data["two_nights_ago"],
        Night.BEFORE_YESTERDAY: data["before_yesterday"],
    }
    return DateWords(
        words=words,
        months=_months(data),
        nights=Phrases.of(nights, fold, variants),
        about=Phrases.of({True: data["more_than"], False: data["about"]}, fold, variants),
        same_day=Phrases.of({True: data["same_day"]}, fold, variants),
        undated_years=range(data["undated_years"]["first"], data["undated_years"]["last"] + 1),
        not_today=frozenset(_folded(data["not_today"])),
        not_today_before=frozenset(_folded(data["not_today_before"])),
        night_words=frozenset(_folded(data["nights"])),
        year_words=frozenset(_folded(data["year_words"])),
        year_before=frozenset(_folded(data["year_before"])),
        year_before_weak=frozenset(_folded(data["year_before_weak"])),
        blessed=frozenset(_folded(data["blessed"])),
        hijri_signs=frozenset(_folded(data["hijri_signs"])),
        gregorian_signs=frozenset(_folded(data["gregorian_signs"])),
        clock_after=frozenset(_folded(data["clock_after"])),
    )


def _months(data: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Month], ...]]:
    """First word of each month name: the words after it and the month, longest first."""
    weak = set(_folded(data["weak_months"]))
    names: dict[str, list[tuple[tuple[str, ...], Month]]] = {}
    for key, hijri in (("months", False), ("hijri_months", True)):
        for number, spellings in data[key].items():
            for name in _folded(spellings):
                first, *rest = name.split()
                month = Month(number, hijri, name in weak)
                names.setdefault(first, []).append((tuple(rest), month))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for first, entries in names.items()
    }


class WordCache(dict[str, tuple[Word, ...]]):
    """What each folded form met so far can do in a date; empty for most words."""

    def __missing__(self, form: str) -> tuple[Word, ...]:
        if len(self) >= _MAX_WORDS:
            self.clear()
        found = self[form] = _meanings(form)
        return found


def _meanings(form: str) -> tuple[Word, ...]:
    atom = ATOMS[form]
    if form[0].isdecimal() or form in ELEVENTH or (atom and atom.kind in _DAY_KINDS):
        return (Word(Part.NUMBER),)
    table = date_words()
    for variant in variants(form):
        month = (Word(Part.MONTH),) if variant in table.months else ()
        night = (Word(Part.NIGHT),) if table.nights.opens(variant) else ()
        found = month + night + table.words.get(variant, ())
        if found:
            return found
    return ()


WORDS = WordCache()


def month_at(tokens: list[Token], at: int, end: int) -> tuple[int, Month] | None:
    """Token after, and month of, the longest month name that starts at `at`."""
    if at >= end:
        return None
    table = date_words().months
    for variant in variants(tokens[at].form):
        for rest, month in table.get(variant, ()):
            last = at + 1 + len(rest)
            if last <= end and all(
                token.form == word for token, word in zip(tokens[at + 1 : last], rest, strict=True)
            ):
                return last, month
    return None
