"""Articles: a list, one with all that was read from it, its plain text, and uploads."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import PlainTextResponse

from rasid import pipeline
from rasid.api.context import TheSettings, TheStore
from rasid.api.errors import RefusedError
from rasid.api.paging import After, Day, Limit, page
from rasid.model import Article
from rasid.store import ArticleFilter

router = APIRouter(prefix="/documents", tags=["documents"])

_SUFFIXES = (".txt", ".html", ".htm", ".xml", ".rss", ".json", ".jsonl")


def _line(article: Article) -> dict[str, Any]:
    published = article.published
    return {
        "doc_id": article.doc_id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "language": article.language,
        "published": published.date.isoformat() if published.date else None,
        "published_status": published.status.value,
        "published_reason": published.reason,
    }


@router.get("")
def documents(
    store: TheStore,
    after: After = None,
    limit: Limit = 100,
    date_from: Day = None,
    date_to: Day = None,
    publisher: str | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Articles in the order of adding."""
    wanted = ArticleFilter(date_from, date_to, publisher, language)
    found = store.articles(wanted, after, limit)
    return page([_line(article) for article in found.items], found.after)


@router.get("/{doc_id:path}/text", response_class=PlainTextResponse)
def plain_text(doc_id: str, store: TheStore) -> str:
    """An article's text, as every offset counts in it."""
    return store.article(doc_id).text


@router.get("/{doc_id:path}")
def document(doc_id: str, store: TheStore) -> dict[str, Any]:
    """An article with its zones and the current reading (null where it is not read yet)."""
    article = store.article(doc_id)
    reading = store.reading(doc_id)
    record = reading.to_json() if reading else None
    if reading and record:
        for event, out in zip(reading.events, record["events"], strict=True):
            out["why"] = [reason.to_json() for reason in event.why]
    return {
        **_line(article),
        "text": article.text,
        "raw_sha256": article.raw_sha256,
        "zones": [[zone.start, zone.end, zone.kind.value] for zone in article.zones],
        "reading": record,
    }


@router.post("", status_code=201)
def upload(
    store: TheStore, settings: TheSettings, file: Annotated[UploadFile, File()]
) -> dict[str, Any]:
    """Collect, read and store one file: text, page, feed or JSON lines."""
    name = Path(file.filename or "").name
    suffix = Path(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise RefusedError(415, f"{suffix or 'no'} suffix", hint=f"taken: {' '.join(_SUFFIXES)}")
    content = file.file.read(settings.max_upload_bytes + 1)
    if len(content) > settings.max_upload_bytes:
        raise RefusedError(413, hint=f"{settings.max_upload_bytes} bytes at most")
    with tempfile.TemporaryDirectory() as folder:
        # The visitor's name for the file is never used as a path.
        path = Path(folder) / f"upload{suffix}"
        path.write_bytes(content)
        *_, summary = pipeline.run([path], store, workers=1)
    return {
        "articles": summary.articles,
        "new_articles": summary.new_articles,
        "events": summary.events,
        "skipped": [str(item.error) for item in summary.skipped],
        "failed": [item.error for item in summary.failed],
    }
