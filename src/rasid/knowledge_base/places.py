"""Takes knowledge/places, gives its tables as lines read when asked for, and its cue words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from rasid.errors import KnowledgeError
from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import KNOWLEDGE, read_yaml

FOLDER = "places"
WORDS = f"{FOLDER}/words.yml"
ENGLISH_WORDS = f"{FOLDER}/words_en.yml"
COLUMNS = (
    "id", "kind", "country", "admin1", "parent", "lat", "lon", "radius_km", "population",
    "name_en", "names_ar", "source",
)  # fmt: skip
HEADER = ",".join(COLUMNS)
_POLE, _DATE_LINE = 90.0, 180.0
LEAST_RADIUS_KM = 1.5  # reach of a place for which no table gives one
# Later tables may complete an earlier entry of the same id, never hide it.
HAMLETS = "hamlets"  # a table that is searched by likeness only, so read when first needed
TABLES = ("countries", "first_level", "units", "reviewed", "towns", "villages")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of a place table; `names` are Arabic, the usual one first.

    `admin1` is the id of its first-level unit, `parent` the id of the unit or town it lies in,
    both "" where not known. `radius_km` is how far from its centre it reaches.
    """

    place_id: str
    kind: str
    country: str
    admin1: str
    parent: str
    lat: float
    lon: float
    radius_km: float
    population: int
    name_en: str
    names: tuple[str, ...]
    source: str

    def line(self) -> str:
        """The row as a line of a table; commas and quotes in names become spaces."""
        cells = (
            self.place_id, self.kind, self.country, self.admin1, self.parent, f"{self.lat:g}",
            f"{self.lon:g}", f"{self.radius_km:g}", str(self.population or ""), self.name_en,
            "|".join(self.names), self.source,
        )  # fmt: skip
        return ",".join(cell.replace(",", " ").replace('"', " ").strip() for cell in cells)


def parse_row(line: str, where: str) -> PlaceRow:
    """The row of one line; KnowledgeError names what is wrong with it."""
    cells = line.split(",")
    if len(cells) != len(COLUMNS):
        raise KnowledgeError(
            f"has {len(cells)} columns, not {len(COLUMNS)}",
            subject=f"{where}: {cells[0]}",
            hint="commas are not allowed inside names",
        )
    try:
        lat, lon = float(cells[5]), float(cells[6])
        radius, people = float(cells[7] or LEAST_RADIUS_KM), int(cells[8] or 0)
    except ValueError as error:
        raise KnowledgeError(
            str(error), subject=f"{where}: {cells[0]}", hint="coordinates and counts are numbers"
        ) from None
    if abs(lat) > _POLE or abs(lon) > _DATE_LINE:
        raise KnowledgeError(
            f"lies outside the world at {lat}, {lon}",
            subject=f"{where}: {cells[0]}",
            hint="latitude comes first",
        )
    names = tuple(name for name in cells[10].split("|") if name)
    return PlaceRow(
        cells[0], cells[1], cells[2], cells[3], cells[4], lat, lon, radius, people, cells[9],
        names, cells[11],
    )  # fmt: skip


def table_lines(path: Path) -> list[str]:
    """The lines of one table without its header; KnowledgeError where it is no such table."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(
            "cannot be read as a place table", subject=str(path), hint="import it again"
        ) from error
    if not lines or lines[0] != HEADER:
        raise KnowledgeError(
            f"does not start with the columns {HEADER}", subject=str(path), hint="import it again"
        )
    return lines[1:]


@lru_cache(maxsize=4)
def _words_file(root: Path, file: str) -> Any:
    """The content of a file of words, read once for all of its sections."""
    return read_yaml(root, file)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words around place names, as written in one file, with what each class means there."""

    root: Path = KNOWLEDGE
    file: str = WORDS

    def section(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """One section of the file: class of words -> the words."""
        fields = Fields(_words_file(self.root, self.file), self.file).part(name)
        return {key: fields.texts(key) for key in fields.keys()}  # noqa: SIM118 not a mapping


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table comes from and under which licence."""

    name: str
    licence: str


class PlaceKnowledge:
    """The place tables and words of a knowledge folder, each read when first asked for."""

    def __init__(self, root: Path = KNOWLEDGE) -> None:
        self.root = root
        self.words = PlaceWords(root)
        self.english_words = PlaceWords(root, ENGLISH_WORDS)

    @cached_property
    def tables(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Name and lines of each shipped table, in the order of TABLES."""
        folder = self.root / FOLDER
        return tuple((name, tuple(table_lines(folder / f"{name}.csv"))) for name in TABLES)

    def rows(self) -> Iterator[PlaceRow]:
        """Every shipped row, parsed and checked."""
        for name, lines in self.tables:
            for line in lines:
                yield parse_row(line, f"{FOLDER}/{name}.csv")

    def hamlets(self) -> Iterator[PlaceRow]:
        """The hamlets that no other table holds, most of them named like a person."""
        name, lines = self.hamlet_table
        for line in lines:
            yield parse_row(line, f"{FOLDER}/{name}.csv")

    @property
    def hamlet_table(self) -> tuple[str, tuple[str, ...]]:
        """Name and lines of the table of hamlets."""
        return HAMLETS, tuple(table_lines(self.root / FOLDER / f"{HAMLETS}.csv"))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources that rows name, by the key they use."""
        where = f"{FOLDER}/sources.yml"
        fields = Fields(read_yaml(self.root, where), where)
        found = {}
        for key in fields.keys():  # noqa: SIM118 not a mapping
            part = fields.part(key)
            found[key] = Source(part.text("name"), part.text("licence"))
        return found

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Folded ordinary words that are also names of places."""
        path = self.root / FOLDER / "common_words.txt"
        lines = path.read_text(encoding="utf-8").splitlines()
        return frozenset(line for line in lines if line and not line.startswith("#"))
