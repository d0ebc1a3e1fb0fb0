"""Incidents as flat rows: found in columns, made once, kept as JSON until they change."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection

from rasid.publish.masking import Masking
from rasid.publish.rows import record_row
from rasid.store import IncidentFilter, Page, Store, audit, columns, listing, order
from rasid.store.columns import Columns
from rasid.store.database import Database
from rasid.store.listing import Listed

# Of each copy; about 900 bytes each.
_MOST_ROWS = 100_000
# Rows made ahead at a time, and the pause (s) that leaves the processor to who asks meanwhile.
_AHEAD, _PAUSE = 250, 0.01


def _row(one: Listed, hiding: Masking) -> dict[str, Any]:
    row = record_row(hiding.listed(one.record), one.reports, "; ".join(one.publishers))
    return {**row, "updated_at": one.updated_at}


def incident_rows(
    store: Store, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
) -> Page[dict[str, Any]]:
    """Incidents as flat rows, the latest first and undated ones last; reports are not loaded."""
    with store.database.reading() as connection:
        found = listing.page(connection, wanted, hiding.position(after), limit)
    items = tuple(_row(one, hiding) for one in found.items)
    return Page(items, hiding.cursor(found.after))


# The rows of one copy (whole, or masked in some way) as JSON, by the incident's id.
_Copy = dict[str, bytes]


class _Held(NamedTuple):
    """What is kept of one state of the store: `columns` None where there are none."""

    state: tuple[int, str]
    columns: Columns | None
    copies: dict[Masking, _Copy]
    as_of: str | None

    def rows(self, hiding: Masking) -> _Copy:
        """What is kept of the rows of a copy; once there are too many, it begins anew."""
        kept = self.copies.get(hiding)
        if kept is None or len(kept) > _MOST_ROWS:
            kept = self.copies[hiding] = {}
        return kept


class KeptRows:
    """Columns and rows of one store.

    A write to the store takes out what it changed, as the audit log tells. Nobody waits for
    another's reading: who comes meanwhile asks the store itself.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._following = threading.Lock()
        self._held: _Held | None = None
        # The store's state when last asked, and this process's commits before that.
        self._seen: tuple[tuple[int, str], int] | None = None

    def follow(self) -> tuple[int, str]:
        """Take in what was written since; gives the store's state."""
        with self._database.reading() as connection:
            return self._now(connection).state

    def at_once(
        self, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
    ) -> Page[bytes] | None:
        """The page as of the last `follow`, each row as JSON, where it needs nothing of the store.

        None where something is missing, or this process has written since.
        """
        held = self._held
        if held is None or held.columns is None or not columns.answers(wanted):
            return None
        if self._seen != (held.state, self._database.commits):
            return None
        rows = held.copies.get(hiding)
        if rows is None:
            return None
        held_after = order.position(hiding.position(after))
        found, last = held.columns.page(wanted, held_after, limit)
        try:
            items = tuple([rows[known] for known in found])
        except KeyError:
            return None
        return Page(items, hiding.cursor(order.cursor(*last) if last else None), held.as_of)

    def page(
        self,
        connection: Connection,
        wanted: IncidentFilter,
        after: str | None,
        limit: int,
        hiding: Masking,
    ) -> Page[orjson.Fragment]:
        """A page of the rows of a copy; those that are not kept yet are made."""
        held = self._now(connection)
        rows = held.rows(hiding)
        ids, more = _ids(connection, held.columns, wanted, hiding.position(after), limit)
        missing = [incident_id for incident_id in ids if incident_id not in rows]
        if missing:
            rows.update(
                (one.record["incident_id"], orjson.dumps(_row(one, hiding)))
                for one in listing.listed(connection, missing)
            )
        items = tuple(orjson.Fragment(rows[known]) for known in ids)
        return Page(items, hiding.cursor(more), held.as_of)

    def count(self, connection: Connection, wanted: IncidentFilter) -> int | None:
        """How many incidents the filter lets through; None where the columns cannot tell."""
        held = self._now(connection).columns
        return held.count(wanted) if held is not None and columns.answers(wanted) else None

    def ahead(self, stop: threading.Event, hiding: Masking) -> None:
        """Make a copy's rows before anyone asks, the latest first, as many as are kept."""
        every, after = IncidentFilter(), None
        for _ in range(0, _MOST_ROWS, _AHEAD):
            with self._database.reading() as connection:
                after = self.page(connection, every, after, _AHEAD, hiding).after
            if after is None or stop.wait(_PAUSE):
                return

    def _now(self, connection: Connection) -> _Held:
        """What is kept, as the connection's snapshot has it.

        Nothing where the snapshot is older than what is kept (another thread was quicker), or
        another thread takes in what was written just now.
        """
        commits = self._database.commits
        state = audit.head(connection)
        self._seen = (state, commits)
        held = self._held
        if held is not None and held.state == state:
            return held
        nothing = _Held(state, None, {}, audit.last_moment(connection))
        if held is not None and held.state[0] > state[0]:
            return nothing
        if not self._following.acquire(blocking=False):
            return nothing
        try:
            if self._held is held:
                self._held = _followed(connection, held, state)
            return self._held if self._held and self._held.state == state else nothing
        finally:
            self._following.release()


def _followed(connection: Connection, held: _Held | None, state: tuple[int, str]) -> _Held:
    as_of = audit.last_moment(connection)
    touched = audit.touched(connection, held.state) if held else None
    if held is None or touched is None or held.columns is None:
        fits = columns.fits(connection)
        return _Held(state, columns.of(columns.read(connection)) if fits else None, {}, as_of)
    if not touched:
        return held._replace(state=state, as_of=as_of)
    there = columns.read(connection, touched)
    # A new one: a page in another thread still reads from the old.
    copies = {
        hiding: {known: row for known, row in rows.copy().items() if known not in touched}
        for hiding, rows in held.copies.copy().items()
    }
    return _Held(state, held.columns.changed(touched, there), copies, as_of)


def _ids(
    connection: Connection,
    held: Columns | None,
    wanted: IncidentFilter,
    after: str | None,
    limit: int,
) -> tuple[Sequence[str], str | None]:
    if held is None or not columns.answers(wanted):
        return listing.page_ids(connection, wanted, after, limit)
    found, last = held.page(wanted, order.position(after), limit)
    return found, order.cursor(*last) if last else None


@lru_cache(maxsize=4)
def _kept(store: Store) -> KeptRows:
    return KeptRows(store.database)


def incident_rows_json(
    store: Store, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
) -> Page[orjson.Fragment]:
    """As `incident_rows`, the rows as JSON (for orjson) that is kept until they change."""
    with store.database.reading() as connection:
        return _kept(store).page(connection, wanted, after, limit, hiding)


def incident_rows_at_once(
    store: Store, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
) -> Page[bytes] | None:
    """The page's rows as JSON, as of the last `follow_store`; None where the store must be asked.

    What this process has written since is never missing.
    """
    return _kept(store).at_once(wanted, after, limit, hiding)


def follow_store(store: Store) -> tuple[int, str]:
    """Take in what other processes wrote; gives the store's state, another after each commit."""
    return _kept(store).follow()


def as_of(store: Store) -> str | None:
    """The moment of the last write to the store; None where there was none."""
    with store.database.reading() as connection:
        return audit.last_moment(connection)


def make_rows_ahead(store: Store, stop: threading.Event, hiding: Masking) -> None:
    """Make what a copy's lists show before anyone asks; returns when done or told to stop."""
    _kept(store).ahead(stop, hiding)


def count_incidents(store: Store, wanted: IncidentFilter) -> int:
    """How many incidents the filter lets through."""
    with store.database.reading() as connection:
        found = _kept(store).count(connection, wanted)
    return store.casebook.count(wanted) if found is None else found
