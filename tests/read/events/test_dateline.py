"""A dateline says from where news is sent: a place told in its sentence is the event's."""

from __future__ import annotations

import pytest

from rasid import pipeline


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "بغداد/ الوكالة: قتل جنديان بهجوم شنه مسلحون شمال شرق محافظة ديالى.",
            "Diyala (northeastern)",
        ),
        ("الرقة - قتل جنديان بانفجار لغم على بعد 30 كلم جنوب الرقة.", "Raqqa (30 km south)"),
        ("دمشق - قتل جنديان بانفجار لغم في ريف إدلب الجنوبي.", "Idlib (southern countryside)"),
        (
            "بغداد - قتل جنديان بعبوة في الشريط المتنازع عليه بين إقليم كردستان وبقية العراق.",
            "Disputed territories (Iraq)",
        ),
    ],
)
def test_an_area_in_the_sentence_beats_the_dateline(text: str, name: str) -> None:
    (event,) = pipeline.read_text(text, title="هجوم جديد", published="2023-05-04").events
    assert event.place is not None
    assert event.place.name == name


def test_a_dateline_serves_where_nothing_else_is_told() -> None:
    text = "الموصل - قتل جنديان بانفجار عبوة ناسفة."
    (event,) = pipeline.read_text(text, published="2023-05-04").events
    assert event.place is not None
    assert event.place.name == "Mosul"
