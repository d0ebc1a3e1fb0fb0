"""Articles: a list, one with all that was read from it, its plain text, and uploads."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Request, UploadFile
from fastapi.responses import PlainTextResponse, Response

from rasid import pipeline
from rasid.api.answers import Csv, Json, all_pages, csv_file, one_of_few
from rasid.api.context import TheSettings, TheStore
from rasid.api.errors import RefusedError
from rasid.api.paging import After, Day, Limit, Name, Since, moment, number, page
from rasid.api.settings import DeskSettings
from rasid.errors import NotFoundError
from rasid.model import Article
from rasid.store import ArticleFilter, Store

router = APIRouter(prefix="/documents", tags=["documents"])
twins = APIRouter(tags=["documents"])

# Files read at once by a process: more would only keep all others waiting.
_UPLOADS = 2
_SUFFIXES = (".txt", ".html", ".htm", ".xml", ".rss", ".json", ".jsonl")


def told(article: Article) -> dict[str, Any]:
    """An article as lists tell it."""
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


async def document_filter(
    date_from: Day = None,
    date_to: Day = None,
    publisher: Name = None,
    language: Name = None,
    updated_since: Since = None,
) -> ArticleFilter:
    """The filter that a request's parameters ask for."""
    added = moment(updated_since)
    return ArticleFilter(date_from, date_to, publisher, language, added_since=added)


TheArticles = Annotated[ArticleFilter, Depends(document_filter)]


@router.get("", response_class=Json)
def documents(
    store: TheStore,
    wanted: TheArticles,
    after: After = None,
    limit: Limit = 100,
    total: bool = False,
) -> Json:
    """Articles in the order of adding: the cursor of the last page asks for what came since."""
    as_of = pipeline.as_of(store)  # before the page: what comes meanwhile is later
    found = store.articles(wanted, number(after), limit)
    more = {"total": store.count_articles(wanted)} if total else {}
    return Json(page([told(article) for article in found.items], found.after, as_of=as_of, **more))


@router.get("/{doc_id:path}/text", response_class=PlainTextResponse)
def plain_text(doc_id: str, store: TheStore) -> Response:
    """An article's text, as every offset counts in it."""
    try:
        return PlainTextResponse(store.article(doc_id).text)
    except NotFoundError:
        # The name itself may end so.
        return Json(whole(store, f"{doc_id}/text"))


@router.get("/{doc_id:path}", response_class=Json)
def document(doc_id: str, store: TheStore) -> Json:
    """An article with its zones and the current reading (null where it is not read yet)."""
    return Json(whole(store, doc_id))


def whole(store: Store, doc_id: str) -> dict[str, Any]:
    """An article as JSON, with its zones and the current reading; raises NotFoundError."""
    article = store.article(doc_id)
    reading = store.reading(doc_id)
    record = reading.to_json() if reading else None
    if reading and record:
        for event, out in zip(reading.events, record["events"], strict=True):
            out["why"] = [reason.to_json() for reason in event.why]
    return {
        **told(article),
        "text": article.text,
        "raw_sha256": article.raw_sha256,
        "zones": [[zone.start, zone.end, zone.kind.value] for zone in article.zones],
        "reading": record,
    }


@router.post("", status_code=201)
async def upload(
    request: Request, store: TheStore, settings: TheSettings, file: Annotated[UploadFile, File()]
) -> dict[str, Any]:
    """Collect, read and store one file: text, page, feed or JSON lines."""
    return await one_of_few(request, "uploads", _UPLOADS, _taken_in, store, settings, file)


def _taken_in(store: Store, settings: DeskSettings, file: UploadFile) -> dict[str, Any]:
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
        summary = pipeline.add_files(store, [path], settings.max_article_characters)
        skipped = [str(item.error).replace(str(path), name) for item in summary.skipped]
    return {
        "articles": summary.articles,
        "new_articles": summary.new_articles,
        "events": summary.events,
        "skipped": skipped,
        "failed": [item.error for item in summary.failed],
    }


@twins.get("/documents.csv", response_class=Csv)
def as_csv(store: TheStore, wanted: TheArticles) -> Csv:
    """The list of articles as CSV."""
    every = all_pages(lambda after, limit: store.articles(wanted, after, limit))
    return csv_file("documents", map(told, every))
