"""Takes clean text and the source it came from, gives the map of the one onto the other."""

from __future__ import annotations

import re
from array import array

from rasid.collect.encoding import Decoded
from rasid.model import OffsetMap, Raw

# How far ahead of the last word found the next word of a broken-up line may stand.
_WINDOW = 4000
_WORDS = re.compile(r"\S+")
_MARKUP = re.compile(r"<!--|<(script|style|noscript|template)\b|<[a-zA-Z/!?]", re.IGNORECASE)
_TAG_END = re.compile(r"[<>]")


class _Builder:
    """Collects stretches (text start, source start, length), joining those that touch."""

    def __init__(self) -> None:
        self.text = array("l")
        self.source = array("l")
        self.length = array("l")

    def add(self, text_at: int, source_at: int, length: int) -> None:
        if self.text:
            done = self.length[-1]
            if (self.text[-1] + done, self.source[-1] + done) == (text_at, source_at):
                self.length[-1] += length
                return
        self.text.append(text_at)
        self.source.append(source_at)
        self.length.append(length)


def _markup_end(source: str, low: str, found: re.Match[str], missing: set[str]) -> int:
    """Where a tag, comment or script ends; what is never closed ends with its own tag."""
    closer = "-->" if found.group() == "<!--" else f"</{(found.group(1) or '').lower()}"
    if closer not in ("</", *missing):
        end = low.find(closer, found.end())
        if end >= 0:
            return end + len(closer)
        missing.add(closer)
    end_of_tag = _TAG_END.search(source, found.end())
    if end_of_tag is None:
        return len(source)
    return end_of_tag.end() if end_of_tag.group() == ">" else end_of_tag.start()


def hide_markup(source: str) -> str:
    """The source with tags, comments and scripts blanked out, every offset kept."""
    lowered = source.lower()
    low = lowered if len(lowered) == len(source) else source
    pieces: list[str] = []
    missing: set[str] = set()
    at = 0
    while found := _MARKUP.search(source, at):
        end = _markup_end(source, low, found, missing)
        pieces += [source[at : found.start()], "\0" * (end - found.start())]
        at = end
    return "".join([*pieces, source[at:]])


def _run(line: str, words: list[re.Match[str]], first: int, source: str, at: int) -> int:
    """Index after the last word of the run that stands in the source as in the line."""
    after = first + 1
    end = at + len(words[first].group())
    while after < len(words):
        more = line[words[after - 1].end() : words[after].end()]
        if not source.startswith(more, end):
            break
        end += len(more)
        after += 1
    return after


def _place_words(line: str, text_at: int, source: str, cursor: int, built: _Builder) -> int:
    """Map the words of a line that does not stand in the source as it is; the new cursor."""
    words = [word for word in _WORDS.finditer(line) if "\0" not in word.group()]
    n = 0
    while n < len(words):
        start = words[n].start()
        found = source.find(words[n].group(), cursor, cursor + _WINDOW)
        if found < 0:
            n += 1
            continue
        n = _run(line, words, n, source, found)
        length = words[n - 1].end() - start
        built.add(text_at + start, found, length)
        cursor = found + length
    return cursor


def _align(text: str, source: str) -> _Builder:
    built = _Builder()
    cursor = at = 0
    for line in text.split("\n"):
        found = source.find(line, cursor) if line and "\0" not in line else -1
        if found >= 0:
            built.add(at, found, len(line))
            cursor = found + len(line)
        elif line:
            cursor = _place_words(line, at, source, cursor, built)
        at += len(line) + 1
    return built


def align(title: str, body: str, decoded: Decoded, source: str | None = None) -> OffsetMap:
    """Where title and body stand in the bytes, as far as they stand there unchanged.

    `source` is the decoded text with what must not be matched blanked out (same length).
    Title and body are looked for apart: a page may give its title anywhere.
    """
    haystack = (decoded.text if source is None else source).replace("\ufffd", "\0")
    head = _align(title, haystack)
    rest = _align(body, haystack)
    shift = len(title) + 2
    starts = [*head.text, *(at + shift for at in rest.text)]
    return _to_bytes(starts, [*head.source, *rest.source], [*head.length, *rest.length], decoded)


def _to_bytes(
    starts: list[int], sources: list[int], lengths: list[int], decoded: Decoded
) -> OffsetMap:
    """Turn source character offsets into byte offsets, walking the source once."""
    at = byte = 0
    bytes_of: dict[int, int] = {}
    for wanted in sorted(set(sources)):
        byte += decoded.byte_length(at, wanted)
        at = wanted
        bytes_of[wanted] = byte + decoded.skip
    return OffsetMap(tuple(starts), tuple(bytes_of[s] for s in sources), tuple(lengths))


def charset_of(raw: Raw) -> str:
    """The charset that the media type of the raw bytes names; UTF-8 where it names none."""
    _, _, charset = raw.media_type.partition("charset=")
    return charset.strip() or "utf-8"


def raw_span(
    raw: Raw, offsets: OffsetMap, text: str, start: int, end: int
) -> tuple[int, int] | None:
    """Half-open byte range of text[start:end], None where not all of it stands in one stretch."""
    n = offsets.stretch(start)
    if n is None or start >= end or end > offsets.text_starts[n] + offsets.lengths[n]:
        return None
    charset = charset_of(raw)
    before = text[offsets.text_starts[n] : start].encode(charset)
    first = offsets.raw_starts[n] + len(before)
    return first, first + len(text[start:end].encode(charset))
