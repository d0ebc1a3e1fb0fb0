"""The day of publication: known, inferred with its reason, or unknown; never guessed."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from rasid.collect import CollectOptions, collect
from rasid.collect.article import finish
from rasid.collect.dateline import date_in_url, numeric_date
from rasid.collect.draft import Draft, make_raw
from rasid.model import PublishedStatus

DAY = dt.date(2019, 3, 12)


def published(title, body, url=None):
    """What is inferred for a text of which nothing is given."""
    raw = make_raw(b"x", "a", "text/plain")
    return finish(
        Draft(raw=raw, title=title, body=body, url=url), CollectOptions()
    ).article.published


@pytest.mark.parametrize(
    "line",
    ["12/03/2019", "2019-03-12", "١٢/٣/٢٠١٩", "الثلاثاء 12 آذار 2019",
     "الثلاثاء, ١٢ مارس ٢٠١٩, ١٩:٣٢", "12 آذار/مارس 2019 - 10:30"],
)  # fmt: skip
def test_date_line_below_the_headline(title, paragraphs, line):
    found = published(title, "\n".join([title, line, *paragraphs]))
    assert (found.date, found.status) == (DAY, PublishedStatus.INFERRED)
    assert found.reason == "the byline names it"


@pytest.mark.parametrize(
    "head", ["الزهراء - 12 آذار 2019 - ", "الزهراء (وكالة النشرة) 12-3-2019: "]
)
def test_dateline_of_the_first_paragraph(title, paragraphs, head):
    found = published(title, head + "\n\n".join(paragraphs))
    assert (found.date, found.reason) == (DAY, "the dateline of the first paragraph names it")


@pytest.mark.parametrize(
    "line",
    # "published on", alone, beside a writer, before a later update, and first of all
    ["نشر في: 12 مارس 2019", "محرر الشؤون المحلية - نشر في: 12 مارس 2019 - الساعة 10:30",
     "أحمد المختلق، نُشر في 12 آذار 2019", "فلان المختلق | تاريخ النشر: 12/3/2019 | 14/3/2019"],
)  # fmt: skip
def test_a_page_says_when_it_was_published_beside_other_words(tmp_path, paragraphs, line):
    told = "".join(f"<p>{text}</p>" for text in (line, *paragraphs))
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>قصف على القرية</h1>{told}</body></html>", "utf-8")
    (outcome,) = collect([path])
    assert outcome.article.published.date == DAY
    assert published("", f"{line}\n\n" + "\n\n".join(paragraphs)).date == DAY


def test_a_date_of_posting_as_the_first_line(tmp_path, title, paragraphs):
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(["نشر في: 12 مارس 2019", title, *paragraphs]), "utf-8")
    (outcome,) = collect([path])
    assert outcome.article.published.date == DAY


def test_a_report_published_elsewhere_gives_the_page_no_date(tmp_path, paragraphs):
    told = "".join(f"<p>{t}</p>" for t in ("كان التقرير قد نشر في 12 آذار 2019", *paragraphs))
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>قصف على القرية</h1>{told}</body></html>", "utf-8")
    (outcome,) = collect([path])
    assert outcome.article.published.date is None


def test_date_line_below_the_article(title, paragraphs):
    assert published(title, "\n".join([*paragraphs, "الثلاثاء, 12 مارس 2019, 09:36"])).date == DAY


def test_dates_of_other_stories_are_not_taken(title, paragraphs, teasers):
    listed = [line for text in teasers for line in (text, "01/02/2020")]
    assert published(title, "\n".join([*paragraphs, "من الممكن أن يعجبك", *listed])).date is None
    assert published(title, "\n".join([title, *listed])).date is None


def test_date_inside_the_text_is_no_date_of_publication(title, paragraphs):
    told = "وكانت القرية تعرضت في 5 كانون الثاني 2015 لقصف مماثل أوقع عشرة جرحى من أهلها."
    assert published(title, "\n\n".join([*paragraphs, told])).date is None


def test_headline_of_a_daily_round_up(paragraphs):
    found = published("حصاد الأحداث الميدانية ليوم الثلاثاء 12-03-2019", "\n\n".join(paragraphs))
    assert (found.date, found.reason) == (DAY, "the headline of the round-up names it")
    assert published("خمس سنوات على قصف الزهراء 12-03-2014", "\n\n".join(paragraphs)).date is None


def test_what_the_text_calls_today(title):
    told = "أصيب رجل في قرية الزهراء اليوم الثلاثاء 12 آذار 2019 جراء انفجار لغم من مخلفات الحرب."
    found = published(title, told)
    assert (found.date, found.reason) == (DAY, "the text calls this day today")


def test_year_of_today_by_its_weekday(title):
    told = "أصيب رجل في قرية الزهراء اليوم الثلاثاء 12 آذار جراء انفجار لغم من مخلفات الحرب. "
    assert published(title, told).date is None
    assert published(title, told + "وشهدت القرية منذ مطلع عام 2019 أربعة حوادث.").date == DAY
    assert published(title, told + "وشهدت القرية منذ مطلع عام 2018 أربعة حوادث.").date is None
    # two years of which both fit decide nothing
    assert published(title, told + "وشهدت القرية بين 2013 و2019 عشرة حوادث.").date is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://example.org/2019/03/12/a-b", DAY),
        ("http://example.org/news/2019-03-12-a", DAY),
        ("http://example.org/Issues/20190312/Con20190312786841.htm", DAY),
        ("http://example.org/2019/20190312/du3.htm", DAY),
        ("http://example.org/%D8%A7/2019/3/12/", DAY),
        ("http://example.org/2019/13/45/", None),
        ("http://example.org/article/920190312785", None),
        ("http://example.org/a?d=2019-03-12", None),
        ("http://[bad/2019/03/12", None),
    ],
)
def test_url(url, day):
    assert date_in_url(url) == day


def test_url_is_the_reason(title, paragraphs):
    found = published(title, "\n\n".join(paragraphs), "http://example.org/2019/03/12/a")
    assert (found.date, found.reason) == (DAY, "the URL names it")


def test_numbers_that_are_no_dates():
    assert numeric_date("31/02/2019 و 2019/99/99 و 12-3/2019") is None
    assert numeric_date("الرقم 112/03/20191") is None


def test_unknown_stays_unknown(tmp_path, record):
    path = tmp_path / "a.jsonl"
    path.write_text(record(published=None), encoding="utf-8")
    (outcome,) = collect([path])
    assert outcome.article.published.status is PublishedStatus.UNKNOWN
    assert outcome.article.published.date is None
    assert json.loads(outcome.raw.content)["published"] is None
