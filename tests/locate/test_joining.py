"""Names that make up one place: land and roads between places, areas told with their neighbours."""

from __future__ import annotations

import pytest

from rasid.model import AreaKind, PlacePrecision


@pytest.mark.parametrize(
    ("phrase", "name", "admin1"),
    [
        ("الطريق بين الموصل وتلعفر", "Mosul-Tal Afar road", "Nineveh"),
        ("الطريق الواصل بين حماة وحمص", "Hama-Homs road", None),
        ("طريق حمص - تدمر", "Homs-Palmyra road", "Homs"),
        (
            "المنطقة الواقعة بين قضاء طوزخورماتو وناحية العظيم",
            "between Tooz Khurmato and Al-Atheem",
            None,
        ),
        (
            "المثلث الواقع بين محافظات كركوك وصلاح الدين وديالى",
            "between Kirkuk and Salah al-Din and Diyala",
            None,
        ),
    ],
)
def test_between(places, phrase, name, admin1):
    (mention,) = places(f"قتل جندي في {phrase} أمس.")
    place = mention.place
    assert (place.text, place.name, place.admin1) == (phrase, name, admin1)
    assert (place.kind, place.place_id) == (AreaKind.BETWEEN, "")
    assert place.radius_km > 20


def test_an_area_covers_the_names_that_describe_it(places, locator):
    phrase = "الشريط المتنازع عليه بين إقليم كردستان وبقية العراق"
    (mention,) = places(f"ينشط التنظيم في {phrase} منذ سنوات.")
    assert mention.place.text == phrase
    assert mention.place.name == "Disputed territories (Iraq)"
    assert mention.place.precision is PlacePrecision.REGION
    (candidate,) = locator.lookup(phrase)
    assert candidate.place.place_id == mention.place.place_id


def test_land_between_countries_is_their_border(places):
    (mention,) = places("رصدت تحركات في المنطقة الحدودية بين العراق وسوريا.")
    assert mention.place.name == "Syria-Iraq border"
    found = places("في المنطقة بين نيجيريا والصومال.")
    assert [m.place.country for m in found] == ["NG", "SO"]  # no such border is listed


def test_two_sides_that_fight_are_no_land(places):
    found = places("اشتباكات بين بلدتي معرة حرمة وكفر سجنة.")
    assert [m.place.name for m in found] == ["Maarrat Hurmah", "Kafr Sajnah"]


def test_names_behind_each_other_stay_apart(places):
    found = places("عاد السكان إلى المنطقة. وخلاف بين الموصل وكركوك.")
    assert [m.place.name for m in found] == ["Mosul", "Kirkuk"]
