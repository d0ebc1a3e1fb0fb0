"""Keeps all that was collected, read, linked and decided."""

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
    "Counts",
    "Finding",
    "Hit",
    "Known",
    "Page",
    "Record",
    "RecordFilter",
    "Removed",
    "Run",
    "Saved",
    "Store",
    "open_store",
]
