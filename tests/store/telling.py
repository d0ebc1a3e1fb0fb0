"""Articles that each tell one invented shelling, with the reading that a reader would give."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from typing import Any

from rasid.model import (
    Article,
    Count,
    DateInterval,
    DatePrecision,
    Event,
    Evidence,
    Place,
    PlacePrecision,
    Published,
    PublishedStatus,
    Raw,
    Reading,
)
from rasid.store import Store

from .making import make_raw

DAY = dt.date(2021, 5, 2)
# Shelling of the village of X killed N people, the doctor of the village said on Sunday.
BODY = "قصف مدفعي على قرية {place} أوقع {killed} قتلى بحسب طبيب القرية يوم الأحد الماضي"


def tell(
    store: Store,
    doc_id: str,
    *,
    killed: int = 2,
    day: dt.date = DAY,
    place: str = "تل ورد",
    lat: float = 35.9,
    reader: str = "rules-1",
    **fields: Any,
) -> Article:
    """Add an article and its reading."""
    raw, article = make_telling(doc_id, killed, day, place)
    store.add(raw, article)
    store.save_reading(read_telling(article, killed, day, place, lat, reader, **fields))
    return article


def make_telling(doc_id: str, killed: int, day: dt.date, place: str) -> tuple[Raw, Article]:
    text = f"خبر\n\n{BODY.format(place=place, killed=killed)} {own_words(doc_id)}"
    raw = make_raw(f"{doc_id} {text}")
    published = Published(day, PublishedStatus.KNOWN, "given")
    return raw, Article(
        doc_id, "خبر", text, "ar", published, f"outlet of {doc_id}", raw_sha256=raw.sha256
    )


def own_words(doc_id: str) -> str:
    """Words of the outlet's own, so that two tellings are no copies."""
    draw = random.Random(doc_id)
    return " ".join("".join(draw.choice("ابتجدرسعقلمنهو") for _ in range(5)) for _ in range(30))


def read_telling(
    article: Article, killed: int, day: dt.date, place: str, lat: float, reader: str, **fields: Any
) -> Reading:
    whole = Evidence.of(article.doc_id, article.text, 5, 5 + len(BODY))
    trigger = Evidence.of(article.doc_id, article.text, 5, 8)
    event = Event(
        "E1",
        "shelling_missile",
        whole,
        trigger,
        date=DateInterval(day, day, DatePrecision.DAY),
        place=Place(
            place, place, PlacePrecision.TOWN, "North", None, "SY", lat, 38.9, 3.0, f"p-{place}"
        ),
        killed=Count(killed, killed),
    )
    return Reading(article.doc_id, reader, (dataclasses.replace(event, **fields),))
