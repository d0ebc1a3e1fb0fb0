"""Names that make up one place: land and roads between places, areas told with their neighbours."""

from __future__ import annotations

import pytest

from rasid.locate.distance import km
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
        ("مثلث حلب حماة الرقة", "Aleppo-Hama-Raqqa triangle", None),
        ("مثلث حلب - حماة - الرقة", "Aleppo-Hama-Raqqa triangle", None),
        ("مثلث حلب–حماة–الرقة", "Aleppo-Hama-Raqqa triangle", None),
        ("مثلث حلب وحماة والرقة", "Aleppo-Hama-Raqqa triangle", None),
        ("طريق دمشق حلب", "Damascus-Aleppo road", None),
        ("طريق السلمية الرقة", "Salamiyah-Raqqa road", None),
        ("طريق بغداد كركوك", "Baghdad-Kirkuk road", None),
        ("طريق حمص تدمر", "Homs-Palmyra road", "Homs"),
        ("طريق الحسكة - الرقة - حلب", "Hasakah-Raqqa-Aleppo road", None),
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


def test_a_triangle_covers_its_corners(places):
    """Centre of the three, reach to the farthest, coarse, told by the first."""
    (mention,) = places("انتشرت القوات في مثلث حلب حماة الرقة أمس.")
    place = mention.place
    corners = {
        "Aleppo": (36.2012, 37.1612),
        "Hama": (35.1318, 36.7578),
        "Raqqa": (35.9528, 39.0079),
    }
    far = [km(place.lat, place.lon, *corner) for corner in corners.values()]
    assert place.radius_km == pytest.approx(max(far), abs=0.1)
    assert place.lat == pytest.approx(sum(lat for lat, _ in corners.values()) / 3, abs=0.001)
    assert place.precision is PlacePrecision.REGION
    assert place.told_by
    assert all(corner in place.reason for corner in corners)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("مثلث حلب", ["Aleppo (junction)"]),  # a junction
        ("مثلث حلب وحماة", ["Aleppo (junction)", "Hama"]),
        ("طريق دمشق، ريف حمص", ["Homs (countryside)"]),  # a road and a countryside
    ],
)
def test_what_makes_no_triangle_and_no_road_between(places, phrase, names):
    found = [m.place.name for m in places(f"انفجر لغم في {phrase} أمس.")]
    assert found[-len(names) :] == names
    assert not any("-" in name for name in found)


@pytest.mark.parametrize(
    "phrase",
    [
        "مثلث الحدود العراقية السورية الأردنية",
        "المثلث الحدودي السوري العراقي الأردني",
        "مثلث العراق وسوريا والأردن",
    ],
)
def test_tri_border(places, phrase):
    (mention,) = places(f"رصدت تحركات في {phrase} أمس.")
    place = mention.place
    assert (place.text, place.name) == (phrase, "Iraq-Syria-Jordan tri-border")
    assert km(place.lat, place.lon, 33.37, 38.79) < 1
    assert place.radius_km == 40


STRIP = "الشريط الحدودي مع تركيا"  # the border strip with Turkey


def test_a_border_strip_is_not_the_country_beyond(places, locator):
    (mention,) = places(f"رصدت تحركات على {STRIP} أمس.")
    place = mention.place
    assert (place.text, place.lat, place.country, place.place_id) == (STRIP, None, None, "")
    (candidate,) = locator.lookup(STRIP)
    assert candidate.place.lat is None
    # beside another word "with Turkey" is the country still ("cooperation with Turkey")
    assert [m.place.name for m in places("اتفاق تعاون مع تركيا.")] == ["Turkey"]


@pytest.mark.parametrize(
    ("sentence", "text", "name", "admin1"),
    [
        (f"قصف على {STRIP} شمال إدلب.", STRIP, "border with Turkey (Idlib)", "Idlib"),
        (
            "عبروا الحدود مع لبنان من القصير في حمص.",
            "الحدود مع لبنان",
            "border with Lebanon (al-Qusayr)",
            "Homs",
        ),
        (
            "انفجر لغم في سوريا بالمنطقة الحدودية مع تركيا.",
            "المنطقة الحدودية مع تركيا",
            "Syria-Turkey border",
            None,
        ),
        (  # a capital far from the border tells the country alone
            "قررت أنقرة تشديد الرقابة على الحدود مع سوريا.",
            "الحدود مع سوريا",
            "Syria-Turkey border",
            None,
        ),
        (  # the nearest town goes before a nearer country
            "فروا من القائم، قال الأردن، إلى المناطق الحدودية مع سوريا.",
            "المناطق الحدودية مع سوريا",
            "border with Syria (Al-Qaim)",
            "Anbar",
        ),
        (
            "قرية فوتوكول على الحدود مع نيجيريا.",
            "الحدود مع نيجيريا",
            "border with Nigeria (Fotokol)",
            "Far North",
        ),
    ],
)
def test_a_border_strip_lies_where_the_sentence_tells(places, sentence, text, name, admin1):
    place = next(m.place for m in places(sentence) if m.place.text == text)
    assert (place.name, place.admin1) == (name, admin1)
    assert place.lat is not None
