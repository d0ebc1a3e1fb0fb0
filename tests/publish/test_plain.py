"""A reading told to a person: what happened first, plans and habits apart, echoes left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rasid.model import (
    UNKNOWN_DATE,
    DateInterval,
    DatePrecision,
    Event,
    Evidence,
    Modality,
    Reading,
)
from rasid.publish.article_page import spans
from rasid.publish.plain import headline, reading_lines
from rasid.publish.sorting import apart_text, tellings
from rasid.wording import counted

# "Title", "clashes in an invented village", "an offensive", "raids"
TEXT = "عنوان\n\nاشتباكات في قرية مختلقة. هجوم مرتقب. مداهمات متكررة."
DAY = dt.date(2022, 5, 3)


def event(event_id: str, trigger: str, **changes: object) -> Event:
    start = TEXT.index(trigger)
    words = Evidence.of("a", TEXT, start, start + len(trigger))
    dated = DateInterval(DAY, DAY, DatePrecision.DAY)
    return replace(Event(event_id, "armed_clash", words, words, date=dated), **changes)


ROW = event("E1", "اشتباكات")
PLAN = event("E2", "هجوم", modality=Modality.PLANNED, confidence=0.8)
HABIT = event("E3", "مداهمات", specific=False, confidence=0.7)
ECHO = event("E4", "قرية", specific=False, confidence=0.05)


def told(*events: Event, **options: bool) -> list[str]:
    return list(reading_lines(Reading("a", "r", events=events), **options))


def test_rows_stand_first_and_the_others_under_a_heading_of_their_own() -> None:
    lines = told(HABIT, PLAN, ROW, ECHO)
    heads = [line for line in lines[1:] if not line.startswith("  ")]
    assert heads == [" events", " told as plans, denials or habits"]
    at = lines.index(heads[1])
    assert "اشتباكات" in "".join(lines[:at])
    assert "هجوم" in "".join(lines[at:])
    assert "مداهمات" in "".join(lines[at:])
    assert "قرية" not in "".join(lines)


def test_doubtful_mentions_are_told_only_where_asked_for() -> None:
    lines = told(ROW, ECHO, doubtful=True)
    assert "قرية" in "".join(lines[lines.index(" doubtful") :])
    assert " doubtful" not in told(ROW, ECHO)
    marked = {span.record_id for span in spans(Reading("a", "r", events=(ROW, ECHO)))}
    assert marked == {"E1"}


def test_a_row_is_never_doubtful() -> None:
    unsure = replace(ROW, confidence=0.1)
    assert " events" in told(unsure)
    assert tellings([unsure]) == {"row": 1}


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), "no datable incident, 0 claims"),
        ((ECHO,), "no datable incident, 0 claims"),
        ((PLAN,), "no incident told as having happened, 1 told as a plan, 0 claims"),
        ((ROW,), ": 1 dated event, 0 claims"),
        ((ROW, ROW, PLAN, HABIT), ": 2 events, 2 of them dated, 2 told as plans or habits"),
        ((event("E1", "اشتباكات", date=UNKNOWN_DATE),), "(1 undated event)"),
    ],
)
def test_the_headline_counts_what_happened(events: tuple[Event, ...], said: str) -> None:
    assert said in headline(Reading("a", "r", events=events))


def test_counts_are_said_as_english_says_them() -> None:
    assert [counted(n, "events") for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]
    assert counted(1, "entries") == "1 entry"
    assert apart_text({}) == ""
    assert apart_text({"planned": 1, "denied": 1, "habitual": 2}) == (
        "4 told as plans, denials or habits"
    )
