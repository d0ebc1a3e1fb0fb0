"""What a user may choose about collecting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """Choices and limits; sizes are bytes after unpacking, times seconds.

    `published` is the day of publication of inputs that give none in their own data record.
    `allow_private` lets URLs lead to private, link-local and loopback addresses.
    `timeout_s` bounds each wait for a server, `total_s` the whole of one URL with its redirects.
    `max_article_bytes` bounds one text, page or JSON line, `max_feed_bytes` one feed or JSON
    file that has to be read whole.
    """

    published: dt.date | None = None
    publisher: str | None = None
    allow_private: bool = False
    heed_robots: bool = True
    timeout_s: float = 20.0
    total_s: float = 30.0
    max_redirects: int = 5
    max_article_bytes: int = 10 * MEGABYTE
    max_feed_bytes: int = 50 * MEGABYTE
