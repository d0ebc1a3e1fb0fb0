"""What the words leave no doubt of: foiled, planned, freed, tried, force against protesters."""

import pytest
from tests.read.events.reading import events, rows

from rasid.model import Count


def kinds(body: str, title: str = "") -> set[str]:
    return {event.type for event in events(body, title)}


@pytest.mark.parametrize(
    "body",
    [
        # "The security forces foiled a suicide attack on pilgrims in Karbala on Tuesday."
        "أحبطت القوات الأمنية هجوما انتحاريا كان يستهدف زوارا في كربلاء يوم الثلاثاء.",
        # "The army foiled a plot to blow up a car bomb in Tripoli."
        "أحبط الجيش اللبناني مخططا لتفجير سيارة مفخخة في طرابلس.",
        # "The police seized a belt and arrested a suicide bomber before he blew himself up."
        "قالت الشرطة إنها ضبطت حزاما ناسفا واعتقلت انتحاريا قبل أن يفجر نفسه في سوق بالرمادي.",
        # "The police foiled a plan to kill 200 visitors with a car bomb in Basra yesterday."
        "أفشلت الشرطة مخططا لقتل 200 زائر بسيارة مفخخة في البصرة أمس.",
    ],
)
def test_what_was_foiled_did_not_happen(body: str) -> None:
    assert {event.type for event in rows(body)} <= {"disrupted_weapons_use", "arrests"}
    assert all(event.killed is None for event in rows(body))


@pytest.mark.parametrize(
    "body",
    [
        # "An official warned that an attack may happen in Baghdad in the coming days."
        "حذر مسؤول أمني من أن هجوما قد يقع في بغداد خلال الأيام المقبلة.",
        # "Had the organisation carried out its attack on the prison, hundreds had been killed."
        "لو نفذ التنظيم هجومه على السجن لقتل المئات من المدنيين.",
        # "If Israel shells Beirut the group will answer."
        "إذا قصفت إسرائيل بيروت فسترد الجماعة بقصف تل أبيب.",
        # "The leader called on his supporters to attack the bases."
        "دعا زعيم الحركة أنصاره إلى مهاجمة القواعد الأمريكية في العراق.",
        # "The factions threatened to target the embassy in Baghdad with rockets."
        "هددت الفصائل باستهداف السفارة في بغداد بالصواريخ.",
        # "The cell plans to assassinate officers in Mosul."
        "تخطط الخلية لاغتيال ضباط في الموصل بحسب اعترافات أفرادها.",
        # "The forces are expected to launch an operation in the Hamrin mountains."
        "من المتوقع أن تشن القوات العراقية عملية عسكرية في جبال حمرين قريبا.",
    ],
)
def test_plans_fears_and_suppositions_are_no_rows(body: str) -> None:
    assert rows(body) == []


def test_who_is_freed_is_no_place_retaken() -> None:
    # "The police announced the liberation of the kidnapped child in Dhi Qar on Tuesday."
    assert kinds("أعلنت الشرطة تحرير الطفل المختطف في محافظة ذي قار يوم الثلاثاء.") == {
        "other_strategic"
    }


def test_a_release_is_another_event_than_the_abduction() -> None:
    # "A group kidnapped a trader in Salah al-Din on 2 March and let him go on Sunday."
    found = events("اختطفت مجموعة مسلحة تاجرا في صلاح الدين في 2 آذار وأطلقت سراحه يوم الأحد.")
    assert [event.type for event in found] == ["abduction", "other_strategic"]
    # "The authorities released three detainees in Homs yesterday."
    assert kinds("أفرجت السلطات عن ثلاثة معتقلين في حمص أمس.") == {"other_strategic"}


def test_the_crime_that_a_court_speaks_of_is_not_its_toll() -> None:
    # "A court in Baghdad sentenced a terrorist who took part in the killing of five policemen …"
    (trial,) = events(
        "أصدرت المحكمة الجنائية المركزية في بغداد حكما بالسجن المؤبد بحق إرهابي شارك في قتل "
        "خمسة من رجال الشرطة."
    )
    assert trial.type == "other_strategic"
    assert trial.killed is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # "Security fired live rounds at demonstrators in Nasiriyah, three were killed."
        (
            "أطلقت قوات الأمن الرصاص الحي على متظاهرين في الناصرية ما أدى إلى مقتل ثلاثة.",
            "excessive_force_protesters",
        ),
        # "A demonstrator was killed and five hurt by the bullets of security during protests …"
        (
            "قتل متظاهر وأصيب خمسة برصاص عناصر الأمن خلال احتجاجات في مدينة السويداء.",
            "excessive_force_protesters",
        ),
        # "The SDF opened fire on a demonstration in Manbij and killed two young men."
        (
            "فتحت قوات سوريا الديمقراطية النار على مظاهرة في منبج فقتلت شابين.",
            "excessive_force_protesters",
        ),
        # "The police used tear gas to disperse demonstrators in Tahrir Square yesterday."
        (
            "استخدمت الشرطة الغاز المسيل للدموع لتفريق متظاهرين في ساحة التحرير وسط بغداد أمس.",
            "protest_with_intervention",
        ),
    ],
)
def test_force_against_protesters_is_no_clash(body: str, expected: str) -> None:
    assert kinds(body) == {expected}


def test_who_is_shelled_beside_a_protest_is_not_its_crowd() -> None:
    # "The army shelled the town of al-Nayrab; a child was killed; people protested in Idlib."
    found = rows("قصف الجيش السوري بلدة النيرب أمس ما أدى إلى مقتل طفل، وخرجت مظاهرات في إدلب.")
    assert "shelling_missile" in {event.type for event in found}
    assert found[0].killed == Count(1, 1)


def test_a_city_named_by_a_day_dates_nothing() -> None:
    # "Gunmen killed two policemen in the city of the 10th of Ramadan."
    found = events("قتل مسلحون شرطيين في مدينة العاشر من رمضان بمحافظة الشرقية.")
    assert found
    assert all(event.date.precision != "day" for event in found)
