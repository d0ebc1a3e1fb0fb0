"""Amounts of a sentence bounded by the words around them: at least, up to, between, per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rasid.language.amounts import Amount, Atom, Composer, Kind
from rasid.language.base import NumberMention, Token
from rasid.language.phrases import Phrases


class Bound(StrEnum):
    """What a phrase makes of the number beside it."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    UP_TO = "up_to"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words around numbers, folded.

    `before`/`after` bound a number; `between` opens "between A and B"; `source`, `target` are
    "from", "to"; `change` are verbs that make "from A to B" a trend; `named` are words that a
    number after them names ("brigade 46"); `article` is "the", written apart from figures.
    """

    before: Phrases[Bound]
    after: Phrases[Bound]
    between: Phrases[bool]
    percent: Phrases[bool]
    vague: Phrases[tuple[float, float | None]]
    and_word: str
    source: frozenset[str]
    target: frozenset[str]
    alternative: frozenset[str]
    change: frozenset[str]
    named: frozenset[str]
    no_share: frozenset[str]
    article: frozenset[str] = frozenset()
    needs_and: bool = True


_WRAPS = {"(": ")", "[": "]", "«": "»", "“": "”", "”": "“", '"': '"', "/": "/"}
_COMMAS = frozenset("،,")
_DASHES = frozenset("-–—")
_STOPS = frozenset('.!?؟؛،,;:()[]«»"“”')
_CHANGE_WINDOW = 8  # tokens before "from A to B" in which a verb of change is looked for
_AFTER_WINDOW = 4  # tokens between a number and "at least" behind what it counts
_NOUN_AND = 2  # tokens that may stand between A and B of "between": a noun, "and"
_SMALL_ALTERNATIVE = 100  # "three or four"; larger pairs are two numbers


@dataclass(slots=True)
class _Draft:
    """A mention being built."""

    first: int
    last: int
    low: float | None
    high: float | None
    kind: Kind
    scale: float = 1
    noun: str | None = None
    percent: bool = False
    ordinal: bool = False
    approximate: bool = False

    @classmethod
    def of(cls, amount: Amount) -> _Draft:
        ordinal = amount.kind is Kind.ORDINAL
        return cls(*amount[:6], noun=amount.noun, ordinal=ordinal)


@dataclass(slots=True)
class Quantities:
    """Finds the number mentions of one text; `taken` tokens (of dates) are no numbers."""

    tokens: Sequence[Token]
    atoms: Sequence[Atom | None]
    words: Words
    taken: frozenset[int] = frozenset()
    _composer: Composer = field(init=False)

    def __post_init__(self) -> None:
        self._composer = Composer(
            self.tokens, self.atoms, self.words.and_word, self.words.needs_and
        )

    def find(self, first: int, end: int) -> list[NumberMention]:
        """Mentions in the sentence of tokens first:end, in order."""
        drafts = [_Draft.of(amount) for amount in self._amounts(first, end)]
        drafts = self._ranges(drafts, first)
        found: list[NumberMention] = []
        floor = first
        for at, draft in enumerate(drafts):
            ceiling = drafts[at + 1].first if at + 1 < len(drafts) else end
            self._percent(draft, floor, ceiling)
            self._unwrap(draft, floor, ceiling)
            floor = self._bound(draft, floor, ceiling)
            self._name(draft, first)
            if draft.kind is not Kind.FRACTION or self._share(draft, end):
                found.append(self._mention(draft))
        return found

    def _amounts(self, first: int, end: int) -> list[Amount]:
        found: list[Amount] = []
        floor = first
        for at in range(first, end):
            if self.atoms[at] is None or at < floor or at in self.taken:
                continue
            amount = self._amount(at, end)
            if amount is None:
                continue
            floor = amount.last
            if found and _says_two_twice(found[-1], amount):
                found[-1] = found[-1]._replace(last=amount.last)
                continue
            found.append(amount)
            percent = self.words.percent.starting_at(self.tokens, floor, end)
            floor = percent[0] if percent else floor
        return found

    def _amount(self, at: int, end: int) -> Amount | None:
        vague = self.words.vague.starting_at(self.tokens, at, end)
        if vague:
            return Amount(at, vague[0], *vague[1], Kind.VAGUE)
        return self._composer.compose(at, end)

    def _mention(self, draft: _Draft) -> NumberMention:
        return NumberMention(
            draft.first,
            draft.last,
            self.tokens[draft.first].start,
            self.tokens[draft.last - 1].end,
            draft.low if draft.low is None else float(draft.low),
            draft.high if draft.high is None else float(draft.high),
            draft.noun,
            draft.percent,
            draft.ordinal,
            draft.approximate,
        )

    # Ranges: two amounts that are the ends of one.

    def _ranges(self, drafts: list[_Draft], floor: int) -> list[_Draft]:
        joined: list[_Draft] = []
        for draft in drafts:
            if joined and self._is_range(joined[-1], draft, floor):
                _stretch(joined[-1], draft)
                self._open(joined[-1], floor)
            else:
                joined.append(draft)
        return joined

    def _is_range(self, left: _Draft, right: _Draft, floor: int) -> bool:
        if Kind.ORDINAL in {left.kind, right.kind} or left.low is None or right.low is None:
            return False
        if left.low != left.high or left.low >= right.low:
            return False
        between = self.tokens[left.last : right.first]
        opened = self.words.between.ending_at(self.tokens, left.first, floor) is not None
        atom = self.atoms[right.first]
        joined = atom is not None and atom.joined
        if opened and joined and len(between) <= 1:
            return True
        forms = [token.form for token in between]
        if opened and forms and len(forms) <= _NOUN_AND and forms[-1] == self.words.and_word:
            return True
        return len(forms) == 1 and self._connects(forms[0], left, right, floor)

    def _connects(self, form: str, left: _Draft, right: _Draft, floor: int) -> bool:
        if form in self.words.target:
            window = self.tokens[max(floor, left.first - _CHANGE_WINDOW) : left.first]
            return not any(token.form in self.words.change for token in window)
        if form in self.words.alternative:
            return (right.low or 0) < _SMALL_ALTERNATIVE
        return form in _DASHES and left.kind is right.kind is Kind.DIGITS

    def _open(self, draft: _Draft, floor: int) -> None:
        """Take in the words that open the range."""
        opening = self.words.between.ending_at(self.tokens, draft.first, floor)
        if opening:
            draft.first = opening[0]
        elif draft.first > floor and self.tokens[draft.first - 1].form in self.words.source:
            draft.first -= 1

    # What stands around a number.

    def _percent(self, draft: _Draft, floor: int, ceiling: int) -> None:
        after = self.words.percent.starting_at(self.tokens, draft.last, ceiling)
        if after:
            draft.last, draft.percent = after[0], True
        elif draft.first > floor and self.tokens[draft.first - 1].form == "%":
            draft.first, draft.percent = draft.first - 1, True

    def _unwrap(self, draft: _Draft, floor: int, ceiling: int) -> None:
        """Take in the brackets or quotes around bare figures: "(44)", "«14»", "/11/"."""
        if draft.first <= floor or draft.last >= ceiling or draft.kind is not Kind.DIGITS:
            return
        opener, closer = self.tokens[draft.first - 1].form, self.tokens[draft.last].form
        if _WRAPS.get(opener) == closer:
            draft.first, draft.last = draft.first - 1, draft.last + 1

    def _bound(self, draft: _Draft, floor: int, ceiling: int) -> int:
        """Apply the phrases around a number; gives the token after the last word used."""
        if draft.ordinal:
            return draft.last
        atom = self.atoms[draft.first]
        while before := self.words.before.ending_at(self.tokens, draft.first, floor):
            if atom is not None and atom.joined:
                break
            draft.first = before[0]
            _apply(draft, before[1])
        for at in range(draft.last, min(draft.last + _AFTER_WINDOW + 1, ceiling)):
            after = self.words.after.starting_at(self.tokens, at, ceiling)
            if after:
                _apply(draft, after[1])
                draft.last = after[0] if at == draft.last else draft.last
                return after[0]
            form = self.tokens[at].form
            if form in _STOPS and not (form in _COMMAS and at + 1 < ceiling and at > draft.last):
                break
        return draft.last

    def _share(self, draft: _Draft, end: int) -> bool:
        """Make a fraction per cent; False where it is no share ("half an hour")."""
        if draft.last == end or draft.low is None:
            return False
        after = self.tokens[draft.last].form
        if not after[0].isalpha() or after in self.words.no_share:
            return False
        draft.low = draft.high = round(draft.low * 100)
        draft.percent = True
        return True

    def _name(self, draft: _Draft, floor: int) -> None:
        """Flag numbers that name a thing or its rank instead of counting."""
        at = draft.first - 1
        if at < floor or draft.kind is not Kind.DIGITS:
            return
        if at > floor and self.tokens[at].form in _DASHES | self.words.article:
            at -= 1
        if self.tokens[at].form in self.words.named:
            draft.ordinal = True


def _says_two_twice(left: Amount, right: Amount) -> bool:
    """A dual noun with the number two behind it."""
    return left.kind is Kind.DUAL and left.last == right.first and left.low == right.low


def _stretch(left: _Draft, right: _Draft) -> None:
    """Make two amounts the ends of one range; a scale said once holds for both."""
    low, high = left.low or 0, right.high
    if left.scale == 1 and right.scale > 1 and (high is None or low * right.scale <= high):
        low *= right.scale
    left.low, left.high, left.last = low, high, right.last
    left.scale, left.noun = right.scale, right.noun


def _apply(draft: _Draft, bound: Bound) -> None:
    step = 1 if draft.low is not None and float(draft.low).is_integer() and not draft.percent else 0
    match bound:
        case Bound.ABOUT:
            draft.approximate = True
        case Bound.AT_LEAST:
            draft.high = None
        case Bound.MORE_THAN if draft.low is not None:
            draft.low, draft.high = draft.low + step, None
        case Bound.LESS_THAN if draft.high is not None:
            draft.low, draft.high = None, draft.high - step
        case Bound.UP_TO if draft.high is not None:
            draft.low = None
