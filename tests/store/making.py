"""Articles and readings about invented happenings, small enough to read in a test."""

from __future__ import annotations

import datetime as dt
import hashlib

from rasid.model import (
    ActorMention,
    Article,
    Claim,
    ClaimKind,
    Count,
    DateInterval,
    DatePrecision,
    Direction,
    Event,
    Evidence,
    Figure,
    Indicator,
    IndicatorKind,
    OffsetMap,
    Place,
    PlaceMention,
    PlacePrecision,
    Published,
    PublishedStatus,
    Raw,
    Reading,
    Reason,
    Rival,
    SourceKind,
    SourceMention,
    Unit,
    Zone,
    ZoneKind,
)

# An explosion at a market in Raqqa; a police officer said three people were killed.
TITLE = "انفجار بالرقة"
BODY = "وقع انفجار قرب سوق الرقة صباح الأحد. وقال ضابط شرطة إن ثلاثة أشخاص قُتلوا."
DAY = dt.date(2021, 5, 2)


def make_raw(content: str, origin: str = "a.txt") -> Raw:
    data = content.encode()
    return Raw(data, hashlib.sha256(data).hexdigest(), origin, "text/plain")


def make_article(doc_id: str = "d1", body: str = BODY, title: str = TITLE) -> tuple[Raw, Article]:
    text = f"{title}\n\n{body}"
    raw = make_raw(text)
    return raw, Article(
        doc_id=doc_id,
        title=title,
        text=text,
        language="ar",
        published=Published(DAY, PublishedStatus.KNOWN, "given"),
        publisher="Invented Wire",
        url="https://news.example/1",
        raw_sha256=raw.sha256,
        zones=(
            Zone(0, len(title), ZoneKind.HEADLINE),
            Zone(len(title) + 2, len(text), ZoneKind.BODY),
        ),
        offsets=OffsetMap((0, len(title) + 2), (0, len(title.encode()) + 2), (len(title), 5)),
    )


def slice_of(article: Article, words: str) -> Evidence:
    start = article.text.index(words)
    return Evidence.of(article.doc_id, article.text, start, start + len(words))


def make_reading(article: Article, version: str = "rules-1") -> Reading:
    """A reading with every kind of row and every optional field set somewhere."""
    trigger = Evidence.of(article.doc_id, article.text, 0, 6)
    whole = Evidence.of(article.doc_id, article.text, 0, len(article.text))
    place = Place(
        text=article.text[:3],
        name="Raqqa",
        precision=PlacePrecision.TOWN,
        admin1="Raqqa",
        country="SY",
        lat=35.95,
        lon=39.01,
        radius_km=3.0,
        place_id="x1",
        score=0.9,
        reason="named",
        rivals=(Rival("x2", "Other", None, "IQ", 0.1, "far away"),),
    )
    event = Event(
        "E1",
        "ied_landmine",
        whole,
        trigger,
        date=DateInterval(DAY, DAY, DatePrecision.DAY),
        place=place,
        initiators=(ActorMention(trigger, "Unidentified"),),
        targets=(ActorMention(trigger, "Civilians", "civilians"),),
        killed=Count(3, None),
        injured=None,
        detained=Count(0, 0),
        sources=(SourceMention(trigger, SourceKind.POLICE),),
        confidence=0.1 + 0.2,
        why=(Reason("place", "nearest", 0.5, "same sentence", ("Other",)),),
    )
    figure = Figure("F1", trigger, 30, None, Unit.PEOPLE, subject="X", attributed_to=trigger)
    claim = Claim("C1", trigger, SourceKind.OFFICIAL, True, whole, ClaimKind.WARNING, at_risk=True)
    indicator = Indicator(
        "I1", whole, IndicatorKind.REGROUPING, Direction.RISING, place=place, speaker=trigger
    )
    return Reading(
        article.doc_id,
        version,
        (event,),
        (figure,),
        (claim,),
        (indicator,),
        (PlaceMention(0, 3, place),),
        ("date: unknown",),
    )
