"""Names that are words, adjectives, parts of names or another bearer's. Happenings are invented."""

from __future__ import annotations

import pytest

from rasid.locate.distance import km
from rasid.model import PlacePrecision


def _texts(mentions):
    return [m.place.text for m in mentions]


def _only(mentions, part):
    found = [m.place for m in mentions if part in m.place.text]
    assert len(found) == 1, _texts(mentions)
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "أصيب عنصر قرب الجسر.",  # near the bridge
        "انفجرت عبوة قرب السوق.",  # near the market
        "احترقت منازل المدنيين.",  # houses of the civilians
        "قصف الجيش نقطة المراقبة.",  # the observation point
        "استمر القتال في ساحة المعركة.",  # the battlefield
        "طالب المحتجون بقضاء عادل.",  # a fair judiciary
        "اجتمع الوزير في قصر السلام.",  # a palace, not a district of that name
        "يعمل في كلية الملك.",  # the college of the king
        "خسر المصرف مليار ليرة سورية.",  # Syrian pounds
        "قاتل معهم مسلحون من جنسيات غير سورية.",  # not Syrian
        "قتل الانفجار جنديا تركيا.",  # a Turkish soldier
        "رفعت العلم فوق المبنى.",  # raised the flag
        "قال باراك أوباما كلمة.",  # a president
        "جلس الأطفال في مناطق واسعة.",  # wide areas
        "أعلنت غرفة عمليات الجزيرة والبادية بيانا.",  # an operations room
    ],
)
def test_words_that_are_no_place(places, text):
    assert _texts(places(text)) == []


@pytest.mark.parametrize(
    ("text", "part", "name"),
    [
        ("التقى الوزير الأردني وفدا في عمان ثم عاد إلى الأردن.", "عمان", "Amman"),
        ("التقى السلطان وفدا في عمان بعد وصوله إلى مسقط.", "عمان", "Oman"),
        ("تراجعت الهجمات في مدن تركيا.", "مدن تركيا", "Turkey"),  # the cities of Turkey
        ("قتل ثلاثة في محافظة إدلب.", "إدلب", "Idlib"),
        ("أصيب رجل في مدينة القدس.", "القدس", "Jerusalem"),
        ("هاجم مسلحون ولاية البركة.", "البركة", "Wilayat al-Baraka (IS name of Hasakah)"),
        ("قصفت مسيرة قاعدة في روج آفا.", "روج آفا", "Northeast Syria"),
        ("انسحبت القوة من الفوج 46 غرب حلب.", "الفوج 46", "46th Regiment"),
    ],
)
def test_the_bearer_that_is_meant(places, text, part, name):
    assert _only(places(text), part).name == name


def test_governorate_is_not_its_seat(places):
    place = _only(places("قتل ثلاثة في محافظة إدلب."), "إدلب")
    assert place.precision is PlacePrecision.GOVERNORATE


def test_the_country_is_that_of_the_article(places):
    mentions = places("قصفت تركيا قرية. وفي سوريا قتل ثلاثة في سوريا. وهاجموا شرقي البلاد.")
    assert _only(mentions, "البلاد").country == "SY"


def test_the_country_is_that_of_the_place_beside(places):
    mentions = places("في العراق قصف وفي بغداد قتل. وقتل ثلاثة في محافظة حلب شمال البلاد.")
    assert _only(mentions, "البلاد").country == "SY"


def test_series_lies_together(places):
    mentions = places("سقطت قذائف على دير جمال، المالكية، بيلونية، ومرعناز.")
    assert _only(mentions, "المالكية").admin1 == "Aleppo"  # not the town on the Tigris


def test_cities_in_a_row_lie_far_apart(places):
    mentions = places("نفذت غارات قرب الموصل والرمادي والحويجة.")
    assert _only(mentions, "الحويجة").admin1 == "Kirkuk"


def test_village_in_a_plain_is_not_the_villages_of_a_town(places):
    place = _only(places("قصفت المدفعية قرى البركة وجورين في سهل الغاب."), "البركة")
    assert (place.admin1, place.precision) == ("Hama", PlacePrecision.TOWN)


def test_only_bearer_is_kept_where_the_text_errs_by_a_little(places):
    place = _only(places("سقطت قذائف على مدينة دارة عزة في ريف إدلب الشمالي."), "دارة عزة")
    assert place.admin1 == "Aleppo"


def test_region_does_not_exclude_a_dam_at_its_edge(places):
    place = _only(places("تجمع المحتجون على سد تشرين بإقليم شمال وشرق سوريا."), "تشرين")
    assert place.name == "Tishrin Dam"


def test_unlisted_names_of_a_series_lie_with_it(places):
    mentions = places("قصفت المدفعية قرى كرسوانا والطويلة وتل كرمالو وبيرزاد بريف تل تمر.")
    for part in ("كرسوانا", "الطويلة", "كرمالو", "بيرزاد"):
        place = _only(mentions, part)
        assert (place.admin1, place.place_id) == ("Hasakah", "")
        assert km(place.lat, place.lon, 36.656, 40.371) < 5


def test_mound_without_a_noun(places):
    place = _only(places("قتل اثنان في هجوم على تل زرمانو قرب تل تمر."), "زرمانو")
    assert (place.text, place.admin1) == ("تل زرمانو", "Hasakah")


def test_village_named_by_two_names_of_men(places):
    place = _only(places("سقطت قذائف على قريتي خالد كلو وتل زيوان شرق القامشلي."), "خالد كلو")
    assert (place.admin1, place.place_id) == ("Hasakah", "")


def test_stretch_of_a_road_or_river(places):
    road = _only(places("استهدفت مسيرة سيارة على الطريق الدولي إم 4 قرب عين عيسى."), "إم 4")
    river = _only(places("عثر على جثة قرب نهر الفرات في بلدة أبو حردوب."), "الفرات")
    assert (road.admin1, river.admin1) == ("Raqqa", "Deir ez-Zor")
    assert km(river.lat, river.lon, 34.845, 40.628) < 3


def test_road_of_a_town_far_away_is_no_place(places):
    near = places("استهدفت مسيرة سيارة قرب سد تشرين على طريق صرين.")
    far = places("قصف الجيش كوباني وصرين. واستهدف سيارة على طريق دمشق.")
    assert _only(near, "طريق صرين").name == "Sarrin (road)"
    assert "طريق دمشق" not in _texts(far)


def test_the_town_is_no_river_and_the_village_no_city(places):
    text = "عثر على جثة قرب نهر الفرات في بلدة أبو حردوب. ونقلت إلى مسجد في البلدة."
    assert _only(places(text), "مسجد").name == "Abu Hardub (mosque)"
    assert "القرية" not in _texts(places("وصل وفد إلى مدينة حلب. وقتل رجل في القرية."))
