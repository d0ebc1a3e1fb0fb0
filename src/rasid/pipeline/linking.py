"""Readings to incidents: of files without a store, or of what a store holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rasid.errors import OvertakenError
from rasid.link import (
    SIGNATURE,
    Judged,
    LinkResult,
    Seen,
    Signed,
    find_origins,
    judge,
    link,
    origins_about,
    settle,
    sign,
    stretches,
    town_key,
    unit_key,
)
from rasid.model import Article, Reading, Report, TollRule
from rasid.store import Casebook, Held, IncidentFilter, Store
from rasid.store.decisions import Undone

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
    signed = [Signed(*signature) for signature in book.signatures(SIGNATURE)]
    based_on = book.snapshot()
    # Before the articles: those of every undoing seen here are among the fresh ones.
    undone = book.undone()
    fresh = book.unlinked(based_on)
    if not fresh and not afresh:
        return LinkSummary(0, 0, book.count())
    judged = set(fresh)
    try:
        if afresh or len(fresh) > _MOST_FRESH:
            reports = book.reports(find_origins(signed))
            judged.update(report.doc_id for report in reports if afresh)
            result = link(
                reports,
                list(book.every(_EVERY)),
                book.decisions(),
                rule=rule,
                again=judged,
                afresh=afresh,
                former=[one.former for one in undone],
            )
        else:
            result = _link_around(book, fresh, signed, rule, undone)
    except LookupError as error:
        # What is read piece by piece while another linking is saved need not fit together.
        if book.snapshot().change_key == based_on.change_key:
            raise
        raise OvertakenError("another linking was saved meanwhile") from error
    changed = book.save_links(
        based_on,
        judged,
        result.incidents,
        result.changes,
        result.retired,
        [one.reversal_key for one in undone],
    )
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


def _link_around(
    book: Casebook,
    fresh: Sequence[str],
    signed: Sequence[Signed],
    rule: TollRule,
    undone: Sequence[Undone],
) -> LinkResult:
    """Link fresh articles to what is near them; incidents that nothing touches are not built."""
    reports, held = _around(book, fresh, signed)
    decisions = book.decisions()
    known = {row.report_key: row.incident_id for row in held}
    elsewhere = seen_about(book, reports)
    former = _free(book, known, undone)
    found = judge(reports, known, decisions, again=set(fresh), elsewhere=elsewhere, former=former)
    touched = _touched(found, held)
    previous = book.some(touched | found.named.retired.keys())
    return settle(found, previous, decisions, rule, touched)


def _free(
    book: Casebook, known: Mapping[str, str], undone: Sequence[Undone]
) -> list[dict[str, str]]:
    """What the undone decisions give back, without ids that incidents further away have now."""
    wanted = {old for one in undone for old in one.former.values()} - set(known.values())
    gone = {one.incident_id for one in book.some(wanted)} if wanted else set()
    return [{key: old for key, old in one.former.items() if old not in gone} for one in undone]


def _touched(found: Judged, held: Iterable[Held]) -> set[str]:
    """The incidents of which something was judged anew, or that hold other reports than before."""
    before: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in held:
        before[row.incident_id].append((row.report_key, row.origin))
    return {
        incident_id
        for incident_id, group, moved in zip(
            found.named.ids, found.groups, found.moved, strict=True
        )
        if moved or sorted((r.key, r.origin) for r in group) != sorted(before[incident_id])
    }


def _around(
    book: Casebook, fresh: Sequence[str], signed: Sequence[Signed]
) -> tuple[list[Report], list[Held]]:
    """The reports that fresh ones may belong with, and what the incidents that hold them hold.

    An article tells of other events too, whose incidents reach further: those stay out whole.
    """
    before = book.held(fresh)
    origins = _origins_now(book, fresh, before, signed)
    docs = set(fresh) | {row.doc_id for row in before}
    copied = {origins[doc_id] for doc_id in fresh if doc_id in origins}
    docs |= {doc_id for doc_id, origin in origins.items() if origin in copied}
    docs |= book.neighbours(book.reports(origins, docs))
    held = book.held(docs)
    origins = {row.doc_id: row.origin for row in held} | origins
    reaching = {row.incident_id for row in held if row.doc_id not in docs}
    outside = {row.report_key for row in held if row.incident_id in reaching}
    reports = [one for one in book.reports(origins, docs) if one.key not in outside]
    return reports, [row for row in held if row.incident_id not in reaching]


def _origins_now(
    book: Casebook, fresh: Sequence[str], before: Iterable[Held], signed: Sequence[Signed]
) -> dict[str, str]:
    """The origins of fresh articles, and of all whose origin they may change.

    What an article repeated in an earlier version may hang together no more without it.
    """
    told_anew = set(fresh)
    left = {row.origin for row in before if row.doc_id in told_anew}
    return origins_about(signed, told_anew | book.told_by_origins(left | told_anew))
