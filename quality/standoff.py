"""Keep annotations of texts that may not be shared: spans as offsets, and back again.

    python quality/standoff.py strip DOCS.jsonl GOLD.jsonl > ANNOTATIONS.jsonl
    python quality/standoff.py restore ANNOTATIONS.jsonl DOCS.jsonl[.gz] --out FOLDER

`strip` replaces every exact quote of the guidelines' format by its [start, end) in title + blank
line + text, so that no word of the article is left; `restore` puts the words back from the
articles and writes `docs.jsonl` and `gold.jsonl`, which `rasid train` and `rasid evaluate` take,
each article published when the annotator thought it was: a day that nobody told stays unknown.
An article whose text has changed since (its sha256 says so) is named and left out.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# The fields that are exact substrings of the article; all else is the annotator's own.
QUOTES = frozenset({"evidence", "trigger", "text", "quote", "speaker", "attributed_to"})
DOCUMENT = ("doc_id", "title", "published", "text", "publisher")
Json = dict[str, Any]


def full_text(document: Json) -> str:
    """What offsets count in."""
    return f"{document['title'] or ''}\n\n{document['text']}"


def digest(document: Json) -> str:
    """sha256 of what offsets count in."""
    return hashlib.sha256(full_text(document).encode()).hexdigest()


def stripped(value: Any, text: str, within: tuple[int, int]) -> Any:
    """A JSON value with its quotes as offsets; quotes are looked for near `within` first."""
    if isinstance(value, list):
        return [stripped(item, text, within) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("evidence"), str):
        within = span(value["evidence"], text, within)
    return {
        name: list(span(item, text, within))
        if name in QUOTES and isinstance(item, str)
        else stripped(item, text, within)
        for name, item in value.items()
    }


def span(quote: str, text: str, within: tuple[int, int]) -> tuple[int, int]:
    """Where a quote stands: in the evidence, else behind it, else anywhere. Raises ValueError."""
    for start, end in (within, (within[1], len(text)), (0, len(text))):
        at = text.find(quote, start, end)
        if at >= 0:
            return at, at + len(quote)
    raise ValueError(f"not in the article: {quote[:60]!r}")


def restored(value: Any, text: str) -> Any:
    """A JSON value with its offsets as the words that stand there."""
    if isinstance(value, list):
        return [restored(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: text[item[0] : item[1]]
        if name in QUOTES and isinstance(item, list)
        else restored(item, text)
        for name, item in value.items()
    }


def rows(path: Path) -> Iterator[Json]:
    """The objects of a file of JSON lines, plain or gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def strip(documents: Path, gold: Path) -> None:
    """Print the annotations without the articles' words."""
    texts = {document["doc_id"]: document for document in rows(documents)}
    for annotated in rows(gold):
        document = texts[annotated["doc_id"]]
        text = full_text(document)
        found = {"doc_id": annotated["doc_id"], "sha256": digest(document)}
        found["published"] = document.get("published")
        for name in ("events", "figures", "claims", "indicators", "sentences"):
            if name in annotated:
                found[name] = stripped(annotated[name], text, (0, len(text)))
        print(json.dumps(found, ensure_ascii=False, separators=(",", ":")))


def restore(annotations: Path, documents: Path, out: Path) -> None:
    """Write the annotated articles and their annotations with the words put back."""
    wanted = {annotated["doc_id"]: annotated for annotated in rows(annotations)}
    out.mkdir(parents=True, exist_ok=True)
    missing = set(wanted)
    with (
        (out / "docs.jsonl").open("w", encoding="utf-8") as docs,
        (out / "gold.jsonl").open("w", encoding="utf-8") as gold,
    ):
        for document in rows(documents):
            annotated = wanted.get(document["doc_id"])
            if annotated is None or annotated["sha256"] != digest(document):
                continue
            missing.discard(document["doc_id"])
            told = restored(annotated, full_text(document))
            told.pop("sha256")
            known = {"published": told.pop("published")} if "published" in told else {}
            kept = {name: document.get(name) for name in DOCUMENT} | known
            docs.write(json.dumps(kept, ensure_ascii=False) + "\n")
            gold.write(json.dumps(told, ensure_ascii=False) + "\n")
    for doc_id in sorted(missing):
        print(f"{doc_id}: not among the articles, or its text has changed", file=sys.stderr)


def main() -> None:
    """Strip or restore."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, arguments in (
        ("strip", ("documents", "gold")),
        ("restore", ("annotations", "documents")),
    ):
        verb = verbs.add_parser(name)
        for argument in arguments:
            verb.add_argument(argument, type=Path)
        if name == "restore":
            verb.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.verb == "strip":
        strip(options.documents, options.gold)
    else:
        restore(options.annotations, options.documents, options.out)


if __name__ == "__main__":
    main()
