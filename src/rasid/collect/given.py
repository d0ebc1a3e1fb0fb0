"""Takes a text that a program already holds, gives it as an article."""

from __future__ import annotations

import datetime as dt

from rasid.collect.article import finish
from rasid.collect.draft import Draft, make_raw
from rasid.collect.options import CollectOptions
from rasid.model import Article


def article_of(
    text: str,
    title: str = "",
    published: dt.date | str | None = None,
    doc_id: str | None = None,
    publisher: str | None = None,
) -> Article:
    """An article of this text, cleaned, dated and its language told as of any other.

    `published` is a date or YYYY-MM-DD; ValueError for what is neither. Raises InputError for
    a text without words or of a language that is not read.
    """
    day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    raw = make_raw(f"{title}\n\n{text}".encode(errors="replace"), "given", "text/plain")
    draft = Draft(raw, title, text, doc_id=doc_id, publisher=publisher)
    return finish(draft, CollectOptions(published=day)).article
