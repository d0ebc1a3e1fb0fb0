"""Takes a number, gives the tokens around it that a reader would accept as proof."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.language.base import NumberMention
from rasid.read.statements.context import Context
from rasid.read.statements.quotes import MARKS

_BREAKS = frozenset("،,؛:()[]")
_BEFORE, _AFTER = 8, 12


def figure_span(
    context: Context, number: NumberMention, others: Sequence[NumberMention]
) -> tuple[int, int]:
    """The clause around a number: to the nearest marks, the other numbers left outside."""
    sentence = context.analysed.sentences[context.sentence_of[number.first]]
    first = max(sentence.first, number.first - _BEFORE)
    last = min(sentence.last, number.last + _AFTER)
    first = max([first, *(n.last for n in others if first < n.last <= number.first)])
    last = min([last, *(n.first for n in others if number.last <= n.first < last)])
    for at in range(number.first - 1, first - 1, -1):
        if context.forms[at] in _BREAKS or context.forms[at] in MARKS:
            first = at + 1
            break
    if context.forms[first] in context.lexicon.by_amount and first > sentence.first + 1:
        first = _clause_before(context, first - 1, sentence.first)
    for at in range(number.last, last):
        if context.forms[at] in _BREAKS or context.forms[at] in MARKS:
            last = at
            break
    while last > number.last and not context.forms[last - 1][0].isalnum():
        last -= 1
    return first, max(last, number.last)


def _clause_before(context: Context, at: int, floor: int) -> int:
    """Start of the clause that ends at token `at`: what rose or fell "by" an amount."""
    while at > floor and context.forms[at - 1] not in _BREAKS:
        at -= 1
    return at
