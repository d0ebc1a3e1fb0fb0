"""Areas: countryside, parts, distances, borders; precision in public codes; polygons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rasid.locate import codes, polygon
from rasid.locate.areas import adjective, compass
from rasid.locate.distance import km
from rasid.model import Place, PlacePrecision


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
    assert codes(PlacePrecision.TOWN, 10.0) == (2, 2)
    assert codes(PlacePrecision.TOWN, 40.0) == (2, 3)
    assert codes(PlacePrecision.GOVERNORATE) == (3, 4)
    assert codes(PlacePrecision.COUNTRY) == (3, 6)
    assert codes(PlacePrecision.UNKNOWN) == (None, None)


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
