"""Checks all that the store holds: bytes, texts, quotes and the audit chain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, select

from rasid.errors import RasidError
from rasid.model import Incident
from rasid.store import audit, codec, imported
from rasid.store.articles import fingerprint, from_row
from rasid.store.database import Database
from rasid.store.incidents import load as load_incidents
from rasid.store.links import incident_digest, incident_row
from rasid.store.outcome import Finding
from rasid.store.readings import altered_columns, load
from rasid.store.schema import articles, incidents, raws, readings

_CHUNK = 200
# (kind, doc_id, version[, reader]) to the digest in the audit log.
Logged = dict[tuple[str, ...], str]


def verify(database: Database) -> Iterator[Finding]:
    """Everything that is not as it was stored; nothing where all is well.

    Re-hashes the bytes, rebuilds every article and reading (so that each quote is checked against
    its text), compares both with what the audit log says was stored, and walks the audit chain.
    """
    with database.reading() as connection:
        yield from audit.check_chain(connection)
        logged = _logged(connection)
        yield from _check_raws(connection)
        yield from _check_articles(connection, logged)
        yield from _check_readings(connection, logged)
        yield from _check_incidents(connection, logged)
        yield from _check_missing(logged)
        yield from imported.check(connection)


def _logged(connection: Connection) -> Logged:
    """What the log says is in the store: (kind, doc_id, version[, reader]) to its digest.

    An altered entry may hold anything; the chain check has reported it, here it says nothing.
    """
    held: Logged = {}
    for row in audit.entries(connection):
        if row.action == "article.removed":
            held = {key: mark for key, mark in held.items() if key[1] != row.subject}
            continue
        if row.action == "incident.retired":
            held.pop(("incident", row.subject), None)
            continue
        try:
            detail = orjson.loads(row.detail)
            if row.action == "incident.saved":
                held["incident", row.subject] = detail["digest"]
                continue
            version = str(detail["version"])
            if row.action == "article.added":
                held["article", row.subject, version] = detail["fingerprint"]
            elif row.action == "reading.saved":
                held["reading", row.subject, version, detail["reader"]] = detail["digest"]
        except (ValueError, KeyError, TypeError):
            continue
    return held


def _check_raws(connection: Connection) -> Iterator[Finding]:
    last = ""
    while True:
        query = select(raws.c.sha256, raws.c.content).where(raws.c.sha256 > last)
        rows = connection.execute(query.order_by(raws.c.sha256).limit(_CHUNK)).all()
        for row in rows:
            # SQLite lets a hand-made change put text where bytes stood.
            content = row.content.encode() if isinstance(row.content, str) else row.content
            if hashlib.sha256(content).hexdigest() != row.sha256:
                yield Finding("raw", row.sha256, "the bytes do not have this sha256")
        if len(rows) < _CHUNK:
            return
        last = rows[-1].sha256


def _check_articles(connection: Connection, logged: Logged) -> Iterator[Finding]:
    for row in _chunks(connection, select(articles), articles.c.article_key):
        subject = f"{row.doc_id} (version {row.version})"
        expected = logged.pop(("article", row.doc_id, str(row.version)), None)
        try:
            found = fingerprint(from_row(row))
        except (RasidError, ValueError) as error:
            yield Finding("article", subject, f"cannot be rebuilt: {error}")
            continue
        if found != row.fingerprint:
            yield Finding("article", subject, "was altered after it was stored")
        elif expected is None:
            yield Finding("article", subject, "is not in the audit log")
        elif expected != found:
            yield Finding("article", subject, "differs from what the audit log says was stored")


def _check_readings(connection: Connection, logged: Logged) -> Iterator[Finding]:
    query = select(readings, articles.c.text, articles.c.version).join(
        articles, articles.c.article_key == readings.c.article_key
    )
    for row in _chunks(connection, query, readings.c.reading_key):
        subject = f"{row.doc_id} (version {row.version}, {row.reader_version})"
        key = ("reading", row.doc_id, str(row.version), row.reader_version)
        expected = logged.pop(key, None)
        try:
            reading = load(connection, row, row.text)
            found = codec.digest(reading)
            altered = list(altered_columns(connection, reading, row.reading_key))
        except (RasidError, ValueError) as error:
            yield Finding("reading", subject, f"does not stand in the text: {error}")
            continue
        if found != row.digest:
            yield Finding("reading", subject, "was altered after it was stored")
        elif expected is None:
            yield Finding("reading", subject, "is not in the audit log")
        elif expected != found:
            yield Finding("reading", subject, "differs from what the audit log says was stored")
        for item in altered:
            yield Finding("reading", subject, f"its filter columns were altered: {item}")


def _check_incidents(connection: Connection, logged: Logged) -> Iterator[Finding]:
    """Incidents whose reports were removed since the last linking are left to the next one."""
    last = ""
    while True:
        query = select(incidents).where(incidents.c.incident_id > last)
        rows = connection.execute(query.order_by(incidents.c.incident_id).limit(_CHUNK)).all()
        for row in rows:
            expected = logged.pop(("incident", row.incident_id), None)
            try:
                (incident,) = load_incidents(connection, [row])
            except (RasidError, ValueError) as error:
                yield Finding("incident", row.incident_id, f"cannot be rebuilt: {error}")
                continue
            if expected is None:
                yield Finding("incident", row.incident_id, "is not in the audit log")
            elif row.digest != expected:
                detail = "differs from what the audit log says was stored"
                yield Finding("incident", row.incident_id, detail)
            elif not row.stale and incident_digest(incident) != expected:
                yield Finding("incident", row.incident_id, "was altered after it was stored")
            elif not row.stale and (wrong := _wrong_columns(row, incident)):
                detail = f"its filter columns were altered: {', '.join(wrong)}"
                yield Finding("incident", row.incident_id, detail)
        if len(rows) < _CHUNK:
            return
        last = rows[-1].incident_id


def _wrong_columns(row: Any, incident: Incident) -> list[str]:
    """The columns of an incident's row that do not say what its JSON and its reports say."""
    expected = incident_row(incident, row.digest, row.updated_at)
    return [
        name for name, value in expected.items() if name != "json" and getattr(row, name) != value
    ]


def _check_missing(logged: Logged) -> Iterator[Finding]:
    for kind, *names in logged:
        yield Finding(kind, " ".join(names), "is in the audit log but no longer in the store")


def _chunks(connection: Connection, query: Any, key: Any) -> Iterator[Any]:
    last = 0
    while True:
        rows = connection.execute(query.where(key > last).order_by(key).limit(_CHUNK)).all()
        yield from rows
        if len(rows) < _CHUNK:
            return
        last = getattr(rows[-1], key.name)
