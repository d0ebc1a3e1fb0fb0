"""Number words and digits put together into amounts, by one grammar for all languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import inf
from typing import NamedTuple

from rasid.language.base import Token


class Kind(IntEnum):
    """What part a word can play in a number."""

    DIGITS = 0
    UNIT = 1
    BEFORE_TEN = 2  # "one", "two" as they stand before "ten" only
    TEN = 3
    TEEN = 4
    TENS = 5
    HUNDRED = 6
    HUNDREDS = 7
    SCALE = 8
    DUAL_SCALE = 9
    VAGUE = 10
    FRACTION = 11
    DUAL = 12
    ORDINAL = 13
    PHRASE = 14  # may begin a fixed phrase ("a number of"); no number by itself


class Atom(NamedTuple):
    """One word of a number. `joined`: "and" is written together with it; `plural`: of a scale."""

    kind: Kind
    low: float
    high: float | None
    joined: bool = False
    plural: bool = False
    noun: str | None = None


class Amount(NamedTuple):
    """A composed number over tokens first:last. `scale` is the last scale word's worth, or 1."""

    first: int
    last: int
    low: float
    high: float | None
    kind: Kind
    scale: float = 1
    noun: str | None = None


_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_MIXED = re.compile(r"(?P<whole>\d{1,3}([.,])\d{3}(?:\2\d{3})*)[.,](?P<part>\d+)")
_MOST_FACTORS = 2  # "hundreds of thousands of millions"
_LONGEST_FIGURES = 24  # longer figures are account numbers and the like
_BELOW_TEN, _BELOW_HUNDRED, _THOUSAND = 10, 100, 1000
_SMALL = frozenset({Kind.UNIT, Kind.BEFORE_TEN, Kind.TEN, Kind.TEEN, Kind.TENS})
_BELOW_SCALE = _SMALL | {Kind.HUNDRED, Kind.HUNDREDS, Kind.DIGITS}
_COUNTS = _BELOW_SCALE - {Kind.BEFORE_TEN}
_HUNDREDS = frozenset({Kind.HUNDRED, Kind.HUNDREDS})
_UNITS = frozenset({Kind.UNIT, Kind.BEFORE_TEN})


def read_digits(form: str, *, scaled: bool = False) -> float | None:
    """The worth of "30,000", "30.000" (thousands, both) or "3.5"; None for what is no number.

    `scaled`: a million or more follows, so that "1.200" is a decimal fraction.
    """
    if len(form) > _LONGEST_FIGURES:
        return None
    if form.isdecimal():
        return float(form)
    form = form.replace("،", ",")  # the Arabic comma serves as a decimal sign too
    grouped = _GROUPED.fullmatch(form)
    if grouped and not form.startswith("0") and not (scaled and form.count(grouped[1]) == 1):
        return float(form.replace(grouped[1], ""))
    plain = form.replace(",", ".")
    if plain.count(".") == 1:
        return float(plain)
    mixed = _MIXED.fullmatch(form)
    return float(re.sub(r"[.,]", "", mixed["whole"]) + "." + mixed["part"]) if mixed else None


@dataclass(slots=True)
class _State:
    """What has been put together so far: closed thousands, the open group below them."""

    total: float
    group: float
    limit: float
    last: Kind
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Composer:
    """Puts the atoms of a text's tokens together.

    `and_word` is the word "and" by itself; where `needs_and` is False parts follow one another
    without it ("two hundred five").
    """

    tokens: Sequence[Token]
    atoms: Sequence[Atom | None]
    and_word: str
    needs_and: bool = True

    def compose(self, first: int, end: int) -> Amount | None:
        """The longest number that starts at token `first` and ends by `end`; None: none does."""
        atom = self.atoms[first]
        if atom is None or atom.kind is Kind.PHRASE:
            return None
        if atom.kind in {Kind.DUAL, Kind.ORDINAL}:
            return Amount(first, first + 1, atom.low, atom.high, atom.kind, noun=atom.noun)
        if atom.kind in {Kind.VAGUE, Kind.FRACTION}:
            return self._multiplied(first, end, atom)
        if atom.kind is Kind.SCALE and atom.plural:
            return Amount(first, first + 1, atom.low, None, Kind.VAGUE, atom.low)
        if atom.kind is Kind.BEFORE_TEN and not self._is_ten(first + 1, end):
            return None
        return self._counted(first, end, atom)

    def _multiplied(self, first: int, end: int, atom: Atom) -> Amount:
        """A vague word or a fraction, times the scale word behind it: "tens of thousands"."""
        low, high, at, scale = atom.low, atom.high, first + 1, 1.0
        several = high is None and low < _BELOW_TEN  # "several thousand" may be little over one
        end = min(end, at + _MOST_FACTORS)
        while at < end and (after := self.atoms[at]) and not after.joined:
            hundreds = after.kind is Kind.VAGUE and after.low == _BELOW_HUNDRED
            if after.kind is not Kind.SCALE and not hundreds:
                break
            low, several = 1 if several else low, False
            low, high, scale = low * after.low, high and high * after.low, scale * after.low
            at += 1
        kind = Kind.DIGITS if atom.kind is Kind.FRACTION and at > first + 1 else atom.kind
        return Amount(first, at, low, high, kind, scale)

    def _is_ten(self, at: int, end: int) -> bool:
        return at < end and (atom := self.atoms[at]) is not None and atom.kind is Kind.TEN

    def _counted(self, first: int, end: int, atom: Atom) -> Amount:
        state = self._begin(first, end, atom)
        at = first + 1
        while at < end:
            here, joined = at, False
            form = self.tokens[at].form
            if at + 1 < end and (form == self.and_word or (form == "-" and not self.needs_and)):
                here, joined = at + 1, True
            after = self.atoms[here]
            if after is None or (after.kind is Kind.BEFORE_TEN and not self._is_ten(here + 1, end)):
                break
            if not self._add(state, after, joined=joined or after.joined):
                break
            at = here + 1
        value = state.total + state.group
        return Amount(first, at, value, value, Kind.DIGITS, state.scale)

    def _begin(self, first: int, end: int, atom: Atom) -> _State:
        if atom.kind is Kind.SCALE:
            return _State(atom.low, 0, atom.low, Kind.SCALE, atom.low)
        if atom.kind is Kind.DUAL_SCALE:
            return _State(atom.low, 0, atom.low / 2, Kind.SCALE, atom.low / 2)
        after = self.atoms[first + 1] if first + 1 < end else None
        if atom.kind is Kind.DIGITS and after and after.kind is Kind.SCALE and not after.joined:
            value = read_digits(self.tokens[first].form, scaled=after.low > _THOUSAND)
            return _State(0, atom.low if value is None else value, inf, Kind.DIGITS)
        return _State(0, atom.low, inf, atom.kind)

    def _add(self, state: _State, atom: Atom, *, joined: bool) -> bool:
        """Add the next part; False where it does not belong to the number."""
        fits = self._joins(state, atom) if joined else self._follows(state, atom)
        if not fits:
            return False
        if atom.kind is Kind.HUNDRED and state.last in _UNITS:
            state.group *= _BELOW_HUNDRED
        elif atom.kind is Kind.SCALE and state.last is Kind.FRACTION:
            pass  # "a million and half the million": the half is already counted
        elif atom.kind is Kind.SCALE:
            state.total += (state.group or 1) * atom.low
            state.group, state.limit, state.scale = 0, atom.low, atom.low
        elif atom.kind is Kind.FRACTION:
            state.total += atom.low * state.limit
        elif atom.kind is Kind.DUAL_SCALE:
            state.total += atom.low
            state.limit = state.scale = atom.low / 2
        else:
            state.group += atom.low
        state.last = Kind.SCALE if atom.kind is Kind.DUAL_SCALE else atom.kind
        return True

    def _follows(self, state: _State, atom: Atom) -> bool:
        """Whether the part may follow without "and"."""
        last, kind = state.last, atom.kind
        if kind is Kind.TEN and self.needs_and:
            return last in _UNITS and state.group % _BELOW_HUNDRED < _BELOW_TEN
        if kind is Kind.HUNDRED:
            return last is Kind.UNIT and state.group < _BELOW_TEN
        if kind is Kind.SCALE:
            if last is Kind.FRACTION:
                return atom.low == state.limit
            return last in _COUNTS | {Kind.TEEN} and state.group > 0 and atom.low < state.limit
        return not self.needs_and and self._joins(state, atom)

    def _joins(self, state: _State, atom: Atom) -> bool:
        """Whether the part may follow after "and"."""
        last, kind = state.last, atom.kind
        if last is Kind.UNIT and kind is Kind.TENS:
            return self.needs_and and 0 < state.group % _BELOW_HUNDRED < _BELOW_TEN
        if last is Kind.TENS and kind is Kind.UNIT:
            return not self.needs_and
        if last in _HUNDREDS:
            return kind in _SMALL
        if last is Kind.SCALE:
            if kind is Kind.FRACTION:
                return state.limit < inf
            if kind in {Kind.SCALE, Kind.DUAL_SCALE} or kind in _BELOW_SCALE:
                return atom.low < state.limit
        return False
