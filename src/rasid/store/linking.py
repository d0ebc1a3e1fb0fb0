"""What linking takes from the store: signatures, reports, the incidents that hold them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, true

from rasid.model import (
    Article,
    DatePrecision,
    Event,
    Incident,
    Modality,
    Place,
    PlacePrecision,
    Report,
)
from rasid.store import articles as article_rows
from rasid.store import codec, incidents
from rasid.store.batches import BATCH, chunks
from rasid.store.database import Database
from rasid.store.schema import (
    articles,
    events,
    incident_events,
    incident_history,
    readings,
)
from rasid.store.schema import incidents as incident_table
from rasid.store.schema import (
    signatures as signature_table,
)

# How many days around an event those of other articles are its neighbours; undated ones count by
# the day they were told, which may be some days after the happening. Linking compares no others.
_NEAR_DAYS, _TOLD_DAYS = 1, 4
_NEAR_DEGREES = 0.4
_COARSE = tuple(p.value for p in (DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR))
_TOWNS = (PlacePrecision.SITE.value, PlacePrecision.TOWN.value)
# An event with a wider range of days has no neighbours by date.
_WIDEST_DAYS = 40


class Snapshot(NamedTuple):
    """The last reading and the last change that a linking has seen."""

    reading_key: int
    change_key: int


class SeenRow(NamedTuple):
    """That a kind of event was told of a place on a day."""

    country: str | None
    admin1: str | None
    place: str
    kind: str
    day: dt.date


class Held(NamedTuple):
    """That an incident holds a report: its key, its article, and the origin it was counted by."""

    incident_id: str
    report_key: str
    doc_id: str
    origin: str


class Signature(NamedTuple):
    """An article's signature with what orders copies: the day it was told."""

    doc_id: str
    published: dt.date | None
    signature: bytes


def unsigned(database: Database, method: str) -> Iterator[Article]:
    """Current articles without a signature of this method, read in chunks."""
    last = 0
    signed = exists().where(
        and_(
            signature_table.c.article_key == articles.c.article_key,
            signature_table.c.method == method,
        )
    )
    while True:
        query = select(articles).where(
            articles.c.is_current, articles.c.article_key > last, ~signed
        )
        with database.reading() as connection:
            rows = connection.execute(query.order_by(articles.c.article_key).limit(BATCH)).all()
        yield from map(article_rows.from_row, rows)
        if len(rows) < BATCH:
            return
        last = rows[-1].article_key


def save_signatures(database: Database, method: str, signed: Iterable[tuple[str, bytes]]) -> None:
    """Keep signatures of current articles, in place of those of another method."""
    with database.writing() as unit:
        for chunk in chunks(signed):
            keys = dict(
                unit.connection.execute(
                    select(articles.c.doc_id, articles.c.article_key).where(
                        articles.c.is_current, articles.c.doc_id.in_([doc for doc, _ in chunk])
                    )
                ).all()
            )
            rows = [
                {"article_key": keys[doc_id], "method": method, "signature": signature}
                for doc_id, signature in chunk
                if doc_id in keys
            ]
            held = signature_table.c.article_key.in_([row["article_key"] for row in rows])
            unit.connection.execute(delete(signature_table).where(held))
            if rows:
                unit.connection.execute(insert(signature_table), rows)


def signatures(connection: Connection, method: str) -> list[Signature]:
    """The signatures of all current articles."""
    query = (
        select(articles.c.doc_id, articles.c.published, signature_table.c.signature)
        .join(signature_table, signature_table.c.article_key == articles.c.article_key)
        .where(articles.c.is_current, signature_table.c.method == method)
        .order_by(articles.c.article_key)
    )
    return [Signature(row[0], row[1], bytes(row[2])) for row in connection.execute(query)]


def snapshot(connection: Connection) -> Snapshot:
    """The last reading and the last change in the store."""
    return Snapshot(
        int(connection.scalar(select(func.max(readings.c.reading_key))) or 0),
        int(connection.scalar(select(func.max(incident_history.c.change_key))) or 0),
    )


def unlinked(connection: Connection, based_on: Snapshot) -> list[str]:
    """The articles whose current reading, no later than the snapshot, no linking has seen."""
    query = select(readings.c.doc_id).where(
        readings.c.is_current,
        readings.c.linked_at.is_(None),
        readings.c.reading_key <= based_on.reading_key,
    )
    return list(connection.scalars(query.order_by(readings.c.reading_key)))


def reports(
    connection: Connection, origins: Mapping[str, str], doc_ids: Iterable[str] | None
) -> list[Report]:
    """The events of current readings, all or those of some articles, with their article's data."""
    query = (
        select(
            articles.c.doc_id,
            articles.c.publisher,
            articles.c.published,
            articles.c.text,
            events.c.json,
        )
        .join(readings, readings.c.article_key == articles.c.article_key)
        .join(events, events.c.reading_key == readings.c.reading_key)
        .where(readings.c.is_current)
        .order_by(events.c.reading_key, events.c.position)
    )
    queries: Iterable[Any] = [query]
    if doc_ids is not None:
        queries = (
            query.where(articles.c.doc_id.in_(chunk)) for chunk in chunks(sorted(set(doc_ids)))
        )
    return [
        Report(
            row.doc_id,
            codec.from_json(Event, row.json, row.text),
            origins.get(row.doc_id, row.doc_id),
            row.publisher,
            row.published,
        )
        for one in queries
        for row in connection.execute(one.execution_options(yield_per=BATCH))
    ]


def neighbours(connection: Connection, near: Sequence[Report]) -> set[str]:
    """Articles with events about the days and places of these, or in an incident with theirs."""
    found: set[str] = set()
    current = (
        select(articles.c.doc_id)
        .join(readings, readings.c.article_key == articles.c.article_key)
        .join(events, events.c.reading_key == readings.c.reading_key)
        .where(readings.c.is_current)
        .distinct()
    )
    windows = _windows(near)
    for window in windows:
        # Two queries, each with its index: one over both would walk every event.
        fine = events.c.date_start.between(window.start, window.end)
        coarse = and_(
            events.c.date_precision.in_(_COARSE),
            events.c.date_start.between(window.start - dt.timedelta(_WIDEST_DAYS), window.end),
            events.c.date_end >= window.start,
        )
        for when in (fine, coarse):
            found.update(connection.scalars(current.where(when, window.about())))
    found |= _undated(connection, windows)
    return found | _companions(connection, found | {report.doc_id for report in near})


class _Window(NamedTuple):
    """First and last day, and the place, of the neighbours of a report."""

    start: dt.date
    end: dt.date
    admin1: str | None
    lat: float | None
    lon: float | None

    def about(self) -> Any:
        """The condition that an event is about the place."""
        if self.admin1 is None:
            return true()
        same = or_(events.c.admin1 == self.admin1, events.c.admin1.is_(None))
        if self.lat is None or self.lon is None:
            return same
        beside = and_(
            events.c.lat.between(self.lat - _NEAR_DEGREES, self.lat + _NEAR_DEGREES),
            events.c.lon.between(self.lon - _NEAR_DEGREES, self.lon + _NEAR_DEGREES),
        )
        return or_(same, beside)

    def holds(self, admin1: str | None, lat: float | None, lon: float | None) -> bool:
        """What `about` asks, of one place."""
        if self.admin1 is None or admin1 is None or admin1 == self.admin1:
            return True
        if None in {self.lat, self.lon, lat, lon}:
            return False
        return all(
            here - _NEAR_DEGREES <= there <= here + _NEAR_DEGREES
            for here, there in ((self.lat, lat), (self.lon, lon))
            if here is not None and there is not None
        )


def _undated(connection: Connection, windows: Sequence[_Window]) -> set[str]:
    """Articles with undated events about the places, told in the days or soon after.

    They are walked once: a query for each window would walk them for each.
    """
    if not windows:
        return set()
    later = dt.timedelta(_TOLD_DAYS)
    query = (
        select(articles.c.doc_id, articles.c.published, events.c.admin1, events.c.lat, events.c.lon)
        .join(readings, readings.c.article_key == articles.c.article_key)
        .join(events, events.c.reading_key == readings.c.reading_key)
        .where(
            readings.c.is_current,
            events.c.date_precision == DatePrecision.UNKNOWN.value,
            articles.c.published >= min(window.start for window in windows),
            articles.c.published <= max(window.end for window in windows) + later,
        )
    )
    told_on: dict[dt.date, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        told_on[row.published].append(row)
    found: set[str] = set()
    for window in windows:
        for step in range((window.end + later - window.start).days + 1):
            rows = told_on.get(window.start + dt.timedelta(step), ())
            found.update(doc for doc, _, *where in rows if window.holds(*where))
    return found


def _windows(near: Sequence[Report]) -> list[_Window]:
    """The days and places of the neighbours of each report, each window once."""
    found: dict[_Window, None] = {}
    for report in near:
        date, place = report.event.date, report.event.place
        start, end = date.start or date.end, date.end or date.start
        if (start is None or end is None) and report.published:
            start, end = report.published - dt.timedelta(_TOLD_DAYS), report.published
        if start is None or end is None or (end - start).days > _WIDEST_DAYS:
            continue
        margin = dt.timedelta(_NEAR_DAYS)
        found[_Window(start - margin, end + margin, *_spot(place))] = None
    return list(found)


def _spot(place: Place | None) -> tuple[str | None, float | None, float | None]:
    """First-level unit, and coordinates to a tenth of a degree."""
    if place is None or place.admin1 is None:
        return None, None, None
    if place.lat is None or place.lon is None:
        return place.admin1, None, None
    return place.admin1, round(place.lat, 1), round(place.lon, 1)


def told_by_origins(connection: Connection, origins: Iterable[str]) -> set[str]:
    """The articles of incidents whose reports were counted by one of these origins."""
    found: set[str] = set()
    for chunk in chunks(sorted(set(origins))):
        query = select(incident_events.c.doc_id).where(incident_events.c.origin.in_(chunk))
        found.update(connection.scalars(query))
    return found


def seen(connection: Connection, spans: Iterable[tuple[dt.date, dt.date]]) -> set[SeenRow]:
    """What current readings tell of towns and sites on known days within the spans."""
    found: set[SeenRow] = set()
    columns = events.c
    query = (
        select(
            columns.country, columns.admin1, columns.place_name, columns.type, columns.date_start
        )
        .join(readings, readings.c.reading_key == columns.reading_key)
        .where(
            readings.c.is_current,
            columns.date_start == columns.date_end,
            columns.place_precision.in_(_TOWNS),
            columns.specific,
            columns.modality != Modality.PLANNED.value,
        )
        .distinct()
    )
    for first, last in spans:
        rows = connection.execute(query.where(columns.date_start.between(first, last)))
        found.update(SeenRow(*row) for row in rows)
    return found


def _companions(connection: Connection, doc_ids: Iterable[str]) -> set[str]:
    """All articles of the incidents that these articles are in."""
    other = incident_events.alias()
    found: set[str] = set()
    for chunk in chunks(sorted(doc_ids)):
        query = select(other.c.doc_id).join(
            incident_events, incident_events.c.incident_id == other.c.incident_id
        )
        found.update(connection.scalars(query.where(incident_events.c.doc_id.in_(chunk))))
    return found


def held(connection: Connection, doc_ids: Iterable[str]) -> list[Held]:
    """All reports of every incident that holds a report of these articles."""
    columns = incident_events.c
    found: list[Held] = []
    for chunk in chunks(sorted(_ids(connection, columns.doc_id, doc_ids))):
        query = select(columns.incident_id, columns.report_key, columns.doc_id, columns.origin)
        rows = connection.execute(query.where(columns.incident_id.in_(chunk)))
        found += [Held(*row) for row in rows]
    return found


def telling(connection: Connection, keys: Iterable[str]) -> list[Incident]:
    """The incidents that hold the reports of these keys, by id."""
    return with_ids(connection, _ids(connection, incident_events.c.report_key, keys))


def with_ids(connection: Connection, ids: Iterable[str]) -> list[Incident]:
    """The incidents of these ids, by id; ids that there are not are left out."""
    found: list[Incident] = []
    for chunk in chunks(sorted(set(ids))):
        whole = select(incident_table).where(incident_table.c.incident_id.in_(chunk))
        rows = connection.execute(whole.order_by(incident_table.c.incident_id)).all()
        found += incidents.load(connection, rows)
    return found


def _ids(connection: Connection, column: Any, values: Iterable[str]) -> set[str]:
    ids: set[str] = set()
    for chunk in chunks(sorted(set(values))):
        query = select(incident_events.c.incident_id).where(column.in_(chunk))
        ids.update(connection.scalars(query))
    return ids
