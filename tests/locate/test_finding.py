"""What is found as a place, what is not, and over which words. Happenings are invented."""

from __future__ import annotations

import pytest

from rasid.model import PlacePrecision


def _texts(mentions):
    return [m.place.text for m in mentions]


def _only(mentions, part):
    found = [m for m in mentions if part in m.place.text]
    assert len(found) == 1, _texts(mentions)
    return found[0].place


@pytest.mark.parametrize(
    "spelling",
    ["دير الزور", "ديرالزور", "بدير الزور", "وبديرالزور", "دَيْر الزّور"],  # Deir ez-Zor
)
def test_spellings_and_letters_before_the_name(places, spelling):
    place = _only(places(f"وقع هجوم صغير {spelling} أمس."), "الزور" if "ّ" not in spelling else "ز")
    assert (place.admin1, place.country) == ("Deir ez-Zor", "SY")


@pytest.mark.parametrize(
    ("written", "english"),
    [("سامرا", "Samarra"), ("للحسكة", "Hasakah"), ("تل عفر", "Tal Afar"), ("الفلوجه", "Fallujah")],
)
def test_hamza_article_and_split_words(places, written, english):
    assert english in [m.place.name for m in places(f"وصل وفد {written} أمس.")]


def test_longest_name_wins(places):
    assert _texts(places("سقطت قذيفة على تل أبيض صباحا.")) == ["تل أبيض"]  # Tell Abyad, not Abyad


@pytest.mark.parametrize(
    "text",
    [
        "قال القائم بأعمال السفير إن اللقاء تأجل.",  # chargé d'affaires, not al-Qaim
        "أعلن الجيش السوري بدء التدريب.",  # the Syrian army: a nationality is no place
        "بايعت المجموعة تنظيم الدولة الإسلامية في العراق والشام.",  # a group's name
        "قال أحمد الشدادي إن الباب مفتوح للحوار.",  # a man; "the door is open"
        "نقلت قناة الجزيرة الخبر عن مراسلها.",  # a broadcaster
        "على أن يعود كل منهم إلى بيته.",  # function words that villages are named like
    ],
)
def test_what_is_no_place(places, text):
    assert _texts(places(text)) == []


def test_common_word_with_a_noun_is_a_place(places):
    place = _only(places("انفجرت دراجة في مدينة الباب شرق حلب."), "الباب")
    assert place.admin1 == "Aleppo"


def test_spans_cover_nouns_and_are_slices(places):
    found = places("قصف محيط المشفى الوطني في مدينة إعزاز شمال حلب.")
    place = _only(found, "إعزاز")
    assert place.text.endswith("المشفى الوطني في مدينة إعزاز")
    assert place.precision is PlacePrecision.SITE
    assert place.name == "Azaz (hospital)"


def test_wider_place_is_tied(places):
    found = places("قتل رجل في قرية أبين بناحية شيراوا.")
    assert found[0].place.admin1 == "Aleppo"
    assert found[0].part_of == 1
    assert found[1].place.precision is PlacePrecision.DISTRICT


def test_unlisted_name_keeps_its_words_and_its_region(places):
    place = _only(places("قصفت طائرة قرية زعبورين بريف إدلب الجنوبي."), "زعبورين")  # invented
    assert (place.place_id, place.name, place.admin1) == ("", "زعبورين", "Idlib")
    assert place.precision is PlacePrecision.TOWN
    assert place.radius_km is not None
    assert place.radius_km >= 10


def test_unlisted_name_with_no_region_has_no_point(places):
    place = _only(places("قصفت طائرة قرية زعبورين."), "زعبورين")
    assert (place.lat, place.admin1, place.country) == (None, None, None)


def test_never_forced_onto_a_namesake_elsewhere(places):
    # A village of that name is listed in Hama; the text speaks of Basra alone.
    found = places("في محافظة البصرة وقضاء الزبير ومدينة الفاو، سرق لصوص متجرا في قرية الربيعة.")
    place = _only(found, "الربيعة")
    assert place.admin1 in {"Basra", None}


def test_spelling_of_a_listed_village_nearby(places):
    # Written with another s than the tables have: Kansafra in Jabal al-Zawiya.
    place = _only(places("أصيب طفل في قرية كنسفره قرب مدينة أريحا جنوبي إدلب."), "كنسفره")
    assert place.admin1 == "Idlib"
    assert place.lat == pytest.approx(35.66, abs=0.05)


def test_series_shares_noun_and_wider_place(places):
    found = places("قصفت المدفعية قرى هوشان والخالدية ومعلق بريف عين عيسى.")
    assert {m.place.admin1 for m in found} == {"Raqqa"}
    assert len(found) == 4


def test_the_town_stands_for_the_one_named_before(places):
    found = places("وصلت قوة إلى مدينة هجين شرق دير الزور. وانفجر لغم شمال المدينة.")
    last = found[-1].place
    assert last.name.startswith("Hajin")
    assert last.precision is PlacePrecision.DISTRICT


def test_the_capital_of_the_country_told(places):
    found = places("قال وزير في العراق إن شارعا في جنوب العاصمة أغلق.")
    assert found[-1].place.admin1 == "Baghdad"


def test_rivals_and_reason_are_kept(places):
    place = _only(places("سقطت قذيفتان على قرية المالكية قرب إعزاز شمالي حلب."), "المالكية")
    assert place.admin1 == "Aleppo"
    assert "inside Azaz" in place.reason
    assert any(rival.admin1 == "Hasakah" for rival in place.rivals) or not place.rivals


def test_country_named_like_its_capital(places):
    assert places("أعلنت تونس حالة الطوارئ.")[0].place.precision is PlacePrecision.COUNTRY
    assert places("وقع انفجار في تونس العاصمة.")[0].place.precision is PlacePrecision.TOWN


def test_empty_text(places):
    assert places("…") == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "انفجار قرب الملعب البلدي في مدينة إدلب.",
            "الملعب البلدي في مدينة إدلب",
            "Idlib (stadium)",
        ),
        ("انفجار أمام القصر العدلي في الرقة.", "القصر العدلي في الرقة", "Raqqa (palace)"),
        ("انفجار في سوق الأغنام بكركوك.", "سوق الأغنام", "سوق الأغنام"),
        ("انفجار قرب محطة الوقود في القامشلي.", "قرب محطة الوقود", "محطة الوقود"),
        ("انفجار في سوق شعبي بمدينة الصدر.", "سوق شعبي بمدينة الصدر", "Sadr City (market)"),
    ],
)
def test_things_stay_words_with_the_region_of_their_town(places, text, words, name):
    place = places(text)[0].place
    assert (place.text, place.name, place.place_id) == (words, name, "")
    assert place.precision is PlacePrecision.SITE
    assert place.lat is not None
    assert place.told_by


@pytest.mark.parametrize(
    "text", ["انفجار قرب الملعب البلدي.", "انفجار قرب محطة الوقود.", "انفجار في سوق الأغنام."]
)
def test_things_without_a_town_are_no_namesake(places, text):
    assert all(m.place.lat is None for m in places(text))


def test_a_site_in_a_district_is_known_no_finer_than_that(places):
    place = places("هجوم على محطة كهرباء في قضاء الدور.")[0].place
    assert (place.name, place.precision) == ("Al-Daur (station)", PlacePrecision.DISTRICT)


def test_a_quarter_is_no_town_abroad_nor_another_citys(places):
    found = places("انفجار في حي الأمل.")
    assert all(m.place.lat is None for m in found)
    place = places("وصلت قوة إلى مدينة حلب. وفي حلب أيضا، أغلق حي الزهور أمس.")[-1].place
    assert place.admin1 != "Hasakah"


def test_a_name_of_a_person_leaves_the_town_of_the_same_name(places):
    """A man named al-Qaim tells of a happening in al-Qaim: the second is the town."""
    text = "قال محمد القائم إن خمسة قتلوا في القائم."
    (mention,) = places(text)
    assert mention.place.name == "Al-Qaim"
    assert mention.start > text.index("قتلوا")
    assert places("لا أحد يقبل الوضع القائم في الموصل.")[0].place.name == "Mosul"  # as it stands
