"""Places named in English text; every sentence is made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import rasid
from rasid import language
from rasid.locate import Locator
from rasid.model import Article, Place, PlaceMention, PlacePrecision

Find = Callable[[str], list[Place]]


def _mentions(locator: Locator, text: str) -> list[PlaceMention]:
    mentions = locator.mentions(language.get("en").analyse(Article("test", "", text, "en")))
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.place.text
    return mentions


@pytest.fixture
def find(locator: Locator) -> Find:
    """The places of an English text, each checked to be an exact slice of it."""
    return lambda text: [mention.place for mention in _mentions(locator, text)]


@pytest.mark.parametrize(
    ("sentence", "text", "name", "admin1", "country"),
    [
        ("A mine went off 30 km south of Raqqa on Friday.",
         "30 km south of Raqqa", "Raqqa (30 km south)", "Raqqa", "SY"),
        ("Two shepherds died in Deir Ezzor province.",
         "Deir Ezzor province", "Deir ez-Zor", "Deir ez-Zor", "SY"),
        ("Gunmen attacked a post in eastern Syria.",
         "eastern Syria", "Syria (eastern)", None, "SY"),
        ("The attack hit the city of Hit in Anbar.", "city of Hit", "Hit", "Anbar", "IQ"),
        ("A bomb exploded outside Qa'im, near the border.",
         "outside Qa'im", "Al-Qaim (surroundings)", "Anbar", "IQ"),
        ("Militants shelled Tel Afar, 60 miles west of Mosul.",
         "Tel Afar", "Tal Afar", "Nineveh", "IQ"),
        ("The governor of Salahuddin province spoke.",
         "Salahuddin province", "Salah al-Din", "Salah al-Din", "IQ"),
        ("They burned houses in Raqqa's eastern countryside.",
         "Raqqa's eastern countryside", "Raqqa (eastern countryside)", "Raqqa", "SY"),
        ("Police searched Baghdad's Sadr City.", "Sadr City", "Sadr City", "Baghdad", "IQ"),
        ("Rockets hit Ain al-Assad air base.",
         "Ain al-Assad air base", "Ain al-Asad Air Base", "Anbar", "IQ"),
        ("Fighters raided Hawija district.", "Hawija district", "Al-Hawiga", "Kirkuk", "IQ"),
        ("Clashes went on in northern Hasakeh governorate.",
         "northern Hasakeh governorate", "Hasakah (northern)", "Hasakah", "SY"),
    ],
)  # fmt: skip
def test_sentences(
    find: Find, sentence: str, text: str, name: str, admin1: str | None, country: str
) -> None:
    place = next(place for place in find(sentence) if place.text == text)
    assert (place.name, place.admin1, place.country) == (name, admin1, country)


def test_dateline_in_capitals_is_a_place(find: Find) -> None:
    town, country, *_ = find("DEIR EZ-ZOR, Syria - A convoy was hit at dawn.")
    assert (town.text, town.precision) == ("DEIR EZ-ZOR", PlacePrecision.TOWN)
    assert country.precision is PlacePrecision.COUNTRY


def test_plural_noun_belongs_to_each_name(find: Find) -> None:
    places = find("Clashes broke out in Raqqa, Hasakah and Deir ez-Zor provinces.")
    assert [place.place_id for place in places] == ["SY11", "SY08", "SY09"]


def test_unlisted_village_lies_in_the_wider_place(find: Find) -> None:
    village, *_ = find("Fighters stormed the village of Umm Zarqan in Kirkuk province.")
    assert (village.name, village.admin1, village.place_id) == ("Umm Zarqan", "Kirkuk", "")


def test_noun_stands_for_the_town_named_before(find: Find) -> None:
    *_, town = find("Soldiers left Samarra. Smoke rose over the city.")
    assert (town.text, town.name) == ("the city", "Samarra")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Shell company said the Said family left in May.",
        "Colonel Ahmed Hassan told Ali Khalil about it.",
        "Mr Baghdadi was not there.",
        "Islamic State in Iraq and Syria claimed the attack.",
        "Iran-backed fighters left.",
        "they hit a man and his son",
    ],
)
def test_people_words_and_groups_are_no_places(find: Find, sentence: str) -> None:
    assert find(sentence) == []


def test_sample_wire_report(locator: Locator) -> None:
    """The town is tied to the governorate told with it."""
    sample = Path(rasid.__file__).parent / "samples" / "12_english_wire.txt"
    mentions = _mentions(locator, sample.read_text(encoding="utf-8"))
    town = next(m for m in mentions if m.place.text == "near the town of Baiji")
    assert (town.place.admin1, town.place.country) == ("Salah al-Din", "IQ")
    assert town.part_of is not None
    unit = mentions[mentions[town.part_of].part_of or 0]
    assert unit.place.name == "Salah al-Din"


def test_arabic_alone_builds_no_english_index(locator: Locator) -> None:
    fresh = Locator(locator.gazetteer)
    article = Article("test", "", "انفجار في بيجي", "ar")  # an explosion in Baiji
    assert fresh.mentions(language.get("ar").analyse(article))
    assert "_english" not in vars(fresh)
