"""Takes imported rows, keeps them as tables in the user's data folder, with a note on each."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rasid.errors import UsageError
from rasid.knowledge_base import load as load_knowledge
from rasid.knowledge_base.places import HEADER, PlaceKnowledge, PlaceRow, Source, table_lines
from rasid.locate.imports.rows import TWICE
from rasid.settings import data_folder

FOLDER = "places"
POLYGONS = "polygons"
NOTES = "tables.json"


@dataclass(frozen=True, slots=True)
class TableNote:
    """An imported table as it is listed: rows held, whose they are, when it was last imported."""

    table: str
    rows: int
    source: str
    licence: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did with each row that it read.

    `read` is `added`, `changed`, `same` (held before) and those left out: `passed` (reason of no
    use -> rows) and `skipped` (broken rows, each named with its reason).
    """

    table: str
    read: int
    added: int
    changed: int
    same: int
    passed: Mapping[str, int]
    skipped: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """The rows of one file while it is read."""

    read: int = 0
    rows: list[PlaceRow] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)


def imported_folder() -> Path:
    """Where imported tables lie: `places` in the user's data folder (setting RASID_DATA)."""
    return data_folder() / FOLDER


def keep(folder: Path, table: str, source: Source, tally: Tally, file: str) -> ImportReport:
    """Add rows to a table by id; importing the same rows again changes nothing."""
    path = folder / f"{table}.csv"
    lines = {_id(line): line for line in table_lines(path)} if path.exists() else {}
    added = changed = same = 0
    seen: set[str] = set()
    for row in tally.rows:
        if row.place_id in seen:
            tally.passed[TWICE] += 1
            continue
        seen.add(row.place_id)
        line = row.line()
        known = lines.get(row.place_id)
        added += known is None
        changed += known is not None and known != line
        same += known == line
        lines[row.place_id] = line
    if added or changed:
        _write(path, "\n".join([HEADER, *(lines[key] for key in sorted(lines))]) + "\n")
    _note(folder, table, source, len(lines), file)
    passed = dict(tally.passed.most_common())
    return ImportReport(table, tally.read, added, changed, same, passed, tuple(tally.skipped))


def imported_tables(folder: Path | None = None) -> list[TableNote]:
    """The imported tables with counts and sources, by name; empty where there are none."""
    path = (folder or imported_folder()) / NOTES
    if not path.exists():
        return []
    notes = json.loads(path.read_text(encoding="utf-8"))
    return [TableNote(**{**note, "files": tuple(note["files"])}) for note in notes]


def keep_polygons(folder: Path, file: Path) -> None:
    """Copy a file of polygons beside the tables, for those who ask for a unit's real borders."""
    target = folder / POLYGONS / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def shipped_tables() -> list[TableNote]:
    """The tables that come with the package, as they are listed."""
    knowledge = PlaceKnowledge(load_knowledge().root)
    sources = knowledge.sources
    return [
        TableNote(
            name,
            len(lines),
            ", ".join(sources[key].name for key in sorted(_sources_of(lines))),
            ", ".join(dict.fromkeys(sources[key].licence for key in sorted(_sources_of(lines)))),
            (f"{name}.csv",),
        )
        for name, lines in (*knowledge.tables, knowledge.hamlet_table)
    ]


def _sources_of(lines: Iterable[str]) -> set[str]:
    return {key for line in lines for key in line.rpartition(",")[2].split(";")}


def _id(line: str) -> str:
    return line.partition(",")[0]


def _note(folder: Path, table: str, source: Source, rows: int, file: str) -> None:
    notes = {note.table: note for note in imported_tables(folder)}
    files = {*(notes[table].files if table in notes else ()), file}
    notes[table] = TableNote(table, rows, source.name, source.licence, tuple(sorted(files)))
    listed = [asdict(notes[name]) for name in sorted(notes)]
    _write(folder / NOTES, json.dumps(listed, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all: a broken import must not break reading."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f"{path.suffix}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror}",
            subject=str(path),
            hint="choose another folder with RASID_DATA",
        ) from error
