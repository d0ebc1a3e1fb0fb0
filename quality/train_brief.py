"""Train the weights of brief texts on judged sentences and say how well they do unseen.

    python quality/train_brief.py FILE.jsonl … [--also RATED.jsonl] [--out FOLDER]

FILE: one object a line with id, text, event_type (assault | protest) and label ("yes",
"difficult no", "easy no"; "ambiguous" is left out). RATED: one object a line with `sentences`, each
with its text and how likely every coder would say yes to each kind, 0 to 100 (what
`quality/standoff.py restore` gives for quality/annotations/sentences_2015.jsonl); these are learned
from and never scored. Deterministic; run it after `rasid train`, as it learns from what the
article models say of each sentence.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasid import pipeline
from rasid.collect.given import article_of
from rasid.pipeline.reading import the_locator
from rasid.read.events.linear import WEIGHTS_FILES, packaged_models
from rasid.read.events.reader import EventReader
from rasid.read.training.brief import Labelled, Rated, labelled, rated, train_brief

LEFT_OUT = "ambiguous"
Json = dict[str, Any]


def rows_of(path: Path) -> Iterator[Json]:
    """The objects of a file of JSON lines."""
    yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def rated_sentences(path: Path, kinds: list[str], reader: EventReader) -> dict[str, list[Rated]]:
    """The rated sentences of each kind, each read as a text of its own."""
    told = [sentence for row in rows_of(path) for sentence in row["sentences"]]
    articles = [article_of(s["text"], "", None, str(n)) for n, s in enumerate(told)]
    chances = {kind: {str(n): s[kind] / 100 for n, s in enumerate(told)} for kind in kinds}
    return rated(articles, chances, reader, the_locator().mentions)


def main() -> None:
    """Read, train, print the figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences", nargs="+", type=Path)
    parser.add_argument("--also", type=Path, help="sentences rated by a judge, to learn from")
    parser.add_argument("--out", type=Path, help="folder that takes the weights file")
    options = parser.parse_args()
    names = {name for members in WEIGHTS_FILES.values() for name in members}
    reader = EventReader({k: v for k, v in packaged_models().items() if k in names})
    held: dict[str, list[Labelled]] = {}
    judged: list[tuple[str, str]] = []
    for path in options.sentences:
        rows = list(rows_of(path))
        articles = list(pipeline.articles_of([path], pipeline.CollectOptions(), []))
        for kind in sorted({row["event_type"] for row in rows}):
            labels = {
                row["id"]: row["label"]
                for row in rows
                if row["event_type"] == kind and row["label"] != LEFT_OUT
            }
            found = labelled(articles, labels, kind, reader, the_locator().mentions)
            held.setdefault(kind, []).extend(found)
        judged += [(row["text"], row["label"]) for row in rows]
    also = rated_sentences(options.also, sorted(held), reader) if options.also else {}
    report = train_brief(held, judged, also)
    for kind, (every, easy) in report.unseen.items():
        print(
            f"{kind:8} F1 {every.f1:.3f} AP {every.ap:.3f}"
            f" | easy no alone F1 {easy.f1:.3f} AP {easy.ap:.3f}"
        )
    for name, text in report.weights.items() if options.out else ():
        (options.out / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
