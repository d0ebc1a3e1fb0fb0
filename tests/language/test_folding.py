"""Folding: what becomes one, and that every folded range leads back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.language import get
from rasid.language.arabic.normalise import fold, fold_with_map


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الأُمّة", "الامه"),
        ("ديالى", "ديالي"),
        ("کرکوک", "كركوك"),
        ("مســـلح", "مسلح"),
        ("٣٥٫٢٪", "35.2%"),
        ("ﷲ", "الله"),
        ("ﻷنهم", "لانهم"),
        ("NATO", "nato"),
        ("\u202bقال\u202c", "قال"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


TEXTS = st.text(alphabet=st.sampled_from("أإآىةـًَﻷﷲ٣٪\u200f\u202b قتل\nABſ")) | st.text()


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_the_map_agrees_with_fold_and_leads_back(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.origin) == len(folded.text) + 1
    for at in range(len(folded.text)):
        start, end = folded.to_original(at, at + 1)
        assert folded.text[at] in fold(text[start:end])


@given(TEXTS, st.data())
def test_a_folded_range_folds_from_its_original_slice(text: str, data: st.DataObject) -> None:
    folded = fold_with_map(text)
    starts = [
        n for n in range(len(folded.text)) if n == 0 or folded.origin[n] != folded.origin[n - 1]
    ]
    if not starts:
        return
    first = data.draw(st.sampled_from(starts))
    last = data.draw(st.sampled_from([n for n in [*starts, len(folded.text)] if n > first]))
    start, end = folded.to_original(first, last)
    assert fold(text[start:end]) == folded.text[first:last]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وبالرقة", ["وبالرقه", "بالرقه", "الرقه"]),
        ("وللرقة", ["وللرقه", "للرقه", "الرقه"]),
        ("للرقة", ["للرقه", "الرقه"]),
        ("سيهاجم", ["سيهاجم", "يهاجم"]),
        ("كالعادة", ["كالعاده", "العاده"]),
        ("وفي", ["وفي", "في"]),
        ("بها", ["بها"]),
        ("وبغداد", ["وبغداد", "بغداد"]),
    ],
)
def test_variants_split_least_first(word: str, expected: list[str]) -> None:
    language = get("ar")
    assert list(language.variants(language.fold(word))) == expected


@pytest.mark.parametrize(
    "name",
    ["بغداد", "بابل", "كركوك", "وادي", "فلوجة", "بلد", "كوباني", "لبنان", "سنجار", "واسط", "ليبيا"],
)
def test_names_keep_their_first_letter(name: str) -> None:
    language = get("ar")
    assert list(language.variants(language.fold(name))) == [language.fold(name)]


@given(st.text(alphabet="وفبلكسايتنم", max_size=8))
def test_variants_start_whole_and_grow_shorter(form: str) -> None:
    found = get("ar").variants(form)
    assert found[0] == form
    assert [len(v) for v in found] == sorted((len(v) for v in found), reverse=True)
    assert len(set(found)) == len(found)
    assert all(len(v) >= 2 for v in found[1:])
