"""Reports that tell one happening come together, others stay apart, and ids stay what they were."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from rasid.link import explain, learn_weights, link, load_weights
from rasid.link.comparisons import COMPARISONS
from rasid.link.editing import edit
from rasid.model import (
    ChangeKind,
    Count,
    Decision,
    DecisionKind,
    Modality,
    Report,
    Review,
    Toll,
    TollRule,
)

from .making import DAY, report, town
from .newsroom import bcubed, simulate

NOON = dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)


def groups(reports: list[Report], **options: object) -> list[list[str]]:
    found = link(reports, **options)  # type: ignore[arg-type]
    return sorted(sorted(r.doc_id for r in one.reports) for one in found.incidents)


def test_nothing_gives_nothing() -> None:
    found = link([])
    assert found.incidents == ()
    assert found.changes == ()


def test_two_reports_of_one_happening_are_one_incident() -> None:
    assert groups([report("a", killed=2), report("b", killed=2)]) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        report("b", killed=2, day=DAY + dt.timedelta(9), published=DAY + dt.timedelta(9)),
        report("b", killed=2, place=town("Far Away", 33.1, 36.2, "South"), words="قصف قرية أخرى"),
        report("b", killed=40, kind="arrests", words="اعتقال أربعين شخصا في حملة"),
    ],
    ids=["another week", "another province", "another kind"],
)
def test_what_contradicts_stays_apart(other: Report) -> None:
    assert groups([report("a", killed=2), other]) == [["a"], ["b"]]


def test_contradicting_evidence_weighs_against() -> None:
    same = explain(report("a", killed=7), report("b", killed=7))
    other = explain(report("a", killed=7), report("b", killed=30))
    far = explain(report("a", killed=7), report("b", killed=7, place=town("X", 35.9, 39.6)))
    assert other.bits < same.bits - 2
    assert far.bits < same.bits - 2


def test_an_explanation_names_every_comparison_and_adds_up() -> None:
    told = explain(report("a", killed=2), report("b", killed=2, nowhere=True))
    rows = {name: (level, bits) for name, level, bits in told.rows}
    assert rows["distance"] == ("unknown", 0.0)
    assert rows["date"][0] == "the same day"
    assert rows["killed"][0] == "the same number, under five"
    assert told.bits == pytest.approx(told.prior + sum(bits for _, _, bits in told.rows))


def test_habitual_and_planned_events_make_no_incident() -> None:
    found = link([report("a", specific=False), report("b", modality=Modality.PLANNED)])
    assert found.incidents == ()
    assert found.incident_of == {}


def test_the_order_of_reports_does_not_matter() -> None:
    reports, _ = simulate(60, seed=3, towns=12, days=20)
    first = link(reports)
    shuffled = list(reports)
    random.Random(1).shuffle(shuffled)
    assert link(shuffled).incident_of == first.incident_of


def test_linking_again_keeps_every_id_and_changes_nothing() -> None:
    reports, _ = simulate(60, seed=4, towns=12, days=20)
    first = link(reports)
    again = link(reports, first.incidents)
    afresh = link(reports, first.incidents, afresh=True)
    for other in (again, afresh):
        assert other.incident_of == first.incident_of
        assert other.changes == ()
        assert other.retired == {}


def test_adding_articles_renumbers_nothing() -> None:
    reports, _ = simulate(80, seed=5, towns=12, days=20)
    reports.sort(key=lambda r: r.doc_id)
    held = link(reports[:-40])
    after = link(reports, held.incidents)
    kept = [pair for pair in held.incident_of if after.incident_of[pair] == held.incident_of[pair]]
    moved = set(held.incident_of) - set(kept)
    retired = {held.incident_of[pair] for pair in moved}
    # A report only changes its id where its incident went into another one, or it left one.
    assert all(
        incident in after.retired or incident in set(after.incident_of.values())
        for incident in retired
    )
    assert len(kept) > 0.97 * len(held.incident_of)


def test_one_more_report_keeps_the_id_and_is_told_as_a_change() -> None:
    first = link([report("a", killed=2)])
    (incident,) = first.incidents
    assert [c.kind for c in first.changes] == [ChangeKind.CREATED]
    late = report("b", killed=5, published=DAY + dt.timedelta(1))
    second = link([report("a", killed=2), late], first.incidents)
    assert [one.incident_id for one in second.incidents] == [incident.incident_id]
    changes = {change.field: change for change in second.changes}
    assert changes["sources"].before == 1
    assert changes["sources"].after == 2
    assert changes["killed"].after["high"] == 5
    assert changes["killed"].doc_ids == ("b",)


def test_a_report_whose_type_was_read_anew_keeps_its_incident() -> None:
    first = link([report("a", kind="shelling_missile")])
    second = link([report("a", kind="air_drone_strike")], first.incidents)
    assert second.incidents[0].incident_id == first.incidents[0].incident_id
    assert second.retired == {}


def test_an_incident_without_reports_is_withdrawn() -> None:
    first = link([report("a", killed=2)])
    second = link([], first.incidents)
    assert second.incidents == ()
    assert second.retired == {first.incidents[0].incident_id: None}
    assert [c.kind for c in second.changes] == [ChangeKind.WITHDRAWN]


def decision(number: int, kind: DecisionKind, *groups: list[Report], **fields: object) -> Decision:
    keys = tuple(tuple(r.key for r in group) for group in groups)
    at = NOON + dt.timedelta(hours=number)
    return Decision(number, kind, keys, "Analyst", "because", at, **fields)  # type: ignore[arg-type]


def test_an_edit_outlives_a_reader_that_changed_its_mind() -> None:
    """What a person set or rejected stays; their consent does not cover another type."""
    raqqa = replace(town(), text="الرقة")  # Raqqa
    city = replace(raqqa, text="مدينة الرقة")  # the city of Raqqa
    before = report("a", kind="shelling_missile", place=raqqa)
    retyped = report("a", kind="air_drone_strike", place=raqqa)
    replaced = report("a", kind="shelling_missile", place=city)
    elsewhere = report("a", kind="shelling_missile", place=replace(raqqa, text="حمص"))  # Homs
    toll = {"low": 4, "best": 4, "high": 4, "rule": "best"}
    edited = decision(1, DecisionKind.EDIT, [before], field="killed", value=toll)
    rejected = decision(2, DecisionKind.EDIT, [before], field="review", value="rejected")
    accepted = decision(3, DecisionKind.EDIT, [before], field="review", value="accepted")

    def review(now: Report, *decisions: Decision) -> Review:
        (incident,) = link([now], decisions=decisions).incidents
        return incident.review

    for now in (before, retyped, replaced, elsewhere):
        (incident,) = link([now], decisions=[edited]).incidents
        assert incident.killed == Toll(4, 4, 4, TollRule.BEST)
        assert review(now, rejected) is Review.REJECTED
    assert [review(now, accepted) for now in (before, replaced)] == [Review.ACCEPTED] * 2
    assert [review(now, accepted) for now in (retyped, elsewhere)] == [Review.UNREVIEWED] * 2
    (other,) = link([retyped]).incidents
    there = {before.key, retyped.key}
    assert edit(other, [rejected]).review is Review.REJECTED
    assert edit(other, [rejected], there) == other  # one trigger told two events all along


def test_a_persons_merge_wins_and_can_be_taken_back() -> None:
    a, b = report("a", killed=2), report("b", killed=2, day=DAY + dt.timedelta(9))
    first = link([a, b])
    assert len(first.incidents) == 2
    merged = link([a, b], first.incidents, [decision(1, DecisionKind.MERGE, [a], [b])])
    assert len(merged.incidents) == 1
    kept = merged.incidents[0].incident_id
    (gone,) = merged.retired
    assert merged.retired[gone] == kept
    assert ChangeKind.MERGED in {change.kind for change in merged.changes}
    back = link([a, b], merged.incidents, [], afresh=True)
    assert len(back.incidents) == 2
    assert kept in {one.incident_id for one in back.incidents}


def test_a_persons_split_wins_over_all_evidence_and_over_new_reports() -> None:
    a, b, c = report("a", killed=2), report("b", killed=2), report("c", killed=2)
    first = link([a, b])
    split = [decision(1, DecisionKind.SPLIT, [a], [b])]
    second = link([a, b], first.incidents, split)
    assert len(second.incidents) == 2
    assert ChangeKind.SPLIT in {change.kind for change in second.changes}
    third = link([a, b, c], second.incidents, split)
    assert third.incident_of["a", "E1"] != third.incident_of["b", "E1"]


def test_the_later_of_two_decisions_holds() -> None:
    a, b = report("a", killed=2), report("b", killed=2)
    merge, split = DecisionKind.MERGE, DecisionKind.SPLIT
    assert groups([a, b], decisions=[decision(1, merge, [a, b]), decision(2, split, [a], [b])]) == [
        ["a"],
        ["b"],
    ]
    assert groups([a, b], decisions=[decision(1, split, [a], [b]), decision(2, merge, [a, b])]) == [
        ["a", "b"]
    ]


def test_old_merges_do_not_lead_round_a_later_split() -> None:
    far = {n: DAY + dt.timedelta(10 * n) for n in range(3)}
    a, b, c = (report(doc, day=far[n], published=far[n]) for n, doc in enumerate("abc"))
    merge = DecisionKind.MERGE
    decisions = [
        decision(1, merge, [a, b]),
        decision(2, merge, [b, c]),
        decision(3, DecisionKind.SPLIT, [a], [c]),
    ]
    assert groups([a, b, c], decisions=decisions) == [["a"], ["b", "c"]]


def test_an_edit_sets_a_field_and_marks_the_incident() -> None:
    a = report("a", killed=2)
    value = {"low": 3, "best": 4, "high": 4, "rule": "best"}
    edit = decision(1, DecisionKind.EDIT, [a], field="killed", value=value)
    (incident,) = link([a], decisions=[edit]).incidents
    assert incident.killed is not None
    assert incident.killed.best == 4
    assert incident.review is Review.EDITED


def test_two_events_of_one_article_stay_two_where_they_differ() -> None:
    text = "قصف على القرية صباحا"
    one = report("a", killed=2, place=town("Upper", 35.9, 38.9), words=text)
    two = report("a", killed=9, place=town("Lower", 35.9, 39.3), event_id="E2", at=40)
    assert len(link([one, two]).incidents) == 2


def test_undated_reports_join_by_the_day_they_were_told() -> None:
    dated = report("a", killed=7, who="River Brigades")
    undated = report("b", killed=7, who="River Brigades", day=None, published=DAY)
    assert groups([dated, undated]) == [["a", "b"]]


def test_a_report_with_nothing_known_joins_nothing() -> None:
    bare = report("b", day=None, published=None, nowhere=True, words="وقع أمر ما هناك", killed=None)
    assert groups([report("a", killed=2), bare]) == [["a"], ["b"]]


@pytest.mark.parametrize("seed", [1, 2])
def test_simulated_newsrooms_are_linked_as_they_were_made(seed: int) -> None:
    reports, truth = simulate(400, seed=seed)
    found = link(reports)
    pairs = [(truth[r.doc_id], found.incident_of[r.doc_id, "E1"]) for r in reports]
    precision, _, f1 = bcubed(pairs)
    assert f1 >= 0.90
    assert precision >= 0.90
    assert abs(len(found.incidents) / 400 - 1) <= 0.05


def test_weights_learned_without_labels_find_the_share_of_true_pairs() -> None:
    reports, truth = simulate(500, seed=7)
    weights = learn_weights(reports, load_weights())
    table = {
        comparison.name: dict(zip(comparison.levels, bits, strict=True))
        for comparison, bits in zip(COMPARISONS, weights.table(), strict=True)
    }
    kind, killed, distance = table["type"], table["killed"], table["distance"]
    assert kind["the same"] > 0 > kind["different"]
    assert killed["the same number, five or more"] > killed["the same number, under five"] > 0
    assert killed["apart"] < 0
    assert distance["the same place"] > 2
    assert distance["farther apart"] < -2
    found = link(reports, weights=weights)
    pairs = [(truth[r.doc_id], found.incident_of[r.doc_id, "E1"]) for r in reports]
    assert bcubed(pairs)[2] >= 0.90


def test_counts_that_are_open_are_no_contradiction() -> None:
    told = explain(report("a", killed=Count(5, None)), report("b", killed=9))
    assert {name: level for name, level, _ in told.rows}["killed"] == "ranges that overlap"


def test_a_round_up_of_villages_told_twice_stays_a_round_up() -> None:
    villages = [town(f"V{n}", 35.9 + n * 0.03, 38.9) for n in range(3)]
    first = [report("a", place=place, event_id=f"E{n}", at=n) for n, place in enumerate(villages)]
    second = [
        report("b", place=place, event_id=f"E{n}", at=n, origin="a")
        for n, place in enumerate(villages)
    ]
    found = link([*first, *second])
    assert sorted(len(one.reports) for one in found.incidents) == [2, 2, 2]
    assert all(one.place == one.reports[1].event.place for one in found.incidents)


def test_the_same_words_weeks_apart_are_two_happenings() -> None:
    later = DAY + dt.timedelta(30)
    assert groups([report("a", killed=7), report("b", killed=7, day=later, published=later)]) == [
        ["a"],
        ["b"],
    ]
