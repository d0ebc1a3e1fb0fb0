"""Time and memory of linking: reports without a store, copies, a store, articles added to it.

    python quality/link_speed.py [--reports 100000] [--articles 100000] [--only NAME …]

Each part runs in a process of its own. Seconds are of the processor, memory is the peak.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import hashlib
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rasid.link import find_origins, link, sign
from rasid.link.wording import word_shares
from rasid.model import Article, Evidence, Published, PublishedStatus, Raw, Reading, Report
from rasid.pipeline import link_store
from rasid.store import open_store

ROOT = Path(__file__).parent.parent
_REPORTS_A_HAPPENING, _HAPPENINGS_A_TOWN, _DAYS = 3.21, 25, 365
_ADDED, _WEEK = 100, 7
_WORDS_AN_ARTICLE, _COPIES = 300, 0.3


def reports_of_press(number: int, seed: int = 0) -> list[Report]:
    """Reports of a simulated press, about as many as asked for."""
    sys.path.insert(0, str(ROOT / "tests" / "link"))
    from newsroom import simulate  # noqa: PLC0415 - beside the tests

    happenings = int(number / _REPORTS_A_HAPPENING)
    towns = max(60, happenings // _HAPPENINGS_A_TOWN)
    return simulate(happenings, seed, towns=towns, days=_DAYS)[0]


def texts(number: int) -> Iterator[Article]:
    """Articles of common words, some of which repeat an earlier one with a new beginning."""
    luck = random.Random(1)  # noqa: S311 - invented data
    words = list(word_shares())
    earlier: list[str] = []
    for n in range(number):
        body = " ".join(luck.choices(words, k=_WORDS_AN_ARTICLE))
        if earlier and luck.random() < _COPIES:
            body = f"{' '.join(luck.choices(words, k=20))} {luck.choice(earlier)}"
        elif len(earlier) < 1000:  # noqa: PLR2004 - texts that are copied
            earlier.append(body)
        day = dt.date(2021, 1, 1) + dt.timedelta(n % _DAYS)
        published = Published(day, PublishedStatus.KNOWN, "given")
        yield Article(f"t{n}", "", f"\n\n{body}", "ar", published, "Invented Daily")


def without_store(number: int) -> tuple[str, float]:
    """Link reports that are held in memory."""
    reports = reports_of_press(number)
    start = time.process_time()
    found = link(reports)
    told = f"{len(reports)} reports to {len(found.incidents)} incidents"
    return told, time.process_time() - start


def copies(number: int) -> tuple[str, float]:
    """Find the copies among articles."""
    start = time.process_time()
    making = sum(1 for _ in texts(number)) and time.process_time() - start
    start = time.process_time()
    origins = find_origins(list(sign(texts(number))))
    told = f"{number} articles of {len(set(origins.values()))} origins"
    return told, time.process_time() - start - making


def kept(report: Report) -> tuple[Raw, Article, Reading]:
    """A report as an article of its own with its reading."""
    quote = report.event.evidence.quote
    text = f"\n\n{quote}"
    data = f"{report.doc_id}{text}".encode()
    raw = Raw(data, hashlib.sha256(data).hexdigest(), f"{report.doc_id}.txt", "text/plain")
    status = PublishedStatus.KNOWN
    published = Published(report.published, status, "given")
    article = Article(
        report.doc_id, "", text, "ar", published, report.publisher, raw_sha256=raw.sha256
    )

    def at(evidence: Evidence) -> Evidence:
        return Evidence.of(report.doc_id, text, evidence.start + 2, evidence.end + 2)

    event = dataclasses.replace(
        report.event,
        evidence=at(report.event.evidence),
        trigger=at(report.event.trigger),
        initiators=tuple(
            dataclasses.replace(who, evidence=at(who.evidence)) for who in report.event.initiators
        ),
    )
    return raw, article, Reading(report.doc_id, "invented-1", (event,))


def in_store(
    number: int, added: Sequence[Report] | None = None, name: str = ""
) -> tuple[str, float]:
    """Link a store of as many articles, then add some more to it."""
    path = Path(tempfile.gettempdir()) / f"rasid-link-speed-{number}.sqlite"
    fresh = reports_of_press(number)[:number]
    if added is None:
        path.unlink(missing_ok=True)
    else:
        fresh = [dataclasses.replace(one, doc_id=f"new-{name}-{n}") for n, one in enumerate(added)]
    with open_store(path) as store:
        start = time.process_time()
        for first in range(0, len(fresh), 2000):
            with store.transaction():
                for report in fresh[first : first + 2000]:
                    raw, article, reading = kept(report)
                    store.add(raw, article)
                    store.save_reading(reading)
        adding = time.process_time() - start
        start = time.process_time()
        done = link_store(store)
        seconds = time.process_time() - start
    if added is not None:
        return f"{len(fresh)} articles added ({adding:.1f} s) and linked", adding + seconds
    return f"{done.articles} articles to {done.incidents} incidents", seconds


def added_to_store(number: int) -> tuple[str, float]:
    """Add articles of days all over the year to the store that `in_store` left, and link them."""
    luck = random.Random(2)  # noqa: S311 - invented data
    return in_store(number, luck.sample(reports_of_press(number), _ADDED), "year")


def added_of_a_week(number: int) -> tuple[str, float]:
    """Add articles told in one week, as a run of every day does, and link them."""
    luck = random.Random(2)  # noqa: S311 - invented data
    dated = [report for report in reports_of_press(number) if report.published]
    days = sorted(report.published for report in dated if report.published)
    first = days[len(days) // 2]
    week = [one for one in dated if one.published and 0 <= (one.published - first).days < _WEEK]
    return in_store(number, luck.sample(week, _ADDED), "week")


PARTS: dict[str, Callable[[int], tuple[str, float]]] = {
    "without_store": without_store,
    "copies": copies,
    "in_store": in_store,
    "added_to_store": added_to_store,
    "added_of_a_week": added_of_a_week,
}


def measured(name: str, number: int) -> None:
    """Run one part and print its time and the peak of memory."""
    told, seconds = PARTS[name](number)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:16} {told}: {seconds:.0f} s, {peak:.0f} MB", flush=True)


def main() -> None:
    """Measure the parts, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--only", nargs="+", choices=PARTS)
    options = parser.parse_args()
    for name in options.only or PARTS:
        number = options.reports if name == "without_store" else options.articles
        process = multiprocessing.get_context("spawn").Process(target=measured, args=(name, number))
        process.start()
        process.join()
    Path(tempfile.gettempdir(), f"rasid-link-speed-{options.articles}.sqlite").unlink(
        missing_ok=True
    )


if __name__ == "__main__":
    main()
