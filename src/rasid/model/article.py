"""Article: one text as it was collected, with where every character came from."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one input, never changed once stored.

    `sha256` is the hex digest of `content`; `origin` is a path, a URL or "stdin"
    (a line of a file: "path:line").
    """

    content: bytes
    sha256: str
    origin: str
    media_type: str


class ZoneKind(StrEnum):
    """What a stretch of an article's text is; only headline, dateline and body are read."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    MENU = "menu"
    TEASER = "teaser"
    BYLINE = "byline"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Zone:
    """A half-open stretch of `Article.text` and what it is."""

    start: int
    end: int
    kind: ZoneKind


class PublishedStatus(StrEnum):
    """How the day of publication is known."""

    KNOWN = "known"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication, how it is known and why it is believed."""

    date: dt.date | None
    status: PublishedStatus
    reason: str


UNPUBLISHED = Published(None, PublishedStatus.UNKNOWN, "no date is given")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where stretches of the clean text stand in the raw bytes.

    Three tuples of equal length: the n-th stretch of `lengths[n]` code points starts at
    `text_starts[n]` in the text and at byte `raw_starts[n]`. Text outside every stretch
    (a joined line, a resolved entity) has no place in the raw bytes.
    """

    text_starts: tuple[int, ...] = ()
    raw_starts: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()

    def stretch(self, at: int) -> int | None:
        """Index of the stretch that holds text offset `at`, or None."""
        n = bisect_right(self.text_starts, at) - 1
        return n if n >= 0 and at < self.text_starts[n] + self.lengths[n] else None


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` is title, blank line, body; every offset in Rasid counts in it."""

    doc_id: str
    title: str
    text: str
    language: str
    published: Published = UNPUBLISHED
    publisher: str | None = None
    url: str | None = None
    raw_sha256: str = ""
    zones: tuple[Zone, ...] = ()
    offsets: OffsetMap = field(default_factory=OffsetMap)

    @property
    def body(self) -> str:
        """The text without its title."""
        return self.text[len(self.title) + 2 :]

    def readable(self) -> tuple[Zone, ...]:
        """The zones a reader reads, in order; the whole text where none are marked."""
        if not self.zones:
            return (Zone(0, len(self.text), ZoneKind.BODY),)
        kinds = (ZoneKind.HEADLINE, ZoneKind.DATELINE, ZoneKind.BODY)
        return tuple(zone for zone in self.zones if zone.kind in kinds)
