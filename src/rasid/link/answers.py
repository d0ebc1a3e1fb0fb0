"""What two reports answer to each comparison: the level that a pair falls into."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from rasid.link.features import FINENESS, Features, Flags, Floats
from rasid.link.nearness import UNKNOWN, Levels, Pairs, days_apart, elsewhere
from rasid.model import PlacePrecision

EXCHANGED = "often exchanged"

# Groups of types that outlets exchange when they tell of one happening.
ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"air_drone_strike", "shelling_missile", "chemical_weapon"}),
    frozenset({"ied_landmine", "suicide_bomb", "grenade"}),
    frozenset({"air_drone_strike", "ied_landmine"}),
    frozenset(
        {"armed_clash", "attack_on_civilians", "gov_regains_territory"}
        | {"nonstate_overtakes_territory"}
    ),
    frozenset({"arrests", "abduction"}),
    frozenset(
        {"peaceful_protest", "protest_with_intervention", "excessive_force_protesters"}
        | {"violent_demonstration", "mob_violence"}
    ),
    frozenset({"change_to_group", "nonviolent_transfer", "base_established"}),
)


def kind_level(features: Features, pairs: Pairs) -> Levels:
    """Whether the types are the same, often exchanged, or different."""
    codes: dict[str, int] = {}
    rows = np.array([codes.setdefault(kind, len(codes)) for kind in features.kind], dtype=np.int64)
    table = np.full((len(codes), len(codes)), 2, dtype=np.int8)
    for first, a in codes.items():
        for second, b in codes.items():
            if any(first in group and second in group for group in ALIKE):
                table[a, b] = 1
    np.fill_diagonal(table, 0)
    return table[rows[pairs[0]], rows[pairs[1]]]


COUNTS = (
    "the same number, five or more",
    "the same number, under five",
    "ranges that overlap",
    "close",
    "apart",
    UNKNOWN,
)
_FEW, _CLOSE, _CLOSE_SHARE = 5, 2, 0.3


def _count(low: Floats, high: Floats, pairs: Pairs) -> Levels:
    a, b = pairs
    unknown = np.isnan(low[a]) | np.isnan(low[b])
    same = (low[a] == low[b]) & (high[a] == high[b]) & (low[a] == high[a])
    overlap = (low[a] <= high[b]) & (low[b] <= high[a])
    gap = np.maximum(low[b] - high[a], low[a] - high[b])
    larger = np.maximum(low[a], low[b])
    close = (gap <= _CLOSE) | (gap <= _CLOSE_SHARE * larger)
    # "None" against "some" is no slip of a number.
    close &= (high[a] > 0) == (high[b] > 0)
    return np.select(
        [unknown, same & (low[a] >= _FEW), same, overlap, close], [5, 0, 1, 2, 3], default=4
    ).astype(np.int8)


def killed_level(features: Features, pairs: Pairs) -> Levels:
    """How the numbers of dead agree."""
    return _count(features.killed_low, features.killed_high, pairs)


def injured_level(features: Features, pairs: Pairs) -> Levels:
    """How the numbers of injured agree."""
    return _count(features.injured_low, features.injured_high, pairs)


def _overlap(matrix: csr_matrix, pairs: Pairs) -> Floats:
    """For every pair the sum over columns of the product of the two rows."""
    a, b = pairs
    return np.asarray(matrix[a].multiply(matrix[b]).sum(axis=1)).ravel()


ALLIES, CROWD = "name two of one side", "one names a party, one only people"
ACTORS = ("name one actor in common", ALLIES, CROWD, "name different actors", UNKNOWN)


def _named_in_both(matrix: csr_matrix, pairs: Pairs) -> Levels:
    named = np.diff(matrix.indptr) > 0
    shared = _overlap(matrix, pairs) > 0
    both = named[pairs[0]] & named[pairs[1]]
    return np.select([shared, both], [0, 1], default=2).astype(np.int8)


def _actors(matrix: csr_matrix, beside: csr_matrix, crowd: Flags, pairs: Pairs) -> Levels:
    a, b = pairs
    named = np.diff(matrix.indptr) > 0
    both = named[a] & named[b]
    allies = both & (_overlap(beside, pairs) > 0)
    people = both & (crowd[a] != crowd[b])
    shared = _overlap(matrix, pairs) > 0
    return np.select([shared, allies, people, both], [0, 1, 2, 3], default=4).astype(np.int8)


def initiators_level(features: Features, pairs: Pairs) -> Levels:
    """Whether one initiator is named in both, or two that fight side by side."""
    return _actors(features.who, features.who_beside, features.who_is_crowd, pairs)


def targets_level(features: Features, pairs: Pairs) -> Levels:
    """Whether one target is named in both, or two that fight side by side."""
    return _actors(features.whom, features.whom_beside, features.whom_is_crowd, pairs)


MEANS = ("one weapon in common", "different weapons", UNKNOWN)
VICTIMS = ("a victim's name in common", "different names", UNKNOWN)


def weapon_level(features: Features, pairs: Pairs) -> Levels:
    """Whether one class of weapon is named in both."""
    return _named_in_both(features.weapons, pairs)


def victims_level(features: Features, pairs: Pairs) -> Levels:
    """Whether a victim's name stands in both."""
    return _named_in_both(features.victims, pairs)


# Cosine of the words weighed by rarity, from which each level but the last begins.
_ALIKE_WORDS = (0.6, 0.3, 0.12)
WORDINGS = (
    "nearly the same words",
    "many common words",
    "some common words",
    "few common words",
    UNKNOWN,
)


def wording_level(features: Features, pairs: Pairs) -> Levels:
    """How many words are common, where words can tell.

    Within one text they say nothing: a round-up tells of ten villages in one sentence. Nor between
    texts that name other towns or other days: outlets fill one form for one event after another.
    A day apart, which may be a slip, different words still speak against one happening.
    """
    alike = _overlap(features.words, pairs)
    one_text = features.origin[pairs[0]] == features.origin[pairs[1]]
    apart = days_apart(features, pairs)
    silent = one_text | elsewhere(features, pairs) | (apart > 1)
    silent |= (apart == 1) & (alike >= _ALIKE_WORDS[-1])
    conditions = [silent, *(alike >= least for least in _ALIKE_WORDS)]
    return np.select(conditions, [4, 0, 1, 2], default=3).astype(np.int8)


ORIGINS = (
    "copies of one text",
    "one text that tells them apart",
    "one article",
    "different articles",
)


def origin_level(features: Features, pairs: Pairs) -> Levels:
    """Whether the two stand in one text, and whether it tells them apart."""
    a, b = pairs
    article = features.document[a] == features.document[b]
    copies = features.origin[a] == features.origin[b]
    apart = _told_apart(features, pairs)
    return np.select([copies & apart, article, copies], [1, 2, 0], default=3).astype(np.int8)


def _told_apart(features: Features, pairs: Pairs) -> NDArray[np.bool_]:
    """True where places, days or numbers differ that one writer would not use for one thing."""
    a, b = pairs
    fine = FINENESS[PlacePrecision.TOWN]
    named = (features.fineness[a] <= fine) & (features.fineness[b] <= fine)
    other_place = named & (features.place[a] != features.place[b])
    dated = (features.start[a] >= 0) & (features.start[b] >= 0)
    gap = np.maximum(features.start[b] - features.end[a], features.start[a] - features.end[b])
    apart = len(COUNTS) - 2
    numbers = (killed_level(features, pairs) == apart) | (injured_level(features, pairs) == apart)
    return np.asarray(other_place | (dated & (gap > 0)) | numbers)
