"""Whole readings of invented reports: type, place, date, toll, who; and what is no event."""

import datetime as dt

import pytest
from tests.read.events.reading import article, events, rows

from rasid import language
from rasid.model import Count
from rasid.read import RuleReader


def test_a_wire_item() -> None:
    # "Three soldiers were killed and five others wounded on Tuesday when an explosive device went
    # off at their patrol near the city of Fallujah, a police source said."
    body = (
        "قتل ثلاثة جنود وأصيب خمسة آخرون يوم الثلاثاء في انفجار عبوة ناسفة استهدفت دوريتهم "
        "قرب مدينة الفلوجة، بحسب مصدر في الشرطة."
    )
    (event,) = rows(body)
    assert event.type == "ied_landmine"
    assert event.place is not None
    assert event.place.admin1 == "Anbar"
    assert event.date.start == dt.date(2021, 3, 16)
    assert (event.killed, event.injured) == (Count(3, 3), Count(5, 5))
    assert event.targets
    assert event.confidence > 0.5


def test_a_round_up_of_villages_gives_a_row_each() -> None:
    # "The regime's forces shelled the villages of al-Fatira, Sufuhon and Kansafra in the
    # countryside of Idlib with artillery."
    body = "قصفت قوات النظام بالمدفعية قرى الفطيرة وسفوهن وكنصفرة بريف إدلب الجنوبي."
    found = rows(body)
    assert [event.type for event in found] == ["shelling_missile"] * 3
    assert len({event.place.name for event in found if event.place}) == 3
    assert all(event.killed is None for event in found)


def test_one_villages_wounded_are_not_every_villages() -> None:
    # "… shelled the villages of al-Fatira, Sufuhon and Kansafra … The shelling of Kansafra led to
    # the wounding of four civilians."
    body = (
        "قصفت قوات النظام بالمدفعية قرى الفطيرة وسفوهن وكنصفرة بريف إدلب الجنوبي.\n"
        "وأدى القصف على كنصفرة إلى إصابة أربعة مدنيين."
    )
    hurt = [event.injured for event in rows(body) if event.injured]
    assert len(hurt) <= 1


def test_an_air_raid_and_its_maker() -> None:
    # "Russian warplanes carried out raids on the town of al-Bara south of Idlib; two civilians
    # were killed."
    body = (
        "شنت الطائرات الحربية الروسية غارات جوية على بلدة البارة جنوبي إدلب "
        "ما أسفر عن مقتل مدنيين اثنين."
    )
    (event,) = rows(body)
    assert event.type == "air_drone_strike"
    assert any("Russia" in actor.actor for actor in event.initiators)
    assert event.killed == Count(2, 2)


def test_told_twice_is_one_event() -> None:
    # headline, then lead: "11 dead in a suicide bombing in Kirkuk"
    title = "11 قتيلا في تفجير انتحاري في كركوك"
    body = (
        "قتل 11 شخصا وأصيب 30 آخرون في تفجير انتحاري استهدف سوقا في مدينة كركوك يوم الإثنين.\n"
        "وأسفر التفجير عن أضرار كبيرة في المحال التجارية."
    )
    found = rows(body, title)
    assert len(found) == 1
    assert found[0].type == "suicide_bomb"
    assert found[0].killed == Count(11, 11)


@pytest.mark.parametrize(
    "body",
    [
        # "The team launched an attack in the second half and scored two goals in Baghdad."
        "شن الفريق هجوما قويا في الشوط الثاني وسجل هدفين في مرمى ضيفه ضمن مباريات الدوري.",
        # "The explosion of prices hit the markets, the economist said."
        "قال الخبير الاقتصادي إن انفجار الأسعار ضرب الأسواق المحلية هذا العام.",
        # "Four people died in a traffic accident on the motorway."
        "توفي أربعة أشخاص في حادث سير على الطريق السريع.",
        # "The ministry opened a new hospital."
        "افتتحت الوزارة مستشفى جديدا يضم مئة سرير.",
    ],
)
def test_what_is_no_event(body: str) -> None:
    assert rows(body) == []


def test_every_event_explains_itself() -> None:
    body = "قتل ثلاثة جنود في هجوم شنه مسلحون مجهولون على حاجز قرب مدينة الفلوجة يوم الثلاثاء."
    (event,) = rows(body)
    fields = {reason.field for reason in event.why}
    assert {"trigger", "type", "place", "date", "killed"} <= fields
    assert next(r for r in event.why if r.field == "trigger").detail


def test_every_quote_is_a_slice() -> None:
    body = "وقصفت قوات النظام بلدة تفتناز، فيما قُتل مدني وأُصيبت امرأة بقصفٍ على كنصفرة."
    text = article(body).text
    for event in events(body):
        quotes = [event.evidence, event.trigger]
        quotes += [actor.evidence for actor in (*event.initiators, *event.targets)]
        assert all(text[q.start : q.end] == q.quote for q in quotes)
        assert event.evidence.start <= event.trigger.start
        assert event.trigger.end <= event.evidence.end


@pytest.mark.parametrize(
    ("body", "type_", "killed"),
    [
        ("A car bomb killed 12 people in a market on Saturday, police said.", "ied_landmine", 12),
        (
            "Russian warplanes carried out airstrikes on the town on Monday, killing 5 civilians.",
            "air_drone_strike",
            5,
        ),
        ("Gunmen shot dead three soldiers on Sunday.", "armed_clash", 3),
    ],
)
def test_an_english_wire_report(body: str, type_: str, killed: int) -> None:
    (event,) = rows(body, code="en")
    assert event.type == type_
    assert event.killed == Count(killed, killed)
    assert event.date.start is not None


def test_the_reader_gives_one_reading_for_one_article() -> None:
    text = article("قتل جنديان في كمين قرب مدينة تدمر يوم الإثنين.")
    reader = RuleReader()
    analysed = language.get("ar").analyse(text)
    assert reader.read(text, analysed, []) == reader.read(text, analysed, [])
    assert reader.version.startswith("rules-1/")


def test_an_event_names_who_says_it() -> None:
    # "The police said that two soldiers were killed in an ambush near the city of Tadmur."
    text = article("قالت الشرطة إن جنديين قتلا في كمين قرب مدينة تدمر يوم الإثنين.")
    reading = RuleReader().read(text, language.get("ar").analyse(text), [])
    named = [source.evidence.quote for event in reading.events for source in event.sources]
    assert named == ["الشرطة"]
