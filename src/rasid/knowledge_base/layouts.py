"""Takes knowledge/publish, gives the names and numbers that public layouts use."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rasid.errors import KnowledgeError
from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import KNOWLEDGE, read_yaml

COUNTRIES = "publish/countries.csv"
CODES = "publish/codes.yml"
COLUMNS = [
    "iso2", "iso_numeric", "name", "acled_region", "ucdp_id", "ucdp_name", "ucdp_region", "source",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country as ACLED and UCDP write it; "" and None where they give it no name or number.

    `ucdp_id` is the number of Gleditsch and Ward's list of states.
    """

    iso2: str
    iso_numeric: int | None
    name: str
    acled_region: str
    ucdp_id: int | None
    ucdp_name: str
    ucdp_region: str


@dataclass(frozen=True, slots=True)
class LayoutCodes:
    """Tables of publish/codes.yml; see the comments there."""

    disorder: Mapping[str, str]
    alone: frozenset[str]
    interaction: Mapping[int, str]
    quad: Mapping[str, int]
    sectors: Mapping[str, str]
    countries: Mapping[str, Country]


@lru_cache(maxsize=4)
def layout_codes(root: Path = KNOWLEDGE) -> LayoutCodes:
    """All of it, read once; KnowledgeError names the file and the entry."""
    fields = Fields(read_yaml(root, CODES), CODES)
    fields.text("source")
    codes = LayoutCodes(
        disorder=dict(fields.get("disorder", {})),
        alone=frozenset(fields.texts("alone")),
        interaction={int(code): str(name) for code, name in fields.get("interaction").items()},
        quad=dict(fields.get("quad", {})),
        sectors=dict(fields.get("sectors", {})),
        countries=_countries(root),
    )
    fields.done()
    return codes


def _countries(root: Path) -> dict[str, Country]:
    try:
        with (root / COUNTRIES).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError("cannot be read", subject=COUNTRIES) from error
    found: dict[str, Country] = {}
    for number, row in enumerate(rows, start=2):
        if list(row) != COLUMNS or not row["iso2"] or row["iso2"] in found:
            raise KnowledgeError(f"row {number} is not a country", subject=COUNTRIES)
        try:
            found[row["iso2"]] = Country(
                row["iso2"],
                _whole(row["iso_numeric"]),
                row["name"],
                row["acled_region"],
                _whole(row["ucdp_id"]),
                row["ucdp_name"],
                row["ucdp_region"],
            )
        except ValueError as error:
            raise KnowledgeError(f"row {number}: {error}", subject=COUNTRIES) from None
    return found


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None
