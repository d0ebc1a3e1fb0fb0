"""Takes a JSON file that holds one object or a list of them, gives a draft for each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rasid.collect.draft import Draft
from rasid.collect.encoding import Decoded, decode
from rasid.collect.jsonl import read_record
from rasid.collect.outcome import Skipped
from rasid.errors import InputError, RasidError

_CUT_HINT = "fetch or save it again; the items before it were kept"
_HINT = "give one JSON object a line, one object, or a list of objects"


def is_lines(name: str, head: bytes) -> bool:
    """True for .jsonl and .ndjson, and where the first line is a whole JSON object.

    UTF-16 files are read whole, because their line ends are two bytes.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        return True
    first, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    return first.rstrip().endswith(b"}") if end else len(first) > 1


def _lines(decoded: Decoded, origin: str) -> Iterator[Draft | Skipped]:
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if line.strip():
            yield _record(line.strip("\r"), f"{origin}:{number}")


def _record(text: str, origin: str) -> Draft | Skipped:
    try:
        return read_record(text.encode(), origin)
    except RasidError as error:
        return Skipped(origin, error)


def _objects(text: str, origin: str) -> Iterator[Draft | Skipped]:
    """The objects of a list, each with the text it was written as."""
    decoder = json.JSONDecoder()
    at, number = text.index("[") + 1, 0
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        number += 1
        if at >= len(text):
            raise InputError(
                f"is a list cut short before item {number}", subject=origin, hint=_CUT_HINT
            )
        if text[at] == "]":
            return
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"is not valid JSON from item {number} on", subject=origin, hint=_HINT
            ) from error
        yield _record(text[at:end], f"{origin}:{number}")
        at = end


def read_records(content: bytes, origin: str) -> Iterator[Draft | Skipped]:
    """Drafts of the objects; InputError where the content is no JSON at all."""
    try:
        decoded = decode(content)
    except InputError as error:
        raise InputError(error.message, subject=origin, hint=error.hint) from error
    text = decoded.text.strip()
    if text.startswith("["):
        yield from _objects(text, origin)
        return
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(decoded, origin)
        return
    yield read_record(text.encode(), origin)
