"""Takes what the user names, gives each input in order: a URL, standard input or a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from rasid.collect.outcome import Skipped
from rasid.errors import InputError

STDIN = "-"


class InputKind(Enum):
    """Where an input is read from."""

    URL = auto()
    STDIN = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Input:
    """One input: `name` is a URL, "stdin" or a path that can be printed; `path` for a file."""

    kind: InputKind
    name: str
    path: Path | None = None


def printable(path: Path) -> str:
    """The path as text; bytes that are no UTF-8 are shown escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def cause(error: OSError) -> str:
    """Why the system refused, in a word or two."""
    if error.errno == errno.ELOOP:
        return "is a symbolic link that leads back to itself"
    return f"cannot be read: {error.strerror or error}"


def _failed(path: Path, message: str, hint: str) -> Skipped:
    name = printable(path)
    return Skipped(name, InputError(message, subject=name, hint=hint))


def _folder(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Input | Skipped]:
    """Files below a folder, sorted by name; names that begin with a dot are left out."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _failed(folder, cause(error), "check its permissions")
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield _failed(
            folder, "is a link back to a folder that holds it", "remove the link; nothing is lost"
        )
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _one(folder / entry.name, above | {here})


def _one(path: Path, above: frozenset[tuple[int, int]]) -> Iterator[Input | Skipped]:
    try:
        is_folder = path.is_dir()
        is_file = path.is_file()
        path.stat()
    except FileNotFoundError:
        yield _failed(path, "does not exist", "check the name")
        return
    except (OSError, ValueError) as error:
        message = cause(error) if isinstance(error, OSError) else "is no valid file name"
        yield _failed(path, message, "check the name and its permissions")
        return
    if is_folder:
        yield from _folder(path, above)
    elif is_file:
        yield Input(InputKind.FILE, printable(path), path)
    else:
        yield _failed(path, "is neither a file nor a folder", "give a file, a folder or a URL")


def find_inputs(names: Sequence[str | Path]) -> Iterator[Input | Skipped]:
    """The inputs in the order given, folders opened up; what cannot be reached as Skipped."""
    for name in names:
        text = str(name)
        if text == STDIN:
            yield Input(InputKind.STDIN, "stdin")
        elif isinstance(name, str) and "://" in text[:12]:
            yield Input(InputKind.URL, text)
        else:
            yield from _one(Path(name), frozenset())
