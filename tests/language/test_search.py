"""Search terms: a word is found vowelled, torn apart, or with proclitics before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.language.arabic.search import search_query, search_terms


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("الرقة", "وصل بالرقة"),
        ("الرقة", "فِي الرَّقَّةِ"),
        ("الرقة", "عاد للرقة"),
        ("رقة", "في الرقة"),
        ("قتلى", "سقط قتـ ـلى هنا"),
        ("هجوم", "وبهجوم آخر"),
        ("كركوك", "من کرکوک"),
        ("إدلب", "ريف ادلب"),
    ],
)
def test_found(query: str, text: str) -> None:
    terms = search_terms(text)
    assert all(term in terms for term in search_query(query))


@pytest.mark.parametrize(("query", "text"), [("قتل", "مقتل"), ("بابل", "قابل"), ("غداد", "بغداد")])
def test_not_found(query: str, text: str) -> None:
    assert not set(search_query(query)) & set(search_terms(text))


@given(st.text())
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    assert set(search_query(text)) <= set(search_terms(text))
