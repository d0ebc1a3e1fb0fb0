"""The main job: collect, read and keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rasid.collect import Collected, CollectOptions, Skipped, collect
from rasid.errors import RasidError
from rasid.model import Reading
from rasid.pipeline.reading import ReadingFailure, read_articles, reader_version
from rasid.store import Added, Store


@dataclass(slots=True)
class RunSummary:
    """What one run did; `skipped` and `failed` name the inputs that need a look."""

    articles: int = 0
    new_articles: int = 0
    readings: int = 0
    events: int = 0
    claims: int = 0
    figures: int = 0
    indicators: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    failed: list[ReadingFailure] = field(default_factory=list)

    def count(self, reading: Reading) -> None:
        """Add one reading's records to the tally."""
        self.readings += 1
        self.events += len(reading.events)
        self.claims += len(reading.claims)
        self.figures += len(reading.figures)
        self.indicators += len(reading.indicators)


def _collect_into(
    store: Store, outcomes: Iterable[Collected | Skipped], summary: RunSummary
) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Skipped):
            summary.skipped.append(outcome)
            continue
        summary.articles += 1
        try:
            kept = store.add(outcome.raw, outcome.article)
            summary.new_articles += isinstance(kept, Added)
        except RasidError as error:
            summary.skipped.append(Skipped(outcome.raw.origin, error))


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
    _collect_into(store, collect(inputs, options or CollectOptions()), summary)
    yield summary
    for reading in read_articles(store.unread(reader_version()), workers):
        if isinstance(reading, ReadingFailure):
            summary.failed.append(reading)
        else:
            store.save_reading(reading)
            summary.count(reading)
        yield summary
