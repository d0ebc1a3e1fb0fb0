"""Whose friends somebody is says nothing of where; a name means who bore it on that day."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.read.events.reading import article, events, locator, reader

from rasid import language
from rasid.model import Published, PublishedStatus


@pytest.mark.parametrize(
    ("body", "place"),
    [
        # "Factions backed by Ankara clashed with the SDF near Ain Issa."
        (
            "اشتبكت فصائل مدعومة من أنقرة مع قوات سوريا الديمقراطية قرب عين عيسى.",
            "Ain Issa (surroundings)",
        ),
        # "The factions loyal to Tehran shelled the Ain al-Asad base with three rockets."
        ("قصفت الفصائل الموالية لطهران قاعدة عين الأسد بثلاثة صواريخ.", "Ain al-Asad Air Base"),
        # "A device went off at a column of the factions loyal to Ankara; two members were killed."
        ("انفجرت عبوة ناسفة برتل للفصائل الموالية لأنقرة ما أدى إلى مقتل عنصرين.", None),
    ],
)
def test_a_patron_is_no_place(body: str, place: str | None) -> None:
    (event,) = events(body)
    assert (event.place.name if event.place else None) == place


def test_the_army_of_a_year_is_the_one_of_that_year() -> None:
    # "The Syrian army had shelled the town of al-Nayrab in 2019."
    told = replace(
        article("وكان الجيش السوري قد قصف بلدة النيرب في ريف إدلب عام 2019."),
        published=Published(dt.date(2025, 3, 10), PublishedStatus.KNOWN, "given"),
    )
    analysed = language.get("ar").analyse(told)
    (event,) = reader().read(told, analysed, locator().mentions(analysed))
    assert [actor.actor for actor in event.initiators] == ["Syrian government forces"]


def test_a_surname_is_no_country() -> None:
    # "Doctor al-Suwaid visited the wounded yesterday. A shell had hurt a soldier in Jazan."
    found = events(
        "زار الدكتور السويد المصابين أمس.\n"
        "وكان جندي أصيب بشظايا قذيفة في منطقة جازان.\n"
        "وقال السويد إن حالته مستقرة."
    )
    assert all(event.place is None or event.place.country != "SE" for event in found)


def test_the_police_are_those_of_the_place() -> None:
    # "Six members of the police were killed by a bomb in Herat yesterday. In Pakistan …: a brief of
    # world news in which another country is named more often."
    found = events(
        "قتل ستة من عناصر الشرطة في انفجار قنبلة في ولاية هرات الأفغانية أمس.\n"
        "وفي باكستان قتل شخصان بتفجير انتحاري في مدينة كويتا عاصمة إقليم بلوشستان.\n"
        "وقالت الشرطة في باكستان إنها تحقق في تفجير كويتا."
    )
    herat = next(event for event in found if event.place and event.place.country == "AF")
    assert "Pakistani police" not in {actor.actor for actor in herat.targets}


def test_those_who_demonstrate_are_not_the_captors_they_name() -> None:
    # "Families of soldiers held by al-Nusra demonstrated in Beirut yesterday."
    (event,) = events("تظاهر أهالي العسكريين المختطفين لدى جبهة النصرة في بيروت أمس.")
    assert "Jabhat al-Nusra" not in {actor.actor for actor in event.initiators}
