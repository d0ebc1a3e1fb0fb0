"""Incidents as flat rows: found in columns, made once, kept as JSON until they change."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection

from rasid.publish.masking import Masking
from rasid.publish.rows import record_row
from rasid.store import IncidentFilter, Page, Store, audit, columns, listing
from rasid.store.columns import Columns
from rasid.store.database import Database
from rasid.store.listing import Listed

# About 900 bytes each.
_MOST_ROWS = 100_000
# Rows made ahead at a time, and the pause (s) that leaves the processor to who asks meanwhile.
_AHEAD, _PAUSE = 250, 0.01


def _row(one: Listed, record: dict[str, Any]) -> dict[str, Any]:
    row = record_row(record, one.reports, "; ".join(one.publishers))
    return {**row, "updated_at": one.updated_at}


def incident_rows(
    store: Store, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
) -> Page[dict[str, Any]]:
    """Incidents as flat rows, the latest first and undated ones last; reports are not loaded."""
    with store.database.reading() as connection:
        found = listing.page(connection, wanted, after, limit)
    rows = (
        _row(one, one.record if hiding.open else hiding.incident(one.incident).to_json())
        for one in found.items
    )
    return Page(tuple(rows), found.after)


class KeptRows:
    """Columns and rows of one store, all of one state of it.

    A write to the store takes out what it changed, as the audit log tells.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._state: tuple[int, str] | None = None
        # This process's commits before the store was last asked for its state.
        self._commits = -1
        self._columns: Columns | None = None
        self._rows: dict[str, bytes] = {}

    def follow(self) -> tuple[int, str]:
        """Take in what was written since; gives the store's state."""
        with self._database.reading() as connection:
            return self._now(connection)[0]

    def at_once(
        self, wanted: IncidentFilter, after: str | None, limit: int
    ) -> Page[orjson.Fragment] | None:
        """The page as of the last `follow`, where it needs nothing of the store.

        None where something is missing, or this process has written since.
        """
        with self._lock:
            if self._commits != self._database.commits:
                return None
        held, rows = self._columns, self._rows
        if held is None or not columns.answers(wanted):
            return None
        found, last = held.page(wanted, listing.position(after), limit)
        try:
            items = tuple(orjson.Fragment(rows[known]) for known in found)
        except KeyError:
            return None
        return Page(items, listing.cursor(*last) if last else None)

    def page(
        self, connection: Connection, wanted: IncidentFilter, after: str | None, limit: int
    ) -> Page[orjson.Fragment]:
        """A page of rows, nothing hidden; those that are not kept yet are made."""
        state, held, rows = self._now(connection)
        ids, more = _ids(connection, held, wanted, after, limit)
        missing = [incident_id for incident_id in ids if incident_id not in rows]
        if missing:
            made = {
                one.record["incident_id"]: orjson.dumps(_row(one, one.record))
                for one in listing.listed(connection, missing)
            }
            rows = {**{known: rows[known] for known in ids if known in rows}, **made}
            self._keep(state, made)
        return Page(tuple(orjson.Fragment(rows[incident_id]) for incident_id in ids), more)

    def count(self, connection: Connection, wanted: IncidentFilter) -> int | None:
        """How many incidents the filter lets through; None where the columns cannot tell."""
        _, held, _ = self._now(connection)
        return held.count(wanted) if held is not None and columns.answers(wanted) else None

    def ahead(self, stop: threading.Event) -> None:
        """Make the rows before anyone asks, the latest first, as many as are kept."""
        every, after = IncidentFilter(), None
        for _ in range(0, _MOST_ROWS, _AHEAD):
            with self._database.reading() as connection:
                after = self.page(connection, every, after, _AHEAD).after
            if after is None or stop.wait(_PAUSE):
                return

    def _now(
        self, connection: Connection
    ) -> tuple[tuple[int, str], Columns | None, dict[str, bytes]]:
        """State, columns and rows as the connection's snapshot has them.

        A snapshot older than what is kept (another thread was quicker) gets nothing kept.
        """
        commits = self._database.commits
        state = audit.head(connection)
        with self._lock:
            if self._state is not None and self._state[0] > state[0]:
                return state, None, {}
            if state != self._state:
                self._follow(connection, state)
            if len(self._rows) > _MOST_ROWS:
                self._rows = {}
            self._commits = commits
            return state, self._columns, self._rows

    def _follow(self, connection: Connection, state: tuple[int, str]) -> None:
        touched = audit.touched(connection, self._state) if self._state else None
        if touched is None or self._columns is None:
            fits = columns.fits(connection)
            self._columns = columns.of(columns.read(connection)) if fits else None
            self._rows = {}
        elif touched:
            there = columns.read(connection, touched)
            self._columns = self._columns.changed(touched, there)
            # A new one: a page in another thread still reads from the old.
            self._rows = {known: row for known, row in self._rows.items() if known not in touched}
        self._state = state

    def _keep(self, state: tuple[int, str], rows: dict[str, bytes]) -> None:
        with self._lock:
            if state == self._state:
                self._rows.update(rows)


def _ids(
    connection: Connection,
    held: Columns | None,
    wanted: IncidentFilter,
    after: str | None,
    limit: int,
) -> tuple[Sequence[str], str | None]:
    if held is None or not columns.answers(wanted):
        return listing.page_ids(connection, wanted, after, limit)
    found, last = held.page(wanted, listing.position(after), limit)
    return found, listing.cursor(*last) if last else None


@lru_cache(maxsize=4)
def _kept(store: Store) -> KeptRows:
    return KeptRows(store.database)


def incident_rows_json(
    store: Store, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
) -> Page[Any]:
    """As `incident_rows`; where nothing is hidden the rows are JSON already (for orjson)."""
    if hiding.open:
        with store.database.reading() as connection:
            return _kept(store).page(connection, wanted, after, limit)
    return incident_rows(store, wanted, after, limit, hiding)


def incident_rows_at_once(
    store: Store, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
) -> Page[Any] | None:
    """As `incident_rows_json`, as of the last `follow_store`; None where the store must be asked.

    What this process has written since is never missing.
    """
    return _kept(store).at_once(wanted, after, limit) if hiding.open else None


def follow_store(store: Store) -> tuple[int, str]:
    """Take in what other processes wrote; gives the store's state, another after each commit."""
    return _kept(store).follow()


def make_rows_ahead(store: Store, stop: threading.Event) -> None:
    """Make what lists show before anyone asks; returns when done or told to stop."""
    _kept(store).ahead(stop)


def count_incidents(store: Store, wanted: IncidentFilter) -> int:
    """How many incidents the filter lets through."""
    with store.database.reading() as connection:
        found = _kept(store).count(connection, wanted)
    return store.casebook.count(wanted) if found is None else found
