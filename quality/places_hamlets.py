"""Takes public place tables, gives the packed file of hamlets that are looked up only by likeness.

    python quality/places_hamlets.py PLACES_FOLDER UCDP_TABLE

PLACES_FOLDER as for places_build.py, which writes the tables that are read in full; UCDP_TABLE is
a georeferenced event table of UCDP with the columns where_coordinates, where_prec, latitude and
longitude. Written are the places that the full tables leave out: those with no Arabic name, and
Iraq's hamlets that are named like a person.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from places_build import (
    COLUMNS,
    NEAR_KM,
    OUT,
    Row,
    km,
    latin,
    place_iraq,
    place_syria,
    third_levels,
    village_rows,
)

from rasid.locate.likeness import skeleton

EXACT = 1.0  # UCDP's precision code of an exact place
KIND = re.compile(r" (village|town|hamlet|farm|farms|neighbourhood|neighborhood)$", re.IGNORECASE)
VAGUE = re.compile(r"\b(between|near|border|governorate|district|province|city|and|of)\b|[/,(]")


def shipped() -> list[Row]:
    """The settlements of the full tables, to leave out what they hold."""
    rows = []
    for name in ("towns", "villages", "reviewed"):
        with (OUT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows += [r for r in csv.DictReader(file) if r["country"] in {"IQ", "SY"}]
    return [{**r, "lat": float(r["lat"]), "lon": float(r["lon"])} for r in rows]


def reported(path: Path) -> Iterator[Row]:
    """Exactly known villages of Syria that UCDP names, each once."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            name = r["where_coordinates"]
            bare = KIND.sub("", name)
            if (
                float(r["where_prec"]) != EXACT
                or name in seen
                or bare == name
                or VAGUE.search(bare)
            ):
                continue
            seen.add(name)
            yield {
                "id": f"ucdp{r['id'].removesuffix('.0')}", "kind": "village", "country": "SY",
                "admin1": "", "parent": "", "lat": round(float(r["latitude"]), 3),
                "lon": round(float(r["longitude"]), 3), "radius_km": "", "population": "",
                "name_en": bare, "names": [], "source": "ucdp",
            }  # fmt: skip


def left_out(rows: list[Row], known: list[Row]) -> list[Row]:
    """The rows that no known place of the same id, or of like name beside it, stands for."""
    ids = {r["id"] for r in known}
    like: dict[str, list[Row]] = defaultdict(list)
    for r in known:
        for name in [*r["names_ar"].split("|"), latin(r["name_en"])]:
            like[skeleton(name)].append(r)
    kept = []
    for row in rows:
        sounds = {skeleton(name) for name in [*row["names"], latin(row["name_en"])]}
        twin = any(km(row, other) < NEAR_KM for key in sounds for other in like[key])
        if row["id"] in ids or twin or not any(sounds):
            continue
        ids.add(row["id"])
        kept.append(row)
        for key in sounds:
            like[key].append(row)
    return kept


def main() -> None:
    """Build the file from the tables named on the command line."""
    if len(sys.argv) != 3:  # noqa: PLR2004 the two tables
        raise SystemExit(__doc__)
    folder, ucdp = Path(sys.argv[1]), Path(sys.argv[2])
    iraq = list(village_rows(folder / "whosonfirst_iq.csv.gz", "IQ"))
    syria = [r for r in village_rows(folder / "whosonfirst_sy.csv.gz", "SY") if not r["names"]]
    place_iraq(iraq, folder / "codab_iq_adm2.geojson.gz")
    syria += reported(ucdp)
    place_syria(syria, third_levels())
    lines = [",".join(COLUMNS)]
    for row in sorted(left_out([*syria, *iraq], shipped()), key=lambda r: (r["country"], r["id"])):
        row |= {"names_ar": "|".join(row["names"][:4]), "name_en": latin(row["name_en"])}
        row |= {"radius_km": "", "population": ""}
        cells = ["" if row.get(c) is None else str(row[c]) for c in COLUMNS]
        lines.append(",".join(cell.replace(",", " ").replace('"', "") for cell in cells))
    path = OUT / "hamlets.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(lines) - 1} places, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
