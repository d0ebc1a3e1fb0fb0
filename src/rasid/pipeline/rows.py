"""Incidents as flat rows: made once, kept as JSON until the store changes."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import orjson

from rasid.publish.masking import Masking
from rasid.publish.rows import record_row
from rasid.store import IncidentFilter, Page, Store, audit, listing
from rasid.store.listing import Listed

# About 900 bytes each.
_MOST_ROWS = 100_000


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
    """Rows of one store as JSON, all of one state of it: a write to the store empties them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[int, str] | None = None
        self._rows: dict[str, bytes] = {}

    def page(
        self, store: Store, wanted: IncidentFilter, after: str | None, limit: int
    ) -> Page[orjson.Fragment]:
        """A page of rows, nothing hidden; those that are not kept yet are made."""
        with store.database.reading() as connection:
            state = audit.head(connection)
            ids, more = listing.page_ids(connection, wanted, after, limit)
            rows = self._of(state)
            missing = [incident_id for incident_id in ids if incident_id not in rows]
            if missing:
                made = {
                    one.record["incident_id"]: orjson.dumps(_row(one, one.record))
                    for one in listing.listed(connection, missing)
                }
                self._keep(state, made)
                rows = {**{known: rows[known] for known in ids if known in rows}, **made}
        return Page(tuple(orjson.Fragment(rows[incident_id]) for incident_id in ids), more)

    def _of(self, state: tuple[int, str]) -> dict[str, bytes]:
        with self._lock:
            if state != self._state or len(self._rows) > _MOST_ROWS:
                self._state, self._rows = state, {}
            return self._rows

    def _keep(self, state: tuple[int, str], rows: dict[str, bytes]) -> None:
        with self._lock:
            if state == self._state:
                self._rows.update(rows)


@lru_cache(maxsize=4)
def _kept(_store: Store) -> KeptRows:
    return KeptRows()


def incident_rows_json(
    store: Store, wanted: IncidentFilter, after: str | None, limit: int, hiding: Masking
) -> Page[Any]:
    """As `incident_rows`; where nothing is hidden the rows are JSON already (for orjson)."""
    if hiding.open:
        return _kept(store).page(store, wanted, after, limit)
    return incident_rows(store, wanted, after, limit, hiding)
