"""A public copy tells no more than the level asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rasid.errors import UsageError
from rasid.locate import generalise
from rasid.model import Place, PlacePrecision, Rival

# A village whose name is invented, in real units of Syria.
VILLAGE = Place(
    "قرية مختلقة", "Invented", PlacePrecision.TOWN, "Hasakah", "Al-Hasakeh", "SY", 36.5123, 40.7456,
    1.0, "x1", 3.0, "named", (Rival("x2", "Other", None, "IQ", 1.0, "far"),),
)  # fmt: skip
ORDER = ["site", "town", "district", "governorate", "region", "country", "unknown"]


@pytest.mark.parametrize("level", ["district", "governorate", "country"])
def test_coarse_levels_forget_name_words_and_point(level: str) -> None:
    coarse = generalise(VILLAGE, PlacePrecision(level))
    assert "Invented" not in repr(coarse)
    assert "مختلقة" not in repr(coarse)
    assert (coarse.lat, coarse.lon) != (VILLAGE.lat, VILLAGE.lon)
    assert coarse.radius_km is not None
    assert coarse.radius_km > 5
    assert ORDER.index(coarse.precision.value) >= ORDER.index(level)
    assert coarse.country == "SY"


def test_governorate_is_that_of_the_place() -> None:
    coarse = generalise(VILLAGE, PlacePrecision.GOVERNORATE)
    assert (coarse.name, coarse.admin1) == ("Hasakah", "Hasakah")
    assert coarse.precision is PlacePrecision.GOVERNORATE
    assert coarse.lat is not None
    assert abs(coarse.lat - 36.5) < 1.5


def test_town_level_keeps_two_decimals_and_no_words() -> None:
    site = replace(VILLAGE, precision=PlacePrecision.SITE)
    town = generalise(site, PlacePrecision.TOWN)
    assert (town.lat, town.lon, town.text, town.rivals) == (36.51, 40.75, "", ())
    assert town.precision is PlacePrecision.TOWN


def test_a_coarser_place_is_not_made_finer() -> None:
    # "eastern Syria"
    region = Place(
        "شرق سوريا", "eastern Syria", PlacePrecision.REGION, country="SY", lat=35.0, lon=39.0
    )
    assert generalise(region, PlacePrecision.GOVERNORATE).precision is PlacePrecision.REGION


def test_unknown_unit_falls_back_to_the_country_then_to_nothing() -> None:
    lost = replace(VILLAGE, admin1=None, admin2=None)
    assert generalise(lost, PlacePrecision.GOVERNORATE).precision is PlacePrecision.COUNTRY
    nowhere = replace(lost, country=None)
    assert generalise(nowhere, PlacePrecision.GOVERNORATE).lat is None


@pytest.mark.parametrize("level", ["district", "governorate", "country"])
def test_again_changes_nothing(level: str) -> None:
    once = generalise(VILLAGE, PlacePrecision(level))
    again = generalise(once, PlacePrecision(level))
    assert replace(again, place_id="") == replace(once, place_id="")


def test_unknown_is_no_level() -> None:
    with pytest.raises(UsageError):
        generalise(VILLAGE, PlacePrecision.UNKNOWN)
