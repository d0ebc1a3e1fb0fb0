"""Undated news: it lies within the days in which news is told; background stays undated."""

import dataclasses
import datetime as dt

from tests.read.events.reading import DAY, article, locator, reader, rows

from rasid import language
from rasid.model import UNKNOWN_DATE, UNPUBLISHED, DateInterval, DatePrecision

# "The regime's forces shelled the town of al-Bara south of Idlib with artillery; two civilians were
# killed and others wounded, the civil defence said."
NEWS = (
    "قصفت قوات النظام بالمدفعية الثقيلة بلدة البارة جنوبي إدلب، ما أسفر عن مقتل مدنيين اثنين "
    "وإصابة آخرين، بحسب الدفاع المدني."
)


def test_undated_news_lies_in_the_days_before_publication() -> None:
    (event,) = rows(NEWS)
    assert event.date == DateInterval(
        DAY - dt.timedelta(days=3), DAY, DatePrecision.WEEK, reported=True
    )
    assert event.date.to_json()["basis"] == "report"
    assert not event.background


def test_a_day_that_the_text_gives_is_taken_as_it_is() -> None:
    # "… yesterday, Tuesday, …"
    (event,) = rows(NEWS.replace("بالمدفعية", "أمس الثلاثاء بالمدفعية"))
    assert event.date == DateInterval(dt.date(2021, 3, 16), dt.date(2021, 3, 16), DatePrecision.DAY)
    assert "basis" not in event.date.to_json()


def test_without_a_day_of_publication_nothing_is_dated() -> None:
    undated = dataclasses.replace(article(NEWS), published=UNPUBLISHED)
    analysed = language.get("ar").analyse(undated)
    found = reader().read(undated, analysed, locator().mentions(analysed))
    assert found
    assert all(event.date == UNKNOWN_DATE for event in found)


def test_news_does_not_take_the_date_of_what_the_text_looks_back_upon() -> None:
    # "… The town had seen similar shelling last February that killed a child."
    back = "\nوكانت البلدة شهدت في شباط الماضي قصفا مماثلا أسفر عن مقتل طفل."
    news, *rest = rows(NEWS + back)
    assert news.date.reported
    assert all(event.date.start == dt.date(2021, 2, 1) for event in rest)
