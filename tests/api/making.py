"""Articles of invented happenings, linked into incidents, with planted secrets and scripts."""

from __future__ import annotations

import datetime as dt
import hashlib
import random

from rasid import pipeline
from rasid.model import (
    ActorMention,
    Article,
    Claim,
    ClaimKind,
    Count,
    DateInterval,
    DatePrecision,
    DecisionKind,
    Direction,
    Event,
    Evidence,
    Figure,
    Indicator,
    IndicatorKind,
    OffsetMap,
    Place,
    PlacePrecision,
    Published,
    PublishedStatus,
    Raw,
    Reading,
    SourceKind,
    SourceMention,
    Unit,
    Zone,
    ZoneKind,
)
from rasid.store import Store

PASSWORDS = {
    "reader": "reader-pass-word",
    "analyst": "analyst-pass-word",
    "admin": "admin-pass-word",
}
# Words that a public copy must not hold: a village (as written and as named), a person, a
# sentence's own word, an article's name.
VILLAGE, VILLAGE_AR = "Secretville", "قرية السر"  # the secret's village
PERSON = "فلان الفلاني"  # so-and-so of such a place
WITNESS = "شاهد خائف"  # a frightened witness
DOC = "secret-document"
SECRETS = (VILLAGE, VILLAGE_AR, PERSON, WITNESS, "مختلقة", DOC)
SCRIPT = "<script>window.pwned=1</script>"
IMAGE = '"><img src=x onerror="window.pwned=1">'
TITLE = "نشرة"  # a bulletin
# In the secret's village an invented charge killed so-and-so, a frightened witness said.
SENTENCE = f"في {VILLAGE_AR} قتلت عبوة مختلقة {PERSON}، كما قال {WITNESS}. {SCRIPT}{IMAGE}"
DAYS = tuple(dt.date(2021, 5, day) for day in (2, 9, 16))


def _slice(article: Article, words: str) -> Evidence:
    start = article.text.index(words)
    return Evidence.of(article.doc_id, article.text, start, start + len(words))


def article_of(
    doc_id: str,
    published: dt.date | None,
    body: str = SENTENCE,
    publisher: str | None = "Invented Wire",
    url: str | None = None,
    title: str = TITLE,
) -> tuple[Raw, Article]:
    text = f"{title}\n\n{body}"
    data = f"{doc_id}\n{text}".encode()
    raw = Raw(data, hashlib.sha256(data).hexdigest(), f"{doc_id}.txt", "text/plain")
    status = PublishedStatus.KNOWN if published else PublishedStatus.UNKNOWN
    return raw, Article(
        doc_id=doc_id,
        title=title,
        text=text,
        language="ar",
        published=Published(published, status, "given"),
        publisher=publisher,
        url=url,
        raw_sha256=raw.sha256,
        zones=(
            Zone(0, len(title), ZoneKind.HEADLINE),
            Zone(len(title) + 2, len(text), ZoneKind.BODY),
        ),
        offsets=OffsetMap((0,), (0,), (len(text),)),
    )


_TYPES = {4: "arrests", 5: "armed_clash"}
_INITIATORS = {4: "Iraqi Army"}
_UNITS = {5: "Idlib"}


def _place(number: int) -> Place:
    return Place(
        text=VILLAGE_AR,
        name=f"{VILLAGE} {number}",
        precision=PlacePrecision.TOWN,
        admin1=_UNITS.get(number, "Raqqa"),
        admin2=f"{VILLAGE} district",
        country="SY",
        lat=35.9 + number * 0.3,
        lon=39.0,
        radius_km=2.0,
        place_id=f"secret:{number}",
    )


def reading_of(article: Article, number: int, day: dt.date | None, killed: int = 1) -> Reading:
    evidence = _slice(article, SENTENCE.split(" <script", maxsplit=1)[0])
    trigger = _slice(article, "قتلت")
    date = (
        DateInterval(day, day, DatePrecision.DAY)
        if day
        else DateInterval(None, None, DatePrecision.UNKNOWN)
    )
    event = Event(
        "E1",
        _TYPES.get(number, "ied_landmine"),
        evidence,
        trigger,
        date=date,
        place=_place(number) if day else None,
        initiators=(ActorMention(trigger, _INITIATORS.get(number, "Unidentified")),),
        targets=(ActorMention(_slice(article, PERSON), PERSON),),
        killed=Count(killed, killed),
        detained=Count(20, 20) if number in _INITIATORS else None,
        sources=(SourceMention(_slice(article, WITNESS), SourceKind.WITNESS),),
        confidence=0.9,
    )
    claim = Claim(
        "C1", _slice(article, WITNESS), SourceKind.WITNESS, True, evidence, ClaimKind.WARNING, True
    )
    figure = Figure("F1", evidence, 30, 40, Unit.PERCENT, place=_place(number))
    indicator = Indicator("I1", evidence, IndicatorKind.SLEEPER_CELLS, Direction.RISING)
    return Reading(article.doc_id, "invented-1", (event,), (figure,), (claim,), (indicator,))


def _other_words(number: int, killed: int) -> str:
    """Enough words of its own to be no copy of another article."""
    luck = random.Random(f"{number} {killed}")
    letters = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
    return " ".join("".join(luck.choices(letters, k=6)) for _ in range(80))


def fill(store: Store) -> None:
    """Seven articles: three dated incidents, two told twice; one undated; one with no event."""
    wanted = [
        (f"{DOC}/1", DAYS[0], 1, 1),
        (f"{DOC}/2", DAYS[0], 1, 3),
        (f"{DOC}/3", DAYS[1], 2, 2),
        (f"{DOC}/4", DAYS[2], 3, 2),
        (f"{DOC}/5", None, 4, 400),
        (f"{DOC}/6", dt.date(2021, 9, 1), 5, 7),
    ]
    for doc_id, day, number, killed in wanted:
        raw, article = article_of(
            doc_id,
            day,
            body=f"{SENTENCE} {_other_words(number, killed)}",
            publisher=f"Invented {IMAGE}" if number == 2 else f"Invented {killed}",
            url=f"javascript:window.pwned=1//{number}",
            title=f"{TITLE} {number} {SCRIPT}",
        )
        store.add(raw, article)
        store.save_reading(reading_of(article, number, day, killed))
    raw, article = article_of(f"{DOC}/no-event", DAYS[0])
    store.add(raw, article)
    store.save_reading(Reading(article.doc_id, "invented-1"))
    pipeline.link_store(store)
    _settle(store, [(1, 2), (3, 4), (5,), (6,)])


def _settle(store: Store, groups: list[tuple[int, ...]]) -> None:
    """Decide which articles tell one happening, so that no change of linking changes the tests."""
    book = store.casebook
    held = [report for incident in book.every() for report in incident.reports]
    keys = [
        [report.key for report in held if report.doc_id in {f"{DOC}/{n}" for n in group}]
        for group in groups
    ]
    book.decide(DecisionKind.SPLIT, keys, "test", "told apart")
    for several in keys[:2]:
        book.decide(DecisionKind.MERGE, [several], "test", "told as one")
    pipeline.link_store(store)
