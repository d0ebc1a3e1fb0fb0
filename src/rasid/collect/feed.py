"""Takes the bytes of an RSS or Atom feed, gives a draft for each of its items."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from rasid.collect.dateline import spoken_date
from rasid.collect.draft import Draft, make_raw
from rasid.collect.encoding import Decoded, declared_charset, decode
from rasid.collect.markup import fragment_text
from rasid.collect.offsets import align, hide_markup
from rasid.collect.outcome import Skipped
from rasid.collect.text import tidy
from rasid.errors import InputError
from rasid.model import Published, PublishedStatus, Raw

_ITEM = re.compile(r"<(/?)(item|entry)(?=[\s>/])", re.IGNORECASE)
# Some publishers leave out the last tag of all, but no channel ends in the middle.
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF|channel)\s*>", re.IGNORECASE)
_DATE = re.compile(
    r"<(?:\w+:)?(?:pubDate|published|date|issued|updated)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?([^<\]]{4,80})",
    re.IGNORECASE,
)
_DECLARED_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_HINT = "check that the address is a feed's, or save the article itself"


def _items(source: str) -> tuple[list[tuple[int, int]], int]:
    """Where the items of the feed stand, by their opening and closing tags.

    The number beside them is where an item begins that has no end; -1 where all have one.
    """
    spans: list[tuple[int, int]] = []
    start = -1
    for tag in _ITEM.finditer(source):
        if not tag.group(1):
            start = tag.start() if start < 0 else start
        elif start >= 0:
            end = source.find(">", tag.end())
            if end < 0:
                break
            spans.append((start, end + 1))
            start = -1
    return spans, start


def _day(text: str) -> dt.date | None:
    """The day of a date as feeds write it, in the publisher's own time zone."""
    text = html.unescape(text).strip()
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, IndexError, TypeError):
        pass
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        return spoken_date(text)


def _published(entry: Mapping[str, Any], item: str) -> Published | None:
    found = _DATE.search(item)
    day = _day(found.group(1)) if found else None
    if day is None and isinstance(entry.get("published"), str):
        day = _day(entry["published"])
    if day is None:
        return None
    return Published(day, PublishedStatus.KNOWN, "the feed gives it")


def _longest(entry: Mapping[str, Any]) -> str:
    """The fullest text that the entry holds."""
    texts = [part.get("value") for part in entry.get("content") or [] if isinstance(part, Mapping)]
    texts += [entry.get("description"), entry.get("summary")]
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def _draft(
    entry: Mapping[str, Any], item: Decoded, raw: Raw, publisher: str | None
) -> Draft | Skipped:
    title = fragment_text(str(entry.get("title") or "")).replace("\n", " ")
    body = fragment_text(_longest(entry))
    if not body.strip():
        title, body = "", title
    if not body.strip():
        error = InputError("the item has no text", subject=raw.origin, hint="nothing to read in it")
        return Skipped(raw.origin, error)
    return Draft(
        raw=raw,
        title=title,
        body=body,
        published=_published(entry, item.text),
        publisher=publisher,
        url=str(entry["link"]) if entry.get("link") else None,
        offsets=align(title, body, item, hide_markup(item.text)),
    )


def _parse(text: str, origin: str) -> Mapping[str, Any]:
    import fastfeedparser  # noqa: PLC0415 - needed only where a feed is read

    if _DECLARED_ENTITY.search(text[:100_000]):
        raise InputError(
            "declares entities of its own, which could blow it up", subject=origin, hint=_HINT
        )
    try:
        parsed: Mapping[str, Any] = fastfeedparser.parse(text)
    except Exception as error:  # the library raises many kinds on broken feeds
        raise InputError(f"is no feed: {error}", subject=origin, hint=_HINT) from error
    return parsed


def _cut_short(origin: str, number: int, *, within: bool) -> Skipped:
    """What to say of a feed whose end is missing; `number` is that of the item it broke off at."""
    message = "the feed is cut short within this item" if within else "the feed is cut short"
    place = f"{origin}#{number}"
    hint = "fetch or save it again; the items before it were kept"
    return Skipped(place, InputError(message, subject=place, hint=hint))


def read_feed(
    content: bytes, origin: str, declared: str | None = None
) -> Iterator[Draft | Skipped]:
    """Drafts of a feed's items, each with the bytes of its own item; InputError for no feed.

    Of a feed that breaks off, the items that are whole, then a Skipped that says so.
    """
    try:
        decoded = decode(content, declared or declared_charset(content))
    except InputError as error:
        raise InputError(error.message, subject=origin, hint=error.hint) from error
    spans, open_item = _items(decoded.text)
    whole = bool(_END.search(decoded.text, spans[-1][1] if spans else 0))
    cut = open_item if open_item >= 0 and not whole else len(decoded.text)
    parsed = _parse(decoded.text[:cut], origin)
    entries = parsed.get("entries") or []
    if not entries:
        message = (
            "is a feed without items" if whole else "is a feed cut short before its first item ends"
        )
        raise InputError(message, subject=origin, hint=_HINT)
    if len(spans) != len(entries):  # an odd feed: every item keeps the whole of it
        spans = [(0, len(decoded.text))] * len(entries)
    publisher = tidy(str(parsed.get("feed", {}).get("title") or "")) or None
    for number, (entry, (start, end)) in enumerate(zip(entries, spans, strict=True), 1):
        source = decoded.source[start:end]
        item = Decoded(decoded.text[start:end], source, decoded.charset, 0)
        raw = make_raw(
            source.encode(decoded.charset, "surrogateescape"),
            f"{origin}#{number}",
            f"application/xml; charset={decoded.charset}",
        )
        yield _draft(entry, item, raw, publisher)
    if not whole:
        yield _cut_short(origin, len(entries) + 1, within=cut < len(decoded.text))
