"""Looking up a place expression: the steps of reading, with candidates, rivals and codes."""

from __future__ import annotations

import pytest

from rasid.model import AreaKind, PlacePrecision


def _only(candidates):
    (chosen,) = [c.place for c in candidates if c.chosen]
    return chosen


def test_bare_name_with_its_rivals(locator):
    found = locator.lookup("المالكية")
    assert found[0].chosen
    assert not any(c.chosen for c in found[1:])
    assert {c.place.admin1 for c in found} >= {"Hasakah", "Aleppo"}
    assert all(c.place.reason and c.place.kind and c.place.lat for c in found)


@pytest.mark.parametrize("text", ["", "…", "زعبورين", "zzz"])
def test_what_names_no_place(locator, text):
    assert locator.lookup(text) == []


def test_english_names(locator):
    assert locator.lookup("Raqqa")[0].place.admin1 == "Raqqa"
    assert locator.lookup("al-raqqa")[0].place.country == "SY"
    assert {c.place.country for c in locator.lookup("Tripoli")} >= {"LY", "LB"}


@pytest.mark.parametrize(
    ("text", "name", "kind", "admin1"),
    [
        ("بالرقة", "Raqqa", "town", "Raqqa"),  # in Raqqa
        ("30 كلم جنوب الرقة", "Raqqa (30 km south)", AreaKind.DISTANCE, "Raqqa"),
        ("ريف إدلب الجنوبي", "Idlib (southern countryside)", AreaKind.COUNTRYSIDE, "Idlib"),
        (
            "شمال شرق محافظة ديالى قرب الحدود مع إيران",
            "Diyala (northeastern)",
            AreaKind.PART,
            "Diyala",
        ),
        ("بلدة الصالحية في ريف دير الزور", "al-Salihiyah (Albukamal)", "town", "Deir ez-Zor"),
        ("بلدة الصالحية في ريف دمشق", "Hawsh as Salihiyah", "village", "Rif Dimashq"),
        ("قرب مدينة الموصل", "Mosul (surroundings)", AreaKind.AROUND, "Nineveh"),
        ("عاصمة العراق", "Baghdad", "town", "Baghdad"),  # the capital of Iraq
        ("30 km south of Raqqa", "Raqqa (30 km south)", AreaKind.DISTANCE, "Raqqa"),
        (
            "the southern countryside of Idlib",
            "Idlib (southern countryside)",
            AreaKind.COUNTRYSIDE,
            "Idlib",
        ),
    ],
)
def test_expressions(locator, text, name, kind, admin1):
    place = _only(locator.lookup(text))
    assert (place.name, place.kind, place.admin1) == (name, kind, admin1)
    assert place.lat is not None
    assert place.radius_km > 0


def test_what_lost_says_why(locator):
    rivals = [c.place for c in locator.lookup("بلدة الصالحية في ريف دمشق") if not c.chosen]
    lost = next(p for p in rivals if p.admin1 == "Deir ez-Zor")
    assert "outside Rif Dimashq" in lost.reason


def test_unlisted_name_is_put_into_its_region(locator):
    place = _only(locator.lookup("قرية زعبورين في ريف إدلب"))
    assert (place.name, place.kind, place.admin1) == ("زعبورين", AreaKind.UNLISTED, "Idlib")
    assert place.precision is PlacePrecision.TOWN
    assert place.place_id == ""


def test_the_same_as_in_an_article(locator, places):
    """One way out: the words alone and the words in an article give one place."""
    for text in ("ريف إدلب الجنوبي", "30 كلم جنوب الرقة", "مدينة الصدر", "مخيم الهول"):
        told = places(f"انفجر لغم في {text} أمس.")[-1].place
        alone = _only(locator.lookup(text))
        assert (told.name, told.lat, told.lon, told.radius_km, told.kind) == (
            alone.name, alone.lat, alone.lon, alone.radius_km, alone.kind,
        )  # fmt: skip


def test_sadr_city_is_baghdads(places):
    for text in ("انفجرت عبوة في مدينة الصدر.", "انفجرت عبوة بمدينة الصدر شرقي بغداد."):
        place = places(text)[0].place
        assert (place.name, place.admin1, place.precision) == (
            "Sadr City", "Baghdad", PlacePrecision.SITE,
        )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "100000 كلم جنوب الرقة",  # 100,000 km south of Raqqa
        "100000 km south of Raqqa",
    ],
)
def test_no_distance_leads_off_the_globe(locator, text):
    found = locator.lookup(text)
    assert found
    assert all(abs(c.place.lat) <= 90 and c.place.kind != AreaKind.DISTANCE for c in found)


def test_what_goes_before_a_better_score_says_why(locator):
    first, *others = [c.place for c in locator.lookup("دير الزور")]
    assert first.kind == "admin1"
    assert max(p.score for p in others) > first.score
    assert "the governorate is meant where nothing else is told" in first.reason
    assert first.place_id not in {p.place_id for p in others}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("مكحول", "range"),
        ("في مكحول شمال صلاح الدين", "range"),
        ("قرية مكحول", "village"),  # the village of that name
    ],
)
def test_a_range_is_meant_before_the_village_of_its_name(locator, text, kind):
    assert _only(locator.lookup(text)).kind == kind


def test_a_governorate_goes_before_the_region_of_its_name(places):
    """Only mountains go before the unit of their name."""
    assert places("قتل جندي في شمال سيناء.")[0].place.kind == "admin1"  # North Sinai


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("deir al zour", "Deir ez-Zor"),
        ("DEIR AL ZOUR", "Deir ez-Zor"),
        ("30 km south of raqqa", "Raqqa (30 km south)"),
        ("NORTH OF RAQQA", "Raqqa (north)"),
        ("Jurf al-Sakhr", "Jurf al-Sakhar"),
        ("Rakka", "Raqqa"),
        ("Deir Ezzour", "Deir ez-Zor"),
        ("Tuz Khormato", "Tuz Khurmatu"),
        ("Shengal", "Sinjar"),
        ("halab", "Aleppo"),
        ("Hims", "Homs"),
        ("Hodeidah", "Al Hudaydah"),
        ("Badia", "Syrian desert (Badia)"),
        ("Mount Abdulaziz", "Jabal Abd al-Aziz"),
    ],
)
def test_english_spellings_in_any_case(locator, text, name):
    place = _only(locator.lookup(text))
    assert place.name == name
    assert place.text in text
