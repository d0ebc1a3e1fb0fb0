"""Arabic number phrases as intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.language import get
from rasid.language.amounts import read_digits
from rasid.language.base import NumberMention
from rasid.model import Article

ARABIC = get("ar")


def numbers(text: str) -> list[NumberMention]:
    return ARABIC.find_numbers(ARABIC.analyse(Article("d", "", text, "ar")))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("سبعة عمال", 7, 7),
        ("سبع شاحنات", 7, 7),
        ("ثماني طلقات", 8, 8),
        ("خمسة عشر عاملا", 15, 15),
        ("خمس عشرة قرية", 15, 15),
        ("أحد عشر كوكبا", 11, 11),
        ("اثنتي عشرة سيارة", 12, 12),
        ("عشرين حارسا", 20, 20),
        ("خمسة وعشرون راكبا", 25, 25),
        ("مئة راكب", 100, 100),
        ("مائتي راكب", 200, 200),
        ("ثلاث مئة راكب", 300, 300),
        ("ثلاثمائة راكب", 300, 300),
        ("مئة وأحد عشر راكبا", 111, 111),
        ("مئة وخمسة وعشرون ألفا", 125_000, 125_000),
        ("ألفان وخمسمئة وثلاثة وعشرون", 2523, 2523),
        ("ثلاثين ألفا", 30_000, 30_000),
        ("عشرة آلاف", 10_000, 10_000),
        ("نصف مليون", 500_000, 500_000),
        ("مليون ونصف المليون", 1_500_000, 1_500_000),
        ("مليونا نسمة", 1_000_000, 1_000_000),
        ("2,5 مليون", 2_500_000, 2_500_000),
        ("1.200 مليون", 1_200_000, 1_200_000),
        ("3 ملايين و200 ألف", 3_200_000, 3_200_000),
        ("30,000", 30_000, 30_000),
        ("30.000", 30_000, 30_000),
        ("٣٠٬٠٠٠", 30_000, 30_000),
        ("30,000.5", 30_000.5, 30_000.5),
        ("عشرات العمال", 10, None),
        ("عشرات الآلاف", 10_000, None),
        ("مئات آلاف", 100_000, None),
        ("المئات", 100, None),
        ("آلافا آخرين", 1000, None),
        ("بضعة آلاف", 3000, 9000),
        ("عدة آلاف", 1000, None),
        ("عدد من العمال", 2, None),
        ("أعداد كبيرة من العمال", 2, None),
        ("ما لا يقل عن 12 عاملا", 12, None),
        ("12 عاملا على الأقل", 12, None),
        ("5 عمال، على الأقل", 5, None),
        ("أكثر من 5 عمال", 6, None),
        ("لأكثر من عشرين", 21, None),
        ("أقل من مئة", None, 99),
        ("ما يصل إلى 300", None, 300),
        ("لا يتجاوز 300", None, 300),
        ("نحو 30.000 نسمة", 30_000, 30_000),
        ("من 5 إلى 7 عمال", 5, 7),
        ("بين 20 و30 ألفا", 20_000, 30_000),
        ("5-7 آلاف", 5000, 7000),
        ("ثلاثة أو أربعة", 3, 4),
    ],
)
def test_one_number(text: str, low: float | None, high: float | None) -> None:
    (found,) = numbers(text)
    assert (found.low, found.high) == (low, high)
    assert not found.percent
    assert not found.ordinal


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("ما بين 30 و40 في المائة", 30, 40),
        ("40 بالمئة تقريبا", 40, 40),
        ("٣٥٫٥٪", 35.5, 35.5),
        ("%30 من", 30, 30),
        ("2،5 في المئة", 2.5, 2.5),
        ("نصف الحقول", 50, 50),
        ("ثلث السكان", 33, 33),
    ],
)
def test_shares(text: str, low: float, high: float) -> None:
    (found,) = numbers(text)
    assert (found.low, found.high, found.percent) == (low, high, True)


@pytest.mark.parametrize("text", ["ضبط (44) عاملا", "ضبط «44» عاملا", "ضبط /44/ عاملا"])
def test_wrapped_figures_reach_the_noun_behind_them(text: str) -> None:
    (found,) = numbers(text)
    assert (found.low, text[found.end :]) == (44, " عاملا")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("حارسان", "حارس"),
        ("للحارسين", "حارس"),
        ("شاحنتين", "شاحنه"),
        ("قذيفتي هاون", "قذيفه"),
        ("جنديين اثنين", "جندي"),
        ("مدنيان", "مدني"),
    ],
)
def test_duals_carry_their_noun(text: str, noun: str) -> None:
    (found,) = numbers(text)
    assert (found.low, found.high, found.noun) == (2, 2, noun)


@pytest.mark.parametrize(
    "text", ["رأيت مدنيين", "لست من هنا", "نصف ساعة", "فتح الباب", "على الأقل", "د. سامي"]
)
def test_no_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("text", ["الفوج 46", "إف 16", "ميغ-29", "المرة الثالثة", "الجولة الـ 7"])
def test_names_and_ranks_are_flagged(text: str) -> None:
    assert [found.ordinal for found in numbers(text)] == [True]


def test_an_article_before_figures_counts_all_the_same() -> None:
    (found,) = numbers("الموقوفين الـ 7")
    assert (found.low, found.ordinal) == (7, False)


def test_a_change_is_two_numbers() -> None:
    assert [found.low for found in numbers("ارتفع العدد من 43 إلى 57")] == [43, 57]


def test_at_least_belongs_to_the_number_before_it() -> None:
    found = numbers("30 عاملا على الأقل ومئة راكب")
    assert [(n.low, n.high) for n in found] == [(30, None), (100, 100)]


def test_a_list_stays_a_list() -> None:
    assert [n.low for n in numbers("قتيلان وثلاثة جرحى و5 مفقودين")] == [2, 3, 5]


@given(st.from_regex(r"[0-9٠-٩.,،]{1,12}", fullmatch=True))
def test_digits_give_a_number_or_nothing(text: str) -> None:
    folded = ARABIC.fold(text)
    if folded[0].isdecimal():
        value = read_digits(folded)
        assert value is None or value >= 0


VOCABULARY = (
    "ثلاثة وعشرون ألف مئة عشرات الآلاف نصف و 5 30.000 % من إلى بين ما على الأقل أكثر شخصين - أو في"
    " المئة ، عشر"
)


@given(st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join) | st.text())
def test_any_text_gives_mentions_in_bounds_and_in_order(text: str) -> None:
    analysed = ARABIC.analyse(Article("d", "", text, "ar"))
    at = 0
    for found in ARABIC.find_numbers(analysed):
        assert at <= found.first < found.last <= len(analysed.tokens)
        assert (found.start, found.end) == analysed.span(found.first, found.last)
        assert found.low is None or found.high is None or found.low <= found.high
        at = found.last
