"""Lists of places: which places of a sentence belong to one list, which only say where."""

import pytest
from tests.read.events.reading import article, locator

from rasid import language
from rasid.read.events.roundups import listed
from rasid.read.events.scene import build_scene


def names(body: str, text: str) -> list[str]:
    """The list that the place written as `text` stands in."""
    found = article(body)
    analysed = language.get("ar").analyse(found)
    scene = build_scene(found, analysed, locator().mentions(analysed))
    assert scene is not None
    placed = next(p for p in scene.places if text in p.mention.place.text)
    return [p.mention.place.text for p in listed(scene, placed)]


# "The army shelled the outskirts of the city of Azaz and the villages of Mare and Kafr Kalbin in
# the northern countryside of Aleppo."
AZAZ = "قصف الجيش أطراف مدينة اعزاز وقريتي مارع وكلجبرين بريف حلب الشمالي."


@pytest.mark.parametrize("start", ["اعزاز", "كلجبرين"])
def test_a_list_is_the_same_from_its_first_and_its_last_place(start: str) -> None:
    found = names(AZAZ, start)
    assert len(found) == 3
    assert "اعزاز" in found[0]  # Azaz
    assert "كلجبرين" in found[2]  # Kaljibrin


def test_the_countryside_behind_a_list_is_no_further_place() -> None:
    assert not any("ريف حلب" in name for name in names(AZAZ, "مارع"))  # countryside of Aleppo


def test_a_governorate_after_a_comma_holds_the_town_before_it() -> None:
    # "The army shelled the town of Binnish, Idlib governorate."
    assert len(names("قصف الجيش بلدة بنش، محافظة إدلب.", "بنش")) == 1


def test_the_two_ends_of_a_road_are_no_list() -> None:
    # "Gunmen attacked a car on the road between the city of Raqqa and the town of Tabqa."
    body = "هاجم مسلحون سيارة على الطريق الواصل بين مدينة الرقة وبلدة الطبقة."
    assert len(names(body, "الرقة")) == 1


def test_villages_without_and_between_them() -> None:
    # No comma stands between the names of the three villages that the army shelled.
    found = names("قصف الجيش قرى الفطيرة سفوهن كنصفرة جنوبي إدلب.", "الفطيرة")
    assert len(found) == 3
