"""Takes a draft, gives the finished article: language, zones, day of publication, id."""

from __future__ import annotations

from rasid.collect.cleaning import mark_zones
from rasid.collect.dateline import infer_published
from rasid.collect.draft import Draft
from rasid.collect.encoding import misread_as_latin
from rasid.collect.language_id import identify, language_name
from rasid.collect.options import CollectOptions
from rasid.collect.outcome import Collected
from rasid.errors import InputError
from rasid.language import LANGUAGES
from rasid.model import UNPUBLISHED, Article, Published, PublishedStatus, Zone

SUPPORTED = tuple(LANGUAGES)
"""Languages that can be read."""

# Hex digits of the digest that make an id: 64 bits, enough for billions of articles.
_ID_DIGITS = 16


def _language(draft: Draft) -> str:
    code, _ = identify(draft.title, draft.body)
    if not code:
        raise InputError(
            "has no words", subject=draft.raw.origin, hint="give a text in Arabic or English"
        )
    if code in SUPPORTED:
        return code
    if misread_as_latin(draft.text):
        raise InputError(
            "is Arabic that was saved in the wrong encoding (Windows-1256 read as Latin)",
            subject=draft.raw.origin,
            hint="collect the original file, or save it again as UTF-8",
        )
    raise InputError(
        f"is in {language_name(code)} ({code}), which is not read",
        subject=draft.raw.origin,
        hint="only Arabic and English are read",
    )


def _published(
    draft: Draft, options: CollectOptions, zones: tuple[Zone, ...], language: str
) -> Published:
    """Given in the data, set by the user, told by the page, inferred, or unknown: in that order."""
    given = draft.published
    if given and given.status is PublishedStatus.KNOWN and draft.own_date:
        return given
    if options.published:
        return Published(options.published, PublishedStatus.KNOWN, "set by the user")
    return given or infer_published(draft.text, zones, draft.url, language) or UNPUBLISHED


def finish(draft: Draft, options: CollectOptions) -> Collected:
    """The article of a draft; InputError for a text without words or of another language."""
    language = _language(draft)
    zones = mark_zones(draft.title, draft.body, draft.publisher or "")
    article = Article(
        doc_id=draft.doc_id or draft.raw.sha256[:_ID_DIGITS],
        title=draft.title,
        text=draft.text,
        language=language,
        published=_published(draft, options, zones, language),
        publisher=draft.publisher or options.publisher,
        url=draft.url,
        raw_sha256=draft.raw.sha256,
        zones=zones,
        offsets=draft.offsets,
    )
    return Collected(draft.raw, article)
