"""Keeps all that was collected, read, linked and decided."""

from rasid.store.casebook import Casebook
from rasid.store.imported import ImportedSet, ImportOutcome
from rasid.store.incidents import IncidentFilter, Tombstone
from rasid.store.linking import Held
from rasid.store.opening import open_store
from rasid.store.outcome import (
    Added,
    ArticleFilter,
    Counts,
    Finding,
    Hit,
    Known,
    Page,
    Removed,
    Run,
    Saved,
)
from rasid.store.records import Record, RecordFilter
from rasid.store.store import Store

__all__ = [
    "Added",
    "ArticleFilter",
    "Casebook",
    "Counts",
    "Finding",
    "Held",
    "Hit",
    "ImportOutcome",
    "ImportedSet",
    "IncidentFilter",
    "Known",
    "Page",
    "Record",
    "RecordFilter",
    "Removed",
    "Run",
    "Saved",
    "Store",
    "Tombstone",
    "open_store",
]
