"""Settings as a table: name, environment variable, default, help."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Setting(NamedTuple):
    """One setting; the environment variable wins over the default, an option over both."""

    name: str
    variable: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("store", "RASID_STORE", "rasid.sqlite", "SQLite file or postgresql:// address"),
    Setting("workers", "RASID_WORKERS", "0", "processes that read; 0 is one for each processor"),
    Setting("data", "RASID_DATA", "", "folder of imported places; empty is the user's data folder"),
)


def setting(name: str) -> str:
    """The value in force for a setting of the table."""
    for entry in SETTINGS:
        if entry.name == name:
            return os.environ.get(entry.variable) or entry.default
    raise KeyError(name)


def data_folder() -> Path:
    """Where imported tables are kept: the setting, else the platform's folder for user data."""
    chosen = setting("data")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "rasid"
