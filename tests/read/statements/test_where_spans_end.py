"""Where a speaker and a quote end: before the object, the verb, the next clause."""

import pytest
from tests.read.statements.reading import frames, only_frame


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        # a proper name owns nothing: "Daesh [announced] the bombing of"
        ("وأعلن تنظيم داعش تفجير سيارة مفخخة قرب السوق.", "تنظيم داعش"),
        # "threatened to launch"
        ("وهدد التنظيم بشن هجمات جديدة على البلدة.", "التنظيم"),
        # a definite office with others behind it: "the official accused factions"
        ("واتهم المسؤول فصائل موالية للنهر بقصف القرية.", "المسؤول"),
        # the attack that is claimed
        ("وتبنى تنظيم النهر الهجوم الذي أوقع خمسة جرحى.", "تنظيم النهر"),
        # "announced details of"
        ("وأعلنت الوزارة تفاصيل الخطة.", "الوزارة"),
        # a name behind an office stays with it
        ("واتهم الوزير سالم الورد فصائل مجهولة بقصف القرية.", "الوزير سالم الورد"),
    ],
)
def test_a_speaker_ends_before_what_is_said(body: str, speaker: str) -> None:
    assert [found for found, _ in frames(body)] == [speaker]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("وقال مسؤول أمني رفض الكشف عن اسمه إن المسلحين عادوا إلى الوادي.", "مسؤول أمني"),
        ("وقالت طبيبة رفضت الكشف عن هويتها إن المستشفى قصف مرتين.", "طبيبة"),
        ("وقال مسؤولون محليون اشترطوا عدم ذكر أسمائهم إن السد متين.", "مسؤولون محليون"),
    ],
)
def test_whose_name_is_kept_back_is_unnamed_and_at_risk(body: str, speaker: str) -> None:
    found, frame = only_frame(body)
    assert found.analysed.quote(frame.speaker.first, frame.speaker.last) == speaker
    assert frame.speaker.anonymous
    assert frame.speaker.at_risk


@pytest.mark.parametrize(
    ("body", "content"),
    [
        # "while", "which", "and then": they lead over to the next clause
        (
            "وأدانت الوزارة الهجوم الذي وقع في السوق، فيما قال المحافظ إن الأمن عاد.",
            "الهجوم الذي وقع في السوق",
        ),
        (
            "وتبنى تنظيم النهر الهجوم، بينما قالت الشرطة إنها تحقق.",
            "وتبنى تنظيم النهر الهجوم",
        ),
        (
            "وأكدت الوزارة أن الجسر آمن، في حين قال السكان إنه متصدع.",
            "الجسر آمن",
        ),
    ],
)
def test_a_quote_does_not_end_in_a_conjunction(body: str, content: str) -> None:
    assert content in [said for _, said in frames(body)]
