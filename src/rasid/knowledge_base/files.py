"""Takes the knowledge folder, gives its YAML files as plain data with errors that name the file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

from rasid.errors import KnowledgeError

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
"""The folder of the package that an expert edits."""

# The C parser is some ten times faster; a Python built without libyaml has only the other.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SUFFIXES = (".yml", ".yaml", ".csv")


def read_yaml(root: Path, relative: str) -> Any:
    """The parsed content of `root/relative`; KnowledgeError where it is missing or no YAML."""
    path = root / relative
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 a safe loader
    except OSError as error:
        raise KnowledgeError(
            f"cannot be read: {error.strerror}",
            subject=relative,
            hint="restore the file or install Rasid again",
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(
            f"is not valid YAML: {' '.join(str(error).split())}",
            subject=relative,
            hint="mend the line named; quote values that hold a colon",
        ) from error


def yaml_files(root: Path, folder: str) -> list[str]:
    """The YAML files under `root/folder`, relative to root, sorted so that order never varies."""
    return sorted(path.relative_to(root).as_posix() for path in (root / folder).rglob("*.yml"))


def digest(root: Path) -> str:
    """Twelve hex digits over names and bytes of all knowledge files under `root`."""
    total = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in _SUFFIXES):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]
