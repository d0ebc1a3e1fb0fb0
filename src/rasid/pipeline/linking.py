"""Readings to incidents: of files without a store, or of what a store holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rasid.link import SIGNATURE, LinkResult, Signed, find_origins, link, sign
from rasid.model import Article, Reading, Report, TollRule
from rasid.store import Store


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
    judged again, so that a store of years takes new articles quickly. Raises StoreError where
    another linking was saved meanwhile: what that one kept stays, and one can link again.
    """
    book = store.casebook
    book.save_signatures(
        SIGNATURE, ((s.doc_id, s.signature) for s in sign(book.unsigned(SIGNATURE)))
    )
    origins = find_origins([Signed(*signature) for signature in book.signatures(SIGNATURE)])
    based_on = book.snapshot()
    fresh = book.unlinked(based_on)
    if afresh:
        judged = [report.doc_id for report in book.reports(origins)]
        judged = list(dict.fromkeys([*judged, *fresh]))
    elif not fresh:
        return LinkSummary(0, 0, book.count())
    else:
        judged = sorted({*fresh, *book.neighbours(book.reports(origins, fresh))})
    result = link(
        book.reports(origins, judged),
        book.holding(judged),
        book.decisions(),
        rule=rule,
        afresh=afresh,
    )
    changed = book.save_links(based_on, judged, result.incidents, result.changes, result.retired)
    return LinkSummary(len(judged), changed, book.count())
