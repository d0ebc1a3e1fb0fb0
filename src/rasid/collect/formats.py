"""Takes a name and first bytes, gives the format that an input is in."""

from __future__ import annotations

import codecs
import re
from enum import Enum, auto
from pathlib import PurePath

_BLANK = b" \t\r\n\x0b\x0c"
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_RECORD = re.compile(rb"^\s*[\[{]\s*[\"{}\]]")


class Format(Enum):
    """How an input is written."""

    TEXT = auto()
    PAGE = auto()
    FEED = auto()
    JSON = auto()


_SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
}
_MEDIA_TYPES = {
    "text/plain": Format.TEXT,
    "text/html": Format.PAGE,
    "application/xhtml+xml": Format.PAGE,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
    "application/json": Format.JSON,
    "application/x-ndjson": Format.JSON,
}


def _narrow(head: bytes) -> bytes:
    """The first bytes as they would be in UTF-8, so that one test serves all charsets."""
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if head.startswith(mark):
            return head[2:].replace(b"\0", b"")
    return head.removeprefix(codecs.BOM_UTF8)


def sniff(head: bytes) -> Format:
    """The format that the first kilobytes look like; plain text where they look like none."""
    plain = _narrow(head).lstrip(_BLANK)
    if _RECORD.match(plain):
        return Format.JSON
    if not plain.startswith(b"<"):
        return Format.TEXT
    if _FEED.search(plain):
        return Format.FEED
    return Format.PAGE if _PAGE.search(plain) or plain.startswith(b"<") else Format.TEXT


def format_of(name: str, head: bytes, media_type: str = "") -> Format:
    """The format by the name's suffix (before .gz), else the media type, else the first bytes.

    XML may be a page or a feed: there the bytes decide, as for a feed served as a page.
    """
    suffix = PurePath(name.lower().removesuffix(".gz")).suffix
    declared = _SUFFIXES.get(suffix) or _MEDIA_TYPES.get(
        media_type.partition(";")[0].strip().lower()
    )
    seen = sniff(head)
    if declared is None or (declared is Format.PAGE and seen is Format.FEED):
        return seen
    return declared
