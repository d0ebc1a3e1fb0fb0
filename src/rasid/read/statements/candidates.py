"""Takes the attributions of an article, gives the pieces of speech that may be claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rasid.language.base import AnalysedText
from rasid.model import ZoneKind
from rasid.read.statements.attribution import Frame

_ENDS = frozenset({".", "!", "?", "؟", "؛", "..", "...", "…"})
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens first:last that a frame's speaker says; `number` of `count` pieces of the frame."""

    frame: Frame
    first: int
    last: int
    number: int
    count: int


def candidates(analysed: AnalysedText, frames: Sequence[Frame]) -> list[Candidate]:
    """The pieces of each frame's content, cut at the ends of sentences."""
    forms = [token.form for token in analysed.tokens]
    found: list[Candidate] = []
    for frame in frames:
        pieces = [piece for piece in _pieces(forms, *frame.content) if _worthwhile(piece)]
        found += [Candidate(frame, *piece, n, len(pieces)) for n, piece in enumerate(pieces)]
    return found


def _worthwhile(piece: tuple[int, int]) -> bool:
    return piece[1] - piece[0] >= _SHORTEST


def _pieces(forms: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int]]:
    start = first
    for at in range(first, end + 1):
        if at == end or forms[at] in _ENDS:
            piece = _trimmed(forms, start, at)
            if piece[1] > piece[0]:
                yield piece
            start = at + 1


def _trimmed(forms: Sequence[str], first: int, end: int) -> tuple[int, int]:
    while first < end and not forms[first][0].isalnum():
        first += 1
    while end > first and not forms[end - 1][0].isalnum():
        end -= 1
    return first, end


def in_headline(analysed: AnalysedText, candidate: Candidate) -> bool:
    """Whether the candidate stands in the article's headline."""
    return analysed.sentences[candidate.frame.sentence].zone is ZoneKind.HEADLINE
