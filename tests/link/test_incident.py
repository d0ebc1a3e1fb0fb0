"""What an incident says of its reports: tolls by rule, conflicts, grade, first and last."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from rasid import knowledge_base
from rasid.link import explain
from rasid.link.building import build
from rasid.link.tolls import toll
from rasid.model import Count, Grade, Incident, Modality, Report, SourceKind, Toll, TollRule

from .making import DAY, report, town

NEXT = DAY + dt.timedelta(1)


def made(*reports: Report, rule: TollRule = TollRule.BEST) -> Incident:
    return build("inc-x", reports, rule)


@pytest.mark.parametrize(
    ("rule", "best"),
    [(TollRule.CONSERVATIVE, 2), (TollRule.BEST, 3), (TollRule.MIN_MAX, None)],
)
def test_the_rule_chooses_best_and_is_named(rule: TollRule, best: int | None) -> None:
    told = [report(doc, killed=n) for doc, n in (("a", 2), ("b", 3), ("c", 3), ("d", 5))]
    found = toll(told, "killed", rule)
    assert found is not None
    assert (found.low, found.best, found.high, found.rule) == (2, best, 5, rule)


def test_a_source_that_counts_again_replaces_its_own_number() -> None:
    early = report("a", killed=2, publisher="Wire")
    late = report("b", killed=5, publisher="Wire", published=NEXT)
    found = toll([late, early], "killed", TollRule.BEST)
    assert found is not None
    assert (found.low, found.best, found.high) == (5, 5, 5)


def test_copies_speak_once() -> None:
    copies = [report(f"c{n}", killed=9, origin="c0") for n in range(3)]
    own = [report(f"o{n}", killed=4) for n in range(2)]
    found = toll([*copies, *own], "killed", TollRule.BEST)
    assert found is not None
    assert found.best == 4


def test_open_ends_stay_open() -> None:
    found = toll([report("a", killed=Count(5, None))], "killed", TollRule.BEST)
    assert found is not None
    assert (found.low, found.best, found.high) == (5, 5, None)
    found = toll(
        [report("a", killed=Count(9, None)), report("b", killed=4)], "killed", TollRule.BEST
    )
    assert found is not None
    assert (found.low, found.high) == (4, None)
    found = toll(
        [report("a", killed=Count(2, None)), report("b", killed=4)], "killed", TollRule.BEST
    )
    assert found is not None
    assert (found.low, found.high) == (2, 4)


def test_unknown_is_not_zero() -> None:
    assert toll([report("a")], "killed", TollRule.BEST) is None
    zero = toll([report("a", killed=0)], "killed", TollRule.BEST)
    assert zero is not None
    assert (zero.low, zero.best, zero.high) == (0, 0, 0)
    assert made(report("a")).killed is None


def test_a_denial_gives_no_toll() -> None:
    found = made(report("a", killed=3), report("b", killed=0, modality=Modality.DENIED))
    assert found.killed is not None
    assert found.killed.low == 3


def test_disagreement_on_numbers_is_stated_with_its_articles() -> None:
    found = made(report("a", killed=2), report("b", killed=2), report("c", killed=9))
    (conflict,) = found.conflicts
    assert conflict.field == "killed"
    assert conflict.values == (("2", ("a", "b")), ("9", ("c",)))


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        ({"killed": Count(2, None)}, {"killed": 9}, []),
        ({"who": "River Brigades"}, {"who": "Army of the North"}, ["initiators"]),
        ({"who": "River Brigades"}, {"who": "Unidentified"}, []),
        ({"day": DAY}, {"day": NEXT}, ["date"]),
        ({"day": DAY}, {"day": DAY, "days": 7}, []),
        ({}, {"modality": Modality.DENIED}, ["modality"]),
        ({}, {"place": town("Faraway", 35.9, 39.5)}, ["place"]),
        ({}, {"place": town("Nextdoor", 35.92, 38.95)}, []),
    ],
)
def test_conflicts(first: dict[str, object], second: dict[str, object], fields: list[str]) -> None:
    found = made(report("a", **first), report("b", **second))  # type: ignore[arg-type]
    assert [conflict.field for conflict in found.conflicts] == fields


@pytest.mark.parametrize(
    ("reports", "grade"),
    [
        ([report("a")], Grade.WEAK),
        ([report("a"), report("b", origin="a")], Grade.WEAK),
        ([report("a"), report("b")], Grade.FAIR),
        ([report("a"), report("b", source=SourceKind.MILITARY)], Grade.CONFIRMED),
        ([report("a"), report("b"), report("c")], Grade.CONFIRMED),
        ([report("a"), report("b"), report("c", modality=Modality.DENIED)], Grade.CONTESTED),
        ([report("a", who="One"), report("b", who="Two"), report("c")], Grade.CONTESTED),
        ([report("a", modality=Modality.DENIED)], Grade.CONTESTED),
    ],
)
def test_grades_follow_the_stated_rule(reports: list[Report], grade: Grade) -> None:
    found = made(*reports)
    assert found.grade is grade
    assert found.grade_reason


def test_sources_count_origins_and_reports_are_all_kept() -> None:
    found = made(report("a"), report("b", origin="a"), report("c"))
    assert found.sources == 2
    assert len(found.reports) == 3


def test_first_and_last_seen_and_first_to_report() -> None:
    undated = report("u", published=None)
    found = made(undated, report("b", published=NEXT), report("a"))
    assert (found.first_seen, found.last_seen) == (DAY, NEXT)
    assert found.first_reported_by == "outlet of a"
    assert made(undated).first_seen is None


def test_a_retraction_by_everyone_who_told_it_withdraws_it() -> None:
    told = report("a", killed=3, publisher="Wire")
    denied = report("b", modality=Modality.DENIED, publisher="Wire", published=NEXT)
    other = report("c", modality=Modality.DENIED, publisher="Other", published=NEXT)
    assert made(told, denied).withdrawn
    assert not made(told, other).withdrawn


def test_the_finest_date_and_place_stand() -> None:
    vague = report("a", days=7, nowhere=True)
    fine = report("b", day=NEXT)
    found = made(vague, fine)
    assert found.date.start == NEXT
    assert found.place is not None
    assert found.place.name == "Tell Ward"
    assert made(report("u", day=None, nowhere=True)).date.start is None


def test_type_is_what_most_origins_tell() -> None:
    found = made(
        report("a", kind="air_drone_strike"),
        report("b", kind="shelling_missile"),
        report("c", kind="air_drone_strike", origin="a"),
        report("d", kind="shelling_missile"),
    )
    assert found.type == "shelling_missile"


def test_unidentified_gives_way_to_a_name() -> None:
    found = made(report("a", who="Unidentified"), report("b", who="River Brigades"))
    assert [party.actor for party in found.initiators] == ["River Brigades"]
    assert [p.actor for p in made(report("a", who="Unidentified")).initiators] == ["Unidentified"]


def test_a_part_of_a_force_is_no_rival_of_the_whole() -> None:
    actors = knowledge_base.load().actors
    part = next(actor for actor in actors.by_id.values() if actor.parent)
    whole = actors.by_id[str(part.parent)]

    def by(doc_id: str, name: str, actor_id: str) -> Report:
        told = report(doc_id, who=name)
        mention = dataclasses.replace(told.event.initiators[0], actor_id=actor_id)
        event = dataclasses.replace(told.event, initiators=(mention,))
        return dataclasses.replace(told, event=event)

    both = [by("a", part.name, part.actor_id), by("b", whole.name, whole.actor_id)]
    assert made(*both).conflicts == ()
    told = explain(*both)
    levels = {name: level for name, level, _ in told.rows}
    assert levels["initiators"] == "name one actor in common"


def test_an_upper_end_alone_keeps_low_best_and_high_in_order() -> None:
    told = [report("a", killed=5), report("b", killed=Count(None, 3))]
    found = toll(told, "killed", TollRule.CONSERVATIVE)
    assert found is not None
    assert (found.low, found.best, found.high) == (3, 3, 5)


def test_an_outlet_that_tells_again_is_no_second_source() -> None:
    first = report("a", killed=4, publisher="one outlet")
    update = report("b", killed=6, publisher="one outlet", published=DAY + dt.timedelta(2))
    found = build("inc-1", [first, update], TollRule.BEST)
    assert (found.sources, found.grade) == (1, Grade.WEAK)
    assert found.killed == Toll(6, 6, 6, TollRule.BEST)
    other = report("c", killed=6, publisher="another outlet", published=DAY + dt.timedelta(1))
    assert build("inc-1", [first, update, other], TollRule.BEST).sources == 2
