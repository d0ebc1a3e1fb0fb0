"""Areas: countryside, parts, distances, borders; precision in public codes; polygons."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rasid.locate import codes, place_codes, polygon
from rasid.locate.areas import adjective, compass
from rasid.locate.distance import km
from rasid.model import AreaKind, Place, PlacePrecision


def _first(mentions, part):
    return next(m.place for m in mentions if part in m.place.text)


def test_countryside_with_a_direction(places):
    place = _first(places("نفذت طائرات ضربات في ريف إدلب الجنوبي."), "ريف")
    assert place.text == "ريف إدلب الجنوبي"
    assert place.name == "Idlib (southern countryside)"
    assert (place.precision, place.admin1) == (PlacePrecision.DISTRICT, "Idlib")
    assert 35.6 < place.lat < 35.93
    assert 8 < place.radius_km < 40


def test_countryside_written_the_other_way_round(places):
    place = _first(places("اشتباكات في الريف الشرقي لدمشق."), "الريف")
    assert (place.admin1, place.precision) == ("Rif Dimashq", PlacePrecision.DISTRICT)


def test_part_of_a_governorate(places):
    place = _first(places("مشطت قوة شمال شرق محافظة ديالى قرب الحدود مع إيران."), "ديالى")
    assert place.text == "شمال شرق محافظة ديالى"
    assert place.precision is PlacePrecision.DISTRICT
    assert (place.lat > 34.0, place.lon > 45.2) == (True, True)


def test_distance_from_a_town(places):
    place = _first(places("انفجر لغم 30 كلم جنوب الرقة."), "الرقة")
    assert place.text == "30 كلم جنوب الرقة"
    assert km(place.lat, place.lon, 35.953, 39.008) == pytest.approx(30, abs=1)
    assert place.lat < 35.8
    assert place.radius_km >= 5


@pytest.mark.parametrize(
    ("phrase", "name", "country"),
    [
        ("الحدود السورية العراقية", "Syria-Iraq border", None),
        ("البادية السورية", "Syrian desert (Badia)", "SY"),
        ("شمال غربي سوريا", "Northwest Syria", "SY"),
        ("المناطق المتنازع عليها", "Disputed territories (Iraq)", "IQ"),
        ("جبال حمرين", "Hamrin Mountains", "IQ"),
    ],
)
def test_named_areas(places, phrase, name, country):
    place = _first(places(f"رصدت تحركات في {phrase} هذا الشهر."), phrase)
    assert (place.name, place.country) == (name, country)
    assert place.precision in {PlacePrecision.REGION, PlacePrecision.DISTRICT}
    assert place.radius_km >= 30


def test_wide_places_reach_wide(places):
    found = places("في العراق وفي محافظة الأنبار وفي مدينة هيت.")
    radii = [m.place.radius_km for m in found]
    assert radii == sorted(radii, reverse=True)


def test_compass_and_adjectives():
    assert compass(["north", "east"]) == pytest.approx((0.7071, 0.7071), abs=1e-3)
    assert compass(["north", "south"]) == (0.0, 0.0)
    assert adjective(["west", "north"]) == "northwestern"


def test_codes_of_precision():
    assert codes(PlacePrecision.TOWN, 2.0) == (1, 1)
    assert codes(PlacePrecision.TOWN, 14.0) == (1, 1)  # a named city, however wide
    assert codes(PlacePrecision.DISTRICT, 9.0, AreaKind.DISTANCE) == (2, 2)
    assert codes(PlacePrecision.DISTRICT, 40.0, AreaKind.DISTANCE) == (2, 3)
    assert codes(PlacePrecision.DISTRICT, 12.0, AreaKind.COUNTRYSIDE) == (2, 3)
    assert codes(PlacePrecision.TOWN, 30.0, AreaKind.UNLISTED) == (2, 3)
    assert codes(PlacePrecision.TOWN, 120.0, AreaKind.UNLISTED) == (3, 4)
    assert codes(PlacePrecision.GOVERNORATE) == (3, 4)
    assert codes(PlacePrecision.REGION, 300.0) == (3, 5)
    assert codes(PlacePrecision.COUNTRY) == (3, 6)
    assert codes(PlacePrecision.REGION, 400.0, AreaKind.SEA) == (3, 7)
    assert codes(PlacePrecision.UNKNOWN) == (None, None)


def test_codes_of_a_place_without_a_point():
    name = Place("", "X", PlacePrecision.TOWN, kind=AreaKind.UNDECIDED)
    assert place_codes(replace(name, admin1="Idlib", country="SY")) == (3, 4)
    assert place_codes(replace(name, country="SY")) == (3, 6)
    assert place_codes(name) == (None, None)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("انفجر لغم في مدينة الموصل.", "town", (1, 1)),
        ("انفجر لغم في الرقة.", "town", (1, 1)),
        ("انفجر لغم قرب مدينة الموصل.", AreaKind.AROUND, (2, 2)),
        ("انفجر لغم وسط مدينة الموصل.", "town", (1, 1)),
        ("انفجر لغم 30 كلم جنوب الموصل.", AreaKind.DISTANCE, (2, 2)),
        ("انفجر لغم شرق الموصل.", AreaKind.DIRECTION, (2, 2)),
        ("انفجر لغم في ريف حلب الشمالي.", AreaKind.COUNTRYSIDE, (2, 3)),
        ("انفجر لغم في قضاء بلد.", "admin2", (2, 3)),
        ("انفجر لغم في محافظة الأنبار.", "admin1", (3, 4)),
        ("انفجر لغم في البادية السورية.", "desert", (3, 5)),
        ("انفجر لغم شمال سوريا.", "region", (3, 5)),
        ("انفجر لغم في العراق.", "country", (3, 6)),
        ("أصاب صاروخ ناقلة في البحر الأحمر.", AreaKind.SEA, (3, 7)),
        ("أصاب صاروخ ناقلة في محافظة البحر الأحمر.", "admin1", (3, 4)),
    ],
)
def test_kind_and_codes(places, text, kind, expected):
    place = places(text)[-1].place
    assert (place.kind, place_codes(place)) == (kind, expected)


def test_land_told_by_a_town_has_no_id_of_it(places):
    place = _first(places("انفجر لغم 30 كلم جنوب الرقة."), "الرقة")
    assert (place.precision, place.place_id) == (PlacePrecision.DISTRICT, "")
    city = _first(places("انفجر لغم في مدينة الرقة."), "الرقة")
    assert (city.place_id, city.told_by) == (place.told_by, "")


@pytest.mark.parametrize(
    ("phrase", "far", "north"),
    [
        ("خمسين كيلومترا شمال الرقة", 50, True),  # fifty kilometres
        ("30 كلم إلى الجنوب من الرقة", 30, False),  # to the south of
        ("شمال الرقة بنحو 20 كيلومترا", 20, True),  # north of … by about
        ("كيلومترين شمال الرقة", 2, True),  # two kilometres, in one word
        ("700 متر شمال الرقة", 0.7, True),
    ],
)
def test_distances_told_in_many_ways(places, phrase, far, north):
    place = _first(places(f"انفجر لغم على بعد {phrase} أمس."), "الرقة")
    assert place.text == phrase
    assert km(place.lat, place.lon, 35.9528, 39.0079) == pytest.approx(far, abs=0.1)
    assert (place.lat > 35.9528) is north


def test_distance_without_a_direction_is_all_around(places):
    place = _first(places("انفجر لغم على بعد 20 كلم من الرقة."), "الرقة")
    assert place.text == "20 كلم من الرقة"
    assert (place.lat, place.radius_km, place.kind) == (35.9528, 26.0, AreaKind.DISTANCE)


def test_a_number_of_people_is_no_distance(places):
    place = _first(places("قتل 30 مدنيا جنوب الرقة."), "الرقة")
    assert (place.kind, place.text) == (AreaKind.DIRECTION, "جنوب الرقة")


def test_circle_holds_its_centre_and_has_the_radius(tmp_path):
    place = Place("", "X", PlacePrecision.TOWN, lat=35.0, lon=40.0, radius_km=10.0)
    circle = polygon(place, tmp_path)
    assert circle.centroid.x == pytest.approx(40.0, abs=1e-3)
    north = max(y for _, y in circle.exterior.coords)
    assert km(35.0, 40.0, north, 40.0) == pytest.approx(10.0, abs=0.2)
    assert polygon(Place("", "X", PlacePrecision.UNKNOWN), tmp_path) is None


def test_imported_borders_are_used(tmp_path):
    folder = Path(tmp_path) / "polygons"
    folder.mkdir()
    square = [[40.0, 33.0], [42.0, 33.0], [42.0, 34.0], [40.0, 34.0], [40.0, 33.0]]
    feature = {
        "type": "Feature",
        "properties": {"ADM1_PCODE": "IQG01"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    (folder / "x.geojson").write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    unit = Place(
        "", "Anbar", PlacePrecision.GOVERNORATE, lat=33.0, lon=41.5, radius_km=190, place_id="IQG01"
    )
    assert polygon(unit, tmp_path).bounds == (40.0, 33.0, 42.0, 34.0)
