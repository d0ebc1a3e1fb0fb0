"""The audit log: every change as an entry whose hash covers the entry before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from rasid.store.codec import canonical, now
from rasid.store.database import Entry
from rasid.store.outcome import Finding
from rasid.store.schema import audit

# What the first entry names as the one before it.
GENESIS = "0" * 64
_CHUNK = 1000
_INCIDENT_ACTIONS = frozenset({"incident.saved", "incident.retired"})
# From so many entries on, reading all incidents anew is as quick.
_MOST_FOLLOWED = 20_000


def entry_hash(previous: str, fields: dict[str, Any]) -> str:
    """SHA-256 over the previous hash and the entry's canonical JSON."""
    return hashlib.sha256(previous.encode() + canonical(fields)).hexdigest()


def append(connection: Connection, entries: Sequence[Entry]) -> None:
    """Chain the entries to the log's head, in one statement."""
    seq, previous = head(connection)
    at, rows = now(), []
    for entry in entries:
        seq += 1
        fields = {
            "seq": seq,
            "at": at,
            "who": entry.who,
            "action": entry.action,
            "subject": entry.subject,
            "detail": canonical(entry.detail).decode(),
        }
        digest = entry_hash(previous, fields)
        rows.append({**fields, "previous": previous, "hash": digest})
        previous = digest
    connection.execute(insert(audit), rows)


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry; 0 and `GENESIS` in an empty log."""
    last = connection.execute(
        select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    ).one_or_none()
    return (last.seq, last.hash) if last else (0, GENESIS)


def last_moment(connection: Connection) -> str | None:
    """When the last entry was written (ISO 8601, UTC); None in an empty log.

    Whatever is written later bears a later moment: writers come one after the other.
    """
    moment: str | None = connection.scalar(select(audit.c.at).order_by(audit.c.seq.desc()).limit(1))
    return moment


def touched(connection: Connection, since: tuple[int, str]) -> set[str] | None:
    """The incidents that were saved or retired after a head of the log.

    None where that cannot be told: the head is not in this log, too much came since, or an
    article was removed, which changes incidents beyond those named.
    """
    seq, digest = since
    if seq and connection.scalar(select(audit.c.hash).where(audit.c.seq == seq)) != digest:
        return None
    query = select(audit.c.action, audit.c.subject).where(audit.c.seq > seq).limit(_MOST_FOLLOWED)
    rows = connection.execute(query).all()
    if len(rows) == _MOST_FOLLOWED or any(row.action == "article.removed" for row in rows):
        return None
    return {row.subject for row in rows if row.action in _INCIDENT_ACTIONS}


def entries(connection: Connection) -> Iterator[Any]:
    """All entries in order, read in chunks."""
    last = 0
    while True:
        query = select(audit).where(audit.c.seq > last).order_by(audit.c.seq).limit(_CHUNK)
        rows = connection.execute(query).all()
        yield from rows
        if len(rows) < _CHUNK:
            return
        last = rows[-1].seq


def check_chain(connection: Connection) -> Iterator[Finding]:
    """Findings where an entry is missing, altered or does not follow the one before it."""
    expected, previous = 1, GENESIS
    for row in entries(connection):
        if row.seq != expected:
            yield Finding("audit", str(expected), f"entries {expected} to {row.seq - 1} are gone")
        elif row.previous != previous:
            yield Finding("audit", str(row.seq), "does not follow the entry before it")
        fields = {
            "seq": row.seq,
            "at": row.at,
            "who": row.who,
            "action": row.action,
            "subject": row.subject,
            "detail": row.detail,
        }
        if entry_hash(row.previous, fields) != row.hash:
            yield Finding("audit", str(row.seq), "was altered: its hash does not fit its content")
        expected, previous = row.seq + 1, row.hash
