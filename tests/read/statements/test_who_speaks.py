"""Who speaks where grammar alone tells: agreement, objects, names in marks, papers and claims."""

import pytest
from tests.read.statements.reading import context, frames

from rasid.read.statements.agreement import Form, agree, clash


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        # "He called on the authorities": the feminine noun is no subject of a masculine verb
        (
            "قال المحافظ سالم الورد إن القمح يكفي. ودعا السلطات إلى فتح المخازن.",
            "المحافظ سالم الورد",
            "فتح المخازن",
        ),
        # "and he added" passes over the spokeswoman
        (
            "قال وزير الري سالم إن السد متين. وأضافت المتحدثة هند أنها بخير. وأضاف أن النهر هادئ.",
            "وزير الري سالم",
            "النهر هادئ",
        ),
        # whom a spokesman speaks for belongs to him: "a spokesman of the ministry of irrigation"
        (
            "نفى متحدث باسم وزارة الري مقتل ثلاثة عمال.",
            "متحدث باسم وزارة الري",
            "مقتل ثلاثة عمال",
        ),
        # "the spokesman of the council denied"
        (
            "نفى المتحدث باسم المجلس مقتل ثلاثة عمال.",
            "المتحدث باسم المجلس",
            "مقتل ثلاثة عمال",
        ),
        # a party between quotation marks
        ("وحذر «حزب النهر» من أن السد سينهار.", "حزب النهر", "السد سينهار"),
        # the listener stands before the speaker
        (
            "وقال لـ«النهار» المحافظ سالم الورد إن السد متين.",
            "المحافظ سالم الورد",
            "السد متين",
        ),
        # title, place of work, name
        (
            "ورأى الدكتور في علوم المياه، سالم الورد، أن السد متين.",
            "الدكتور في علوم المياه، سالم الورد",
            "السد متين",
        ),
        # who issued the statement speaks in it
        (
            "وقالت وزارة الري في بيان إن السد متين. وأكد البيان أن القرى آمنة.",
            "وزارة الري",
            "القرى آمنة",
        ),
        # a claimed attack before and behind its claimant
        (
            "وتبنت الهجوم جماعة النهر في بيان.",
            "جماعة النهر",
            "وتبنت الهجوم جماعة النهر في بيان",
        ),
        ("وتبنى تنظيم النهر الهجومين.", "تنظيم النهر", "وتبنى تنظيم النهر الهجومين"),
        # "his responsibility" is no part of the name
        (
            "أعلن تنظيم النهر مسؤوليته عن التفجير الذي وقع في البلدة.",
            "تنظيم النهر",
            "التفجير الذي وقع في البلدة",
        ),
        # the name Ali, not "on"
        (
            "وقف الناس على الجسر. وقال علي الورد إن السد متين.",
            "علي الورد",
            "السد متين",
        ),
    ],
)
def test_speaker(body: str, speaker: str, content: str) -> None:
    assert (speaker, content) in frames(body)


@pytest.mark.parametrize(
    "body",
    [
        "واتهم المتمردين بإخفاء القمح.",  # nobody is named who accuses
        "لم تعلن الوزارة أن السد متين.",  # nothing was announced
        "واستقال الوزير دون أن يذكر السبب.",  # nor mentioned
    ],
)
def test_nobody_said_it(body: str) -> None:
    assert frames(body) == []


def test_a_noun_spelled_like_a_verb_opens_no_speech() -> None:
    # "the student" has the letters of "demanded"
    assert [speaker for speaker, _ in frames("وقال التقرير إن طالب الهندسة سالم الورد غاب.")] == [
        "التقرير"
    ]


def test_denied_ruling_out_still_says_something() -> None:
    # "does not rule out that"
    assert frames("ولا تستبعد الوزارة أن ينهار السد.") == [("الوزارة", "ينهار السد")]


def test_agreement_counts_clear_clashes_only() -> None:
    he, she = Form(False, False), Form(True, False)
    unknown = Form(None, None)
    assert agree(he, unknown)
    assert agree(she, Form(True, None))
    assert not agree(he, Form(True, None))
    assert clash(he, Form(True, None))
    assert not clash(he, Form(False, True))  # before its subject a verb is singular
    assert clash(he, Form(False, True, oblique=True))


def test_folded_forms_elsewhere_stay_as_they_are() -> None:
    # the reader's own forms keep the word that the name Ali is folded to
    assert "علي" in context("وقف الناس على الجسر. وقال علي الورد إن السد متين.").forms
