"""Takes the bytes of a web page, gives the draft of its article."""

from __future__ import annotations

import logging
from typing import Any

import trafilatura

from rasid.collect.draft import Draft, make_raw
from rasid.collect.encoding import declared_charset, decode
from rasid.collect.markup import paragraphs, parse_whole
from rasid.collect.offsets import align, hide_markup
from rasid.collect.page_metadata import read_metadata
from rasid.collect.text import tidy
from rasid.errors import InputError

# A main text shorter than this, in characters, is no article: the whole page is taken instead
# and its menus are marked like those of any other text.
_MAIN_TEXT = 120

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def _main_text(source: str) -> str:
    """The main text as the extractor finds it, "" where it finds none."""
    try:
        found = trafilatura.extract(
            source,
            output_format="txt",
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            deduplicate=False,
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return "\n\n".join(line for line in tidy(found or "").split("\n") if line)


def _no_article(origin: str) -> InputError:
    return InputError(
        "holds no readable text", subject=origin, hint="the page may build its text by script"
    )


def _without_title(title: str, body: str) -> str:
    """The body without a first line that is the title once more."""
    first, _, rest = body.partition("\n")
    return rest.lstrip("\n") if first.strip() == title and rest.strip() else body


def _tree(source: str, origin: str) -> tuple[Any, str]:
    """The page's element tree and the source that it shows."""
    root, shown = parse_whole(source)
    if root is None:
        raise _no_article(origin)
    return root, shown


def read_page(
    content: bytes, origin: str, url: str | None = None, declared: str | None = None
) -> Draft:
    """The draft of a page: main text, title, publisher, date with its reason, offsets.

    `declared` is the charset of the HTTP header; the page's own declaration serves without one.
    Raises InputError where the page holds no readable text.
    """
    try:
        decoded = decode(content, declared or declared_charset(content))
    except InputError as error:
        raise InputError(error.message, subject=origin, hint=error.hint) from error
    root, shown = _tree(decoded.text, origin)
    whole = paragraphs(root)
    metadata = read_metadata(root, whole)
    main = _main_text(shown)
    title = metadata.title or ""
    body = _without_title(title, main if len(main) >= min(_MAIN_TEXT, len(whole)) else whole)
    if not body.strip():
        raise _no_article(origin)
    return Draft(
        raw=make_raw(content, origin, f"text/html; charset={decoded.charset}"),
        title=title,
        body=body,
        published=metadata.published,
        publisher=metadata.publisher,
        url=url or metadata.url,
        offsets=align(title, body, decoded, hide_markup(decoded.text)),
    )
