"""Readings as rows: one per article version and reader version, the newest is current."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from rasid.errors import EvidenceError, NotFoundError
from rasid.model import Claim, Event, Figure, Indicator, PlaceMention, Reading
from rasid.store import codec, vanished
from rasid.store.database import Database, Entry
from rasid.store.outcome import Saved
from rasid.store.schema import DERIVED, articles, readings

_CHUNK = 200
_VERSIONS = (
    select(articles.c.article_key, articles.c.version, articles.c.is_current, articles.c.text)
    .where(articles.c.doc_id == bindparam("doc_id"))
    .order_by(articles.c.version.desc())
)
_KNOWN = select(readings.c.reading_key).where(
    readings.c.article_key == bindparam("key"), readings.c.reader_version == bindparam("reader")
)
_RETIRE = update(readings).where(readings.c.doc_id == bindparam("of")).values(is_current=False)
_EVER_READ = select(readings.c.reading_key).where(readings.c.doc_id == bindparam("of")).limit(1)
_INSERT = insert(readings).returning(readings.c.reading_key)
_NOUNS: dict[str, type[Event | Figure | Claim | Indicator]] = {
    "events": Event,
    "figures": Figure,
    "claims": Claim,
    "indicators": Indicator,
}


def save(database: Database, reading: Reading, who: str, version: int | None = None) -> Saved:
    """Keep a reading; the same reader version on the same article is kept once.

    Raises NotFoundError for an unknown article, EvidenceError where a quote does not stand in
    its text.
    """
    with database.writing() as unit:
        connection = unit.connection
        article, reading = _placed(connection, reading, version)
        asked = {"key": article.article_key, "reader": reading.reader_version}
        if connection.scalar(_KNOWN, asked) is not None:
            return Saved(reading.doc_id, article.version, new=False)
        mark = codec.digest(reading)
        if article.is_current:
            _tell_gone(connection, reading, who)
        key = _insert_reading(connection, reading, article, mark)
        _insert_derived(connection, reading, key)
        detail = {"version": article.version, "reader": reading.reader_version, "digest": mark}
        unit.entries.append(Entry(who, "reading.saved", reading.doc_id, detail))
        return Saved(reading.doc_id, article.version, new=True)


def _placed(connection: Connection, reading: Reading, version: int | None) -> tuple[Any, Reading]:
    """The article version that the reading is of, and the reading as it will be read back."""
    held = connection.execute(_VERSIONS, {"doc_id": reading.doc_id}).all()
    rows = [row for row in held if version in {None, row.version}]
    if not rows:
        raise NotFoundError("there is no such article in the store", subject=reading.doc_id)
    data = codec.to_json(reading)
    for row in rows:
        try:
            return row, codec.from_json(Reading, data, row.text)
        except EvidenceError:
            if row is rows[-1]:
                raise
    raise AssertionError("unreachable: the last row returns or raises")


def _tell_gone(connection: Connection, reading: Reading, who: str) -> None:
    """Tombstones for the records of earlier readings that this one does not hold."""
    if connection.scalar(_EVER_READ, {"of": reading.doc_id}) is None:
        return
    before = vanished.shown(connection, reading.doc_id)
    after = {
        *(("event", one.event_id) for one in reading.events),
        *(("claim", one.claim_id) for one in reading.claims),
        *(("figure", one.figure_id) for one in reading.figures),
        *(("indicator", one.indicator_id) for one in reading.indicators),
    }
    reason = "its article was read again without it"
    vanished.bury_gone(connection, reading.doc_id, before, after, reason, who)


def _insert_reading(connection: Connection, reading: Reading, article: Any, mark: str) -> int:
    if article.is_current:
        connection.execute(_RETIRE, {"of": reading.doc_id})
    values = {
        "article_key": article.article_key,
        "doc_id": reading.doc_id,
        "reader_version": reading.reader_version,
        "is_current": article.is_current,
        "digest": mark,
        "places": codec.to_json(reading.places),
        "notes": list(reading.notes),
        "read_at": codec.now(),
    }
    return int(connection.scalar(_INSERT, values) or 0)


def _insert_derived(connection: Connection, reading: Reading, key: int) -> None:
    for name, rows in _derived_rows(reading, key).items():
        if rows:
            connection.execute(insert(DERIVED[name]), rows)


def _derived_rows(reading: Reading, key: int) -> dict[str, list[dict[str, Any]]]:
    """What each table holds of a reading, in its order."""
    items: dict[str, list[tuple[str, Any, dict[str, Any]]]] = {
        "events": [(event.event_id, event, _event_columns(event)) for event in reading.events],
        "figures": [(item.figure_id, item, _figure_columns(item)) for item in reading.figures],
        "claims": [(item.claim_id, item, _claim_columns(item)) for item in reading.claims],
        "indicators": [
            (item.indicator_id, item, _indicator_columns(item)) for item in reading.indicators
        ],
    }
    return {
        name: [
            {
                "reading_key": key,
                "position": position,
                "doc_id": reading.doc_id,
                "reader_version": reading.reader_version,
                "item_id": item_id,
                "json": codec.to_json(item),
                **columns,
            }
            for position, (item_id, item, columns) in enumerate(found)
        ]
        for name, found in items.items()
    }


def altered_columns(connection: Connection, reading: Reading, key: int) -> Iterator[str]:
    """The records whose filter columns do not say what the reading says: "events E1: type"."""
    for name, rows in _derived_rows(reading, key).items():
        table = DERIVED[name]
        columns = [column for column in table.c if column.name != "json"]
        query = select(*columns).where(table.c.reading_key == key).order_by(table.c.position)
        for row, expected in zip(connection.execute(query).mappings(), rows, strict=True):
            wrong = [column for column, value in row.items() if value != expected[str(column)]]
            if wrong:
                yield f"{name} {expected['item_id']}: {', '.join(wrong)}"


def _event_columns(event: Event) -> dict[str, Any]:
    place = event.place
    return {
        "type": event.type,
        "modality": event.modality.value,
        "specific": event.specific,
        "date_start": event.date.start,
        "date_end": event.date.end,
        "date_precision": event.date.precision.value,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "place_name": place.name if place else None,
        "place_precision": place.precision.value if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "confidence": event.confidence,
    }


def _figure_columns(item: Figure) -> dict[str, Any]:
    return {
        "unit": item.unit.value,
        "subject": item.subject,
        "low": item.low,
        "high": item.high,
    }


def _claim_columns(item: Claim) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "speaker": item.speaker.quote,
        "speaker_kind": item.speaker_kind.value,
        "anonymous": item.anonymous,
        "at_risk": item.at_risk,
    }


def _indicator_columns(item: Indicator) -> dict[str, Any]:
    return {"kind": item.kind.value, "direction": item.direction.value, "subject": item.subject}


def load(connection: Connection, row: Row[Any], text: str) -> Reading:
    """The reading of a row of `readings`, its quotes checked against the article's text."""
    parts = {name: _items(connection, name, row.reading_key, text) for name in DERIVED}
    return Reading(
        doc_id=row.doc_id,
        reader_version=row.reader_version,
        places=tuple(codec.from_json(PlaceMention, place, text) for place in row.places),
        notes=tuple(row.notes),
        **parts,
    )


def _items(connection: Connection, name: str, key: int, text: str) -> tuple[Any, ...]:
    table = DERIVED[name]
    query = select(table.c.json).where(table.c.reading_key == key).order_by(table.c.position)
    return tuple(codec.from_json(_NOUNS[name], value, text) for value in connection.scalars(query))


def get(connection: Connection, doc_id: str, reader_version: str | None = None) -> Reading | None:
    """The current reading of the article, or the newest of one reader version; else None."""
    query = (
        select(readings, articles.c.text)
        .join(articles, articles.c.article_key == readings.c.article_key)
        .where(readings.c.doc_id == doc_id)
    )
    if reader_version is None:
        query = query.where(readings.c.is_current)
    else:
        query = query.where(readings.c.reader_version == reader_version)
    row = connection.execute(query.order_by(readings.c.reading_key.desc()).limit(1)).one_or_none()
    return load(connection, row, row.text) if row is not None else None


def current(database: Database) -> Iterator[Reading]:
    """The current reading of every article, in the order of the articles."""
    last = 0
    while True:
        query = (
            select(readings, articles.c.text)
            .join(articles, articles.c.article_key == readings.c.article_key)
            .where(readings.c.is_current, readings.c.article_key > last)
            .order_by(readings.c.article_key)
            .limit(_CHUNK)
        )
        with database.reading() as connection:
            rows = connection.execute(query).all()
            found = [load(connection, row, row.text) for row in rows]
        yield from found
        if len(rows) < _CHUNK:
            return
        last = rows[-1].article_key
