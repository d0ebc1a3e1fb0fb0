"""The main job: collect, read and keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rasid.collect import Collected, CollectOptions, Skipped, collect
from rasid.errors import InputError, RasidError
from rasid.model import Article, Reading
from rasid.pipeline.linking import link_store
from rasid.pipeline.reading import ReadingFailure, read_articles, reader_version
from rasid.publish.sorting import tellings
from rasid.store import Added, Store


@dataclass(slots=True)
class RunSummary:
    """What one run did; `skipped` and `failed` name the inputs that need a look.

    `tellings` counts the events by how they are told: row, planned, denied, habitual, doubtful.
    """

    articles: int = 0
    new_articles: int = 0
    readings: int = 0
    events: int = 0
    claims: int = 0
    figures: int = 0
    indicators: int = 0
    tellings: Counter[str] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)
    failed: list[ReadingFailure] = field(default_factory=list)

    def count(self, reading: Reading) -> None:
        """Add one reading's records to the tally."""
        self.readings += 1
        self.events += len(reading.events)
        self.tellings += tellings(reading.events)
        self.claims += len(reading.claims)
        self.figures += len(reading.figures)
        self.indicators += len(reading.indicators)


def _collect_into(
    store: Store, outcomes: Iterable[Collected | Skipped], summary: RunSummary
) -> Iterator[Article]:
    """Keep what was collected; gives the articles that are new."""
    for outcome in outcomes:
        if isinstance(outcome, Skipped):
            summary.skipped.append(outcome)
            continue
        summary.articles += 1
        try:
            kept = store.add(outcome.raw, outcome.article)
        except RasidError as error:
            summary.skipped.append(Skipped(outcome.raw.origin, error))
            continue
        if isinstance(kept, Added):
            summary.new_articles += 1
            yield outcome.article


def _keep(store: Store, reading: Reading | ReadingFailure, summary: RunSummary) -> None:
    if isinstance(reading, ReadingFailure):
        summary.failed.append(reading)
    else:
        store.save_reading(reading)
        summary.count(reading)


def run(
    inputs: Sequence[str | Path],
    store: Store,
    options: CollectOptions | None = None,
    workers: int | None = None,
) -> Iterator[RunSummary]:
    """Collect, read and store; yields the growing summary after collecting and each reading.

    A run that is killed leaves a store that the next run completes: articles are committed
    as they are collected, and whatever this reader has not read yet is read.
    """
    summary = RunSummary()
    for _ in _collect_into(store, collect(inputs, options or CollectOptions()), summary):
        pass
    yield summary
    for reading in read_articles(store.unread(reader_version()), workers):
        _keep(store, reading, summary)
        yield summary


def add_files(store: Store, paths: Sequence[Path], longest: int | None = None) -> RunSummary:
    """Collect, read, keep and link a few files at once; nothing else in the store is read.

    Articles of more than `longest` characters are skipped: no newspaper prints so much, and
    reading takes longer the longer they are, and more than that.
    """
    summary = RunSummary()
    outcomes = (_bounded(one, longest) for one in collect(paths, CollectOptions()))
    fresh = list(_collect_into(store, outcomes, summary))
    for reading in read_articles(fresh, workers=1):
        _keep(store, reading, summary)
    link_store(store)
    return summary


def _bounded(outcome: Collected | Skipped, longest: int | None) -> Collected | Skipped:
    if isinstance(outcome, Skipped) or longest is None or len(outcome.article.text) <= longest:
        return outcome
    error = InputError(
        f"is longer than the {longest:,} characters of an article",
        subject=outcome.raw.origin,
        hint="split it, or collect it with `rasid run`",
    )
    return Skipped(outcome.raw.origin, error)
