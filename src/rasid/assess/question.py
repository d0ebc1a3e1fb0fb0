"""The question: which group, where, as of when; and the incidents it selects."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from rasid.assess.names import match_group, match_place, place_key
from rasid.assess.record import Hole, covered_from
from rasid.assess.series import DAYS
from rasid.assess.spellings import country_code, group_aliases, unit_ids
from rasid.assess.table import NAMELESS, IncidentTable
from rasid.assess.telling import Because
from rasid.errors import UsageError

TWINS = 0.1  # share of rows like an earlier one in all that is known, from which it is told
CODE = 2  # letters of the country that the id of a governorate begins with


@dataclass(frozen=True, slots=True)
class Question:
    """Who, where and when; None asks of all groups, all countries, all governorates.

    `as_of` is the last day that counts; None takes the last day of the table.
    """

    group: str | None = None
    country: str | None = None
    admin1: str | None = None
    as_of: pd.Timestamp | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The incidents a question is about.

    `here` are those of its place, `around` those of its country (the same where no governorate
    is asked for); `record_start` is the first day of the whole table, or of what follows its last
    `hole`, from which a week without incidents counts as zero.
    """

    question: Question
    as_of: pd.Timestamp
    record_start: pd.Timestamp
    here: pd.DataFrame
    around: pd.DataFrame
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    notes: tuple[Because, ...] = field(default=())
    hole: Hole | None = None

    def without(self, code: str) -> Selection:
        """The selection without notes of this code."""
        return replace(self, notes=tuple(note for note in self.notes if note.code != code))

    def a_week_at_least(self, through: pd.Timestamp) -> Selection:
        """The selection with one week up to this day, if a part of it, where it covers less."""
        week = through - pd.Timedelta(days=DAYS - 1)
        return replace(self, record_start=min(self.record_start, week))


def select(table: IncidentTable, question: Question) -> Selection:
    """The incidents of the table that the question is about, known by its day.

    Raises UsageError where the table holds no such group, country or governorate, or no
    incident on or before the day.
    """
    notes: list[Because] = []
    frame = table.frame
    as_of = frame["date"].max() if question.as_of is None else question.as_of.normalize()
    if as_of < frame["date"].min():
        raise UsageError(
            f"the table starts on {frame['date'].min().date()}", subject="--as-of",
            hint="choose a later day",
        )  # fmt: skip
    if as_of > frame["date"].max():
        notes.append(Because("ends_before", {"last": frame["date"].max().date()}))
    known = _in_country(table.known_at(as_of), question.country, notes)
    known, groups = _of_group(known, question.group, frame)
    twins = _twins(known)
    if twins > TWINS * len(known):
        notes.append(Because("alike", {"rows": twins}))
    here, places = known, frozenset[str]()
    if question.admin1 is not None:
        # A governorate may be quiet so far: its name is looked up in the whole table.
        places = match_place(question.admin1, frame["admin1"].dropna(), unit_ids(), what="admin1")
        here = known[known["admin1"].isin(places)]
    start, hole = covered_from(table, as_of)
    if hole is not None:
        notes.append(Because("hole", between(hole)))
    return Selection(
        question, as_of, start, here, known,
        tuple(sorted(groups)), tuple(sorted(places)), tuple(notes), hole,
    )  # fmt: skip


def _twins(known: pd.DataFrame) -> int:
    """Rows without an id that are like an earlier one in all else, its place included.

    They are counted: two incidents of a day may be alike, and only the reader can know.
    """
    nameless = known[known["incident_id"].str.startswith(NAMELESS) & known["lat"].notna()]
    return int(nameless.drop(columns="incident_id").duplicated().sum())


def between(hole: Hole) -> dict[str, str]:
    """The days without a row, as reasons are told with them."""
    day = pd.Timedelta(days=1)
    return {
        "first": (hole[0] + day).date().isoformat(),
        "last": (hole[1] - day).date().isoformat(),
    }


def _in_country(frame: pd.DataFrame, country: str | None, notes: list[Because]) -> pd.DataFrame:
    if country is None:
        return frame
    if frame["country"].isna().all():
        _not_elsewhere(frame, country)
        notes.append(Because("no_country", {"country": country}))
        return frame
    wanted = country_code(country)
    codes = {name: country_code(name) for name in frame["country"].dropna().unique()}
    names = {name for name, code in codes.items() if code == wanted}
    if not names:
        raise UsageError(
            f"no incident lies in {country!r}", subject="--country",
            hint=f"countries of the table: {', '.join(sorted(codes)[:20])}",
        )  # fmt: skip
    return frame[frame["country"].isin(names)]


def _not_elsewhere(frame: pd.DataFrame, country: str) -> None:
    """Refuse a country for a table without one whose governorates are known to lie elsewhere."""
    units = (unit_ids().get(place_key(name)) for name in frame["admin1"].dropna().unique())
    codes = {unit[:CODE] for unit in units if unit is not None}
    if codes and country_code(country) not in codes:
        raise UsageError(
            f"no incident lies in {country!r}", subject="--country",
            hint=f"the table's governorates lie in {', '.join(sorted(codes))}",
        )  # fmt: skip


def _of_group(
    frame: pd.DataFrame, group: str | None, whole: pd.DataFrame
) -> tuple[pd.DataFrame, frozenset[str]]:
    if group is None:
        return frame, frozenset()
    parties = {name for names in whole["parties"] for name in names}
    if not parties:
        raise UsageError(
            "the table names no parties", subject="--group",
            hint="add a column parties, or initiators and targets",
        )  # fmt: skip
    groups = match_group(group, parties, group_aliases)
    mask = frame["parties"].map(lambda names: not groups.isdisjoint(names))
    return frame[mask.astype(bool)], groups
