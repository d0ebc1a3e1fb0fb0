"""Numbers that are stocks, rates and trends, and those that are not."""

import datetime as dt

import pytest
from tests.read.statements.reading import context, statements

from rasid.model import Unit
from rasid.read.statements.figures import is_candidate, unit_of


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("شن الطيران 40 غارة على الوادي.", Unit.ATTACKS),
        ("بلغت الكلفة 30 مليون دولار.", Unit.USD),
        ("سقطت 12 قذيفة على السهل.", Unit.OTHER),
        ("يقاتل 200 شخص في الجبل.", Unit.PEOPLE),
        ("تراجعت الهجمات بنسبة 20 في المائة.", Unit.PERCENT),
        ("تراجعت الهجمات بنسبة 20 في المائة سنويا.", Unit.PERCENT_PER_YEAR),
    ],
)
def test_unit(body: str, unit: Unit) -> None:
    found = context(body)
    assert unit_of(found, found.numbers[0]) is unit


@pytest.mark.parametrize(
    "body",
    [
        "وهو من مواليد 1986 في القرية.",  # born in 1986
        "استند إلى قرار المجلس رقم 77 بشأن المياه.",  # resolution number 77
        "سار القطيع 30 كيلومترا في السهل.",  # kilometres
    ],
)
def test_numbers_that_count_nothing(body: str) -> None:
    found = context(body)
    assert not any(is_candidate(found, number) for number in found.numbers)


def test_hundreds_and_perhaps_thousands_is_one_number() -> None:
    found = context("انتقل مئات وربما آلاف المقاتلين إلى التلال.")
    kept = [number for number in found.numbers if is_candidate(found, number)]
    assert [(number.low, number.high) for number in kept] == [(100, None)]


def test_a_trend_with_direction_period_speaker_and_unit() -> None:
    (figure,) = statements(
        "انخفض عدد الهجمات التي يشنها المسلحون في الوادي، بما يتراوح بين 20 و25 في المائة سنويا"
        " منذ عام 2017، وفقا لمسؤولين عسكريين."
    ).figures
    assert (figure.low, figure.high, figure.unit) == (20, 25, Unit.PERCENT_PER_YEAR)
    assert figure.direction == "down"
    assert figure.quote.quote.startswith("انخفض عدد الهجمات")
    assert figure.attributed_to is not None
    assert figure.attributed_to.quote == "لمسؤولين عسكريين"
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (dt.date(2017, 1, 1), None)


def test_stock_is_a_figure_and_toll_of_one_event_is_not() -> None:
    found = statements(
        "ولا يزال نحو 9000 معتقل في سجون الوادي منذ عام 2016، بحسب تقرير المنظمة."
        " وقتل ثلاثة أشخاص أمس في انفجار عبوة."
    ).figures
    assert [(figure.low, figure.high) for figure in found] == [(9000, 9000)]
