"""Incidents, decisions about them and what linking needs, as one face over the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rasid.model import (
    Article,
    Change,
    Decision,
    DecisionKind,
    Incident,
    Report,
)
from rasid.store import decisions, incidents, linking, links, listing, removal
from rasid.store.database import Database
from rasid.store.decisions import Undone
from rasid.store.incidents import IncidentFilter, Tombstone
from rasid.store.linking import Held, SeenRow, Signature, Snapshot
from rasid.store.listing import Outline
from rasid.store.outcome import Page

_EVERY = IncidentFilter()


class Casebook:
    """The incidents of a store; reached as `store.casebook`."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    # Reading

    def get(self, incident_id: str) -> Incident:
        """The incident with all its reports; raises NotFoundError, saying where it went."""
        with self._database.reading() as connection:
            return incidents.get(connection, incident_id)

    def page(
        self, wanted: IncidentFilter = _EVERY, after: str | None = None, limit: int = 100
    ) -> Page[Incident]:
        """Incidents by date, the latest first and undated ones last."""
        with self._database.reading() as connection:
            return incidents.page(connection, wanted, after, limit)

    def every(self, wanted: IncidentFilter = _EVERY) -> Iterator[Incident]:
        """All incidents that the filter lets through, on one snapshot."""
        with self._database.reading() as connection:
            yield from incidents.every(connection, wanted)

    def outlines(self, wanted: IncidentFilter = _EVERY) -> Iterator[Outline]:
        """What `every` gives, in its order, without the reports: several times sooner."""
        with self._database.reading() as connection:
            yield from listing.outlines(connection, wanted)

    def count(self, wanted: IncidentFilter = _EVERY) -> int:
        """How many incidents the filter lets through."""
        with self._database.reading() as connection:
            return incidents.total(connection, wanted)

    def place_names(self) -> list[str]:
        """The names of the places of all incidents, without what is told of a part of them."""
        with self._database.reading() as connection:
            return incidents.place_names(connection)

    def history(self, incident_id: str) -> list[Change]:
        """All changes of an incident, oldest first; raises NotFoundError."""
        with self._database.reading() as connection:
            return incidents.history(connection, incident_id)

    def changes_since(
        self, moment: str, after: str | None = None, limit: int = 500
    ) -> Page[Change]:
        """Changes later than a moment (ISO 8601, UTC), oldest first."""
        with self._database.reading() as connection:
            return incidents.changes_since(connection, moment, after, limit)

    def tombstones_since(self, moment: str) -> list[Tombstone]:
        """Articles and incidents that went after a moment (ISO 8601, UTC)."""
        with self._database.reading() as connection:
            return incidents.tombstones_since(connection, moment)

    def tombstone_page(
        self, moment: str, kinds: Sequence[str], after: str | None, limit: int
    ) -> Page[Tombstone]:
        """What went after a moment (ISO 8601, UTC), in pages; of all kinds where none is named."""
        with self._database.reading() as connection:
            return removal.tombstone_page(connection, moment, kinds, after, limit)

    # Deciding

    def decide(
        self,
        kind: DecisionKind,
        groups: Sequence[Sequence[str]],
        who: str,
        reason: str,
        field: str = "",
        value: Any = None,
    ) -> Decision:
        """Keep a person's decision on report keys; the next linking applies it."""
        return decisions.decide(self._database, kind, groups, who, reason, field, value)

    def merge(self, incident_ids: Sequence[str], who: str, reason: str) -> Decision:
        """Decide that these incidents are one."""
        groups = [self._keys(incident_id) for incident_id in incident_ids]
        return self.decide(DecisionKind.MERGE, groups, who, reason)

    def split(self, incident_id: str, keys: Sequence[str], who: str, reason: str) -> Decision:
        """Decide that these reports of an incident are another happening than its others."""
        rest = [key for key in self._keys(incident_id) if key not in set(keys)]
        return self.decide(DecisionKind.SPLIT, [list(keys), rest], who, reason)

    def edit(self, incident_id: str, field: str, value: Any, who: str, reason: str) -> Decision:
        """Decide what a field of an incident is (JSON as `Incident.to_json` gives it)."""
        groups = [self._keys(incident_id)]
        return self.decide(DecisionKind.EDIT, groups, who, reason, field, value)

    def reverse(self, decision_id: int, who: str, reason: str) -> None:
        """Take a decision back; both stay on record. Raises NotFoundError, UsageError."""
        decisions.reverse(self._database, decision_id, who, reason)

    def decisions(self) -> list[Decision]:
        """The decisions that stand, oldest first."""
        with self._database.reading() as connection:
            return decisions.standing(connection)

    def undone(self) -> list[Undone]:
        """The decisions taken back that no linking has seen, the latest decision first."""
        with self._database.reading() as connection:
            return decisions.undone(connection)

    def _keys(self, incident_id: str) -> list[str]:
        return [report.key for report in self.get(incident_id).reports]

    # Linking

    def unsigned(self, method: str) -> Iterator[Article]:
        """Current articles without a signature of this method, in the order of adding."""
        return linking.unsigned(self._database, method)

    def save_signatures(self, method: str, signed: Iterable[tuple[str, bytes]]) -> None:
        """Keep the signatures (doc_id and bytes) by which copies are found."""
        linking.save_signatures(self._database, method, signed)

    def signatures(self, method: str) -> list[Signature]:
        """The signatures of all current articles."""
        with self._database.reading() as connection:
            return linking.signatures(connection, method)

    def snapshot(self) -> Snapshot:
        """The state of the store that a linking is based on; take it before reading reports."""
        with self._database.reading() as connection:
            return linking.snapshot(connection)

    def unlinked(self, based_on: Snapshot) -> list[str]:
        """The doc_ids of articles whose current reading no linking has seen."""
        with self._database.reading() as connection:
            return linking.unlinked(connection, based_on)

    def reports(
        self, origins: Mapping[str, str], doc_ids: Iterable[str] | None = None
    ) -> list[Report]:
        """Reports of current readings, all or those of some articles; `origins` names copies."""
        with self._database.reading() as connection:
            return linking.reports(connection, origins, doc_ids)

    def neighbours(self, reports: Sequence[Report]) -> set[str]:
        """The doc_ids of articles with events of about the same days, and of shared incidents."""
        with self._database.reading() as connection:
            return linking.neighbours(connection, reports)

    def seen(self, spans: Iterable[tuple[dt.date, dt.date]]) -> set[SeenRow]:
        """What the store tells of towns on days within the spans (first and last day)."""
        with self._database.reading() as connection:
            return linking.seen(connection, spans)

    def held(self, doc_ids: Iterable[str]) -> list[Held]:
        """What the incidents that hold reports of these articles hold, all their reports."""
        with self._database.reading() as connection:
            return linking.held(connection, doc_ids)

    def told_by_origins(self, origins: Iterable[str]) -> set[str]:
        """The doc_ids of articles whose reports were counted by one of these origins."""
        with self._database.reading() as connection:
            return linking.told_by_origins(connection, origins)

    def some(self, incident_ids: Iterable[str]) -> list[Incident]:
        """The incidents of these ids, those that there are."""
        with self._database.reading() as connection:
            return linking.with_ids(connection, incident_ids)

    def telling(self, keys: Iterable[str]) -> list[Incident]:
        """The incidents that hold the reports of these keys."""
        with self._database.reading() as connection:
            return linking.telling(connection, keys)

    def save_links(
        self,
        based_on: Snapshot,
        doc_ids: Iterable[str],
        found: Sequence[Incident],
        changes: Sequence[Change],
        retired: Mapping[str, str | None],
        undone: Sequence[int] = (),
    ) -> int:
        """Keep what a linking of these articles found, whole or not at all; gives how many changed.

        `undone` are the keys of the reversals that it has seen.
        Raises StoreError where another linking was saved since the snapshot.
        """
        return links.save(
            self._database,
            based_on,
            doc_ids,
            links.Links(found, changes, retired, undone),
            self._who,
        )
