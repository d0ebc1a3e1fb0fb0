"""What short news always tells: denials, responsibility, and two speakers who contradict."""

import pytest
from tests.read.statements.reading import context, statements

from rasid.model import ClaimKind
from rasid.read.statements.always_told import ALWAYS_TOLD, Scored, raised
from rasid.read.statements.candidates import candidates


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        # "the ministry denied, on Monday, the news of a collapse"
        (
            "نفت وزارة الري، الاثنين، الأنباء عن انهيار السد في وادي النهر. وقالت إن العمل جار.",
            "الأنباء عن انهيار السد في وادي النهر",
        ),
        # "the joint forces denied having targeted"
        (
            "نفت القوات المشتركة استهداف المزارعين في قرية البستان. وأغلقت البلدية الطريق.",
            "استهداف المزارعين في قرية البستان",
        ),
        # "the forces denied, in a statement, what was told of an arrest"
        (
            "نفت القوات الأمنية، في بيان، ما تردد عن اعتقال سالم الورد.",
            "ما تردد عن اعتقال سالم الورد",
        ),
        # behind "but", within what another says
        (
            "واتهم المحافظ نادر فصائل مسلحة بزرع العبوة، لكن متحدثة باسم الفصائل نفت أي علاقة.",
            "أي علاقة",
        ),
    ],
)
def test_a_denial_in_a_short_item_is_a_claim(body: str, quote: str) -> None:
    assert (ClaimKind.DENIAL, quote) in [(c.kind, c.quote.quote) for c in statements(body).claims]


@pytest.mark.parametrize(
    "body",
    [
        "جرح جنديان عند الجسر.\n\nوتبنت جماعة النهر الهجوم.",
        "جرح خمسة في سوق البستان.\n\nوأعلن تنظيم النهر مسؤوليته عن التفجير في بيان.",
    ],
)
def test_responsibility_in_a_short_item_is_a_claim(body: str) -> None:
    assert [claim.kind for claim in statements(body).claims] == [ClaimKind.RESPONSIBILITY]


HEAD = "أكد رئيس المجلس المحلي سامي الورد أن القصف لم يصب أي مدني."


@pytest.mark.parametrize(
    "answer",
    [
        # "but a villager, who asked not to be named for his safety, said that three were killed"
        "لكن أحد سكان القرية، طلب عدم ذكر اسمه حفاظا على سلامته، قال إن ثلاثة من جيرانه قتلوا.",
        # without "but"
        "وقال مزارع من القرية، حجب اسمه حفاظا على سلامته، إن ثلاثة من جيرانه قتلوا.",
        # another who is no risk to himself
        "لكن الطبيبة هند البستان قالت إن ثلاثة من أهل القرية قتلوا.",
    ],
)
def test_who_contradicts_is_told_and_linked(answer: str) -> None:
    found = statements(f"{HEAD}\n\n{answer}").claims
    assert [claim.conflicts_with for claim in found] == [("C2",), ("C1",)]
    assert found[1].at_risk is ("اسمه" in answer)


def test_at_risk_against_what_an_official_says_is_told_whatever_it_is_about() -> None:
    found = statements(
        "قال رئيس المجلس المحلي سامي الورد إن القرية هادئة.\n\n"
        "لكن أحد القرويين، طلب عدم نشر اسمه خوفا على حياته، أكد أن المسلحين يدخلونها كل ليلة."
    ).claims
    assert "المسلحين يدخلونها كل ليلة" in [claim.quote.quote for claim in found if claim.at_risk]


def test_who_denies_a_deed_contradicts_who_tells_of_the_dead() -> None:
    found = statements(
        "نفى الجيش أن تكون طائراته قد قصفت مخيم الواحة.\n\n"
        "في المقابل، أكدت منظمة الغيم الحقوقية أن ستة نازحين قتلوا في المخيم."
    ).claims
    assert [claim.conflicts_with for claim in found] == [("C2",), ("C1",)]


def test_to_deny_a_part_in_it_is_not_to_deny_the_dead() -> None:
    found = statements(
        "قالت الشرطة إن خمسة جرحوا في الانفجار. لكن متحدثا باسم الجماعة نفى أي علاقة بالانفجار."
    ).claims
    assert [(claim.kind, claim.conflicts_with) for claim in found] == [(ClaimKind.DENIAL, ())]


def test_nothing_else_is_raised() -> None:
    # a toll and a second speaker who agrees with it
    found = context(
        "قالت الشرطة إن ثلاثة أشخاص قتلوا عند الجسر. وقال مدير المستشفى إن خمسة أصيبوا عند الجسر."
    )
    pieces = [Scored(c, frozenset(), 0.1) for c in candidates(found.analysed, found.frames)]
    assert len(pieces) == 2
    assert [item.probability for item in raised(found, pieces)] == [0.1, 0.1]
    assert ALWAYS_TOLD > 0.1


def test_a_lie_is_no_denial() -> None:
    # "that the head of the council lies and that …": the villager goes on speaking
    found = context("وقال مزارع من القرية إن رئيس المجلس يكذب وإن المسلحين هناك.")
    assert [found.analysed.quote(f.speaker.first, f.speaker.last) for f in found.frames] == [
        "مزارع"
    ]
