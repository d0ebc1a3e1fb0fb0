"""Who did it and to whom, by construction and by discourse, in invented reports."""

import pytest
from tests.read.events.reading import rows

from rasid.model import Event


def _names(body: str, title: str = "") -> list[tuple[set[str], set[str]]]:
    return [
        ({a.actor for a in event.initiators}, {a.actor for a in event.targets})
        for event in rows(body, title)
    ]


def _only(body: str, title: str = "") -> Event:
    (event,) = rows(body, title)
    return event


@pytest.mark.parametrize(
    ("body", "initiator", "target"),
    [
        # "Regime forces shelled positions of Jaysh al-Islam in Douma on Monday."
        (
            "قصفت قوات النظام مواقع جيش الإسلام في مدينة دوما يوم الإثنين.",
            "Syrian government forces",
            "Jaysh al-Islam",
        ),
        # "Two civilians were killed on Monday by the fire of the PKK …"
        (
            "قتل مدنيان يوم الإثنين برصاص قوات النظام في مدينة درعا.",
            "Syrian government forces",
            "Civilians",
        ),
        # verbal noun with its subject and object
        # "... in an attack by the Islamic State on a checkpoint of the Peshmerga near Kirkuk"
        (
            "قتل ثلاثة جنود يوم الإثنين في هجوم شنه تنظيم داعش على حاجز لقوات البيشمركة قرب كركوك.",
            "Islamic State",
            "Peshmerga",
        ),
        # "clashes broke out between the Houthis and the Popular Resistance in Taiz"
        (
            "اندلعت اشتباكات عنيفة يوم الإثنين بين الحوثيين والمقاومة الشعبية في مدينة تعز.",
            "Houthis",
            "Popular Resistance (Yemen)",
        ),
        # "unknown gunmen assassinated a teacher in Basra on Monday"
        ("اغتال مسلحون مجهولون معلما في مدينة البصرة يوم الإثنين.", "Unidentified", "Civilians"),
    ],
)
def test_constructions(body: str, initiator: str, target: str) -> None:
    ((initiators, targets),) = _names(body)
    assert initiator in initiators
    assert target in targets


def test_evidence_takes_the_number_and_leaves_the_preposition() -> None:
    # "Six members of the Federal Police were wounded by an attack of the Islamic State in Mosul."
    event = _only("أصيب 6 عناصر من الشرطة الاتحادية في هجوم لتنظيم داعش في مدينة الموصل الإثنين.")
    assert [a.evidence.quote for a in event.targets][:1] == ["6 عناصر من الشرطة الاتحادية"]
    assert [a.evidence.quote for a in event.initiators][:1] == ["تنظيم داعش"]
    assert event.initiators[0].actor_id == "islamic_state"


def test_a_bomb_that_nobody_claimed_has_no_attacker() -> None:
    # "Two civilians were killed in the explosion of a device near a market in Baghdad on Monday."
    event = _only("قتل مدنيان يوم الإثنين في انفجار عبوة ناسفة قرب سوق شعبي في بغداد.")
    assert event.initiators == ()
    assert {a.actor for a in event.targets} == {"Civilians"}


def test_a_party_has_one_role_in_an_event() -> None:
    # "clashes between the regime's forces and the Islamic State in Palmyra"
    body = "دارت اشتباكات بين قوات النظام وتنظيم داعش في مدينة تدمر يوم الإثنين."
    ((initiators, targets),) = _names(body)
    assert initiators
    assert targets
    assert not initiators & targets
