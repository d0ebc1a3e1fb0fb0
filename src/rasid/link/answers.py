"""What two reports answer to each comparison: the level that a pair falls into."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from rasid.link.features import FINENESS, UNKNOWN_FINENESS, Features, Floats, Ints
from rasid.model import PlacePrecision

Levels = NDArray[np.int8]
# Two reports: a row number of each, as arrays of one length.
Pairs = tuple[Ints, Ints]
EARTH_KM = 6371.0
UNKNOWN = "unknown"
UNDATED = "one undated"
# Levels whose weight is set by judgement: too seldom met among candidate pairs to be learned, or
# met for a reason that learning cannot know (an offensive hits one village after another).
FAR_DAYS = ("two or three days apart", "further apart")
NEXT_TOWN = "another town within 10 km"

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


def distance_km(features: Features, pairs: Pairs) -> Floats:
    """Great-circle distance in km, NaN where a place has no coordinates."""
    lat = np.radians(features.lat)
    lon = np.radians(features.lon)
    a, b = pairs
    h = (
        np.sin((lat[b] - lat[a]) / 2) ** 2
        + np.cos(lat[a]) * np.cos(lat[b]) * np.sin((lon[b] - lon[a]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(h, 0, 1))))


# Kilometres up to which two finely placed reports are at one place, beside it, in one area.
_SAME_KM, _NEAR_KM, _AREA_KM = 3.0, 10.0, 25.0
DISTANCES = (
    "the same place",
    "within 10 km",
    NEXT_TOWN,
    "within 25 km",
    "an area that holds the other place",
    "the same governorate, one known no finer",
    "farther apart",
    UNKNOWN,
)


def distance_level(features: Features, pairs: Pairs) -> Levels:
    """How far apart the places are, against how finely they are known."""
    a, b = pairs
    km = distance_km(features, pairs)
    same = (features.place[a] == features.place[b]) & (features.place[a] >= 0)
    town = FINENESS[PlacePrecision.TOWN]
    coarsest = np.maximum(features.fineness[a], features.fineness[b])
    fine = coarsest <= town
    reach = features.radius[a] + features.radius[b]
    admin1 = (features.admin1[a] == features.admin1[b]) & (features.admin1[a] >= 0)
    country = (features.country[a] == features.country[b]) | (features.country[a] < 0)
    country |= features.country[b] < 0
    governorate = FINENESS[PlacePrecision.GOVERNORATE]
    towns = (features.fineness[a] == town) & (features.fineness[b] == town)
    return np.select(
        [
            coarsest >= UNKNOWN_FINENESS,
            same & (coarsest <= FINENESS[PlacePrecision.DISTRICT]),
            fine & (km <= _SAME_KM) & ~towns,
            fine & (km <= _NEAR_KM) & towns,
            fine & (km <= _NEAR_KM),
            fine & (km <= _AREA_KM),
            fine & (km > _AREA_KM),
            (coarsest == FINENESS[PlacePrecision.DISTRICT]) & (km <= reach),
            (coarsest <= governorate) & (admin1 | (km <= reach)),
            (coarsest > governorate) & country,
        ],
        [7, 0, 0, 2, 1, 3, 6, 4, 5, 7],
        default=6,
    ).astype(np.int8)


DATES = (
    "the same day",
    "the same days, one known no finer",
    "a day apart",
    *FAR_DAYS,
    f"{UNDATED}, told within three days of it",
    f"{UNDATED}, told within two weeks of it",
    f"{UNDATED}, told before it or much later",
    UNKNOWN,
)
_SOON, _LATER = 3, 14


def date_level(features: Features, pairs: Pairs) -> Levels:
    """How far apart the days are, against how finely they are known."""
    a, b = pairs
    start_a, end_a, start_b, end_b = (
        features.start[a],
        features.end[a],
        features.start[b],
        features.end[b],
    )
    dated = (start_a >= 0) & (start_b >= 0)
    gap = np.maximum(start_b - end_a, start_a - end_b)
    narrow = np.maximum(end_a - start_a, end_b - start_b) <= 1
    lag = _lag(features, pairs)
    return np.select(
        [
            dated & (gap <= 0) & narrow,
            dated & (gap <= 0),
            dated & (gap == 1),
            dated & (gap <= _SOON),
            dated,
            lag == _NO_LAG,
            (lag >= -1) & (lag <= _SOON),
            (lag >= -1) & (lag <= _LATER),
        ],
        [0, 1, 2, 3, 4, 8, 5, 6],
        default=7,
    ).astype(np.int8)


_NO_LAG = 1_000_000


def _lag(features: Features, pairs: Pairs) -> Ints:
    """Days from the happening (as one report dates it) to the day the undated one was told.

    Where both are undated: days between the two tellings. `_NO_LAG` where nothing is known.
    """
    a, b = pairs
    start_a, start_b = features.start[a], features.start[b]
    told_a, told_b = features.told[a], features.told[b]
    known = (told_a >= 0) & (told_b >= 0)
    lag = np.where(known, np.abs(told_a - told_b), _NO_LAG)
    lag = np.where((start_a >= 0) & (start_b < 0), told_b - features.end[a], lag)
    lag = np.where((start_b >= 0) & (start_a < 0), told_a - features.end[b], lag)
    silent = ((start_b < 0) & (told_b < 0)) | ((start_a < 0) & (told_a < 0))
    return np.where(silent, _NO_LAG, lag)


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


ACTORS = ("name one actor in common", "name different actors", UNKNOWN)


def _actors(matrix: csr_matrix, pairs: Pairs) -> Levels:
    named = np.diff(matrix.indptr) > 0
    shared = _overlap(matrix, pairs) > 0
    both = named[pairs[0]] & named[pairs[1]]
    return np.select([shared, both], [0, 1], default=2).astype(np.int8)


def initiators_level(features: Features, pairs: Pairs) -> Levels:
    """Whether one initiator is named in both."""
    return _actors(features.who, pairs)


def targets_level(features: Features, pairs: Pairs) -> Levels:
    """Whether one target is named in both."""
    return _actors(features.whom, pairs)


MEANS = ("one weapon in common", "different weapons", UNKNOWN)
VICTIMS = ("a victim's name in common", "different names", UNKNOWN)


def weapon_level(features: Features, pairs: Pairs) -> Levels:
    """Whether one class of weapon is named in both."""
    return _actors(features.weapons, pairs)


def victims_level(features: Features, pairs: Pairs) -> Levels:
    """Whether a victim's name stands in both."""
    return _actors(features.victims, pairs)


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
    """Within one text the words say nothing: a round-up tells of ten villages in one sentence."""
    alike = _overlap(features.words, pairs)
    one_text = features.origin[pairs[0]] == features.origin[pairs[1]]
    conditions = [one_text, *(alike >= least for least in _ALIKE_WORDS)]
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
