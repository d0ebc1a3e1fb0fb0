"""Raw bytes and articles as rows: added once, never altered, new bytes as a new version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, exists, func, insert, select, update

from rasid.errors import InputError, NotFoundError
from rasid.model import Article, OffsetMap, Published, PublishedStatus, Raw, Zone
from rasid.store import codec, search, vanished
from rasid.store.database import Database, Entry
from rasid.store.outcome import Added, ArticleFilter, Known, Page, Removed
from rasid.store.schema import articles, events, raws, readings, tombstones

_CHUNK = 200
_REMOVED = select(tombstones.c.reason).where(
    tombstones.c.kind == "article", tombstones.c.item_id == bindparam("doc_id")
)
_VERSIONS = (
    select(articles.c.version, articles.c.fingerprint)
    .where(articles.c.doc_id == bindparam("doc_id"))
    .order_by(articles.c.version)
)
_RAW_KNOWN = select(raws.c.sha256).where(raws.c.sha256 == bindparam("sha256"))
_INSERT = insert(articles).returning(articles.c.article_key)


def fingerprint(article: Article) -> str:
    """SHA-256 over all that a reader may see of the article: another one is another version."""
    return codec.digest(
        {
            "title": article.title,
            "text": article.text,
            "language": article.language,
            "published": article.published,
            "publisher": article.publisher,
            "url": article.url,
            "zones": article.zones,
        }
    )


def check_input(raw: Raw, article: Article) -> None:
    """Refuse what could not be kept unchanged on either back end; raises InputError."""
    if hashlib.sha256(raw.content).hexdigest() != raw.sha256 or article.raw_sha256 != raw.sha256:
        raise InputError("bytes and sha256 do not fit", subject=raw.origin)
    text = article.title + article.text
    if "\0" in text:
        raise InputError("the text holds a NUL character", subject=raw.origin)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text holds half a character at {error.start - len(article.title)}",
            subject=raw.origin,
            hint="check the encoding of the input",
        ) from error


def add(database: Database, raw: Raw, article: Article, who: str) -> Added | Known | Removed:
    """Keep the bytes and the article, unless exactly this article is known or was removed."""
    check_input(raw, article)
    mark = fingerprint(article)
    named = {"doc_id": article.doc_id}
    with database.writing() as unit:
        connection = unit.connection
        removed = connection.scalar(_REMOVED, named)
        if removed is not None:
            return Removed(article.doc_id, removed)
        held = connection.execute(_VERSIONS, named).all()
        for row in held:
            if row.fingerprint == mark:
                return Known(article.doc_id, row.version)
        version = held[-1].version + 1 if held else 1
        if held:
            _retire(connection, article.doc_id, who)
        _insert_raw(connection, raw)
        key = _insert_article(connection, article, version, mark)
        search.index(connection, key, article)
        detail = {"version": version, "raw": raw.sha256, "fingerprint": mark}
        unit.entries.append(Entry(who, "article.added", article.doc_id, detail))
        return Added(article.doc_id, version)


def _retire(connection: Connection, doc_id: str, who: str) -> None:
    """No version, reading or search entry of the article is current any more."""
    before = vanished.shown(connection, doc_id)
    reason = "its article came in another version"
    vanished.bury_gone(connection, doc_id, before, set(), reason, who)
    for table in (articles, readings):
        statement = update(table).where(table.c.doc_id == doc_id).values(is_current=False)
        connection.execute(statement)
    search.drop(connection, doc_id)


def _insert_raw(connection: Connection, raw: Raw) -> None:
    if connection.scalar(_RAW_KNOWN, {"sha256": raw.sha256}) is None:
        values = {
            "sha256": raw.sha256,
            "content": raw.content,
            "media_type": raw.media_type,
            "origin": raw.origin,
            "first_seen": codec.now(),
        }
        connection.execute(insert(raws), values)


def _insert_article(connection: Connection, article: Article, version: int, mark: str) -> int:
    values = {
        "doc_id": article.doc_id,
        "version": version,
        "is_current": True,
        "fingerprint": mark,
        "raw_sha256": article.raw_sha256,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published": article.published.date,
        "published_status": article.published.status.value,
        "published_reason": article.published.reason,
        "publisher": article.publisher,
        "url": article.url,
        "zones": codec.to_json(article.zones),
        "offsets": codec.to_json(article.offsets),
        "added_at": codec.now(),
    }
    return int(connection.scalar(_INSERT, values) or 0)


def from_row(row: Any) -> Article:
    """The article of a row of `articles`."""
    return Article(
        doc_id=row.doc_id,
        title=row.title,
        text=row.text,
        language=row.language,
        published=Published(
            row.published, PublishedStatus(row.published_status), row.published_reason
        ),
        publisher=row.publisher,
        url=row.url,
        raw_sha256=row.raw_sha256,
        zones=tuple(codec.from_json(Zone, zone) for zone in row.zones),
        offsets=codec.from_json(OffsetMap, row.offsets),
    )


def get(connection: Connection, doc_id: str, version: int | None = None) -> Article:
    """The current article, or one version of it; raises NotFoundError."""
    query = select(articles).where(articles.c.doc_id == doc_id)
    query = query.where(articles.c.is_current if version is None else articles.c.version == version)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFoundError("there is no such article in the store", subject=doc_id)
    return from_row(row)


def versions(connection: Connection, doc_id: str) -> list[int]:
    """The versions of the article that the store holds, oldest first."""
    query = select(articles.c.version).where(articles.c.doc_id == doc_id)
    return list(connection.scalars(query.order_by(articles.c.version)))


def raw(connection: Connection, sha256: str) -> Raw:
    """The bytes with this sha256; raises NotFoundError."""
    row = connection.execute(select(raws).where(raws.c.sha256 == sha256)).one_or_none()
    if row is None:
        raise NotFoundError("there are no such bytes in the store", subject=sha256)
    return Raw(bytes(row.content), row.sha256, row.origin, row.media_type)


def filtered(query: Select[Any], wanted: ArticleFilter) -> Select[Any]:
    """The query with the filter's conditions."""
    if wanted.published_from is not None:
        query = query.where(articles.c.published >= wanted.published_from)
    if wanted.published_to is not None:
        query = query.where(articles.c.published <= wanted.published_to)
    if wanted.publisher is not None:
        query = query.where(articles.c.publisher == wanted.publisher)
    if wanted.language is not None:
        query = query.where(articles.c.language == wanted.language)
    if wanted.added_since is not None:
        query = query.where(articles.c.added_at > wanted.added_since)
    if wanted.with_events is not None:
        told = exists().where(
            and_(
                readings.c.article_key == articles.c.article_key,
                readings.c.is_current,
                events.c.reading_key == readings.c.reading_key,
            )
        )
        query = query.where(told if wanted.with_events else ~told)
    return query


def page(
    connection: Connection, wanted: ArticleFilter, after: str | None, limit: int
) -> Page[Article]:
    """Current articles in the order of adding, `limit` at most."""
    query = filtered(select(articles).where(articles.c.is_current), wanted)
    if after is not None:
        query = query.where(articles.c.article_key > int(after))
    rows = connection.execute(query.order_by(articles.c.article_key).limit(limit + 1)).all()
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(tuple(map(from_row, rows)), str(rows[-1].article_key) if more else None)


def total(connection: Connection, wanted: ArticleFilter) -> int:
    """How many current articles the filter lets through."""
    query = select(func.count()).select_from(articles).where(articles.c.is_current)
    return int(connection.scalar(filtered(query, wanted)) or 0)


def unread(database: Database, reader_version: str) -> Iterator[Article]:
    """Current articles without a reading of this version, in the order of adding.

    Read in chunks, so that no transaction stays open while the caller works.
    """
    last = 0
    done = exists().where(
        and_(
            readings.c.article_key == articles.c.article_key,
            readings.c.reader_version == reader_version,
        )
    )
    while True:
        query = select(articles).where(articles.c.is_current, articles.c.article_key > last, ~done)
        with database.reading() as connection:
            rows = connection.execute(query.order_by(articles.c.article_key).limit(_CHUNK)).all()
        yield from map(from_row, rows)
        if len(rows) < _CHUNK:
            return
        last = rows[-1].article_key
