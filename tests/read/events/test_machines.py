"""What flies: whose it is, and whether the word that is spelt alike is a march."""

from tests.read.events.reading import counts, events


def test_a_warplane_without_an_owner_is_unidentified() -> None:
    # "A warplane bombed positions in al-Mayadin east of Deir ez-Zor yesterday."
    (event,) = events("قصفت طائرة حربية مواقع في مدينة الميادين شرقي دير الزور أمس.")
    assert {actor.actor for actor in event.initiators} <= {"Unidentified"}


def test_a_drone_is_no_protester() -> None:
    # "A drone targeted a car in al-Asharah in the countryside of Deir ez-Zor."
    (event,) = events("استهدفت مسيرة سيارة في بلدة العشارة بريف دير الزور.")
    assert event.type == "air_drone_strike"
    assert all(actor.actor != "Protesters" for actor in (*event.initiators, *event.targets))


def test_a_force_of_the_army_is_the_army() -> None:
    # "A force of the Lebanese army arrested 23 persons in Zahle yesterday."
    (event,) = events("أوقفت قوة من الجيش اللبناني 23 شخصا في زحلة أمس.")
    assert [actor.actor for actor in event.initiators] == ["Military Forces of Lebanon"]


def test_early_is_no_capital() -> None:
    # "A suicide bomber attacked a police post early this morning." ("early": "in Accra")
    found = events("هاجم انتحاري مركزا للشرطة باكرا صباح اليوم في محيط مدينة سروج.")
    assert all(e.place is None or e.place.country != "GH" for e in found)


def test_rubber_bullets_disperse() -> None:
    # "The soldiers fired metal bullets coated with rubber at the demonstrators in Bilin yesterday."
    found = events("أطلق الجنود الرصاص المعدني المغلف بالمطاط على المتظاهرين في بلعين أمس.")
    assert found[0].type == "protest_with_intervention"


def test_victims_are_those_counted_beside_them() -> None:
    # "condolences for the victims of an attack that killed 40 people": nobody is counted twice
    assert ("killed", 40, 40) in counts("قدم تعازيه في ضحايا هجوم قتل 40 شخصا.")


def test_a_suicide_drone_is_a_drone() -> None:
    # "A Turkish suicide drone targeted a farm near the city of Qamishli at noon today."
    (event,) = events("استهدفت مسيرة تركية انتحارية ظهر اليوم مزرعة قرب مدينة القامشلي.")
    assert event.type == "air_drone_strike"
