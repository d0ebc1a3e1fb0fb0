"""Remembers what was found in a text, so that two readers of one article look once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rasid.language.base import AnalysedText

T = TypeVar("T")


def once_a_text(find: Callable[[AnalysedText], T]) -> Callable[[AnalysedText], T]:
    """The function with its last answer held for as long as the same text is asked of.

    The same means the same object. The pair is replaced whole, so that threads that read
    different articles only lose the saving.
    """
    held: list[tuple[AnalysedText, T]] = []

    @wraps(find)
    def answer(analysed: AnalysedText) -> T:
        last = held[0] if held else None
        if last is not None and last[0] is analysed:
            return last[1]
        found = find(analysed)
        held[:] = [(analysed, found)]
        return found

    return answer
