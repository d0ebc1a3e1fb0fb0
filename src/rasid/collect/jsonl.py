"""Takes lines of JSON, gives drafts: each line is one article and its own raw bytes."""

from __future__ import annotations

import datetime as dt
import re
from array import array
from collections.abc import Mapping
from typing import Any

import orjson

from rasid.collect.draft import Draft, make_raw
from rasid.collect.encoding import decode
from rasid.errors import InputError
from rasid.model import OffsetMap, Published, PublishedStatus

MEDIA_TYPE = "application/json; charset=utf-8"
_EXAMPLE = 'a line is {"doc_id": "…", "title": "…", "published": "YYYY-MM-DD", "text": "…"}'
_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|.)")
_SECOND_HALF = re.compile(rb"\\u[dD][c-fC-F]")
_VALUES = {
    key: re.compile(rb'"' + key.encode() + rb'"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"')
    for key in ("title", "text")
}


def _string(record: Mapping[str, Any], key: str, origin: str) -> str | None:
    """A string of the record, None where it is missing, null or empty."""
    value = record.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(
            f"{key} is {type(value).__name__}, not a string", subject=origin, hint=_EXAMPLE
        )
    return value


def _identifier(record: Mapping[str, Any], origin: str) -> str | None:
    # Collections of sentences often call it "id".
    key = "doc_id" if "doc_id" in record else "id"
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = _string(record, key, origin)
    return text.strip() or None if text else None


def _published(record: Mapping[str, Any], origin: str) -> Published | None:
    text = _string(record, "published", origin)
    if text is None:
        return None
    try:
        day = dt.datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise InputError(
            f"published is {text!r}, which is no date", subject=origin, hint="write it YYYY-MM-DD"
        ) from None
    basis = _string(record, "published_from", origin)
    if basis:
        return Published(day, PublishedStatus.INFERRED, f"given in the data, taken from {basis}")
    return Published(day, PublishedStatus.KNOWN, "given in the data")


def _stretches(line: bytes, key: str, value: str) -> list[tuple[int, int, int]]:
    """Where a string value stands in the line: (offset in the value, byte, code points)."""
    for found in reversed(list(_VALUES[key].finditer(line))):
        inner = found.group(1)
        if _means(inner, value):
            return _runs(inner, found.start(1))
    return []


def _means(inner: bytes, value: str) -> bool:
    """True where the inside of a JSON string stands for this value."""
    if b"\\" not in inner:
        return inner == value.encode()
    try:
        return bool(orjson.loads(b'"' + inner + b'"') == value)
    except orjson.JSONDecodeError:
        return False


def _runs(inner: bytes, base: int) -> list[tuple[int, int, int]]:
    """The runs between escapes of a JSON string's inside."""
    runs: list[tuple[int, int, int]] = []
    at = last = 0
    for escape in _ESCAPE.finditer(inner):
        if escape.start() > last:
            length = len(inner[last : escape.start()].decode())
            runs.append((at, base + last, length))
            at += length
        # The second half of a surrogate pair adds no character of its own.
        at += not _SECOND_HALF.match(escape.group())
        last = escape.end()
    if last < len(inner):
        runs.append((at, base + last, len(inner[last:].decode())))
    return runs


def _offsets(line: bytes, title: str, body: str) -> OffsetMap:
    runs = _stretches(line, "title", title) if title else []
    shift = len(title) + 2
    runs += [(at + shift, byte, length) for at, byte, length in _stretches(line, "text", body)]
    return OffsetMap(
        tuple(array("l", (run[0] for run in runs))),
        tuple(array("l", (run[1] for run in runs))),
        tuple(array("l", (run[2] for run in runs))),
    )


def _parse(line: bytes, origin: str) -> tuple[Any, bool]:
    """The value of a line and whether the line is UTF-8."""
    try:
        return orjson.loads(line), True
    except orjson.JSONDecodeError as error:
        problem = error
    try:
        decoded = decode(line)
        if decoded.charset != "utf-8" or decoded.skip:
            return orjson.loads(decoded.text), False
    except (InputError, orjson.JSONDecodeError):
        pass
    raise InputError(
        f"is not valid JSON ({problem.msg} at character {problem.pos})",
        subject=origin,
        hint=_EXAMPLE,
    ) from problem


def read_record(line: bytes, origin: str) -> Draft:
    """The draft of one JSON object; InputError naming what is missing or of the wrong type.

    `text` must be there; `title`, `published`, `publisher`, `url` and `doc_id` may be missing
    or null. Title and text are taken over unchanged.
    """
    record, is_utf8 = _parse(line, origin)
    if not isinstance(record, dict):
        raise InputError(
            f"is a JSON {type(record).__name__}, not an object", subject=origin, hint=_EXAMPLE
        )
    body = _string(record, "text", origin)
    if body is None or not body.strip():
        raise InputError("has no text", subject=origin, hint=_EXAMPLE)
    title = _string(record, "title", origin) or ""
    published = _published(record, origin)
    return Draft(
        raw=make_raw(line, origin, MEDIA_TYPE if is_utf8 else "application/json"),
        title=title,
        body=body,
        doc_id=_identifier(record, origin),
        published=published,
        own_date=published is not None,
        publisher=_string(record, "publisher", origin),
        url=_string(record, "url", origin),
        offsets=_offsets(line, title, body) if is_utf8 else OffsetMap(),
    )
