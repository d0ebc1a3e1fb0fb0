"""Bring an assessment, the sentences behind it and the page together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from rasid.assess import (
    Assessment,
    IncidentTable,
    Question,
    Told,
    assess,
    check,
    indicator_table,
    stated,
    stock_figures,
    table_of,
)
from rasid.assess.briefing import brief
from rasid.assess.telling import verdict_name
from rasid.model import Figure, Indicator, Unit
from rasid.model.brief import Quoted
from rasid.model.incident import Incident
from rasid.publish.brief import page
from rasid.publish.masking import Masking
from rasid.store import Store

TRENDS = {Unit.PERCENT, Unit.PERCENT_PER_YEAR, Unit.ATTACKS}
MOST_ROWS = 60  # claims, figures and indicators shown, the latest of each
SIMULATED = "(محاكاة)"  # (simulated): how titles of simulated articles begin


def brief_of_table(
    table: IncidentTable, question: Question, language: str, store: Store | None = None
) -> str:
    """The brief of a table of incidents, without sentences.

    With a store, what its articles claim is put beside the table; its incidents are not used.
    """
    made = assess(table, question)
    figures, indicators = _statements(store) if store is not None else ([], [])
    laid_out = brief(
        made,
        language=language,
        checks=list(_checks(figures, table))[-MOST_ROWS:],
        figures=stock_figures(figures)[-MOST_ROWS:],
        indicators=indicator_table(indicators)[-MOST_ROWS:],
    )
    return _page(laid_out, made, language)


def brief_of_store(store: Store, question: Question, language: str, masking: Masking) -> str:
    """The brief of a store: incidents with their sentences, claims checked, figures, indicators.

    `masking` is that of exports: nothing hidden for the analyst, or no words and no names.
    """
    incidents = [masking.incident(incident) for incident in store.casebook.every()]
    table = table_of(incidents)
    made = assess(table, question)
    figures, indicators = _statements(store)
    laid_out = brief(
        made,
        language=language,
        quotes={incident.incident_id: _quotes(incident) for incident in incidents},
        checks=list(_checks(figures, table))[-MOST_ROWS:],
        figures=stock_figures(figures)[-MOST_ROWS:],
        indicators=indicator_table(indicators)[-MOST_ROWS:],
        simulated=any(a.title.startswith(SIMULATED) for a in store.articles().items),
    )
    return _page(laid_out, made, language)


def _page(laid_out: Any, made: Assessment, language: str) -> str:
    return page(laid_out, language, verdict_name(made.ruling.verdict.value, language))


def _quotes(incident: Incident) -> list[Quoted]:
    """One sentence of each origin, the earliest first."""
    found: dict[str, Quoted] = {}
    for report in sorted(incident.reports, key=lambda r: r.published or dt.date.max):
        quote = Quoted(report.event.evidence.quote, report.publisher, report.published)
        found.setdefault(report.origin, quote)
    return list(found.values())


def _statements(
    store: Store,
) -> tuple[list[tuple[Told, Figure]], list[tuple[Told, Indicator]]]:
    """Figures and indicators of all articles, each with where and when it was said."""
    figures: list[tuple[Told, Figure]] = []
    indicators: list[tuple[Told, Indicator]] = []
    for reading in store.readings():
        if not reading.figures and not reading.indicators:
            continue
        article = store.article(reading.doc_id)
        told = Told(article.doc_id, article.published.date, article.publisher)
        figures += [(told, figure) for figure in reading.figures]
        indicators += [(told, indicator) for indicator in reading.indicators]
    return figures, indicators


def _checks(
    figures: Iterable[tuple[Told, Figure]], table: IncidentTable
) -> Iterator[dict[str, Any]]:
    """Every trend and tally of the articles beside the record."""
    for told, figure in figures:
        if figure.unit in TRENDS:
            row = check(stated(figure, told.published), table).to_json()
            speaker = figure.attributed_to.quote if figure.attributed_to else told.publisher
            yield row | {"quote": figure.quote.quote, "speaker": speaker, "doc_id": told.doc_id}
