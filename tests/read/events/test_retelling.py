"""One happening told twice is one event, its toll the range of what is told."""

import pytest
from tests.read.events.reading import rows

from rasid.model import Count


@pytest.mark.parametrize(
    ("body", "killed"),
    [
        # "Seven civilians were killed in an air raid on Kafr Nabl yesterday. Rescuers dug the
        # victims out. The observatory said that nine were killed in the raid on a house there."
        (
            (
                "قتل سبعة مدنيين من عائلة واحدة بغارة جوية على بلدة كفرنبل بريف إدلب أمس.\n"
                "وقال الدفاع المدني إن فرقه انتشلت الضحايا من تحت الأنقاض.\n"
                "من جهته قال المرصد إن تسعة مدنيين قتلوا في الغارة التي استهدفت منزلا في كفرنبل."
            ),
            Count(7, 9),
        ),
        # "12 were killed by a car bomb in Sadr City on Wednesday morning. Forces closed the area.
        # A medical source said that the toll of the Sadr City blast reached 15 dead."
        (
            (
                "قتل 12 شخصا في انفجار سيارة مفخخة بمدينة الصدر شرقي بغداد صباح الأربعاء.\n"
                "وقالت الشرطة إنها فتحت تحقيقا.\n"
                "وأفاد مصدر طبي بأن حصيلة انفجار مدينة الصدر بلغت 15 قتيلا."
            ),
            Count(12, 15),
        ),
        # "Gunmen of Daesh attacked an army checkpoint near Hawija and killed four soldiers. …
        # A source confirmed that six soldiers were killed in the attack on the checkpoint."
        (
            (
                "هاجم مسلحون من داعش حاجزا للجيش قرب الحويجة مساء الاثنين فقتلوا أربعة جنود.\n"
                "وقال ضابط إن المهاجمين استخدموا أسلحة قناصة.\n"
                "وأكد مصدر في الشرطة أن ستة جنود قتلوا في الهجوم على الحاجز."
            ),
            Count(4, 6),
        ),
        # "Five civilians were killed in shelling of Ariha yesterday. Rescuers came. The number of
        # the dead rose to eight after the death of three of the wounded."
        (
            (
                "قتل خمسة مدنيين في قصف على أريحا أمس.\n"
                "وتوجهت فرق الإسعاف إلى المكان.\n"
                "وارتفع عدد القتلى إلى ثمانية بعد وفاة ثلاثة من المصابين."
            ),
            Count(8, 8),
        ),
    ],
)
def test_two_tellings_are_one_event_with_the_range(body: str, killed: Count) -> None:
    told = [event for event in rows(body) if event.killed is not None]
    assert [event.killed for event in told] == [killed]


def test_the_raid_on_another_town_is_another_event() -> None:
    # "Five civilians were killed by an air raid on Sarmin yesterday. Another raid hit Ariha and
    # killed seven civilians there."
    body = (
        "قتل خمسة مدنيين بغارة جوية على بلدة سرمين في ريف إدلب أمس.\n"
        "واستهدفت غارة أخرى مدينة أريحا ما أدى إلى مقتل سبعة مدنيين.\n"
        "ونقل المصابون إلى المشافي."
    )
    killed = {e.place.name if e.place else None: e.killed for e in rows(body)}
    assert killed == {"Sarmin": Count(5, 5), "Ariha": Count(7, 7)}
