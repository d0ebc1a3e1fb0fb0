"""Learn the table of weights by which reports are linked, from articles and without labels.

    python quality/learn_link_weights.py ARTICLES... [--out src/rasid/link/weights.yml]

Prints the table, or writes it. Judge it by `make score` before you keep it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rasid import pipeline
from rasid.link import find_origins, learn_weights, load_weights, sign
from rasid.link.weights import dump_weights
from rasid.model import Reading
from rasid.pipeline.linking import reports_of


def main() -> None:
    """Read, link nothing, learn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    skipped: list[pipeline.Skipped] = []
    articles = list(pipeline.articles_of(options.articles, pipeline.CollectOptions(), skipped))
    read = pipeline.read_articles(articles)
    readings = [reading for reading in read if isinstance(reading, Reading)]
    reports = reports_of(articles, readings, find_origins(list(sign(articles))))
    weights = learn_weights(reports, load_weights())
    note = (
        "How much each answer says on whether two reports tell one happening.\n"
        "m: its share among pairs that do; u: its share among pairs that do not; bits: log2(m / u)."
        f"\nLearned without labels from {len(reports)} reports of {len(articles)} articles."
    )
    table = dump_weights(weights, note)
    if options.out:
        options.out.write_text(table, encoding="utf-8")
    else:
        sys.stdout.write(table)


if __name__ == "__main__":
    main()
