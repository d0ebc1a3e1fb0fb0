"""`rasid bench`: how fast the reader reads, against one pass of its lexicon over the same text."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rasid.cli.console import output, put_json, track
from rasid.cli.options import AsJson, Inputs, Workers, collect_options, worker_count
from rasid.errors import InputError

if TYPE_CHECKING:
    from rasid.model import Article

_MEGABYTE = 1_000_000


@dataclass(slots=True)
class _Read:
    """What one pass took in; articles are streamed, so that memory is that of a real run."""

    articles: int = 0
    megabytes: float = 0.0


def _peak_megabytes(kind: int) -> float:
    """Peak memory in MB of this process or its largest child (shared pages included)."""
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB
    return round(resource.getrusage(kind).ru_maxrss * unit / _MEGABYTE)


def _articles(inputs: list[str], read: _Read) -> Iterator[Article]:
    from rasid import pipeline  # noqa: PLC0415 - the stages are loaded only when they run

    for article in pipeline.articles_of(inputs, collect_options(None), []):
        read.articles += 1
        read.megabytes += len(article.text.encode()) / _MEGABYTE
        yield article


def _passes(inputs: list[str], workers: int, reads: list[_Read]) -> list[float]:
    """Seconds of each pass; the workers stay, so that all but the first find them warm."""
    from rasid import pipeline  # noqa: PLC0415

    seconds = []
    with pipeline.worker_processes(workers) as pool:
        for read in track(reads, "reading", len(reads)):
            start = time.perf_counter()
            for _ in pipeline.read_with(pool, _articles(inputs, read), workers):
                pass
            seconds.append(time.perf_counter() - start)
    return seconds


def _lexicon_seconds(inputs: list[str]) -> float:
    """One leftmost-longest pass of every trigger, actor and place name over the folded text.

    Folding is not counted: it is what any reader must do before it can look up anything.
    """
    import ahocorasick_rs  # noqa: PLC0415 - needed by this verb alone

    from rasid import pipeline  # noqa: PLC0415

    automaton = ahocorasick_rs.AhoCorasick(
        sorted(pipeline.lexicon_phrases()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    total = 0.0
    for article in _articles(inputs, _Read()):
        text = pipeline.fold(article)
        start = time.perf_counter()
        automaton.find_matches_as_indexes(text)
        total += time.perf_counter() - start
    return total


def command(
    inputs: Inputs,
    repeat: Annotated[
        int, typer.Option(help="Passes, the first with cold workers; the fastest is told.", min=1)
    ] = 3,
    as_json: AsJson = False,
    workers: Workers = 0,
) -> None:
    """Measure articles and megabytes a second, peak memory and the ratio to one lexicon pass."""
    from rasid import pipeline  # noqa: PLC0415

    warm = next(_articles(inputs, _Read()), None)
    if warm is None:
        raise InputError("no article to measure on", subject=", ".join(inputs))
    pipeline.read_article(warm)  # knowledge and gazetteer are loaded
    count = worker_count(workers) or pipeline.cores()
    reads = [_Read() for _ in range(repeat)]
    passes = _passes(inputs, count, reads)
    peak, peak_child = map(_peak_megabytes, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    best, lexicon = min(passes), _lexicon_seconds(inputs)
    result: dict[str, Any] = {
        "articles": reads[0].articles,
        "megabytes": round(reads[0].megabytes, 2),
        "workers": count,
        "read_seconds": [round(seconds, 2) for seconds in passes],
        "articles_per_second": round(reads[0].articles / best, 1),
        "megabytes_per_second": round(reads[0].megabytes / best, 2),
        "lexicon_pass_seconds": round(lexicon, 3),
        "ratio_to_lexicon_pass": round(best / lexicon, 1),
        "peak_megabytes": peak,
        "peak_megabytes_of_a_worker": peak_child,
    }
    if as_json:
        put_json(result)
        return
    for name, value in result.items():
        output.print(f"{name:28}{value}", markup=False)
