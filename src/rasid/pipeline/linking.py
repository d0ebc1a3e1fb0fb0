"""Readings to incidents: of files without a store, or of what a store holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rasid.errors import OvertakenError
from rasid.link import (
    SIGNATURE,
    LinkResult,
    Seen,
    Signed,
    find_origins,
    link,
    sign,
    stretches,
    town_key,
    unit_key,
)
from rasid.model import Article, Incident, Reading, Report, TollRule
from rasid.store import Casebook, IncidentFilter, Store

# Withdrawn incidents too: their ids and reports are kept like those of others.
_EVERY = IncidentFilter(withdrawn=None)
_SIGNED_AT_A_TIME = 1000
# Of more new articles than this the neighbours are not looked up one by one.
_MOST_FRESH = 2000
# How often a linking begins anew where others are saved before it is done.
_TRIES = 5


def reports_of(
    articles: Sequence[Article], readings: Iterable[Reading], origins: Mapping[str, str]
) -> list[Report]:
    """The events of the readings as linking takes them, each with its article's origin."""
    known = {article.doc_id: article for article in articles}
    return [
        Report(
            reading.doc_id,
            event,
            origins.get(reading.doc_id, reading.doc_id),
            known[reading.doc_id].publisher,
            known[reading.doc_id].published.date,
        )
        for reading in readings
        for event in reading.events
    ]


def link_articles(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    rule: TollRule = TollRule.BEST,
) -> LinkResult:
    """Incidents of articles and their readings, without a store."""
    origins = find_origins(list(sign(articles)))
    return link(reports_of(articles, readings, origins), rule=rule)


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What a linking of a store did: articles judged, incidents changed, incidents in all."""

    articles: int
    changed: int
    incidents: int


def link_store(
    store: Store, rule: TollRule = TollRule.BEST, *, afresh: bool = False
) -> LinkSummary:
    """Link what the store holds and no linking has seen; `afresh` judges everything again.

    Only articles near the new ones in time, and those that share an incident with them, are
    judged again, so that a store of years takes new articles quickly. Where another linking was
    saved meanwhile, what that one kept stays, and this one begins anew on top of it; it gives up
    with OvertakenError after `_TRIES`.
    """
    for _ in range(_TRIES - 1):
        try:
            return _link_once(store, rule, afresh)
        except OvertakenError:
            continue
    return _link_once(store, rule, afresh)


def _link_once(store: Store, rule: TollRule, afresh: bool) -> LinkSummary:
    book = store.casebook
    _sign_new(book)
    origins = find_origins([Signed(*signature) for signature in book.signatures(SIGNATURE)])
    based_on = book.snapshot()
    fresh = book.unlinked(based_on)
    if not fresh and not afresh:
        return LinkSummary(0, 0, book.count())
    elsewhere: Iterable[Seen] = ()
    if afresh or len(fresh) > _MOST_FRESH:
        reports, previous = book.reports(origins), list(book.every(_EVERY))
    else:
        reports, previous = _around(book, fresh, origins)
        elsewhere = seen_about(book, reports)
    judged = set(fresh)
    if afresh:
        judged.update(report.doc_id for report in reports)
    result = link(
        reports,
        previous,
        book.decisions(),
        rule=rule,
        again=judged,
        afresh=afresh,
        elsewhere=elsewhere,
    )
    changed = book.save_links(based_on, judged, result.incidents, result.changes, result.retired)
    return LinkSummary(len(judged), changed, book.count())


def _sign_new(book: Casebook) -> None:
    """Keep the signatures of articles that have none yet, some at a time."""
    signed = ((one.doc_id, one.signature) for one in sign(book.unsigned(SIGNATURE)))
    while batch := list(islice(signed, _SIGNED_AT_A_TIME)):
        book.save_signatures(SIGNATURE, batch)


def seen_about(book: Casebook, reports: Iterable[Report]) -> Iterator[Seen]:
    """What the store tells of towns about the days of these reports."""
    for row in book.seen(stretches(reports)):
        where = row.country, row.admin1
        yield Seen(unit_key(*where), town_key(*where, row.place), row.kind, row.day.toordinal())


def _around(
    book: Casebook, fresh: Sequence[str], origins: Mapping[str, str]
) -> tuple[list[Report], list[Incident]]:
    """The reports that fresh ones may belong with, and the incidents that hold them.

    An article tells of other events too, whose incidents reach further: those stay out whole.
    """
    held = book.holding(fresh)
    docs = set(fresh) | {report.doc_id for one in held for report in one.reports}
    copied = {origins.get(doc_id, doc_id) for doc_id in fresh}
    docs |= {doc_id for doc_id, origin in origins.items() if origin in copied}
    docs |= book.neighbours(book.reports(origins, docs))
    touching = book.holding(docs)
    previous = [one for one in touching if all(r.doc_id in docs for r in one.reports)]
    outside = {report.key for one in touching for report in one.reports}
    outside -= {report.key for one in previous for report in one.reports}
    reports = [one for one in book.reports(origins, docs) if one.key not in outside]
    return reports, previous
