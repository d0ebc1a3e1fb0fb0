"""Claims stand beside the record of the same subject, place and period, or are not compared."""

from __future__ import annotations

import datetime as dt

import pytest

from rasid.assess import (
    Check,
    IncidentTable,
    Stated,
    Told,
    check,
    indicator_table,
    stated,
    stock_figures,
)
from rasid.assess.claims import Outcome
from rasid.model import (
    DateInterval,
    DatePrecision,
    Direction,
    Evidence,
    Figure,
    Indicator,
    IndicatorKind,
    Place,
    PlacePrecision,
    Unit,
)
from tests.assess.making import table

FIRST, LAST = dt.date(2020, 1, 6), dt.date(2022, 12, 31)
# "Attacks fell by a third each year, an officer said; five hundred are held."
TEXT = "انخفضت الهجمات بمقدار الثلث سنويا، قال ضابط، وما زال خمسمئة محتجزين"


@pytest.fixture(scope="module")
def falling() -> IncidentTable:
    """Two thirds of the year before, each year."""
    return table([18] * 52 + [12] * 52 + [8] * 52)


def ask(falling: IncidentTable, **changes: object) -> Check:
    base: dict[str, object] = {
        "subject": "Group X", "unit": Unit.PERCENT_PER_YEAR, "low": -40.0, "high": -30.0,
        "start": FIRST, "end": LAST,
    }  # fmt: skip
    return check(Stated(**(base | changes)), falling)  # type: ignore[arg-type]


def test_a_true_yearly_rate_agrees(falling: IncidentTable):
    made = ask(falling)
    assert made.outcome is Outcome.AGREES
    assert made.record == pytest.approx(-33, abs=5)
    before, now = (n for *_, n in made.counts)
    assert before > now


@pytest.mark.parametrize(
    ("changes", "outcome", "why"),
    [
        ({"low": 20.0, "high": 30.0}, Outcome.DISAGREES, "record says"),
        ({"start": dt.date(2015, 1, 1)}, Outcome.NOT_COMPARABLE, "missing years"),
        ({"start": dt.date(2022, 1, 1)}, Outcome.NOT_COMPARABLE, "two years"),
        ({"start": None}, Outcome.NOT_COMPARABLE, "no period"),
        ({"unit": Unit.PEOPLE}, Outcome.NOT_COMPARABLE, "definition"),
        ({"subject": "Somebody else"}, Outcome.NOT_COMPARABLE, "scope"),
        ({"low": None, "high": None}, Outcome.NOT_COMPARABLE, "no number"),
        ({"unit": Unit.ATTACKS, "low": 2000, "high": 2000}, Outcome.AGREES, "incidents"),
        ({"unit": Unit.ATTACKS, "low": 9000, "high": 9000}, Outcome.DISAGREES, "incidents"),
        (
            {"unit": Unit.PERCENT, "start": dt.date(2022, 1, 3), "low": -30, "high": -30},
            Outcome.AGREES,
            "record says",
        ),
    ],
)
def test_outcomes(falling: IncidentTable, changes: dict[str, object], outcome: Outcome, why: str):
    made = ask(falling, **changes)
    assert made.outcome is outcome
    assert why in made.why


def evidence(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence.of("d1", TEXT, start, start + len(words))


def figure(**changes: object) -> Figure:
    base: dict[str, object] = {
        "figure_id": "f1",
        "quote": evidence("بمقدار الثلث"),
        "low": 30.0,
        "high": 40.0,
        "unit": Unit.PERCENT_PER_YEAR,
        "direction": "down",
        "subject": "Group X",
        "period": DateInterval(FIRST, dt.date(2020, 12, 31), DatePrecision.YEAR),
    }  # fmt: skip  - "by a third"
    return Figure(**(base | changes))  # type: ignore[arg-type]


def test_a_figure_of_an_article_becomes_a_claim(falling: IncidentTable):
    claim = stated(figure(), published=LAST)
    assert (claim.low, claim.high, claim.end) == (-40.0, -30.0, LAST)
    assert check(claim, falling).outcome is Outcome.AGREES


def test_stock_figures_are_listed_and_not_summed():
    held = figure(figure_id="f2", unit=Unit.PEOPLE, low=500, high=500, measure="held")
    later = figure(figure_id="f3", unit=Unit.PEOPLE, low=30000, high=30000, measure="held")
    rows = stock_figures(
        [(Told("b", dt.date(2021, 5, 1), "B"), later), (Told("a", dt.date(2020, 5, 1), "A"), held),
         (Told("c", None, None), held), (Told("d", LAST, "D"), figure())]
    )  # fmt: skip
    assert [row["doc_id"] for row in rows] == ["a", "b", "c"], "by day, undated last, no rates"
    assert [row["low"] for row in rows] == [500, 30000, 500]


def test_indicators_that_contradict_name_one_another():
    north = Place("", "North", PlacePrecision.GOVERNORATE)
    quote = evidence("خمسمئة محتجزين")  # five hundred held

    def said(number: str, direction: Direction, place: Place | None = north) -> Indicator:
        return Indicator(number, quote, IndicatorKind.REGROUPING, direction, "Group X", place)

    rows = indicator_table(
        [
            (Told("a", dt.date(2020, 5, 1), "A"), said("i1", Direction.PRESENT)),
            (Told("b", dt.date(2020, 6, 1), "B"), said("i1", Direction.ABSENT)),
            (Told("c", dt.date(2020, 7, 1), "C"), said("i1", Direction.ABSENT, None)),
        ]
    )
    assert [row["against"] for row in rows] == [["b#i1"], ["a#i1"], []]
