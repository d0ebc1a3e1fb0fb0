"""Incidents and records to a file of one format with a manifest that says what is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from rasid.errors import UsageError
from rasid.model import Incident
from rasid.publish.exporters import EXPORTERS, Exporter, ExportOptions
from rasid.publish.masking import Masking
from rasid.publish.record_rows import RECORD_COLUMNS, csv_lines
from rasid.publish.rows import dataset
from rasid.version import __version__

_BLOCK = 1 << 20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
RECORD_FORMATS = ("csv", "jsonl")
RECORD_KINDS = ("events", "claims", "figures", "indicators")


def exporter(name: str) -> Exporter:
    """The exporter of a format; UsageError names those there are."""
    try:
        return EXPORTERS[name]
    except KeyError:
        raise UsageError(
            "no such format", subject=name, hint=f"formats: {', '.join(EXPORTERS)}"
        ) from None


def sha256_of(path: Path) -> str:
    """Hex digest of a file's bytes."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


class _Counted:
    """Passes incidents on and counts them by data set, and what is unknown of them."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._incidents = incidents
        self.datasets: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Incident]:
        for incident in self._incidents:
            self.datasets[dataset(incident)] += 1
            self.unknown["date"] += incident.date.start is None
            self.unknown["coordinates"] += incident.place is None or incident.place.lat is None
            self.unknown["killed"] += incident.killed is None
            yield incident


def export(
    incidents: Iterable[Incident],
    path: Path,
    name: str,
    options: ExportOptions,
    filters: Mapping[str, Any],
    undated_left_out: int = 0,
) -> dict[str, Any]:
    """Write incidents to `path` and a manifest beside it (`<path>.manifest.json`); gives it.

    The file appears whole or not at all: it is written beside its name and then moved there.
    `undated_left_out` is told in the manifest: how many a filter on days left out for want of one.
    """
    chosen = exporter(name)
    counted = _Counted(options.masking.incident(incident) for incident in incidents)
    rows = _whole(path, lambda out: chosen.write(counted, out, options))
    about = {
        "rows": rows,
        "datasets": dict(counted.datasets),
        "unknown": dict(counted.unknown),
        "undated_left_out": undated_left_out,
    }
    return _manifest(path, chosen.name, about, options.masking, filters)


def export_records(
    records: Iterable[Mapping[str, Any]],
    path: Path,
    kind: str,
    name: str,
    options: ExportOptions,
    filters: Mapping[str, Any],
) -> dict[str, Any]:
    """Write events, claims, figures or indicators (`kind`), given as JSON, with a manifest.

    `name` is csv (nested fields flat) or jsonl. Raises UsageError for any other format or kind.
    """
    for what, given, known in (("format", name, RECORD_FORMATS), ("kind", kind, RECORD_KINDS)):
        if given not in known:
            raise UsageError(f"records have no such {what}", subject=given, hint=", ".join(known))
    shown = (options.masking.statement(record) for record in records)

    def write(out: BinaryIO) -> int:
        if name == "jsonl":
            lines = (orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in shown)
            return _write_lines(out, lines)
        if options.excel:
            out.write(_BYTE_ORDER_MARK)
        counted = _Passing(shown)
        _write_lines(out, csv_lines(RECORD_COLUMNS[kind], counted))
        return counted.passed

    rows = _whole(path, write)
    return _manifest(path, name, {"rows": rows, "kind": kind}, options.masking, filters)


class _Passing:
    """Passes records on and counts them: a CSV has more lines than records."""

    def __init__(self, records: Iterable[dict[str, Any]]) -> None:
        self._records = records
        self.passed = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for record in self._records:
            self.passed += 1
            yield record


def _write_lines(out: BinaryIO, lines: Iterable[bytes]) -> int:
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - the last is the number
        out.write(line)
    return count


def _whole(path: Path, write: Callable[[BinaryIO], int]) -> int:
    """Write beside the name and move there, so that the file is whole or not there."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            rows = write(out)
        part.replace(path)
    except FileNotFoundError as error:
        raise UsageError("its folder does not exist", subject=str(path)) from error
    finally:
        part.unlink(missing_ok=True)
    return rows


def _manifest(
    path: Path,
    name: str,
    about: Mapping[str, Any],
    masking: Masking,
    filters: Mapping[str, Any],
) -> dict[str, Any]:
    level = masking.place_level
    manifest = {
        "file": path.name,
        "format": name,
        **about,
        "sha256": sha256_of(path),
        "filters": dict(filters),
        "masking": {"places": level.value if level else None, "people": masking.people},
        "rasid": __version__,
        "written": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    beside = path.with_name(f"{path.name}.manifest.json")
    beside.write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return manifest
