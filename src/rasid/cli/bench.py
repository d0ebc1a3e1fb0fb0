"""`rasid bench`: how fast the reader reads, against one pass of its lexicon over the same text."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rasid.cli.console import output, put_json, say, track
from rasid.cli.options import AsJson, Inputs, Workers, collect_options, worker_count
from rasid.errors import InputError

if TYPE_CHECKING:
    from rasid.model import Article

_MEGABYTE = 1_000_000


def _peak_megabytes() -> float:
    """Peak memory of this process and of its largest child, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) * unit / _MEGABYTE


def _seconds(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _aho_corasick_seconds(articles: Sequence[Article]) -> float:
    """One leftmost-longest pass of every trigger, actor and place name over the folded text.

    Folding is not counted: it is what any reader must do before it can look up anything.
    """
    import ahocorasick_rs  # noqa: PLC0415 - needed by this verb alone

    from rasid import pipeline  # noqa: PLC0415

    phrases = sorted(pipeline.lexicon_phrases())
    automaton = ahocorasick_rs.AhoCorasick(
        phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    texts = [pipeline.fold(article) for article in articles]
    return _seconds(lambda: [automaton.find_matches_as_indexes(text) for text in texts])


def command(
    inputs: Inputs,
    repeat: Annotated[int, typer.Option(help="Counted passes; the fastest is told.", min=1)] = 3,
    as_json: AsJson = False,
    workers: Workers = 0,
) -> None:
    """Measure articles and megabytes a second, peak memory and the ratio to one lexicon pass."""
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    skipped: list[pipeline.Skipped] = []
    collected: list[Article] = []

    def collect() -> None:
        collected.extend(pipeline.articles_of(inputs, collect_options(None), skipped))

    collect_seconds = _seconds(collect)
    if not collected:
        raise InputError("no article to measure on", subject=", ".join(inputs))
    say(f"{len(collected)} articles, {len(skipped)} inputs skipped")

    def read() -> None:
        for _ in pipeline.read_articles(iter(collected), worker_count(workers)):
            pass

    pipeline.read_article(collected[0])  # warm: knowledge and gazetteer are loaded
    passes = [_seconds(read) for _ in track(range(repeat), "reading", repeat)]
    best = min(passes)
    megabytes = sum(len(article.text.encode()) for article in collected) / _MEGABYTE
    lexicon = _aho_corasick_seconds(collected)
    result = {
        "articles": len(collected),
        "megabytes": round(megabytes, 2),
        "workers": worker_count(workers) or pipeline.cores(),
        "collect_seconds": round(collect_seconds, 2),
        "read_seconds": [round(seconds, 2) for seconds in passes],
        "articles_per_second": round(len(collected) / best, 1),
        "megabytes_per_second": round(megabytes / best, 2),
        "lexicon_pass_seconds": round(lexicon, 3),
        "ratio_to_lexicon_pass": round(best / lexicon, 1),
        "peak_megabytes": round(_peak_megabytes()),
    }
    if as_json:
        put_json(result)
    else:
        for name, value in result.items():
            output.print(f"{name:24}{value}", markup=False)
