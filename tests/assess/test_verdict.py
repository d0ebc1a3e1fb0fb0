"""The verdict follows its rule on records whose truth is known."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from rasid.assess import IncidentTable, Question, Verdict, assess, conform
from rasid.assess.briefing import brief
from rasid.assess.record import holes
from rasid.assess.spellings import group_name
from rasid.assess.telling import incidents, percent
from tests.assess.making import frame, table, two_of_three


def verdict(made: IncidentTable, **where: str) -> Verdict:
    return assess(made, Question("Group X", **where), forecast=False).ruling.verdict


def test_a_halved_year_is_fading():
    assert verdict(table([8] * 104 + [4] * 52)) is Verdict.FADING


def test_a_rise_that_spreads_is_resurging():
    wide = [2] * 148 + [8] * 8
    assert verdict(table([5] * 148 + [14] * 8, districts=wide)) is Verdict.RESURGING


def test_a_rise_that_does_not_spread_is_not_called_resurging():
    made = frame([5] * 148 + [14] * 8)
    made["killed"] = 1.0
    assert verdict(IncidentTable(conform(made))) is Verdict.NOT_DETERMINED


def test_an_even_record_is_stable():
    assert verdict(table([9] * 156, seed=3)) is Verdict.STABLE


def test_a_local_rise_in_a_falling_country():
    nation = frame([12] * 104 + [4] * 52, admin1="South")
    local = frame([2] * 148 + [9] * 8, admin1="North", seed=1)
    made = IncidentTable(conform(pd.concat([nation, local])))
    assert verdict(made, admin1="north") is Verdict.LOCAL_SURGE


def test_one_burst_is_an_alarm_but_no_trend():
    made = assess(table([1] * 154 + [25, 1]), Question("Group X"), forecast=False)
    assert made.alarms
    assert made.ruling.verdict not in {Verdict.RESURGING, Verdict.LOCAL_SURGE}


def test_an_added_source_is_not_a_rise():
    """The same violence, and from the second year on one more outlet that tells more of it."""
    old = frame([5] * 156)
    new = frame([0] * 104 + [4] * 52, seed=1, sources=lambda _w, _r: ("new outlet",))
    made = assess(
        IncidentTable(conform(pd.concat([old, new]))), Question("Group X"), forecast=False
    )
    assert made.here.year.before is not None
    assert made.here.year.before.p_decline < 0.01, "the naive count rises"
    assert made.ruling.verdict is Verdict.NOT_DETERMINED
    assert "panel" in " ".join(map(str, made.ruling.why))


@pytest.mark.parametrize("early", [2, 8, 20], ids=lambda weeks: f"{weeks} weeks early")
def test_a_source_that_creeps_in_before_the_window_is_not_a_rise(early: int):
    """The same violence; one more outlet begins shortly before the year that is compared."""
    old = frame([5] * 156)
    rates = [0] * (104 - early) + [8] * (52 + early)
    new = frame(rates, seed=1, sources=lambda _w, _r: ("new outlet",), districts=9)
    made = assess(
        IncidentTable(conform(pd.concat([old, new]))), Question("Group X"), forecast=False
    )
    panel = made.signals.coverage_year.fixed_panel
    assert panel is not None
    assert panel.now < 1.3 * panel.before
    assert made.signals.coverage_year.gained == ("new outlet",)
    assert made.ruling.verdict is Verdict.NOT_DETERMINED
    assert made.ruling.why[0].code == "panel"


def test_sources_that_replace_all_others_are_not_a_rise():
    old = frame([5] * 104 + [0] * 52)
    new = frame(
        [0] * 104 + [14] * 52, seed=1, sources=lambda _w, r: (f"new {r.integers(3)}",), districts=9
    )
    made = assess(
        IncidentTable(conform(pd.concat([old, new[:-1]]))), Question("Group X"), forecast=False
    )
    assert made.signals.coverage_year.fixed_panel is None
    assert made.ruling.verdict is Verdict.NOT_DETERMINED
    assert made.ruling.why[0].code == "no_panel"


def test_a_source_with_few_reports_stays_in_the_panel():
    """Eight reports a year spread over it are presence; they need not fall in every month."""
    old = frame([5] * 156)
    rare = old.iloc[::20].copy()
    rare["sources"] = [("a", "rare")] * len(rare)
    whole = pd.concat([old.drop(rare.index), rare])
    made = assess(IncidentTable(conform(whole)), Question("Group X"), forecast=False)
    assert "rare" not in made.signals.coverage_year.gained + made.signals.coverage_year.lost
    assert not made.signals.coverage_year.panel_disagrees


def until(made: pd.DataFrame, last: str) -> IncidentTable:
    return IncidentTable(conform(made[made["date"] <= last]))


@pytest.mark.parametrize("day", ["2023-02-28", "2030-01-01"])
def test_a_record_that_ended_is_no_decline(day: str):
    made = until(frame([8] * 156), "2022-12-25")
    answer = assess(made, Question("Group X", as_of=pd.Timestamp(day)), forecast=False)
    told = answer.to_json()
    assert told["verdict"] == "not determined"
    assert not told["enough_data"]
    assert told["why"][0].startswith("the record ends on 2022-12-25")
    assert day in told["overturned_by"][0]
    assert told["through"] == told["windows"]["8w"]["through"] == "2022-12-25"
    assert told["change_points"] == [], "the days after the record make no step"
    assert told["windows"]["52w"]["now"] > 300
    assert told["notes"] == []
    assert brief(answer).weeks[-1].end.isoformat() == "2022-12-25"
    arabic = answer.to_json("ar")
    assert "2022-12-25" in arabic["why"][0]
    assert day in arabic["overturned_by"][0]


def test_a_record_that_goes_on_covers_a_quiet_group():
    """Other parties are still told of, so the silence of this one is a decline."""
    other = frame([3] * 190, seed=2, admin1="South")
    other["parties"] = [("Group Y",)] * len(other)
    quiet = frame([8] * 104 + [3] * 40 + [0] * 46)
    made = assess(
        IncidentTable(conform(pd.concat([quiet, other]))), Question("Group X"), forecast=False
    )
    assert made.ruling.verdict is Verdict.FADING
    assert made.signals.ended is None


def test_a_thin_record_is_not_over_because_of_its_usual_gaps():
    thin = frame([0.35] * 200, seed=4)
    days = thin["date"].sort_values()
    gap = int(days.diff().dt.days.quantile(0.9))
    assert gap > 14
    as_of = days.max() + pd.Timedelta(days=gap)
    made = assess(IncidentTable(conform(thin)), Question("Group X", as_of=as_of), forecast=False)
    assert made.signals.ended is None
    assert made.through == as_of


def holed(rates: list[float], first: str, last: str) -> IncidentTable:
    """A table in which nothing at all, of any party or place, stands from one day to another."""
    made = frame(rates)
    return IncidentTable(conform(made[(made["date"] < first) | (made["date"] > last)]))


def test_a_day_inside_the_record_is_covered_and_one_in_a_hole_of_it_is_not():
    made = holed([8] * 156, "2022-05-01", "2022-06-10")
    for day, ended in (("2022-05-10", False), ("2022-06-05", True), ("2022-07-05", False)):
        question = Question("Group X", as_of=pd.Timestamp(day))
        assert (assess(made, question, forecast=False).signals.ended is not None) is ended


def test_weeks_before_a_hole_are_not_set_beside_those_after_it():
    """Silence of a whole table is unknown: the return from it is no rise."""
    made = assess(holed([8] * 156, "2021-03-01", "2022-10-20"), Question("Group X"), forecast=False)
    assert made.ruling.verdict is Verdict.NOT_DETERMINED
    assert not made.ruling.enough
    told = made.to_json()
    assert "nothing at all from 2021-03-01 to 2022-10-2" in told["why"][0]
    assert "or knowing that there were none" in told["overturned_by"][0]
    assert len(told["notes"]) == 1
    assert told["windows"]["52w"]["before"] is None
    assert told["windows"]["8w"]["before"] is None


def test_an_old_hole_changes_nothing_but_what_is_told():
    made = assess(holed([8] * 208, "2020-03-01", "2020-06-20"), Question("Group X"), forecast=False)
    assert made.ruling.verdict is Verdict.STABLE
    assert [note.code for note in made.selection.notes] == ["hole"]


@pytest.mark.parametrize(
    "rates",
    [
        [10] * 80 + [0.3] * 76,  # fades to one incident in three weeks
        [0.3] * 76 + [10] * 80,
        [1] * 156,
        [0.25] * 156,
        [0.05] * 110 + [6] * 46,  # a handful, then a campaign
    ],
)
def test_a_record_that_is_sparse_or_fades_has_no_hole(rates: list[float]):
    for seed in range(4):
        made = IncidentTable(conform(frame(rates, seed=seed)))
        assert holes(made.frame["date"]) == []


def test_a_day_written_a_century_off_does_not_stretch_the_record():
    made = frame([8] * 156)
    wrong = made.iloc[[0]].assign(date=pd.Timestamp("1905-01-01"))
    whole = IncidentTable(conform(pd.concat([wrong, made])))
    assert assess(whole, Question("Group X"), forecast=False).ruling.verdict is Verdict.STABLE


def test_less_than_a_week_is_too_little_and_no_error():
    made = IncidentTable(conform(frame([8] * 10).iloc[:1]))
    told = assess(made, Question("Group X")).to_json()
    assert (told["verdict"], told["enough_data"]) == ("not determined", False)
    assert told["windows"]["8w"]["now"] == 1


def test_percentages_are_told_without_a_signed_zero_or_a_false_precision():
    told = [percent(value) for value in (-0.2, 0.0, 3.6, -48.2, 1000.0, 114740.3)]
    assert told == ["0%", "0%", "+4%", "-48%", "+1000%", ">+1000%"]


def test_one_source_alone_determines_nothing():
    made = table([8] * 104 + [4] * 52, sources=lambda _w, _r: ("only",))
    assert verdict(made) is Verdict.NOT_DETERMINED


def test_sources_that_conflict_determine_nothing():
    made = assess(
        table([8] * 104 + [4] * 52),
        Question("Group X"),
        forecast=False,
        conflicts=("two reports disagree on the sign",),
    )
    assert made.ruling.verdict is Verdict.NOT_DETERMINED
    assert str(made.ruling.why[0]) == "two reports disagree on the sign"


@pytest.mark.parametrize("rates", [[8] * 60, [0.05] * 156], ids=["short", "thin"])
def test_too_little_is_an_answer(rates: list[float]):
    made = assess(table(rates), Question("Group X"), forecast=False)
    assert made.ruling.verdict is Verdict.NOT_DETERMINED
    assert not made.ruling.enough
    assert "not enough to tell" in str(made.ruling.why[0])
    assert not made.to_json()["enough_data"]


def test_without_sources_the_answer_says_that_coverage_is_unchecked():
    made = assess(
        table([8] * 104 + [4] * 52, sources=lambda _w, _r: ()), Question("Group X"), forecast=False
    )
    assert made.ruling.verdict is Verdict.FADING
    assert any("coverage could not be checked" in str(what) for what in made.overturned_by)


def test_the_same_question_gives_the_same_answer():
    made = table([6] * 156, sources=two_of_three)
    question = Question("Group X", "IQ")
    assert assess(made, question).to_json() == assess(made, question).to_json()


def test_every_reason_is_told_in_both_languages():
    made = assess(table([8] * 104 + [4] * 52), Question("Group X"), forecast=False)
    english, arabic = made.to_json(), made.to_json("ar")
    assert len(english["why"]) == len(arabic["why"]) >= 1
    for text in (*arabic["why"], *arabic["overturned_by"]):
        assert any("\u0621" <= letter <= "\u064a" for letter in text)


def test_what_the_record_does_not_reach_is_unknown_and_not_zero():
    told = assess(table([8] * 55), Question("Group X"), forecast=False).to_json()
    assert told["windows"]["52w"]["before"] is None
    assert told["mix"]["52w"]["before"] is None
    assert told["coverage"]["52w"]["sources_before"] is None
    assert told["windows"]["8w"]["last_year"] is None
    assert told["windows"]["8w"]["before"] > 0


def test_a_number_has_its_noun_in_the_form_that_it_asks_for():
    told = [incidents(n, "en") for n in (0, 1, 2)]
    assert told == ["no incidents", "1 incident", "2 incidents"]
    arabic = [re.sub("[\u2066\u2069]", "", incidents(n, "ar")) for n in (1, 2, 3, 10, 11, 100, 103)]
    # one, two, three to ten in the plural, eleven and more in the singular, by the last two digits
    assert arabic == [
        "حادثة واحدة", "حادثتان", "3 حوادث", "10 حوادث", "11 حادثة", "100 حادثة", "103 حوادث",
    ]  # fmt: skip


def test_a_branch_does_not_lend_its_name_to_the_group():
    assert group_name("داعش", "en") == "Islamic State"  # Daesh
    assert group_name("no such group", "ar") == "no such group"


def test_the_brief_counts_nothing_before_a_hole():
    made = assess(holed([8] * 156, "2022-03-01", "2022-10-20"), Question("Group X"), forecast=False)
    (line, *_) = brief(made).units
    assert line.year.value == len(line.year.ids) == made.here.year.now
    assert len(line.spark) == len(made.here.series) // 4
