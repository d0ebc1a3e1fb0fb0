"""The one place where the stages meet.

1. collect  inputs -> articles (raw bytes kept)
2. language an article's text -> tokens and sentences
3. locate   tokens -> place mentions, resolved in the context of their article
4. read     tokens and places -> events, claims, figures, indicators
5. store    all of it, each row with its reader's version
6. link     events of many articles -> incidents
7. assess   incidents -> an answer (called by its own verbs on a table of incidents)
8. publish  records -> files and briefs

Adapters (command line, API, web) call this module and the store, never a stage.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from rasid import knowledge_base, language
from rasid.collect import Collected, CollectOptions, Skipped, collect
from rasid.errors import RasidError
from rasid.link import LinkResult, find_origins, link, sign
from rasid.locate import Locator
from rasid.model import Article, PlacePrecision, Reading, Report, TollRule
from rasid.publish.article_page import article_page, spans
from rasid.publish.export import exporter
from rasid.publish.exporters import EXPORTERS, ExportOptions
from rasid.publish.masking import Masking
from rasid.publish.plain import incident_lines, reading_lines
from rasid.publish.rows import incident_row
from rasid.read import Reader, RuleReader
from rasid.store import Added, Store, Tombstone

__all__ = [
    "EXPORTERS",
    "CollectOptions",
    "ExportOptions",
    "LinkResult",
    "Masking",
    "ReadingFailure",
    "RunSummary",
    "Skipped",
    "TollRule",
    "article_page",
    "articles_of",
    "cores",
    "exporter",
    "fold",
    "incident_lines",
    "incident_row",
    "lexicon_phrases",
    "link_articles",
    "lookup_place",
    "masking",
    "read_article",
    "read_articles",
    "reader_version",
    "reading_lines",
    "run",
    "spans",
    "tombstone",
    "unit_centres",
    "vocabulary",
]

# Below this many articles starting worker processes costs more than it saves.
_ALONE = 24
# Articles a worker is given at a time: enough to hide the cost of handing them over.
_CHUNK = 16
# Chunks under way for each worker: bounds memory however long the input is.
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class ReadingFailure:
    """An article that the reader could not read; nothing of it is stored."""

    doc_id: str
    error: str


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


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return RuleReader()


@lru_cache(maxsize=1)
def _locator() -> Locator:
    return Locator.load()


def reader_version() -> str:
    """The version that every record of this reader carries."""
    return _reader().version


def read_article(article: Article) -> Reading:
    """Read one article: language, places, then all records with their evidence."""
    analysed = language.get(article.language).analyse(article)
    return _reader().read(article, analysed, _locator().mentions(analysed))


def fold(article: Article) -> str:
    """The article's text folded for look-ups, as its language does."""
    return language.get(article.language).fold(article.text)


def lexicon_phrases() -> set[str]:
    """Every folded phrase that reading and placing look for (to measure speed against)."""
    return {phrase for phrase in (*_reader().phrases(), *_locator().phrases()) if phrase}


def masking(level: PlacePrecision | None, *, people: bool) -> Masking:
    """How much a copy hides, with the one function that coarsens places."""
    from rasid.locate import generalise  # noqa: PLC0415

    return Masking(generalise, level, people=people)


def lookup_place(text: str) -> list[dict[str, Any]]:
    """What a place name may mean, best first: id, names, score and reason."""
    return [asdict(rival) for rival in _locator().lookup(text)]


def vocabulary() -> dict[str, Any]:
    """Event types, their classes and first-level units, with labels in both languages."""
    base = knowledge_base.load()
    classes = base.table("desk/event_classes.yml")
    units = [row for row in _locator().gazetteer.rows() if row.kind == "admin1"]
    return {
        "classes": [{"code": code, "label": label} for code, label in classes.items()],
        "event_types": [
            {"code": kind.code, "event_type": kind.event_class.value, "label": dict(kind.label)}
            for kind in base.event_types.values()
        ],
        "admin1": [
            {
                "name": row.name_en,
                "name_ar": row.names[0] if row.names else row.name_en,
                "country": row.country,
                "lat": row.lat,
                "lon": row.lon,
            }
            for row in units
        ],
    }


@lru_cache(maxsize=1)
def unit_centres() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the centre of every first-level unit, by its English name."""
    return {unit["name"]: (unit["lat"], unit["lon"]) for unit in vocabulary()["admin1"]}


def tombstone(store: Store, incident_id: str) -> Tombstone | None:
    """Why an incident is gone; None where there never was one."""
    graves = store.casebook.tombstones_since("")
    return next((g for g in graves if (g.kind, g.item_id) == ("incident", incident_id)), None)


def _try_read(article: Article) -> Reading | ReadingFailure:
    try:
        return read_article(article)
    except Exception as error:  # noqa: BLE001 - one bad article must not end a run of thousands
        return ReadingFailure(article.doc_id, f"{type(error).__name__}: {error}")


def _read_chunk(articles: Sequence[Article]) -> list[Reading | ReadingFailure]:
    return [_try_read(article) for article in articles]


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while chunk := list(islice(articles, _CHUNK)):
        yield chunk


def read_articles(
    articles: Iterable[Article], workers: int | None = None
) -> Iterator[Reading | ReadingFailure]:
    """Readings in the order of the articles, whatever the number of workers.

    `workers` None uses every processor; 1 reads in this process.
    """
    source = iter(articles)
    workers = workers or cores()
    first = list(islice(source, _ALONE))
    if workers == 1 or len(first) < _ALONE:
        yield from _read_chunk(first)
        yield from map(_try_read, source)
        return
    _reader(), _locator()  # loaded once here, shared by the forked workers
    with ProcessPoolExecutor(workers) as pool:
        under_way: list[Future[list[Reading | ReadingFailure]]] = []
        under_way += [pool.submit(_read_chunk, chunk) for chunk in _chunks(iter(first))]
        for chunk in _chunks(source):
            under_way.append(pool.submit(_read_chunk, chunk))
            if len(under_way) >= workers * _AHEAD:
                yield from under_way.pop(0).result()
        for future in under_way:
            yield from future.result()


def articles_of(
    inputs: Sequence[str | Path], options: CollectOptions, skipped: list[Skipped]
) -> Iterator[Article]:
    """The articles of the inputs; what could not be used is added to `skipped`."""
    for outcome in collect(inputs, options):
        if isinstance(outcome, Skipped):
            skipped.append(outcome)
        else:
            yield outcome.article


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


def reports_of(
    articles: Sequence[Article], readings: Iterable[Reading], origins: Mapping[str, str]
) -> list[Report]:
    """The events of the readings as linking takes them, each with its article's origin."""
    known = {article.doc_id: article for article in articles}
    return [
        Report(
            reading.doc_id,
            event,
            origins.get(reading.doc_id, reading.doc_id),
            known[reading.doc_id].publisher,
            known[reading.doc_id].published.date,
        )
        for reading in readings
        for event in reading.events
    ]


def link_articles(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    rule: TollRule = TollRule.BEST,
) -> LinkResult:
    """Incidents of articles and their readings, without a store."""
    origins = find_origins(list(sign(articles)))
    return link(reports_of(articles, readings, origins), rule=rule)
