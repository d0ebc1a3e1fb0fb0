"""A report is of one happening the less surely the more like it there were."""

from __future__ import annotations

import datetime as dt

import pytest

from rasid.link import explain, link
from rasid.link.rivals import Seen, rivals, seen, stretches
from rasid.model import ActorMention, Report

from .making import DAY, report, town

DAYS = [DAY + dt.timedelta(n) for n in (0, *range(-14, 0), *range(1, 15))]
# A raid on the bridge, a raid on the bakery: one outlet's form, told of one town day after day.
FORM = "غارة على {} في البلدة من دون معرفة الحصيلة حتى الساعة"


def level(a: Report, b: Report, name: str = "rivals", elsewhere: tuple[Seen, ...] = ()) -> str:
    rows = explain(a, b, elsewhere=elsewhere).rows
    return next(level for comparison, level, _ in rows if comparison == name)


def seen_daily(days: list[dt.date]) -> tuple[Seen, ...]:
    told = (seen(report(f"d{n}", day=day)) for n, day in enumerate(days))
    return tuple(one for one in told if one)


def test_a_quiet_town_has_hardly_a_rival() -> None:
    assert level(report("a"), report("b")) == "hardly any other"


def test_a_town_shelled_day_after_day_has_many() -> None:
    a, b = report("a"), report("b")
    levels = [level(a, b, elsewhere=seen_daily(DAYS[:n])) for n in (1, 6, 11, 29)]
    assert levels == ["hardly any other", "about two", "about four", "about sixteen or more"]
    bits = [explain(a, b, elsewhere=seen_daily(DAYS[:n])).bits for n in (1, 6, 11, 29)]
    assert bits == sorted(bits, reverse=True)


def test_fifty_outlets_on_one_day_make_no_town_busy() -> None:
    told = [report(f"a{n}") for n in range(50)]
    assert rivals(told).here[0] == rivals(told[:1]).here[0]


def test_a_town_hit_every_day_keeps_its_days_apart() -> None:
    told = [
        report(f"{day}-{outlet}", day=day, published=day, words=FORM.format(what))
        for day, what in zip(DAYS, ("الجسر", "المخبز") * 15, strict=False)  # the bridge, the bakery
        for outlet in ("one", "two")
    ]
    found = link(told)
    # At either end of what was told the town has not been seen busy yet.
    middle = [one for one in found.incidents if abs((one.date.start or DAY) - DAY).days <= 5]
    assert sorted(one.date.start for one in middle if one.date.start) == sorted(
        DAY + dt.timedelta(n) for n in range(-5, 6)
    )
    assert {len(one.reports) for one in middle} == {2}


def test_what_the_store_saw_counts_like_what_is_given() -> None:
    told = [report(f"d{n}", day=day) for n, day in enumerate(DAYS)]
    given = rivals(told)
    beside = rivals(told[:1], seen_daily(DAYS))
    assert beside.here[0] == given.here[0]
    assert beside.like_it[0] == given.like_it[0]
    first, last = stretches(told[:1])[0]
    assert first <= DAY - dt.timedelta(1)
    assert last >= DAY + dt.timedelta(1)


def test_a_report_without_a_place_joins_by_day_kind_and_toll() -> None:
    whole = report("a", killed=7, who="River Brigades")
    bare = report("b", killed=7, who="River Brigades", nowhere=True)
    assert len(link([whole, bare]).incidents) == 1


def test_but_not_where_many_towns_saw_its_kind() -> None:
    bare = report("b", killed=2, nowhere=True, words="سقط قتيلان في غارة")  # two died in a raid
    towns = [
        report(f"a{n}", killed=2 + n, place=town(f"T{n}", 33 + n * 0.4, 38.0 + n * 0.4))
        for n in range(16)
    ]
    assert len(link([bare, *towns]).incidents) == 17
    assert len(link([bare, towns[0]]).incidents) == 1


def test_what_was_told_years_apart_without_a_date_stays_apart() -> None:
    later = report("b", day=None, published=DAY + dt.timedelta(900), killed=2)
    assert level(report("a"), later, "date") == "one undated, told in another season"
    assert len(link([report("a", killed=2), later]).incidents) == 2


def struck_by(doc_id: str, name: str, actor_id: str, day: dt.date = DAY) -> Report:
    evidence = report(doc_id).event.trigger
    return report(doc_id, day=day, initiators=(ActorMention(evidence, name, actor_id),))


ARMY = ("Syrian government forces", "sy_army")
RUSSIA = ("Russian Armed Forces", "ru_army")
TURKEY = ("Turkish Armed Forces", "tr_army")
PEOPLE = ("Civilians", "civilians")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (ARMY, ARMY, "name one actor in common"),
        (ARMY, RUSSIA, "name two of one side"),
        (RUSSIA, ("Government of Russia", "ru_government"), "name two of one side"),
        (ARMY, PEOPLE, "one names a party, one only people"),
        (ARMY, TURKEY, "name different actors"),
    ],
)
def test_who_struck_is_compared_by_sides(
    first: tuple[str, str], second: tuple[str, str], found: str
) -> None:
    assert level(struck_by("a", *first), struck_by("b", *second), "initiators") == found


def test_an_alliance_ends_on_its_day() -> None:
    late = dt.date(2025, 2, 1)
    made = [struck_by(doc, *who, day=late) for doc, who in (("a", ARMY), ("b", RUSSIA))]
    assert level(*made, "initiators") == "name different actors"
