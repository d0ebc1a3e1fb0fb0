"""Takes the bytes of a plain text, gives its draft: the first line is the title."""

from __future__ import annotations

import re

from rasid.collect.draft import Draft, make_raw
from rasid.collect.encoding import decode
from rasid.collect.lines import units_of
from rasid.collect.offsets import align
from rasid.errors import InputError

# A first line longer than this, in characters, is the first paragraph of a text without a title.
_TITLE = 250
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"\n(?:[^\S\n]*\n)+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def tidy(text: str) -> str:
    """The text with one kind of line end, one blank line between paragraphs, no controls."""
    lines = _NEWLINES.sub("\n", _CONTROLS.sub("", text)).split("\n")
    return _BLANKS.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()


def join_wrapped(body: str) -> str:
    """The body with paragraphs that were broken at a fixed width made one line each."""
    pieces: list[str] = []
    last = 0
    for unit in units_of(body):
        pieces.append(body[last : unit.start])
        pieces.append(body[unit.start : unit.end].replace("\n", " "))
        last = unit.end
    return "".join([*pieces, body[last:]])


def split_title(text: str) -> tuple[str, str]:
    """Title and body: the first line is the title where more follows and it is short.

    The first line of a paragraph that was broken at a fixed width is none.
    """
    first, _, rest = text.partition("\n")
    if not rest.strip() or len(first) > _TITLE or units_of(text)[0].end > len(first):
        return "", text
    return first, rest.strip()


def read_text(content: bytes, origin: str, declared: str | None = None) -> Draft:
    """The draft of a plain text; InputError where it is empty, binary or unreadable."""
    try:
        decoded = decode(content, declared)
    except InputError as error:
        raise InputError(error.message, subject=origin, hint=error.hint) from error
    title, body = split_title(tidy(decoded.text))
    if not body.strip():
        raise InputError("is empty", subject=origin, hint="give a text with at least one sentence")
    body = join_wrapped(body)
    return Draft(
        raw=make_raw(content, origin, f"text/plain; charset={decoded.charset}"),
        title=title,
        body=body,
        offsets=align(title, body, decoded),
    )
