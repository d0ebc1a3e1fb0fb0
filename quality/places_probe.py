"""Measures places by themselves: python quality/places_probe.py [--extra FOLDER] [--shared FOLDER].

Prints, on the incidents of the development half, how often any mention of an article lies within
5 and 20 km (the upper bound of what a reader can reach); on the gold, how often the mention over
an event's place text is in the right first-level unit; the share of each precision; and times.
--misses shows the gold misses, --train scores the training half too. --events reads the articles as
well: how often the events that pair with gold are in its first-level unit, and how finely the
places of mentions and of events are known, by our names and by the codes of ACLED and UCDP.
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

from rasid import language, pipeline
from rasid.collect.given import article_of
from rasid.language.base import AnalysedText
from rasid.locate import Locator, place_codes
from rasid.locate.distance import km
from rasid.model import AreaKind, Article, Place, PlaceMention, Reading

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


def paired(shared: Path, half: str) -> dict[str, Any]:
    """How often a reader's event is in the first-level unit of the gold event it pairs with."""
    score = scorer(shared)
    annotated = {row["doc_id"]: row for row in rows(shared / "gold" / f"{half}_gold.jsonl")}
    tally = Counter[str]()
    for doc in rows(shared / "gold" / f"{half}_docs.jsonl"):
        mine = score.counted([event.to_json() for event in read(doc).events])
        theirs = score.counted(annotated.get(doc["doc_id"], {}).get("events", []))
        spans = score.Spans(doc)
        for n, m, _ in score.pair(theirs, mine, lambda g, p, s=spans: score.compare(g, p, s)):
            unit = score.admin1_key((theirs[n]["place"] or {}).get("admin1") or "")
            if unit:
                known = score.admin1_key((mine[m]["place"] or {}).get("admin1") or "")
                tally["right" if known == unit else "wrong" if known else "unknown"] += 1
    return {**tally, "admin1": round(tally["right"] / max(1, tally.total()), 3)}


def read(doc: dict[str, Any]) -> Reading:
    """The reading of one measuring article."""
    published = doc.get("published")
    return pipeline.read_article(article_of(doc["text"], doc["title"], published, doc["doc_id"]))


def levels(paths: list[Path], locator: Locator) -> dict[str, Any]:
    """Shares of each precision among mentions and among the places of a reader's events."""
    found: dict[str, list[Place]] = {"mentions": [], "events": []}
    for doc in (doc for path in paths for doc in rows(path)):
        found["mentions"] += [mention.place for mention in locator.mentions(analysed(doc))]
        found["events"] += [event.place for event in read(doc).events if event.place]
    return {name: _shares(places) for name, places in found.items()}


def _shares(places: list[Place]) -> dict[str, Any]:
    total = max(1, len(places))
    counted = {
        "precision": Counter(place.precision.value for place in places),
        "acled": Counter(place_codes(place).acled for place in places),
        "ucdp": Counter(place_codes(place).ucdp for place in places),
        "without a point": Counter(place.kind for place in places if place.lat is None),
        "unlisted": Counter(place.kind for place in places if place.kind == AreaKind.UNLISTED),
    }
    return {
        name: {str(key): round(n / total, 3) for key, n in tally.most_common()}
        for name, tally in counted.items()
    }


def main() -> None:
    """Run all measures and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extra", type=Path), parser.add_argument("--shared", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--events", action="store_true")
    options = parser.parse_args()
    shared = options.shared or SHARED
    begun = time.perf_counter()
    locator = Locator.load(options.extra)
    print(f"loading {time.perf_counter() - begun:.3f} s, {len(locator.gazetteer)} rows")
    for half in ("train", "dev") if options.train else ("dev",):
        print("gold", half, gold(shared, half, locator, misses=options.misses))
    begun = time.perf_counter()
    print("incidents", incidents(shared, locator, misses=options.misses))
    print(f"in all {time.perf_counter() - begun:.2f} s")

    if options.events:
        print("paired events", paired(shared, "dev"))
        gold_docs = [shared / "gold" / f"{half}_docs.jsonl" for half in ("train", "dev")]
        print("levels, gold", levels(gold_docs, locator))
        print("levels, incidents", levels([shared / "bench/incidents/articles.jsonl"], locator))


if __name__ == "__main__":
    main()
