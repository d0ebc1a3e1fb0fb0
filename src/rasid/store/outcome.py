"""What the store answers: outcomes, pages, filters and findings."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Added:
    """The article is new, or new as version `version` of a known doc_id."""

    doc_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Known:
    """The store already holds exactly this article, as version `version`."""

    doc_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Removed:
    """The article was removed on purpose; its tombstone keeps it out."""

    doc_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Saved:
    """Whether a reading was `new`, and which version of the article it belongs to."""

    doc_id: str
    version: int
    new: bool


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles; None asks nothing. Days are inclusive and compare `published`.

    `added_since` is a moment (ISO 8601, UTC): what was added, or came in another version, later.
    """

    published_from: dt.date | None = None
    published_to: dt.date | None = None
    publisher: str | None = None
    language: str | None = None
    with_events: bool | None = None
    added_since: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the items, and the cursor that asks for the next ones (None: there are none).

    `as_of`, where told, is the moment of the last write that the page may know of.
    """

    items: tuple[T, ...]
    after: str | None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found."""

    doc_id: str
    title: str
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds; events, figures, claims and indicators of current readings."""

    raws: int
    articles: int
    versions: int
    readings: int
    events: int
    figures: int
    claims: int
    indicators: int
    incidents: int

    def to_json(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `verify` found wrong: what kind, in what, and how."""

    kind: str
    subject: str
    detail: str

    def to_json(self) -> dict[str, str]:
        """The finding by field name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program over the store; `finished` None where it was cut short."""

    run_id: int
    started: dt.datetime
    finished: dt.datetime | None
    command: str
    version: str
    outcome: dict[str, Any]
