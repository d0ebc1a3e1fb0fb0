"""What evidence may weigh: words of one outlet, other towns, sides of a clash, days of telling."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from rasid.link import explain, link
from rasid.link.wording import words_of
from rasid.model import ActorMention, DateInterval, DatePrecision, Report

from .making import DAY, report, town


def groups(reports: list[Report]) -> list[list[str]]:
    return sorted(sorted(r.doc_id for r in one.reports) for one in link(reports).incidents)


def test_one_outlets_form_filled_for_two_towns_is_two_happenings() -> None:
    here = report("a", killed=3, publisher="one outlet", place=town("Tell Ward", 35.9, 38.9))
    there = report(
        "b",
        killed=2,
        publisher="one outlet",
        day=DAY + dt.timedelta(1),
        place=town("Bir Nasr", 36.3, 38.9),
    )
    assert groups([here, there]) == [["a"], ["b"]]
    levels = {name: level for name, level, _ in explain(here, there).rows}
    assert levels["wording"] == "unknown"


def test_one_outlets_form_filled_on_other_days_says_nothing() -> None:
    later = report("b", day=DAY + dt.timedelta(2), published=DAY + dt.timedelta(2))
    levels = {name: level for name, level, _ in explain(report("a"), later).rows}
    assert levels["wording"] == "unknown"


def test_the_name_of_the_outlet_and_its_dateline_are_no_common_words() -> None:
    one = report("a", words="حلب - زهير الشمال - انفجار لغم", publisher="زهير الشمال")
    two = report("b", words="حلب - زهير الشمال - خطف مزارع", publisher="زهير الشمال")
    assert not set(words_of(one)) & set(words_of(two))
    # Without a dateline the publisher's own name is left out too.
    assert words_of(report("c", words="مراسل زهير وصف خطف مزارع", publisher="زهير")) == words_of(
        report("d", words="مراسل وصف خطف مزارع")
    )


def test_other_kinds_of_event_in_one_town_stay_apart() -> None:
    mine = report("a", kind="ied_landmine", killed=2, words="انفجار لغم بمزارعين في البلدة")
    raid = report("b", kind="arrests", killed=None, words="دهم دار البلدة وتوقيف شبان")
    assert groups([mine, raid]) == [["a"], ["b"]]


def test_nobody_hurt_contradicts_two_dead() -> None:
    rows = explain(report("a", killed=0), report("b", killed=2)).rows
    assert {name: level for name, level, _ in rows}["killed"] == "apart"


def test_sides_of_a_clash_may_be_told_the_other_way_round() -> None:
    def clash(doc_id: str, who: str, whom: str) -> Report:
        one = report(doc_id, kind="armed_clash", killed=4, who=who)
        target = ActorMention(one.event.trigger, whom)
        return replace(one, event=replace(one.event, targets=(target,)))

    first, second = clash("a", "River Brigades", "Police"), clash("b", "Police", "River Brigades")
    levels = {name: level for name, level, _ in explain(first, second).rows}
    assert levels["initiators"] == levels["targets"] == "name one actor in common"
    assert groups([first, second]) == [["a", "b"]]


def test_days_of_telling_are_weak_evidence_and_an_exact_day_narrows_them() -> None:
    exact = report("a", killed=4, who="River Brigades")
    told = on_telling(report("b", killed=4, who="River Brigades", published=DAY + dt.timedelta(1)))
    rows = {name: (level, bits) for name, level, bits in explain(exact, told).rows}
    assert rows["date"][0].startswith("one undated, told within three days")
    assert abs(rows["date"][1]) < 2
    (found,) = link([told, exact]).incidents
    assert (found.date.start, found.date.end, found.date.reported) == (DAY, DAY, False)
    assert found.conflicts == ()


def test_days_of_telling_narrow_one_another_and_a_week() -> None:
    first = on_telling(report("a", killed=4, who="River Brigades", published=DAY))
    later = on_telling(report("b", killed=4, who="River Brigades", published=DAY + dt.timedelta(2)))
    (found,) = link([first, later]).incidents
    assert (found.date.start, found.date.end) == (DAY - dt.timedelta(1), DAY)
    assert found.date.reported
    week = report("c", killed=4, who="River Brigades", day=DAY - dt.timedelta(6), days=7)
    (found,) = link([first, week]).incidents
    assert (found.date.start, found.date.end) == (DAY - dt.timedelta(3), DAY)


def on_telling(one: Report) -> Report:
    """The report as news without a date: of the three days before it was told, or that day."""
    told = one.published
    assert told is not None
    date = DateInterval(told - dt.timedelta(3), told, DatePrecision.WEEK, reported=True)
    return replace(one, event=replace(one.event, date=date))
