"""Incidents to a file of one format with a manifest that says what is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from rasid.errors import UsageError
from rasid.model import Incident
from rasid.publish.exporters import EXPORTERS, Exporter, ExportOptions
from rasid.version import __version__

_BLOCK = 1 << 20


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


def export(
    incidents: Iterable[Incident],
    path: Path,
    name: str,
    options: ExportOptions,
    filters: Mapping[str, Any],
) -> dict[str, Any]:
    """Write incidents to `path` and a manifest beside it (`<path>.manifest.json`); gives it.

    The file appears whole or not at all: it is written beside its name and then moved there.
    """
    chosen = exporter(name)
    masked = (options.masking.incident(incident) for incident in incidents)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            rows = chosen.write(masked, out, options)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    level = options.masking.place_level
    manifest = {
        "file": path.name,
        "format": chosen.name,
        "rows": rows,
        "sha256": sha256_of(path),
        "filters": dict(filters),
        "masking": {"places": level.value if level else None, "people": options.masking.people},
        "rasid": __version__,
        "written": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    manifest_path = path.with_name(f"{path.name}.manifest.json")
    manifest_path.write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return manifest
