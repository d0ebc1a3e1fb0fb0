"""Tokens and sentences: what one is, where it ends, that offsets are those of the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.language import get
from rasid.language.base import AnalysedText
from rasid.model import Article, Zone, ZoneKind

ARABIC = get("ar")


def analyse(text: str, *zones: Zone) -> AnalysedText:
    return ARABIC.analyse(Article("d", "", text, "ar", zones=zones))


def forms(text: str) -> list[str]:
    return [token.form for token in analyse(text).tokens]


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in analyse(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتِلَ شرطيّان", ["قتل", "شرطيان"]),
        ("30,000 و30.000 و3,5 و٣٠", ["30,000", "و", "30.000", "و", "3,5", "و", "30"]),
        ("«تنظيم» (سري) 40%", ["«", "تنظيم", "»", "(", "سري", ")", "40", "%"]),
        ("٤٠٪", ["40", "%"]),
        ("ﻻ ﻗﺘﻠﻰ", ["لا", "قتلي"]),
        ("فی کرکوک", ["في", "كركوك"]),
        ("#الخوذ_البيضاء", ["#", "الخوذ", "البيضاء"]),
        ("الـ29 ولـ«الصحيفة»", ["ال", "29", "ول", "«", "الصحيفه", "»"]),
        ("الوزير \u202bعمر\u202c وصل", ["الوزير", "عمر", "وصل"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سقط قتـ ـلى وجـ ـرحى هنا", ["سقط", "قتلي", "وجرحي", "هنا"]),
        ("بـ ـقـ ـصـ ـف جديد", ["بقصف", "جديد"]),
        ("هـ ـجـ ـو م واسع", ["هجوم", "واسع"]),
        ("قــ صــ ـف متبادل", ["قصف", "متبادل"]),
        ("قـ.ـصـ.ف المـ.دفعـ.ية", ["قصف", "المدفعيه"]),
        ("جـ ـريـ ـح بـ ـانـ ـفـ ـجـ ـار", ["جريح", "بانفجار"]),
        ("هـ\u200bـجوم", ["هجوم"]),
        ("حلب ـ خاص", ["حلب", "-", "خاص"]),  # a tatweel as a dash
        ("من طراز أرض ــ جو", ["من", "طراز", "ارض", "-", "جو"]),
        ("قتـ ـلى و 5 جرحى", ["قتلي", "و", "5", "جرحي"]),
        ("البلادـ وقال", ["البلاد", "وقال"]),
        ("خلايا دا-عش وبالقا-عدة", ["خلايا", "داعش", "وبالقاعده"]),
        ("د.ا.عش", ["داعش"]),
        ("حلب-إدلب", ["حلب", "-", "ادلب"]),
        ("أ.ف.ب", ["ا", ".", "ف", ".", "ب"]),
    ],
)
def test_torn_words_become_one_token(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_torn_word_covers_its_original_stretch() -> None:
    text = "في جـ ـرحـ ـى كثر"
    token = analyse(text).tokens[1]
    assert text[token.start : token.end] == "جـ ـرحـ ـى"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل د. سامي. وغادر أ. ماهر!", 2),
        ("بلغت 3.5 درجة. انتهى", 2),
        ("نقلت أ.ف.ب الخبر؟ نعم", 2),
        ("قال: «لن نعود.» ثم مضى.", 2),
        ("سطر أول\nسطر ثان\n\nثالث", 3),
        ("وصل الوفد.وقال ناطق إنه راض", 2),
        ("موقع السوق.نت نشر هذا", 1),
        ("هل رحلوا؟! لا ندري…", 2),
        ("ننشر لكم تفاصيل أخرى... انتظرونا لاحقا", 2),
        ("حلب.. وصول وفد جديد", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_only_readable_zones_are_cut_and_kept_apart() -> None:
    text = "عنوان\n\nدمشق - وصل الوفد\nاقرأ أيضا"
    at = text.index("دمشق")
    body = text.index("وصل")
    menu = text.index("اقرأ")
    found = analyse(
        text,
        Zone(0, 5, ZoneKind.HEADLINE),
        Zone(at, body, ZoneKind.DATELINE),
        Zone(body, menu - 1, ZoneKind.BODY),
        Zone(menu, len(text), ZoneKind.MENU),
    )
    assert [s.zone for s in found.sentences] == [
        ZoneKind.HEADLINE,
        ZoneKind.DATELINE,
        ZoneKind.BODY,
    ]
    assert [s.paragraph for s in found.sentences] == [0, 1, 1]
    assert all(token.end <= menu for token in found.tokens)


@given(st.text(alphabet=st.sampled_from("قتل ـ.و5,،«»\n\u200bًى؟ aاد")) | st.text())
def test_any_text_is_cut_with_offsets_in_order(text: str) -> None:
    found = analyse(text)
    at = 0
    for token in found.tokens:
        assert at <= token.start < token.end <= len(text)
        assert token.form
        assert not any(char.isspace() for char in token.form)
        at = token.end
    assert [n for s in found.sentences for n in range(s.first, s.last)] == list(
        range(len(found.tokens))
    )
    for sentence in found.sentences:
        assert sentence.start == found.tokens[sentence.first].start
        assert sentence.end == found.tokens[sentence.last - 1].end
