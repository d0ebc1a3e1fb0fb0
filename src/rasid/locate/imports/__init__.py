"""Bringing the full place tables that users have into their own data folder."""

from rasid.locate.imports.fetching import fetch
from rasid.locate.imports.reading import import_tables
from rasid.locate.imports.tables import (
    ImportReport,
    TableNote,
    imported_folder,
    imported_tables,
    shipped_tables,
)

__all__ = [
    "ImportReport",
    "TableNote",
    "fetch",
    "import_tables",
    "imported_folder",
    "imported_tables",
    "shipped_tables",
]
