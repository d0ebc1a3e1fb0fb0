"""Arabic told from its neighbours in script, whatever hides in it."""

from __future__ import annotations

import pytest

from rasid.collect.language_id import identify, language_name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قال سكان القرية إن طائرات قصفت أطرافها فجر الاثنين ولم يصب أحد", "ar"),
        ("شو صار مبارح بالضيعة؟ ما حدا عرف ليش طلعت الطيارات", "ar"),
        ("قـ ـتـ ـلى وجـ ـرحى بقـ ـصف على أطراف القرية", "ar"),
        ("قال سكان القریة إن طائرات قصفت أطرافها ولم یصب أحد بأذی", "ar"),  # Persian ya typed
        ("توفي چيا گوران في بلدة پيران قرب الحدود، بحسب أقاربه من سكان البلدة", "ar"),
        ("ساکنان روستا گفتند که هواپیماها سحرگاه امروز اطراف روستا را بمباران کردند", "fa"),
        ("دانیشتوانی گوندەکە ڕایانگەیاند کە فڕۆکەکان دەوروبەری گوندەکەیان بۆردومان کرد", "ckb"),
        ("گاؤں کے رہائشیوں نے بتایا کہ طیاروں نے آج صبح گاؤں کے اطراف میں بمباری کی", "ur"),
        ("Residents said unknown aircraft had struck the edge of the village at dawn", "en"),
        ("Köy sakinleri uçakların bu sabah köyün çevresini bombaladığını söyledi", "tr"),
        ("Жители деревни сообщили, что самолеты бомбили окрестности", "ru"),
        ("123 — 456", ""),
        ("", ""),
    ],
)
def test_identify(text, code):
    assert identify("", text).code == code


def test_prose_counts_not_the_menu():
    menu = "Home\nNews\nTürkçe\nKurdî\n"
    assert identify("", menu + "قال سكان القرية إن طائرات قصفت أطرافها فجر الاثنين").code == "ar"


def test_names():
    assert language_name("ckb") == "Central Kurdish"
    assert language_name("xx") == "xx"
