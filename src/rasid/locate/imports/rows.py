"""What the importers share: names, sizes, numbers and the naming of rows that are left out."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rasid.errors import InputError

_ARABIC = re.compile("[\u0620-\u06ff]")
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_UNIT_NOUNS = re.compile("^(ناحية|قضاء|منطقة|مركز قضاء|مدينة|بلدة|قرية) ")  # sub-district … village
# Least people -> reach in km: a table of thumb, the same as for the shipped towns.
_REACH = ((2_000_000, 15.0), (500_000, 9.0), (100_000, 6.0), (20_000, 3.5), (5_000, 2.5))
LEAST_REACH = 1.5
TOWN_FROM = 5_000  # people
_MOST_NAMES = 8


class BadRow(ValueError):  # noqa: N818 never leaves the importers, which skip the row and say why
    """A row that cannot be used; the message says what is wrong with it."""


class NotKept(Exception):  # noqa: N818 never leaves the importers, which count the row and go on
    """A sound row of no use here; the message says why, in the same words for all of its kind."""


NO_KIND = "not of a kind that is kept"
NO_ARABIC = "no Arabic name"
GONE = "no longer there"
TWICE = "the place of an earlier row"


def arabic_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names in Arabic letters, marks and the noun of a unit taken off, without repeats."""
    bare = (_UNIT_NOUNS.sub("", _MARKS.sub("", name).strip()) for name in names)
    kept = [name for name in bare if _ARABIC.search(name) and "|" not in name]
    return tuple(dict.fromkeys(kept))[:_MOST_NAMES]


def number(text: str | None, what: str) -> float:
    """A number of a table; BadRow names what it should have been."""
    try:
        return float(text or "")
    except ValueError:
        raise BadRow(f"{what} is {text!r}, no number") from None


def point(lat: str | None, lon: str | None) -> tuple[float, float]:
    """Latitude and longitude; BadRow where they are no place on earth."""
    north, east = number(lat, "latitude"), number(lon, "longitude")
    if not (abs(north) <= 90 and abs(east) <= 180):  # noqa: PLR2004 the pole and the date line
        raise BadRow(f"{north:g}, {east:g} lies outside the world")
    return north, east


def people(text: str | None) -> int:
    """Inhabitants; 0 where the table tells none."""
    return int(number(text, "population")) if text and text.strip() else 0


def reach(inhabitants: int) -> float:
    """How far a town of so many people reaches, in km."""
    return next((km for least, km in _REACH if inhabitants >= least), LEAST_REACH)


def settlement(inhabitants: int) -> str:
    """Kind of a settlement by its size."""
    return "town" if inhabitants >= TOWN_FROM else "village"


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """A table opened as text, gzip undone; InputError where it cannot be read."""
    try:
        packed = path.suffix == ".gz"
        with gzip.open(path, "rb") if packed else path.open("rb") as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read as a table: {error}", subject=str(path), hint="download it again"
        ) from error
