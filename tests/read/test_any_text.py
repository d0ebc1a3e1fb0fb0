"""For any text at all the reader returns, and every quote is the slice that it says it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rasid.collect.cleaning import mark_zones
from rasid.model import UNPUBLISHED, Article, Evidence, Published, PublishedStatus, Reading
from rasid.pipeline import read_article

# Words that set rules off, so that random texts are not only noise: "shelling", "killed", "two
# dead", "Raqqa", "yesterday", "said", "about 30 %", "Islamic State", "between", "according to".
WORDS = [
    "قصف", "مقتل", "قتيلان", "بالرقة", "أمس", "قال", "نحو 30 في المئة", "تنظيم الدولة الإسلامية",
    "بين", "وفقا لـ", "لم", "نفت", "الأحد", "3", "عشرات الآلاف", "اشتباكات", "ريف حلب الشمالي",
    "،", ".", ":", "\n\n", "«", "»", "(", ")", "قتـ ـلى", "وأصيب آخرون", "killed", "bomb", "مسؤول",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=60).map(" ".join),
)


def evidence_of(value: Any) -> Iterator[Evidence]:
    """Every piece of evidence anywhere inside a record."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_of(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from evidence_of(getattr(value, name, None))


def read(title: str, body: str, language: str, published: Published) -> tuple[Article, Reading]:
    text = f"{title}\n\n{body}"
    article = Article("a", title, text, language, published, zones=mark_zones(title, body))
    return article, read_article(article)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    title=st.text(max_size=60),
    body=texts,
    language=st.sampled_from(["ar", "en"]),
    day=st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))),
)
def test_every_quote_is_its_slice(
    title: str, body: str, language: str, day: dt.date | None
) -> None:
    published = Published(day, PublishedStatus.KNOWN, "given") if day else UNPUBLISHED
    article, reading = read(title, body, language, published)
    for evidence in evidence_of(reading):
        assert evidence.doc_id == "a"
        assert article.text[evidence.start : evidence.end] == evidence.quote
    for event in reading.events:
        assert event.evidence.start <= event.trigger.start
        assert event.trigger.end <= event.evidence.end
        assert 0 <= event.confidence <= 1
        if day is None:
            continue
        assert event.date.start is None or event.date.start.year >= 1900
    assert reading.to_json()["doc_id"] == "a"


@settings(max_examples=40, deadline=None)
@given(body=texts)
def test_reading_twice_gives_the_same(body: str) -> None:
    assert read("عنوان", body, "ar", UNPUBLISHED)[1] == read("عنوان", body, "ar", UNPUBLISHED)[1]
