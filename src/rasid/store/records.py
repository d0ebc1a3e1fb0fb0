"""Events, claims, figures and indicators of current readings, filtered and in pages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, false, func, or_, select

from rasid.errors import UsageError
from rasid.language import get as language
from rasid.model import Claim, Event, Figure, Indicator
from rasid.store import codec
from rasid.store.outcome import Page
from rasid.store.schema import DERIVED, articles, events, readings

# A reading and a position in it, as numbers that every back end can hold.
_CURSOR = re.compile(r"(\d{1,18})\.(\d{1,18})", re.ASCII)

NOUNS: dict[str, type[Event | Claim | Figure | Indicator]] = {
    "events": Event,
    "claims": Claim,
    "figures": Figure,
    "indicators": Indicator,
}


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records; None asks nothing. Days are inclusive.

    `date_from`/`date_to` compare an event's date where it has one; for the other kinds, the day
    of publication. `said_by` are words of the speaker, folded; of a figure, of whom it is
    attributed to. `read_since` is a moment (ISO 8601, UTC): records read after it.
    """

    doc_id: str | None = None
    types: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    publisher: str | None = None
    subject: str | None = None
    speaker: str | None = None
    read_since: str | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record with the article it stands in; `noun` is an Event, Claim, Figure or Indicator."""

    doc_id: str
    title: str
    publisher: str | None
    published: dt.date | None
    reader_version: str
    read_at: str
    noun: Event | Claim | Figure | Indicator


def _no_such_kind(kind: str) -> UsageError:
    return UsageError("no such kind of record", subject=kind, hint=f"kinds: {', '.join(NOUNS)}")


def _filtered(query: Select[Any], kind: str, wanted: RecordFilter) -> Select[Any]:
    table = DERIVED[kind]
    # A filter on a fact that a kind does not hold lets none of its records through.
    equal = {
        "doc_id": table.c.doc_id,
        "publisher": articles.c.publisher,
        "country": table.c.get("country"),
        "admin1": table.c.get("admin1"),
        "subject": table.c.get("subject"),
        "speaker": table.c.get("speaker"),
    }
    for name, column in equal.items():
        value = getattr(wanted, name)
        if value is not None:
            query = query.where(column == value if column is not None else false())
    if wanted.types:
        column = table.c.get("type", table.c.get("kind", table.c.get("unit")))
        query = query.where(column.in_(wanted.types) if column is not None else false())
    if wanted.read_since is not None:
        query = query.where(readings.c.read_at > wanted.read_since)
    return _between(query, kind, wanted)


def _folded(text: str) -> str:
    return language("ar").fold(text).casefold()


# Who says it, by kind of record; events have sources of their own.
_SPEAKERS: dict[str, Any] = {
    "claims": DERIVED["claims"].c.speaker,
    "figures": DERIVED["figures"].c.json[("attributed_to",)].as_string(),
    "indicators": DERIVED["indicators"].c.json[("speaker",)].as_string(),
}
# Databases take so many values in one question.
_MOST_SPEAKERS = 20_000


def _said_by(connection: Connection, kind: str, words: str | None) -> Any:
    """The condition that the speaker's words, folded, hold these; None where nothing is asked.

    Raises UsageError where too many speakers are meant.
    """
    wanted = _folded(words or "").split()
    if not wanted:
        return None
    column = _SPEAKERS.get(kind)
    if column is None:
        return false()
    spoken = connection.scalars(select(column).where(column.is_not(None)).distinct())
    meant = [one for one in spoken if all(word in _folded(one) for word in wanted)]
    if len(meant) > _MOST_SPEAKERS:
        raise UsageError(
            "too many speakers have these words", subject=words or "", hint="give more of the name"
        )
    return column.in_(meant)


def _between(query: Select[Any], kind: str, wanted: RecordFilter) -> Select[Any]:
    start, end = (
        (events.c.date_start, func.coalesce(events.c.date_end, events.c.date_start))
        if kind == "events"
        else (articles.c.published, articles.c.published)
    )
    if wanted.date_from is not None:
        query = query.where(end >= wanted.date_from)
    if wanted.date_to is not None:
        query = query.where(start <= wanted.date_to)
    return query


def _selected(kind: str, *columns: Any) -> Select[Any]:
    if kind not in NOUNS:
        raise _no_such_kind(kind)
    table = DERIVED[kind]
    return (
        select(*columns)
        .select_from(table)
        .join(readings, readings.c.reading_key == table.c.reading_key)
        .join(articles, articles.c.article_key == readings.c.article_key)
        .where(readings.c.is_current)
    )


def page(
    connection: Connection, kind: str, wanted: RecordFilter, after: str | None, limit: int
) -> Page[Record]:
    """Records of a kind, `limit` at most, in the order of reading.

    Raises UsageError for a kind that there is not and for a cursor that is none.
    """
    table = DERIVED.get(kind, events)
    query = _selected(
        kind, table.c.reading_key, table.c.position, table.c.json, table.c.reader_version,
        readings.c.read_at, articles.c.doc_id, articles.c.title, articles.c.publisher,
        articles.c.published, articles.c.text,
    )  # fmt: skip
    query = _filtered(query, kind, wanted)
    said = _said_by(connection, kind, wanted.said_by)
    query = query if said is None else query.where(said)
    if after is not None:
        key, position = _cursor(after)
        query = query.where(
            or_(
                table.c.reading_key > key,
                and_(table.c.reading_key == key, table.c.position > position),
            )
        )
    query = query.order_by(table.c.reading_key, table.c.position).limit(limit + 1)
    rows = connection.execute(query).all()
    kept = rows[:limit]
    more = f"{kept[-1].reading_key}.{kept[-1].position}" if len(rows) > limit else None
    return Page(tuple(_record(kind, row) for row in kept), more)


def _cursor(after: str) -> tuple[int, int]:
    told = _CURSOR.fullmatch(after)
    if told is None:
        raise UsageError(
            "not a cursor of this list", subject=after, hint="use `next` of the page before"
        )
    return int(told[1]), int(told[2])


def _record(kind: str, row: Any) -> Record:
    noun = codec.from_json(NOUNS[kind], row.json, row.text)
    return Record(
        row.doc_id, row.title, row.publisher, row.published, row.reader_version, row.read_at, noun
    )


def total(connection: Connection, kind: str, wanted: RecordFilter) -> int:
    """How many records of a kind the filter lets through."""
    query = _filtered(_selected(kind, func.count()), kind, wanted)
    said = _said_by(connection, kind, wanted.said_by)
    query = query if said is None else query.where(said)
    return int(connection.scalar(query) or 0)
