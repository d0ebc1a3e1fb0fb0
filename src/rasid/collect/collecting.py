"""Takes inputs, gives articles and what had to be skipped, in the order of the inputs.

1. inputs    files, folders, standard input, URLs
2. opening   bytes, unpacked and bounded
3. formats   text, page, feed or JSON
4. drafts    title, body, date, publisher, offsets (one module a format)
5. finishing language, zones, day of publication, id
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rasid.collect.article import finish
from rasid.collect.draft import Draft
from rasid.collect.encoding import breaks_off
from rasid.collect.formats import Format, format_of
from rasid.collect.inputs import Input, InputKind, find_inputs
from rasid.collect.jsonl import read_record
from rasid.collect.opening import Stream, opened, too_large
from rasid.collect.options import CollectOptions
from rasid.collect.outcome import Collected, Skipped
from rasid.collect.records import is_lines, read_records
from rasid.collect.text import read_text
from rasid.errors import InputError, RasidError

if TYPE_CHECKING:
    from rasid.collect.fetch import Fetched, Fetcher

_ARTICLE_LIMIT = "max_article_bytes"
_FEED_LIMIT = "max_feed_bytes"

Drafts = Iterator[Draft | Skipped]


class _Web:
    """The web, reached for at the first URL only: its client is slow to load."""

    def __init__(self, options: CollectOptions, closing: ExitStack) -> None:
        self._options = options
        self._closing = closing
        self._fetcher: Fetcher | None = None

    def fetch(self, url: str) -> Fetched:
        if self._fetcher is None:
            from rasid.collect.fetch import Fetcher  # noqa: PLC0415 - loads httpx, only for URLs

            self._fetcher = self._closing.enter_context(Fetcher(self._options))
        return self._fetcher.fetch(url)


def _lines(stream: Stream, options: CollectOptions) -> Drafts:
    """One draft a line; a broken line is skipped and the next one read."""
    limit = options.max_article_bytes
    for number, line in enumerate(stream.lines(limit), 1):
        if not line.strip():
            continue
        origin = f"{stream.origin}:{number}"
        try:
            if len(line) > limit:
                raise too_large(limit, origin, option=_ARTICLE_LIMIT)
            yield read_record(line.removeprefix(b"\xef\xbb\xbf"), origin)
        except RasidError as error:
            yield Skipped(origin, error)


def _page(content: bytes, origin: str, url: str | None, charset: str | None) -> Draft:
    from rasid.collect.page import read_page  # noqa: PLC0415 - loads trafilatura, only for pages

    return read_page(content, origin, url, charset)


def _text(content: bytes, origin: str, url: str | None, charset: str | None) -> Draft:
    return replace(read_text(content, origin, charset), url=url)


def _whole(
    content: bytes, origin: str, form: Format, url: str | None, charset: str | None
) -> Drafts:
    if not content.strip():
        raise InputError("is empty", subject=origin, hint="nothing was there to read")
    if form is Format.FEED:
        from rasid.collect.feed import read_feed  # noqa: PLC0415 - loads lxml, only for feeds

        yield from read_feed(content, origin, charset)
    elif form is Format.JSON:
        yield from read_records(content, origin)
    else:
        page = form is Format.PAGE
        draft = (_page if page else _text)(content, origin, url, charset)
        yield draft
        if "utf-8" in draft.raw.media_type and breaks_off(content):
            hint = "fetch or save it again; what came before was read"
            message = "is cut short in the middle of a letter"
            yield Skipped(origin, InputError(message, subject=origin, hint=hint))


def _opened(stream: Stream, options: CollectOptions) -> Drafts:
    head = stream.peek()
    form = format_of(stream.origin, head)
    if form is Format.JSON and is_lines(stream.origin, head):
        yield from _lines(stream, options)
        return
    many = form in (Format.FEED, Format.JSON)
    content = stream.read(
        options.max_feed_bytes if many else options.max_article_bytes,
        option=_FEED_LIMIT if many else _ARTICLE_LIMIT,
    )
    yield from _whole(content, stream.origin, form, None, None)


def _drafts(item: Input, options: CollectOptions, web: _Web) -> Drafts:
    """The drafts of one input; an input that fails midway gives what came before, then Skipped."""
    try:
        if item.kind is InputKind.URL:
            got = web.fetch(item.name)
            form = format_of("", got.content[:4096], got.media_type)
            yield from _whole(got.content, item.name, form, got.url, got.charset)
            return
        with opened(item) as stream:
            yield from _opened(stream, options)
    except RasidError as error:
        yield Skipped(item.name, error)


class _Ids:
    """The ids given so far: a second article under one id is skipped, not silently dropped."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def check(self, collected: Collected) -> Collected | Skipped:
        """The article, or why it cannot stand beside the one that has its id."""
        doc_id, digest = collected.article.doc_id, collected.raw.sha256[:16]
        first = self._seen.get(doc_id)
        if first is None:
            self._seen[doc_id] = digest
            return collected
        origin = collected.raw.origin
        if first == digest:
            message, hint = "was already given, with the same content", "nothing is lost"
        else:
            message = f"doc_id {doc_id!r} was already given to another article"
            hint = "give each article an id of its own"
        return Skipped(origin, InputError(message, subject=origin, hint=hint))


def collect(
    inputs: str | Path | Sequence[str | Path], options: CollectOptions | None = None
) -> Iterator[Collected | Skipped]:
    """The articles of files, folders, "-" (standard input) and URLs, in the order given.

    An input that cannot be used gives a Skipped that names it and the way out; the others are
    still collected. A day of publication is never taken from the day of collecting.
    """
    if isinstance(inputs, (str, Path)):
        inputs = [inputs]
    options = options or CollectOptions()
    ids = _Ids()
    with ExitStack() as closing:
        web = _Web(options, closing)
        for item in find_inputs(inputs):
            if isinstance(item, Skipped):
                yield item
                continue
            for draft in _drafts(item, options, web):
                if isinstance(draft, Skipped):
                    yield draft
                    continue
                try:
                    yield ids.check(finish(draft, options))
                except RasidError as error:
                    yield Skipped(draft.raw.origin, error)
