"""Measures places by themselves: python quality/places_probe.py [--extra FOLDER] [--shared FOLDER].

Prints, on the incidents of the development half, how often any mention of an article lies within
5 and 20 km (the upper bound of what a reader can reach); on the gold, how often the mention over
an event's place text is in the right first-level unit; the share of each precision; and times.
--misses shows the gold misses, --train scores the training half too.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from rasid import language
from rasid.language.base import AnalysedText
from rasid.locate import Locator
from rasid.locate.distance import km
from rasid.model import Article, PlaceMention

SHARED = Path(__file__).resolve().parents[2] / "shared"
NEAR = (5, 20)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def scorer(shared: Path) -> ModuleType:
    """The gold's own scorer, for its table of governorate spellings."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer under {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def analysed(doc: dict[str, Any]) -> AnalysedText:
    """The analysed text of one measuring article."""
    text = f"{doc['title']}\n\n{doc['text']}"
    return language.get("ar").analyse(Article(doc["doc_id"], doc["title"], text, "ar"))


def incidents(shared: Path, locator: Locator, *, misses: bool) -> dict[str, float]:
    """Share of (article, incident) pairs with a mention near the incident."""
    folder = shared / "bench" / "incidents"
    known = {row["incident"]: row for row in rows(folder / "incidents.jsonl")}
    hits, pairs, mentions, articles = Counter[int](), 0, 0, 0
    for doc in rows(folder / "articles.jsonl"):
        found = locator.mentions(analysed(doc))
        articles, mentions = articles + 1, mentions + len(found)
        for incident in (known.get(i) for i in doc["incidents"]):
            if incident is None or incident["lat"] in (None, ""):
                continue
            pairs += 1
            far = min(
                (km(m.place.lat, m.place.lon, incident["lat"], incident["lon"])
                 for m in found if m.place.lat is not None and m.place.lon is not None),
                default=1e9,
            )  # fmt: skip
            hits.update(limit for limit in NEAR if far <= limit)
            if misses and far > max(NEAR):
                print("far", doc["doc_id"], incident["place_ar"], incident["admin1"], f"{far:.0f}",
                      sorted({m.place.text for m in found})[:12])  # fmt: skip
    share = {f"near{limit}": round(hits[limit] / max(1, pairs), 3) for limit in NEAR}
    return {"pairs": pairs, **share, "mentions": round(mentions / max(1, articles), 1)}


def overlapping(found: list[PlaceMention], text: str, quote: str) -> PlaceMention | None:
    """The mention that covers most of some occurrence of the quote."""
    best, size = None, 0
    at = text.find(quote)
    while at >= 0:
        for mention in found:
            common = min(mention.end, at + len(quote)) - max(mention.start, at)
            if common > size and mention.part_of is not None:
                best, size = mention, common + len(quote)
            elif common > size:
                best, size = mention, common
        at = text.find(quote, at + 1)
    return best


def gold(shared: Path, half: str, locator: Locator, *, misses: bool) -> dict[str, Any]:
    """How often the mention over a gold place text is in the gold's first-level unit."""
    score = scorer(shared)
    annotated = {row["doc_id"]: row for row in rows(shared / "gold" / f"{half}_gold.jsonl")}
    tally, levels = Counter[str](), Counter[str]()
    for doc in rows(shared / "gold" / f"{half}_docs.jsonl"):
        text = analysed(doc)
        found = locator.mentions(text)
        for event in score.counted(annotated.get(doc["doc_id"], {}).get("events", [])):
            place = event["place"] or {}
            if not place.get("text") or not place.get("admin1"):
                continue
            tally["events"] += 1
            mention = overlapping(found, text.text, place["text"])
            levels[mention.place.precision.value if mention else "none"] += 1
            mine = score.admin1_key((mention.place.admin1 if mention else "") or "")
            verdict = "right" if mine == score.admin1_key(place["admin1"]) else "wrong"
            verdict = verdict if mine else "unknown" if mention else "unfound"
            tally[verdict] += 1
            if misses and verdict != "right":
                shown = mention and (mention.place.text, mention.place.name, mention.place.admin1)
                print(verdict, doc["doc_id"], place["text"], place["admin1"], shown, sep=" | ")
    share = round(tally["right"] / max(1, tally["events"]), 3)
    return {**tally, "admin1": share, "levels": dict(levels.most_common())}


def main() -> None:
    """Run all measures and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extra", type=Path), parser.add_argument("--shared", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args()
    shared = options.shared or SHARED
    begun = time.perf_counter()
    locator = Locator.load(options.extra)
    print(f"loading {time.perf_counter() - begun:.3f} s, {len(locator.gazetteer)} rows")
    for half in ("train", "dev") if options.train else ("dev",):
        print("gold", half, gold(shared, half, locator, misses=options.misses))
    begun = time.perf_counter()
    print("incidents", incidents(shared, locator, misses=options.misses))
    print(f"with reading {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
