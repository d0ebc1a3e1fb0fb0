"""Who says what: verbs before and after, phrases, continuations, chains."""

import pytest
from tests.read.statements.reading import context, frames, only_frame

from rasid.model import SourceKind


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        # "The governor X said that the road is unsafe"
        (
            "قال المحافظ سالم الورد إن الطريق لم يعد آمنا.",
            "المحافظ سالم الورد",
            "الطريق لم يعد آمنا",
        ),
        # subject before its verb, behind "but"
        ("لكن وزارة الزراعة أكدت أن المخازن ممتلئة.", "وزارة الزراعة", "المخازن ممتلئة"),
        # a long title before a rank: the speaker starts at the rank
        (
            "وقال قائد قوات الوادي في المنطقة الرائد نبيل شهاب، إن المسلحين يختبئون.",
            "الرائد نبيل شهاب",
            "المسلحين يختبئون",
        ),
        # a name in apposition belongs to the speaker
        (
            "وقال وزير الري، هاني البستان، إن السدود بخير.",
            "وزير الري، هاني البستان",
            "السدود بخير",
        ),
        # told to a paper: the listener is no part of the speaker
        ("وقال الشيخ رامي لصحيفة النهر إن الصلح قريب.", "الشيخ رامي", "الصلح قريب"),
        # "according to", behind and before
        (
            "تراجعت التجارة بين القريتين، وفقا لمسؤولين محليين.",
            "لمسؤولين محليين",
            "تراجعت التجارة بين القريتين",
        ),
        ("وبحسب خبراء المياه، فإن النهر سيجف.", "خبراء المياه", "النهر سيجف"),
        # a statement passed on: the one quoted speaks, not the agency
        (
            "ونقلت وكالة الغيم عن مدير المستشفى قوله إن الدواء نفد.",
            "مدير المستشفى",
            "الدواء نفد",
        ),
        # quotation marks bound the statement
        (
            'وصرح مدير السوق أن "الأسعار سترتفع كثيرا هذا الشتاء القادم" ثم غادر.',
            "مدير السوق",
            "الأسعار سترتفع كثيرا هذا الشتاء القادم",
        ),
        # accusation with "by"
        ("واتهم الحزب الحكومة بإخفاء القمح.", "الحزب", "بإخفاء القمح"),
    ],
)
def test_speaker_and_content(body: str, speaker: str, content: str) -> None:
    assert (speaker, content) in frames(body)


def test_speaker_is_carried_over() -> None:
    # "The minister Adel said … He added … , pointing out that …"
    found = frames(
        "قال الوزير عادل الخزام إن الموسم ضعيف. وأضاف أن المطر تأخر، مشيرا إلى أن البذور قليلة."
    )
    assert [speaker for speaker, _ in found] == ["الوزير عادل الخزام"] * 3
    assert [content for _, content in found] == ["الموسم ضعيف", "المطر تأخر", "البذور قليلة"]


def test_inner_speaker_replaces_the_one_who_passes_it_on() -> None:
    # "The sources said that the commander Y affirmed that …"
    found = frames("وقالت المصادر إن القائد فهد أكد أن المخزن فارغ.")
    assert ("القائد فهد", "المخزن فارغ") in found
    assert not any(speaker == "المصادر" for speaker, _ in found)


def test_keeping_a_name_back_is_no_statement_but_a_flag() -> None:
    # "… said an employee who asked not to be named, for fear of reprisal"
    found, frame = only_frame(
        "المخيم مكتظ جدا، وفقا لما ذكره أحد موظفي الإغاثة، الذي طلب عدم ذكر اسمه خوفا من الانتقام."
    )
    assert found.analysed.quote(frame.speaker.first, frame.speaker.last) == "أحد موظفي الإغاثة"
    assert frame.speaker.anonymous
    assert frame.speaker.at_risk


@pytest.mark.parametrize(
    ("body", "kind", "anonymous"),
    [
        ("قال المتحدث باسم الجيش إن الهدوء عاد.", SourceKind.MILITARY, False),
        ("قال مصدر أمني إن الهدوء عاد.", SourceKind.POLICE, True),
        ("قالت مصادر محلية إن الهدوء عاد.", SourceKind.WITNESS, True),
        ("قال محللون إن الهدوء عاد.", SourceKind.OTHER, True),
        ("قال وزير الصناعة إن الهدوء عاد.", SourceKind.OFFICIAL, False),
        ("قالت منظمة العفو الدولية إن الهدوء عاد.", SourceKind.NGO, False),
    ],
)
def test_kind_of_speaker(body: str, kind: SourceKind, anonymous: bool) -> None:
    _, frame = only_frame(body)
    assert (frame.speaker.kind, frame.speaker.anonymous) == (kind, anonymous)


@pytest.mark.parametrize(
    "body",
    [
        "وصلت القافلة إلى مدينة البستان مساء.",  # "city" is no verb of condemning
        "كشفت الزيارات الأخيرة عن تحديات كثيرة.",  # visits cannot speak
        "يعد هذا الجسر أطول جسر في البلاد.",  # "is deemed", nobody deems
        "",
    ],
)
def test_no_speech_where_nobody_speaks(body: str) -> None:
    assert context(body).frames == [] if body else True


def test_who_claimed_an_attack_that_another_tells_of() -> None:
    found = frames("وأعلنت الشرطة أن شابا نفذ الهجوم الذي تبناه تنظيم داعش في السوق.")
    assert found == [
        ("تنظيم داعش", "شابا نفذ الهجوم الذي تبناه تنظيم داعش"),
        ("الشرطة", "شابا نفذ الهجوم الذي تبناه تنظيم داعش في السوق"),
    ]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        # researcher, expert, analyst, doctor, reporter, activist, minister: she
        ("قالت الباحثة رنا الساحل إن التنظيم ضعف.", SourceKind.OTHER),
        ("قالت الخبيرة رنا الساحل إن مسلحي التنظيم ضعفوا.", SourceKind.OTHER),
        ("ترى المحللة رنا الساحل أن الفصائل ضعفت.", SourceKind.OTHER),
        ("قالت الطبيبة رنا الساحل إن الجيش قصف المستشفى.", SourceKind.MEDICAL),
        ("قالت الصحفية رنا الساحل إن التنظيم ضعف.", SourceKind.MEDIA),
        ("قالت الناشطة رنا الساحل إن التنظيم ضعف.", SourceKind.WITNESS),
        ("قالت النائبة رنا الساحل إن التنظيم ضعف.", SourceKind.OFFICIAL),
        # a rank alone, with a title, with "interior" beside it, retired
        ("قال اللواء ماجد الساحل إن التنظيم ضعف.", SourceKind.MILITARY),
        ("قال الفريق الركن ماجد الساحل إن التنظيم ضعف.", SourceKind.MILITARY),
        ("قال المتحدث باسم وزارة الداخلية العميد ماجد إن التنظيم ضعف.", SourceKind.OFFICIAL),
        ("قال العقيد ماجد الساحل، مدير شرطة الوادي، إن التنظيم ضعف.", SourceKind.POLICE),
        ("قال العميد المتقاعد ماجد الساحل إن التنظيم ضعف.", SourceKind.OTHER),
        # a team is no rank
        ("قال الفريق الطبي إن الدواء نفد.", SourceKind.NGO),
        # what is said explains nobody
        ("قال ماجد الساحل إن الجيش انسحب.", SourceKind.OTHER),
        ("قال ماجد الساحل، قائد الجيش في الوادي، إن التنظيم ضعف.", SourceKind.MILITARY),
    ],
)
def test_kind_by_title_and_not_by_what_is_said(body: str, kind: SourceKind) -> None:
    _, frame = only_frame(body)
    assert frame.speaker.kind is kind


def test_a_ranked_man_keeps_the_kind_of_his_title() -> None:
    # "the spokesman of the ministry of the interior, Colonel X … . Colonel X added …"
    found = context(
        "قال المتحدث باسم وزارة الداخلية العميد ماجد الساحل إن السوق آمن."
        " وأضاف العميد ماجد الساحل أن الطريق آمن."
    )
    assert [frame.speaker.kind for frame in found.frames] == [SourceKind.OFFICIAL] * 2
