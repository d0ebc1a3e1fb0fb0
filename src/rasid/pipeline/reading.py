"""Articles to readings, in one process or in many, in the order of the articles."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import overload

from rasid import knowledge_base, language
from rasid.collect import CollectOptions, Skipped, collect
from rasid.collect.given import article_of
from rasid.language.base import AnalysedText
from rasid.locate import Locator
from rasid.model import Article, PlaceMention, Reading
from rasid.pipeline.orphans import end_with
from rasid.read import Reader, RuleReader

# Below this many articles starting worker processes costs more than it saves.
_ALONE = 24
# Articles a worker is given at a time: enough to hide the cost of handing them over.
_CHUNK = 16
# Chunks under way for each worker: bounds memory however long the input is.
_AHEAD = 3
# New objects after which a worker looks for cycles of dead ones; reading makes many objects, hardly
# any of them in cycles, and looking after every 700 costs a twentieth of its time.
_LOOK_FOR_CYCLES = 10_000


@dataclass(frozen=True, slots=True)
class ReadingFailure:
    """An article that the reader could not read; nothing of it is stored."""

    doc_id: str
    error: str


@lru_cache(maxsize=1)
def the_reader() -> Reader:
    """The reader of this process, loaded once."""
    return RuleReader()


@lru_cache(maxsize=1)
def the_locator() -> Locator:
    """The locator of this process with the user's imported places, loaded once."""
    return Locator.load()


def reader_version() -> str:
    """The version that every record of this reader carries."""
    return the_reader().version


class _Places(Sequence[PlaceMention]):
    """The place mentions of a text, found when a reader first looks: many texts need none."""

    def __init__(self, analysed: AnalysedText) -> None:
        self._analysed = analysed

    @cached_property
    def _found(self) -> Sequence[PlaceMention]:
        return the_locator().mentions(self._analysed)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[PlaceMention]:
        return iter(self._found)

    @overload
    def __getitem__(self, at: int) -> PlaceMention: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[PlaceMention]: ...

    def __getitem__(self, at: int | slice) -> PlaceMention | Sequence[PlaceMention]:
        return self._found[at]


def read_article(article: Article) -> Reading:
    """Read one article: language, places, then all records with their evidence."""
    analysed = language.get(article.language).analyse(article)
    return the_reader().read(article, analysed, _Places(analysed))


def read_text(
    text: str, title: str = "", published: dt.date | str | None = None, doc_id: str | None = None
) -> Reading:
    """Read a text that a program already holds; raises InputError where it cannot be read.

    Relative dates ("yesterday") are resolved only where `published` (a date or YYYY-MM-DD) or
    the text itself gives a day.
    """
    return read_article(article_of(text, title, published, doc_id))


def fold(article: Article) -> str:
    """The article's text folded for look-ups, as its language does."""
    return language.get(article.language).fold(article.text)


def lexicon_phrases() -> set[str]:
    """Folded triggers, names of actors and names of places (to measure speed against)."""
    base, fold_text = knowledge_base.load(), language.get("ar").fold
    triggers = (
        form
        for kind in base.event_types.values()
        for trigger in kind.triggers.get("ar", ())
        for form in (trigger.word.word, *trigger.word.forms)
    )
    actors = (alias.text for actor in base.actors.by_id.values() for alias in actor.aliases)
    places = (name for row in the_locator().gazetteer.rows() for name in row.names)
    return {fold_text(phrase) for phrase in (*triggers, *actors, *places) if phrase.strip()}


def _try_read(article: Article) -> Reading | ReadingFailure:
    try:
        return read_article(article)
    except Exception as error:  # noqa: BLE001 - one bad article must not end a run of thousands
        return ReadingFailure(article.doc_id, f"{type(error).__name__}: {error}")


def _read_chunk(articles: Sequence[Article]) -> list[Reading | ReadingFailure]:
    return [_try_read(article) for article in articles]


def _begin(parent: int) -> None:
    """Make a worker ready: what it shares with its parent is there for good, and not looked at."""
    end_with(parent)
    gc.freeze()
    gc.set_threshold(_LOOK_FOR_CYCLES)


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while chunk := list(islice(articles, _CHUNK)):
        yield chunk


@contextmanager
def worker_processes(count: int | None = None) -> Iterator[Executor | None]:
    """Processes that read, kept while the context lasts: what they learn of words stays warm.

    `count` None is one for every processor; with 1 there is none, and articles are read here.
    """
    count = count or cores()
    if count == 1:
        yield None
        return
    the_reader(), the_locator()  # loaded once here, shared by the forked workers
    with ProcessPoolExecutor(count, initializer=_begin, initargs=(os.getpid(),)) as pool:
        yield pool


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
    with worker_processes(workers) as pool:
        yield from read_with(pool, chain(first, source), workers)


def read_with(
    pool: Executor | None, articles: Iterable[Article], workers: int
) -> Iterator[Reading | ReadingFailure]:
    """Readings in the order of the articles by processes that are there already, or here."""
    if pool is None:
        yield from map(_try_read, articles)
        return
    under_way: deque[Future[list[Reading | ReadingFailure]]] = deque()
    for chunk in _chunks(iter(articles)):
        under_way.append(pool.submit(_read_chunk, chunk))
        if len(under_way) >= workers * _AHEAD:
            yield from under_way.popleft().result()
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
