"""Arabic words torn apart to dodge filters ("قتـ ـلى", killed) put together as one token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from rasid.language.arabic.clitics import variants
from rasid.language.arabic.normalise import fold
from rasid.language.base import Token
from rasid.language.cutting import Forms
from rasid.language.files import language_file

_TATWEEL = "ـ"
_ARTICLE = "ال"  # the
_BREAKS = frozenset(".-*·•'~")
# The mark stands first in the pattern, not the letter before it: a set of a few is searched fast.
_BREAK = re.compile(r"[.*·•'~-](?<=[\u0620-\u064a].)(?=[\u0620-\u064a])")
_GAP = re.compile(r"[ \u00a0\u200b-\u200f]{1,2}|[ \u00a0]?[.·•*_|][ \u00a0]?")
_JOINED_ON = frozenset("بتثجحخسشصضطظعغفقكلمنهيئـ")  # letters that reach out to the next one
_LONGEST_BEFORE_TAIL = 2
_LONGEST_CHAIN = 12  # tokens of a disguised word and its marks
_AND = "و"  # and: a word by itself where it stands alone
_ARABIC = re.compile(r"[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")


def rejoin(text: str, tokens: list[Token], forms: Forms) -> list[Token]:
    """The tokens of one line, pieces of a torn word united into one that covers the stretch."""
    if not tokens:
        return tokens
    start, end = tokens[0].start, tokens[-1].end
    if _BREAK.search(text, start, end):
        tokens = _united(text, tokens, _disguised_runs(text, tokens, forms), forms)
    if text.find(_TATWEEL, start, end) >= 0:
        tokens = _united(text, tokens, _runs(text, tokens), forms)
    return tokens


def _united(
    text: str, tokens: list[Token], runs: Iterable[tuple[int, int]], forms: Forms
) -> list[Token]:
    """The tokens with each run of several made one."""
    united: list[Token] = []
    for first, last in runs:
        if last == first + 1:
            united.append(tokens[first])
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        raw = "".join(text[t.start : t.end] for t in tokens[first:last] if _is_word(text, t))
        united.append(Token(start, end, forms[raw]))
    return united


@cache
def _disguised() -> frozenset[str]:
    return frozenset(map(fold, language_file("ar", "disguised")["words"]))


def _disguised_runs(text: str, tokens: list[Token], forms: Forms) -> Iterator[tuple[int, int]]:
    """Half-open token ranges: words broken by a mark alone, and every other token by itself."""
    first = 0
    while first < len(tokens):
        last = _chain(text, tokens, first)
        while last > first + 1:
            raw = "".join(text[t.start : t.end] for t in tokens[first:last:2])
            if not _disguised().isdisjoint(_bare_variants(forms[raw])):
                break
            last -= 2
        yield first, last
        first = last


def _bare_variants(form: str) -> list[str]:
    found = variants(form)
    return [*found, *(variant.removeprefix(_ARTICLE) for variant in found)]


def _chain(text: str, tokens: list[Token], first: int) -> int:
    """Token after the longest row word, mark, word, mark, word … without a space."""
    last = first + 1
    while (
        last - first < _LONGEST_CHAIN
        and last + 1 < len(tokens)
        and tokens[last].form in _BREAKS
        and tokens[last - 1].end == tokens[last].start
        and tokens[last].end == tokens[last + 1].start
        and _is_word(text, tokens[last + 1])
    ):
        last += 2
    return last if _is_word(text, tokens[first]) else first + 1


def _runs(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Half-open token ranges: torn words, and every other token by itself."""
    first, count = 0, len(tokens)
    while first < count:
        last, torn = first + 1, False
        while _near_tatweel(text, tokens, last) or torn:
            if not _is_word(text, tokens[last - 1]):
                break
            step = _next_piece(text, tokens, last, torn=torn)
            if not step:
                break
            last, torn = last + step, True
        yield first, last
        first = last


def _near_tatweel(text: str, tokens: list[Token], at: int) -> bool:
    """Whether the token before `at` ends with a tatweel or one of the next two starts with it."""
    return text[tokens[at - 1].end - 1] == _TATWEEL or any(
        text[token.start] == _TATWEEL for token in tokens[at : at + 2]
    )


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
