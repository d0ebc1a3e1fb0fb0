"""The words of reports as sparse rows, weighed by how rare they are in the Arabic press."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

import numpy as np
from scipy.sparse import csr_matrix, diags_array

from rasid.language import get as get_language
from rasid.model import Report

# Of 10,000 articles, how many hold a word: counted once over newspapers, so that rarity is the
# same in a run of two articles as in one of a million. Words below the last line are rare.
FILE = "word_shares.csv"
_OUT_OF = 10_000
_RARE = 20
_LANGUAGE = "ar"
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 3
# "City - outlet - " before the first sentence: who tells it, not what happened.
_DATELINE = re.compile(r"(?:[^\n.:،]{1,40}?\s[-–—]\s){1,2}")
_TINY = 1e-9
# One report asks for the words of its sentence, place and actors several times in a row.
_TEXTS_HELD = 512


@cache
def word_shares() -> dict[str, int]:
    """Of 10,000 articles, how many hold a word (folded, without proclitics and article)."""
    text = resources.files("rasid.link").joinpath(FILE).read_text(encoding="utf-8")
    return {row["word"]: int(row["per_10000"]) for row in csv.DictReader(text.splitlines())}


def words_of(report: Report) -> list[str]:
    """The words of the report's evidence, without those that place and actors are compared by.

    Nor those that name the outlet: its own items share them whatever they tell.
    """
    event = report.event
    told = [event.place.text] if event.place else []
    told += [actor.evidence.quote for actor in (*event.initiators, *event.targets)]
    told.append(report.publisher or "")
    compared = {word for text in told for word in stems(text)}
    quote = event.evidence.quote
    dateline = _DATELINE.match(quote)
    return [
        word
        for word in stems(quote[dateline.end() :] if dateline else quote)
        if word not in compared
    ]


def stems(text: str) -> list[str]:
    """The folded words of a text without proclitics and article, short ones left out."""
    return [stem_of(word) for word in plain_words(text)]


@lru_cache(maxsize=_TEXTS_HELD)
def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of a text in order, short ones left out."""
    folded = get_language(_LANGUAGE).fold(text)
    return tuple(word for word in _WORD.findall(folded) if len(word) >= _SHORTEST_WORD)


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """A folded word without proclitics and article."""
    stem = get_language(_LANGUAGE).variants(word)[-1]
    return stem[2:] if stem.startswith("ال") and len(stem) > _SHORTEST_WORD + 1 else stem  # the


def wording(rows: Sequence[Sequence[str]]) -> tuple[csr_matrix, csr_matrix]:
    """Words weighed by rarity with rows of length 1, and the rare ones unweighed."""
    shares = word_shares()
    matrix, names = _incidence(rows)
    held = np.array([shares.get(name, _RARE) for name in names] or [_RARE])
    rarity = np.log(_OUT_OF / held)
    weighed = csr_matrix(matrix @ diags_array(rarity))
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    weighed = csr_matrix(diags_array(1.0 / np.maximum(lengths, _TINY)) @ weighed)
    rare = csr_matrix(matrix @ diags_array((held <= _RARE).astype(float)))
    rare.eliminate_zeros()
    return weighed, rare


def incidence(rows: Sequence[Sequence[str]]) -> csr_matrix:
    """Rows of names as a matrix of ones, a column for each name."""
    return _incidence(rows)[0]


def _incidence(rows: Sequence[Sequence[str]]) -> tuple[csr_matrix, list[str]]:
    known: dict[str, int] = {}
    columns = [sorted({known.setdefault(name, len(known)) for name in row}) for row in rows]
    starts = np.cumsum([0, *(len(row) for row in columns)])
    flat = np.fromiter((n for row in columns for n in row), dtype=np.int32, count=starts[-1])
    ones = np.ones(len(flat), dtype=np.float32)
    matrix = csr_matrix((ones, flat, starts), shape=(len(columns), max(1, len(known))))
    return matrix, list(known)
