"""Words that look like places and are none, and places whose words mislead. All invented."""

from __future__ import annotations

import pytest

from rasid.model import PlacePrecision


@pytest.mark.parametrize(
    "text",
    [
        "بحث الوزير إحياء التعاون بين الدولتين.",  # reviving, spelled like "quarters" once folded
        "عاد الرجل إلى بلده وأدخله في خلاف.",  # his country, spelled like "town"
        "تراجع قطاع الزراعة وقطاع الصناعة.",  # sectors of the economy
        "لا تقوم القوات بالدور العسكري فقط.",  # the military role
        "أوقف ثمانية في أربع مدن مغربية، يشتبه في تنسيقهم.",  # Moroccan towns, suspected
        "توسعت مدينة تشكل أهمية كبرى.",  # a city that forms
        "عثر على مستودع لتجميع الألغام.",  # a warehouse for gathering
        "أعدم التنظيم جنودا في الحي الصناعي.",  # the industrial quarter
        "أقام علاقات حميمة معهم.",  # close ties
    ],
)
def test_no_place(places, text):
    assert [m.place.name for m in places(text) if m.place.lat is not None] == []


def test_al_qaeda_is_no_base(places):
    (mention,) = places("ممثل تنظيم القاعدة في درنة.")
    assert (mention.place.text, mention.place.name) == ("درنة", "Derna")


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("في شمال غرب العراق.", "Iraq (northwestern)", PlacePrecision.REGION),
        ("في جبال شمال العراق.", "Northern Iraq", PlacePrecision.REGION),
        ("في ريف دمشق.", "Rif Dimashq", PlacePrecision.GOVERNORATE),
        ("في سجون سوريا.", "Syria", PlacePrecision.COUNTRY),
        ("تنتشر في سيناء.", "Sinai", PlacePrecision.REGION),
    ],
)
def test_wide_places(places, text, name, precision):
    place = places(text)[-1].place
    assert (place.name, place.precision) == (name, precision)


def test_a_series_of_governorates_goes_on_past_one_named_countryside(places):
    text = "قتلوا في محافظات دمشق وريف دمشق وحلب والحسكة والقنيطرة والسويداء."
    found = places(text)
    assert len(found) == 6
    assert {m.place.precision for m in found} == {PlacePrecision.GOVERNORATE}


def test_a_region_behind_a_town_is_no_town(places):
    found = places("ظهروا في مدينة عدن، جنوب اليمن.")
    assert [m.place.name for m in found] == ["Aden", "Southern Yemen"]


def test_a_quarter_has_no_district_elsewhere(places):
    place = places("وصلوا إلى مدينة تعز في اليمن. وقصفوا حي الروضة في المدينة.")[-1].place
    assert place.country in {None, "YE"}


def test_the_town_is_no_metropolis(places):
    found = places("بيروت: انفجار في بلدة تل أبيض. وأغلق الطرف الجنوبي من البلدة في بيروت أمس.")
    assert not any(m.place.name.startswith("Beirut (") for m in found)


def test_an_unlisted_name_takes_no_region_abroad(places):
    text = (
        "قال مركز في نيويورك إن سجناء في سجن الهضاب بليبيا ضربوا. وفي طرابلس بليبيا وفي "
        "بنغازي وسرت ودرنة احتجاج."
    )
    for mention in places(text):
        if "سجن" in mention.place.text:
            assert mention.place.country != "US"
