"""Takes knowledge/assessment, gives the spellings that event tables use for groups and places."""

from __future__ import annotations

import csv
from pathlib import Path

from rasid.errors import KnowledgeError

FOLDER = "assessment"
COLUMNS = ["id", "spelling", "source"]


def group_names(root: Path) -> list[frozenset[str]]:
    """The names of each group, one set a group."""
    names: dict[str, set[str]] = {}
    for group, spelling in _pairs(root, "group_spellings.csv"):
        names.setdefault(group, set()).add(spelling)
    return [frozenset(group) for group in names.values()]


def place_spellings(root: Path) -> list[tuple[str, str]]:
    """(spelling, id of the first-level unit) for spellings the place tables do not hold."""
    return [(spelling, unit) for unit, spelling in _pairs(root, "place_spellings.csv")]


def _pairs(root: Path, name: str) -> list[tuple[str, str]]:
    path = root / FOLDER / name
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError("cannot be read", subject=str(path)) from error
    for number, row in enumerate(rows, start=2):
        if list(row) != COLUMNS or not all(row.values()):
            raise KnowledgeError(
                f"row {number} is not id, spelling, source", subject=f"{FOLDER}/{name}"
            )
    return [(row["id"], row["spelling"]) for row in rows]
