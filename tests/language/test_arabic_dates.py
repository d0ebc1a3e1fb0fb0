"""Arabic date phrases as intervals, counted from Thursday 23 July 2015."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.language import get
from rasid.language.base import DateMention
from rasid.model import Article, DatePrecision

ARABIC = get("ar")
PUBLISHED = dt.date(2015, 7, 23)


def dates(text: str, published: dt.date | None = PUBLISHED) -> list[DateMention]:
    return ARABIC.find_dates(ARABIC.analyse(Article("d", "", text, "ar")), published)


def spell(found: DateMention) -> str:
    start, end = found.interval.start, found.interval.end
    return f"{start}" if start == end else f"{start}..{end}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في 25 يوليو 2015", "2015-07-25"),
        ("3 كانون الثاني 2014", "2014-01-03"),
        ("12 جويلية 2013", "2013-07-12"),
        ("7 آذار/مارس 2014", "2014-03-07"),
        ("18 مارس (آذار) 2014", "2014-03-18"),
        ("5 مايو أيار 2014", "2014-05-05"),
        ("الثالث من يوليو 2014", "2014-07-03"),
        ("الحادي عشر من سبتمبر 2001", "2001-09-11"),
        ("الحادي والعشرين من آب 2013", "2013-08-21"),
        ("العشرين من حزيران 2014", "2014-06-20"),
        ("الـ 25 من يناير 2011", "2011-01-25"),
        ("7 شوال 1436", "2015-07-23"),
        ("1436/10/7هـ", "2015-07-23"),
        ("2015-07-25", "2015-07-25"),
        ("25/7/2015", "2015-07-25"),
        ("25.7.2015", "2015-07-25"),
        ("٢٥/٧/٢٠١٥", "2015-07-25"),
        ("20 - 2 - 2024", "2024-02-20"),
        ("12 و15 تموز 2014", "2014-07-12..2014-07-15"),
        ("الجمعة 24 تموز 2015", "2015-07-24"),
        ("مارس 03, 2022", "2022-03-03"),
        ("September 27, 2022", "2022-09-27"),
        ("يناير 2015 - تقرير", "2015-01-01..2015-01-31"),
        ("الجامعة قبل عام 2009", "2009-01-01..2009-12-31"),
        ("جويلية 2013", "2013-07-01..2013-07-31"),
        ("ديسمبر/كانون الأول 2011", "2011-12-01..2011-12-31"),
        ("صيف 2012", "2012-06-01..2012-08-31"),
        ("عام 2016", "2016-01-01..2016-12-31"),
        ("في 2014", "2014-01-01..2014-12-31"),
        ("نهاية عام 2014", "2014-12-01..2014-12-31"),
    ],
)
def test_a_whole_date_needs_no_day_of_publication(text: str, expected: str) -> None:
    for published in (PUBLISHED, None):
        (found,) = dates(text, published)
        assert spell(found) == expected
        assert not found.relative


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("السبت", "2015-07-18"),
        ("الخميس", "2015-07-23"),
        ("يوم الخميس الماضي", "2015-07-16"),
        ("مساء السبت", "2015-07-18"),
        ("بعد ظهر السبت", "2015-07-18"),
        ("السبت المقبل", "2015-07-25"),
        ("ليل الجمعة - السبت", "2015-07-17..2015-07-18"),
        ("ليل السبت الأحد", "2015-07-18..2015-07-19"),
        ("بعد منتصف ليل السبت - الأحد", "2015-07-19"),
        ("أمس", "2015-07-22"),
        ("صباح أمس", "2015-07-22"),
        ("أول أمس", "2015-07-21"),
        ("أمس الأول", "2015-07-21"),
        ("أول من أمس", "2015-07-21"),
        ("وأمس الأربعاء", "2015-07-22"),
        ("الليلة قبل الماضية", "2015-07-21..2015-07-22"),
        ("الجمعة قبل الماضي", "2015-07-10"),
        ("منذ العام الماضي", "2014-01-01..2015-07-23"),
        ("شهر رمضان المبارك الماضي", "2015-06-18..2015-07-16"),
        ("الساعات الأربع والعشرين الماضية", "2015-07-22..2015-07-23"),
        ("اليوم", "2015-07-23"),
        ("مساء اليوم", "2015-07-23"),
        ("الليلة الماضية", "2015-07-22..2015-07-23"),
        ("ليل أمس", "2015-07-22..2015-07-23"),
        ("ليل أمس السبت", "2015-07-18..2015-07-19"),
        ("غدا", "2015-07-24"),
        ("أمس (الجمعة)", "2015-07-17"),  # the weekday wins
        ("الخميس، 23 يوليو", "2015-07-23"),
        ("قبل يومين", "2015-07-21"),
        ("قبل خمسة أيام", "2015-07-18"),
        ("قبل أيام", "2015-07-16..2015-07-22"),
        ("قبل أكثر من أسبوعين", "2015-07-02..2015-07-09"),
        ("قبل شهرين", "2015-05-01..2015-05-31"),
        ("قبل عام", "2014-01-01..2014-12-31"),
        ("منذ ستة أيام", "2015-07-17..2015-07-23"),
        ("منذ الاثنين", "2015-07-20..2015-07-23"),
        ("منذ 11 يوليو", "2015-07-11..2015-07-23"),
        ("منذ عام 2013", "2013-01-01..2015-07-23"),
        ("الأسبوع الماضي", "2015-07-13..2015-07-19"),
        ("الشهر الماضي", "2015-06-01..2015-06-30"),
        ("العام الماضي", "2014-01-01..2014-12-31"),
        ("هذا الشهر", "2015-07-01..2015-07-31"),
        ("مطلع الشهر الجاري", "2015-07-01..2015-07-10"),
        ("أواسط تموز (يوليو) الحالي", "2015-07-11..2015-07-20"),
        ("نهاية مايو", "2015-05-21..2015-05-31"),
        ("في الأسبوع الأخير من حزيران - يونيو", "2015-06-24..2015-06-30"),
        ("أكتوبر الماضي", "2014-10-01..2014-10-31"),
        ("يوليو الماضي", "2014-07-01..2014-07-31"),
        ("يونيو من العام الماضي", "2014-06-01..2014-06-30"),
        ("30 يوليو الحالي", "2015-07-30"),
        ("18 مارس (آذار) الماضي", "2015-03-18"),
        ("9 أغسطس المقبل", "2015-08-09"),
        ("9 أغسطس", "2014-08-09"),
        ("رمضان الماضي", "2015-06-18..2015-07-16"),
        ("الصيف الماضي", "2014-06-01..2014-08-31"),
        ("الساعات الـ24 الماضية", "2015-07-22..2015-07-23"),
        ("الـ48 ساعة الماضية", "2015-07-21..2015-07-23"),
        ("الأيام الثلاثة الماضية", "2015-07-20..2015-07-23"),
        ("الأيام الأخيرة", "2015-07-16..2015-07-23"),
        ("الأشهر الماضية", "2015-01-24..2015-07-23"),
    ],
)
def test_a_relative_date_is_counted_from_publication(text: str, expected: str) -> None:
    (found,) = dates(text)
    assert spell(found) == expected


@pytest.mark.parametrize(
    "text", ["أمس", "السبت", "قبل يومين", "الشهر الماضي", "9 أغسطس", "منذ أيام"]
)
def test_without_publication_a_relative_date_is_unknown(text: str) -> None:
    (found,) = dates(text, None)
    assert found.relative
    assert found.interval.precision is DatePrecision.UNKNOWN
    assert found.interval.start is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("أمس", DatePrecision.DAY),
        ("الليلة الماضية", DatePrecision.DAY),
        ("الأسبوع الماضي", DatePrecision.WEEK),
        ("يونيو الماضي", DatePrecision.MONTH),
        ("العام الماضي", DatePrecision.YEAR),
    ],
)
def test_precision(text: str, precision: DatePrecision) -> None:
    assert [found.interval.precision for found in dates(text)] == [precision]


@pytest.mark.parametrize(
    "text",
    [
        "في اليوم التالي",
        "ذلك اليوم",
        "قال أب لطفلين",
        "نيسان سيارة",
        "رجب طيب",
        "مارس الضغط",
        "قبل يومين من التنفيذ",
        "2000 شخص",
        "الثمانينات",
        "مدنيان اثنان",
    ],
)
def test_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize("text", ["الساعة 10:30 صباحا", "عند الساعة الخامسة", "15:20"])
def test_a_time_of_day_is_marked(text: str) -> None:
    (found,) = dates(text)
    assert found.clock
    assert found.interval.start is None


def test_weekday_day_and_month_fix_the_year_the_text_names() -> None:
    (day, _) = dates("الأحد 27 شباط، كما في عام 2022", None)
    assert spell(day) == "2022-02-27"


def test_weekday_day_and_month_fix_the_only_year_that_fits() -> None:
    assert [spell(found) for found in dates("يوم الجمعة 18 آب", None)] == ["2023-08-18"]
    assert [found.interval.start for found in dates("يوم الجمعة 21 شباط", None)] == [None]


def test_a_text_that_dates_its_today_is_counted_from_it() -> None:
    found = dates("وصل اليوم الأربعاء 16 شباط 2022 وفد. وغادر أمس وفد آخر.", None)
    assert [spell(date) for date in found] == ["2022-02-16", "2022-02-15"]


def test_years_in_a_row() -> None:
    assert [spell(found)[:4] for found in dates("بين عامي 2011 و2013")] == ["2011", "2013"]
    assert [spell(found)[:4] for found in dates("من 2013 إلى 2015")] == ["2013", "2015"]


def test_figures_of_dates_are_no_numbers() -> None:
    text = "وصل 7 عمال في 25 يوليو 2015 عند الساعة 10:30 بعد غياب منذ ستة أيام"
    analysed = ARABIC.analyse(Article("d", "", text, "ar"))
    assert [number.low for number in ARABIC.find_numbers(analysed)] == [7]
    ARABIC.find_dates(analysed, PUBLISHED)
    assert [number.low for number in ARABIC.find_numbers(analysed)] == [7]


VOCABULARY = (
    "السبت ليل أمس اليوم منذ قبل نهاية الماضي المقبل رمضان 29 فبراير شباط / - ("
    " ) 2015 1436 0000 31 عام الشهر أسبوعين الأيام ساعة : من آلاف سنوات 9999 صيف"
)


@given(
    st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join) | st.text(),
    st.none() | st.dates(),
)
def test_any_text_gives_mentions_in_bounds_and_in_order(
    text: str, published: dt.date | None
) -> None:
    analysed = ARABIC.analyse(Article("d", "", text, "ar"))
    at = 0
    for found in ARABIC.find_dates(analysed, published):
        assert at <= found.first < found.last <= len(analysed.tokens)
        assert (found.start, found.end) == analysed.span(found.first, found.last)
        at = found.last
