"""Articles that repeat one another become one origin: MinHash over runs of three words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from rasid.language import get as get_language
from rasid.model import Article

# Numbers in a signature; the error of the estimated similarity is about 1 / sqrt of it.
PERMUTATIONS = 128
_SEED = 42
# Runs of this many words are compared: one changed word breaks as many of them.
_RUN = 3
# Two articles are copies from this share of common runs on (Jaccard). At 0.35 a text in which
# every sixth word was changed, or one that was cut to its first third, still counts.
SIMILAR = 0.35
# Texts told more than this many days apart are copies only from `FAR_SIMILAR` on: outlets fill
# the same form for one event after another.
COPY_DAYS = 3
FAR_SIMILAR = 0.7
# Signatures are compared only where all numbers of one band agree: 42 bands of 3 find a pair at
# SIMILAR with probability 0.84 and at 0.5 with 0.996.
_BANDS, _ROWS = 42, 3
# Odd numbers that mix the numbers of a band into one (64 bits, wrapping round).
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
# Fewer runs say too little: a short bulletin line repeats by chance.
_FEWEST_RUNS = 12
_BATCH = 500
# Names how signatures are made: those of another method cannot be compared with these.
SIGNATURE = f"rminhash-{PERMUTATIONS}-{_RUN}-{RMinHash.ALGORITHM_VERSION}"
_WORD = re.compile(r"[^\W_]+")
Signatures = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Signed:
    """An article's signature (`PERMUTATIONS` 32-bit numbers as bytes; b"" for a short text)."""

    doc_id: str
    published: dt.date | None
    signature: bytes


def runs(article: Article) -> list[str]:
    """The runs of `_RUN` folded words in the article's readable zones."""
    language = get_language(article.language)
    found: list[str] = []
    for zone in article.readable():
        words = _WORD.findall(language.fold(article.text[zone.start : zone.end]))
        found += map(" ".join, zip(*(words[n:] for n in range(_RUN)), strict=False))
    return found


def sign(articles: Iterable[Article]) -> Iterator[Signed]:
    """The signature of every article, in order; `_BATCH` texts are held at a time."""
    source = iter(articles)
    while batch := list(islice(source, _BATCH)):
        runs_of = [runs(article) for article in batch]
        matrix = RMinHash.digest_matrix_from_token_sets(runs_of, PERMUTATIONS, _SEED)
        rows = np.array(matrix.to_rows(), dtype=np.uint32)
        for article, found, row in zip(batch, runs_of, rows, strict=True):
            enough = len(set(found)) >= _FEWEST_RUNS
            signature = row.tobytes() if enough else b""
            yield Signed(article.doc_id, article.published.date, signature)


def find_origins(signed: Sequence[Signed]) -> dict[str, str]:
    """For every article the doc_id of the first article (by day, then doc_id) that it repeats.

    Copies of copies share one origin. An article that repeats none is its own origin.
    """
    laid = _lay(signed)
    origins = {one.doc_id: one.doc_id for one in signed}
    return origins | _first_of_each(laid, np.arange(len(laid.doc_ids)))


def origins_about(signed: Sequence[Signed], doc_ids: Collection[str]) -> dict[str, str]:
    """What `find_origins` says of these articles and of all that share an origin with them.

    Only articles that agree with them in a band are compared, and with those found, and so on.
    """
    laid = _lay(signed)
    origins = {one.doc_id: one.doc_id for one in signed if one.doc_id in doc_ids}
    keys = [_band_keys(laid.matrix, band) for band in range(_BANDS)]
    members = np.array([doc_id in origins for doc_id in laid.doc_ids], dtype=np.bool_)
    while members.any():
        beside = members.copy()
        for band in keys:
            beside |= _among(band, np.unique(band[members]))
        rows = np.flatnonzero(beside)
        found = _first_of_each(laid, rows)
        whole = {found[laid.doc_ids[row]] for row in np.flatnonzero(members).tolist()}
        held = [row for row in rows.tolist() if found[laid.doc_ids[row]] in whole]
        # Done where the groups hold nothing whose own bands were not looked at.
        if members[held].all():
            return origins | {laid.doc_ids[row]: found[laid.doc_ids[row]] for row in held}
        members[held] = True
    return origins


@dataclass(frozen=True, slots=True)
class _Laid:
    """Articles with a signature in the order of telling: ids, numbers, days (-1 unknown)."""

    doc_ids: Sequence[str]
    matrix: Signatures
    days: NDArray[np.int64]


def _lay(signed: Sequence[Signed]) -> _Laid:
    order = sorted(
        (one for one in signed if one.signature),
        key=lambda one: (one.published or dt.date.max, one.doc_id),
    )
    matrix = np.frombuffer(b"".join(one.signature for one in order), dtype=np.uint32)
    days = [one.published.toordinal() if one.published else -1 for one in order]
    return _Laid(
        [one.doc_id for one in order],
        matrix.reshape(len(order), PERMUTATIONS),
        np.array(days, dtype=np.int64),
    )


def _among(values: NDArray[np.uint64], few: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of many values are among a few sorted ones: much faster than sorting the many."""
    at = np.minimum(np.searchsorted(few, values), len(few) - 1)
    return np.asarray(few[at] == values)


def _first_of_each(laid: _Laid, rows: NDArray[np.int64]) -> dict[str, str]:
    """The first article of each one's group, comparing these rows (ascending) alone."""
    if not len(rows):
        return {}
    pairs = np.concatenate(list(_similar(laid.matrix[rows], laid.days[rows])))
    ones = np.ones(len(pairs), dtype=np.int8)
    graph = coo_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=(len(rows), len(rows)))
    group = connected_components(graph, directed=False)[1]
    # Rows are in the order of telling: the first row of a group is its origin.
    _, first, which = np.unique(group, return_index=True, return_inverse=True)
    ids = [laid.doc_ids[row] for row in rows.tolist()]
    return {one: ids[row] for one, row in zip(ids, first[which].tolist(), strict=True)}


def similarity(first: bytes, second: bytes) -> float:
    """The estimated share of common runs of two signed articles (0-1)."""
    if not first or not second:
        return 0.0
    a, b = np.frombuffer(first, dtype=np.uint32), np.frombuffer(second, dtype=np.uint32)
    return float((a == b).mean())


def _band_keys(matrix: Signatures, band: int) -> NDArray[np.uint64]:
    """The numbers of a band as one; those that agree by chance are told apart by their likeness."""
    keys = matrix[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
    return np.asarray((keys * _MIX).sum(axis=1, dtype=np.uint64))


def _similar(matrix: Signatures, days: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Pairs of rows, band by band, that agree in a band and are similar over all.

    In a band only neighbours of the sorted rows are compared with the first of their group:
    copies of one text then hang together through it, without all pairs of a large group.
    """
    for band in range(_BANDS):
        flat = _band_keys(matrix, band)
        order = np.argsort(flat, kind="stable")
        same = flat[order][1:] == flat[order][:-1]
        starts = np.flatnonzero(np.r_[True, ~same])
        group = np.cumsum(np.r_[True, ~same]) - 1
        leaders = order[starts][group]
        pairs = np.stack([np.r_[leaders, order[:-1]], np.r_[order, order[1:]]], axis=1)
        pairs = pairs[np.r_[np.r_[False, same], same]]
        first, second = pairs[:, 0], pairs[:, 1]
        far = (np.abs(days[first] - days[second]) > COPY_DAYS) & (days[first] >= 0)
        needed = np.where(far & (days[second] >= 0), FAR_SIMILAR, SIMILAR)
        alike = (matrix[first] == matrix[second]).mean(axis=1) >= needed
        yield pairs[alike]
