"""Takes the folded tokens of one paragraph, gives what stands between quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rasid.language.base import Sentence

MARKS = frozenset('"«»“”„‟″')
_OPENS_ONLY = "«"
# A quotation longer than this is a mark that was never closed.
_LONGEST = 150
# A shorter one is a name or a word held at a distance, not speech.
NAME_LENGTH = 4


class Quotation(NamedTuple):
    """Tokens first:last between two marks, the marks not counted."""

    first: int
    last: int

    @property
    def speech(self) -> bool:
        """Long enough to be somebody's words and not a name."""
        return self.last - self.first > NAME_LENGTH


def quotations(forms: Sequence[str], first: int, end: int) -> list[Quotation]:
    """The quotations among tokens first:end, in order; unclosed ones are left out.

    Papers use every mark on either side, so a mark closes whatever is open.
    """
    found: list[Quotation] = []
    opened: int | None = None
    for at in range(first, end):
        if forms[at] not in MARKS:
            continue
        if opened is None or at - opened > _LONGEST:
            opened = at + 1
        elif forms[at] == _OPENS_ONLY:
            if not found or found[-1].last <= opened:
                opened = at + 1 if at - opened > NAME_LENGTH * 10 else opened
        else:
            if at > opened:
                found.append(Quotation(opened, at))
            opened = None
    return found


def paragraph_end(sentences: Sequence[Sentence], index: int) -> int:
    """Token after the last one of the paragraph that sentence `index` opens."""
    end = sentences[index].last
    for later in sentences[index + 1 :]:
        if later.paragraph != sentences[index].paragraph:
            break
        end = later.last
    return end
