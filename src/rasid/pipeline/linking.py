"""Readings to incidents: of files without a store, or of what a store holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rasid.link import LinkResult, find_origins, link, sign
from rasid.model import Article, Reading, Report, TollRule


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
