"""Takes a page's element tree, gives its title, publisher, address and date with the reason."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rasid.collect.dateline import byline_date
from rasid.collect.text import tidy
from rasid.model import Published, PublishedStatus

_ARTICLE_TYPES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "webpage",
    "report",
)
_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date",
    "dc.date", "dc.date.issued", "dcterms.created", "publishdate", "pubdate", "publish-date",
    "parsely-pub-date", "sailthru.date", "article.published", "dc.terms.issued",
)  # fmt: skip
_NAME_META = ("og:site_name", "application-name", "publisher", "dc.publisher")
_ISO_DAY = re.compile(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)")
# How deep a JSON-LD block is searched, and how many of its objects are looked at.
_DEPTH = 6
_OBJECTS = 500
# Lines below the headline in which the page's own date line may stand.
_BYLINE_LINES = 15


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself; None where it is silent."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Published | None = None


def iso_day(text: object) -> dt.date | None:
    """The day at the beginning of an ISO date or date-time, None for anything else."""
    found = _ISO_DAY.match(text) if isinstance(text, str) else None
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _objects(value: Any, depth: int = _DEPTH) -> Iterator[Mapping[str, Any]]:
    if depth and isinstance(value, list):
        for part in value[:_OBJECTS]:
            yield from _objects(part, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for part in value.values():
            if isinstance(part, (dict, list)):
                yield from _objects(part, depth - 1)


def _linked_data(root: Any) -> Mapping[str, Any]:
    """The first JSON-LD object of the page that is an article; an empty one where there is none."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(data):
            kinds = found.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            named = any(str(kind).lower() in _ARTICLE_TYPES for kind in kinds)
            if named and (found.get("headline") or found.get("datePublished")):
                return found
    return {}


def _metas(root: Any) -> dict[str, str]:
    """The page's meta tags by lower-case name, the first of each."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), content.strip())
    return metas


def _text_of(value: Any) -> str | None:
    """A name given as text or as an object with a name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    text = tidy(value).replace("\n", " ") if isinstance(value, str) else ""
    return text or None


def _heading(root: Any, tag: str) -> str | None:
    for element in root.iter(tag):
        text = " ".join("".join(element.itertext()).split())
        if text:
            return text
    return None


def _known(day: dt.date, reason: str) -> Published:
    return Published(day, PublishedStatus.KNOWN, reason)


def _time_element(root: Any) -> dt.date | None:
    """The day of the first time element that is marked as publication, else of the first one."""
    times = [element for element in root.iter("time") if iso_day(element.get("datetime"))]
    marked = [
        element
        for element in times
        if "publish" in f"{element.get('itemprop')} {element.get('class')}".lower()
        or element.get("pubdate") is not None
    ]
    return iso_day((marked or times)[0].get("datetime")) if times else None


def _published(
    root: Any, linked: Mapping[str, Any], metas: Mapping[str, str], page_text: str, title: str
) -> Published | None:
    day = iso_day(linked.get("datePublished"))
    if day:
        return _known(day, "the page's JSON-LD gives it")
    for name in _DATE_META:
        day = iso_day(metas.get(name))
        if day:
            return _known(day, f"the page's meta tag {name} gives it")
    day = _time_element(root)
    if day:
        return _known(day, "the page's time element gives it")
    day = byline_date(_below_headline(page_text, title))
    return Published(day, PublishedStatus.INFERRED, "the page's byline names it") if day else None


def _below_headline(page_text: str, title: str) -> list[str]:
    """The lines just below the page's copy of the headline; its first lines where it has none."""
    lines = [line for line in page_text.split("\n") if line.strip()]
    copies = [at for at, line in enumerate(lines) if title and line.strip() == title.strip()]
    first = copies[-1] + 1 if copies else 0
    return lines[first : first + _BYLINE_LINES]


def read_metadata(root: Any, page_text: str) -> PageMetadata:
    """What the page says: JSON-LD before meta tags before what it shows.

    `page_text` is all text of the page, one paragraph a line, for its date line. A copyright
    year or the date of another story is never taken.
    """
    linked, metas = _linked_data(root), _metas(root)
    heading = _heading(root, "h1")
    title = (
        _text_of(linked.get("headline"))
        or metas.get("og:title")
        or heading
        or _heading(root, "title")
    )
    publisher = _text_of(linked.get("publisher"))
    publisher = publisher or next((metas[name] for name in _NAME_META if name in metas), None)
    canonical = next(
        (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None
    )
    return PageMetadata(
        title=" ".join(title.split()) if title else None,
        publisher=publisher,
        url=metas.get("og:url") or canonical,
        published=_published(root, linked, metas, page_text, heading or title or ""),
    )
