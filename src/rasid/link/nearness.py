"""How far apart two reports are in place and in time, against how finely both are known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
SAME_DAYS = "the same days, one known no finer"
NEXT_DAY = "a day apart"
FAR_DAYS = ("two or three days apart", "further apart")
NEXT_TOWN = "another town within 10 km"
FAR_PLACES = ("within 25 km", "farther apart")


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
    SAME_DAYS,
    NEXT_DAY,
    *FAR_DAYS,
    f"{UNDATED}, told within three days of it",
    f"{UNDATED}, told within two weeks of it",
    f"{UNDATED}, told before it or later",
    f"{UNDATED}, told in another season",
    UNKNOWN,
)
_SOON, _LATER, _SEASON = 3, 14, 60


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
            np.abs(lag) <= _SEASON,
        ],
        [0, 1, 2, 3, 4, 9, 5, 6, 7],
        default=8,
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


def elsewhere(features: Features, pairs: Pairs) -> NDArray[np.bool_]:
    """True where both places are known to the town and lie farther apart than they reach."""
    a, b = pairs
    town = FINENESS[PlacePrecision.TOWN]
    fine = (features.fineness[a] <= town) & (features.fineness[b] <= town)
    reach = np.maximum(features.radius[a] + features.radius[b], _NEAR_KM)
    other = features.place[a] != features.place[b]
    return np.asarray(fine & other & (distance_km(features, pairs) > reach))


def days_apart(features: Features, pairs: Pairs) -> Ints:
    """Days between the two, 0 where they meet or one is not known to the day."""
    a, b = pairs
    known = (features.start[a] >= 0) & (features.start[b] >= 0)
    widths = np.maximum(features.end[a] - features.start[a], features.end[b] - features.start[b])
    gap = np.maximum(features.start[b] - features.end[a], features.start[a] - features.end[b])
    return np.where(known & (widths <= 1), np.maximum(gap, 0), 0)


# Happenings a day up to which a town is quiet: the table of weights was learned of such.
_QUIET = 0.14
RIVALS = (
    "hardly any other",
    "about two",
    "about four",
    "about eight",
    "about sixteen or more",
    UNKNOWN,
)


def rivals_level(features: Features, pairs: Pairs) -> Levels:
    """How many happenings would meet by place and day alone, as often as not by chance.

    Of two reports of one town those that the town sees within days, against a quiet one; where
    one names no place finer than a governorate, the towns that saw its kind on those days, in that
    governorate or, where it names none either, anywhere.
    """
    a, b = pairs
    coarsest = np.maximum(features.fineness[a], features.fineness[b])
    here = np.fmax(features.here[a], features.here[b]) / _QUIET
    around = np.fmax(features.around[a], features.around[b])
    like_it = np.fmax(features.like_it[a], features.like_it[b])
    many = np.select(
        [
            coarsest <= FINENESS[PlacePrecision.TOWN],
            coarsest > FINENESS[PlacePrecision.GOVERNORATE],
            coarsest == FINENESS[PlacePrecision.GOVERNORATE],
        ],
        [here, like_it, around],
        default=np.nan,
    )
    doublings = np.clip(np.round(np.log2(np.fmax(many, 1.0))), 0, len(RIVALS) - 2)
    return np.where(np.isnan(many), len(RIVALS) - 1, doublings).astype(np.int8)
