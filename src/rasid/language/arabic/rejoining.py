"""Arabic words torn apart to dodge filters ("قتـ ـلى", killed) put together as one token."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasid.language.base import Token
from rasid.language.cutting import Forms

_TATWEEL = "ـ"
_GAP = re.compile(r"[ \u00a0\u200b-\u200f]{1,2}|[ \u00a0]?[.·•*_|][ \u00a0]?")
_JOINED_ON = frozenset("بتثجحخسشصضطظعغفقكلمنهيئـ")  # letters that reach out to the next one
_LONGEST_BEFORE_TAIL = 2
_AND = "و"  # and: a word by itself where it stands alone
_ARABIC = re.compile(r"[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")


def is_torn(text: str, start: int, end: int) -> bool:
    """Whether the line may hold torn words at all: it has a tatweel."""
    return text.find(_TATWEEL, start, end) >= 0


def rejoin(text: str, tokens: list[Token], forms: Forms) -> list[Token]:
    """The tokens of one line, pieces of a torn word united into one that covers the stretch."""
    if not tokens or not is_torn(text, tokens[0].start, tokens[-1].end):
        return tokens
    united: list[Token] = []
    for first, last in _runs(text, tokens):
        if last == first + 1:
            united.append(tokens[first])
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        raw = "".join(text[t.start : t.end] for t in tokens[first:last] if _is_word(text, t))
        united.append(Token(start, end, forms[raw]))
    return united


def _runs(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Half-open token ranges: torn words, and every other token by itself."""
    first, count = 0, len(tokens)
    while first < count:
        last, torn = first + 1, False
        while _is_word(text, tokens[last - 1]):
            step = _next_piece(text, tokens, last, torn=torn)
            if not step:
                break
            last, torn = last + step, True
        yield first, last
        first = last


def _next_piece(text: str, tokens: list[Token], at: int, *, torn: bool) -> int:
    """How many tokens from `at` on continue the word before: a piece, or a mark and a piece."""
    for step in (1, 2):
        if at + step > len(tokens):
            return 0
        left, right = tokens[at - 1], tokens[at + step - 1]
        if _is_word(text, right):
            whole = bool(_GAP.fullmatch(text, left.end, right.start))
            return step if whole and _joins(text, left, right, torn=torn) else 0
    return 0


def _joins(text: str, left: Token, right: Token, *, torn: bool) -> bool:
    """Whether a tatweel shows that the two pieces are one word."""
    before, after = text[left.start : left.end], text[right.start : right.end]
    if before.endswith(_TATWEEL):
        stem = before.rstrip(_TATWEEL)
        return bool(stem) and (stem[-1] in _JOINED_ON or after.startswith(_TATWEEL))
    if after.startswith(_TATWEEL):
        return True
    # Within a torn word a letter that nothing joins to stands without a tatweel: "هـ ـجـ ـو م".
    alone = len(after) == 1 and after != _AND and before[-1] not in _JOINED_ON
    return torn and alone and len(before.strip(_TATWEEL)) <= _LONGEST_BEFORE_TAIL


def _is_word(text: str, token: Token) -> bool:
    return token.form != "-" and bool(_ARABIC.match(text, token.start)) and not _dash(text, token)


def _dash(text: str, token: Token) -> bool:
    """Whether the token is nothing but tatweels, written as a dash."""
    return not text[token.start : token.end].strip(_TATWEEL)
