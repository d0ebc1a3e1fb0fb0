"""For any text at all the event reader returns, and every quote equals its slice."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.events.reading import article, events

PIECES = [
    "قتل", "وقتل", "مقتل", "وإصابة", "أصيب", "ثلاثة", "جنود", "مدنيين", "في", "انفجار",
    "عبوة", "ناسفة", "قصف", "غارات", "على", "قرية", "كنصفرة", "وسفوهن", "بريف", "إدلب", "،",
    ".", "أمس", "الثلاثاء", "قوات", "النظام", "بينهم", "طفل", "دون", "خسائر", "هجوم", "شنه",
    "مسلحون", "12", "قتيلا", "وجريحا", "«", "»", "\n", "اعتقلت", "الشرطة", "تظاهر",
    "المئات", "لن", "سوف", "إن", "أن", "قُتلوا", "(", ")", "و",
]  # fmt: skip


def check(body: str, title: str = "") -> None:
    text = article(body, title).text
    for event in events(body, title):
        actors = (*event.initiators, *event.targets)
        for quote in (event.evidence, event.trigger, *(actor.evidence for actor in actors)):
            assert text[quote.start : quote.end] == quote.quote
        assert 0.0 <= event.confidence <= 1.0


@given(st.text(max_size=150))
@settings(max_examples=40, deadline=None)
def test_any_characters(body: str) -> None:
    check(body, body[:20].replace("\n", " "))


@given(st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_any_order_of_telling_words(body: str) -> None:
    check(body)
