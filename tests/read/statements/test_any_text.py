"""For any text at all the reader returns and every quote equals its slice."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.statements.reading import article, statements

from rasid import language
from rasid.model import Article, Evidence
from rasid.read.statements import Statements, read_statements

# Words that open attributions, figures and indicators, and marks that may stand anywhere.
PIECES = [
    "قال", "وقال", "إن", "أن", "الوزير", "عادل", "،", ":", "«", "»", '"', "وفقا", "لمسؤولين",
    "بحسب", "ما", "ذكر", "أكد", "مشيرا", "إلى", "الذي", "رفض", "ذكر اسمه", "من", "في", "40",
    "عشرات الآلاف", "في المائة", "سنويا", "منذ عام 2016", "قتيل", "التنظيم", "الخلايا النائمة",
    "هجمات", "تزايدت", ".", "\n", "؛", "(", "لـ", "ب", "و", "كهوف", "تبنى", "نفى", "لكن",
]  # fmt: skip


def check(body: str) -> None:
    text = article(body, "2019-12-01").text
    found = statements(body, "2019-12-01")
    quotes: list[Evidence] = [f.quote for f in found.figures]
    quotes += [f.attributed_to for f in found.figures if f.attributed_to]
    quotes += [evidence for c in found.claims for evidence in (c.quote, c.speaker)]
    quotes += [i.quote for i in found.indicators]
    quotes += [i.speaker for i in found.indicators if i.speaker]
    assert all(text[q.start : q.end] == q.quote for q in quotes)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_characters(body: str) -> None:
    check(body)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_order_of_telling_words(body: str) -> None:
    check(body)


def test_a_language_without_statement_knowledge_gives_nothing() -> None:
    text = Article("d2", "Title", "Title\n\nThe minister said that 40 men died.", "en")
    assert read_statements(text, language.get("en").analyse(text)) == Statements()
