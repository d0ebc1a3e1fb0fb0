"""A store's incidents to an assessment, and what speakers state beside the record."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd

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
    table_of_outlines,
)
from rasid.assess.telling import tell, verdict_name
from rasid.errors import InputError
from rasid.model import Figure, Indicator, Unit
from rasid.publish.masking import Masking
from rasid.store import RecordFilter, Store

# What can be put beside a series of incidents: trends and tallies.
_COMPARED = (Unit.PERCENT, Unit.PERCENT_PER_YEAR, Unit.ATTACKS)


def assessment(
    store: Store,
    group: str | None,
    country: str | None,
    admin1: str | None,
    as_of: dt.date | None,
    language: str,
    masking: Masking,
    *,
    forecast: bool = True,
) -> dict[str, Any]:
    """The answer to "rising or fading" over the store's incidents, as JSON.

    Reasons are told in the language ("ar" or "en"). `series` holds the weekly counts behind it,
    by the last day of each week, `units` the counts of governorates in the spans of its windows
    and what is forecast for them. Raises UsageError for a group or place that no incident has,
    InputError where no incident is dated.
    """
    table = _table(store, store.head(), masking)
    day = None if as_of is None else pd.Timestamp(as_of)
    made = assess(table, Question(group, country, admin1, day), forecast=forecast)
    record: dict[str, Any] = finite(made.to_json())
    record["verdict_label"] = verdict_name(made.ruling.verdict.value, language)
    record["why"] = [_told(reason, language) for reason in made.ruling.why]
    record["overturned_by"] = [_told(reason, language) for reason in made.overturned_by]
    record["series"] = _series(made)
    record["units"] = _units(made)
    return record


@lru_cache(maxsize=2)
def _table(store: Store, _state: tuple[int, str], masking: Masking) -> IncidentTable:
    """The table of a state of the store, kept until the store changes."""
    outlines = store.casebook.outlines()
    return table_of_outlines((masking.incident(one), told) for one, told in outlines)


def _told(reason: Any, language: str) -> str:
    return reason if isinstance(reason, str) else tell(reason, language)


def _series(made: Assessment) -> dict[str, list[Any]]:
    series = made.here.series
    return {
        "weeks": [pd.Timestamp(end).date().isoformat() for end in series.ends],
        "counts": [round(float(count), 2) for count in series.counts],
    }


def _units(made: Assessment) -> list[dict[str, Any]]:
    """Every governorate of the question's country or countries, most incidents first."""
    around = made.selection.around
    next_month = {cast.unit: cast for cast in made.outlooks or () if cast.horizon == 1}
    found = []
    for admin1, rows in around.groupby("admin1")["date"]:
        unit: dict[str, Any] = {"admin1": admin1}
        for name, window in (("52w", made.here.year), ("8w", made.here.short)):
            spans = window.spans()
            unit[f"now_{name}"] = int(rows.between(*spans.now).sum())
            unit[f"before_{name}"] = int(rows.between(*spans.before).sum())
        cast = next_month.get(str(admin1))
        unit["forecast_month"] = cast.month if cast else None
        unit["forecast_mean"] = _tenth(cast.mean) if cast else None
        unit["forecast_low"] = _tenth(cast.quantiles.get("0.05")) if cast else None
        unit["forecast_high"] = _tenth(cast.quantiles.get("0.95")) if cast else None
        found.append(unit)
    return sorted(found, key=lambda unit: (-unit["now_52w"], -unit["before_52w"], unit["admin1"]))


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def finite(value: Any) -> Any:
    """The value with infinite and undefined numbers as null: JSON has neither."""
    if isinstance(value, dict):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


_ALL = RecordFilter()


def figures_over_time(store: Store, wanted: RecordFilter = _ALL) -> dict[str, list[dict[str, Any]]]:
    """Stock figures by speaker and day, and every trend and tally beside the record.

    Raises nothing where no incident is dated: then nothing can be compared.
    """
    figures = list(_said(store, "figures", wanted))
    compared = [(told, figure) for told, figure in figures if _compares(figure)]
    try:
        # The table of a large store takes its time: it is not made for nothing.
        table = _table(store, store.head(), _OPEN) if compared else None
    except InputError:
        table = None
    checks = []
    if table is not None:
        checks = [_checked(told, figure, table) for told, figure in compared]
    return {"stocks": stock_figures(figures), "checks": finite(checks)}


def indicators_over_time(store: Store, wanted: RecordFilter = _ALL) -> list[dict[str, Any]]:
    """Indicators by day, each with those that say the opposite."""
    return indicator_table(_said(store, "indicators", wanted))


def places_of(store: Store, kind: str, wanted: RecordFilter) -> dict[tuple[str, str], Any]:
    """The place (JSON, None where there is none) of each figure or indicator, by article and id."""
    found: dict[tuple[str, str], Any] = {}
    for told, noun in _said(store, kind, wanted):
        key = noun.figure_id if isinstance(noun, Figure) else noun.indicator_id
        found[told.doc_id, key] = noun.place.to_json() if noun.place else None
    return found


def _compares(figure: Figure) -> bool:
    return figure.unit in _COMPARED


def _checked(told: Told, figure: Figure, table: IncidentTable) -> dict[str, Any]:
    speaker = figure.attributed_to.quote if figure.attributed_to else None
    return {
        "doc_id": told.doc_id,
        "published": told.published.isoformat() if told.published else None,
        "publisher": told.publisher,
        "id": figure.figure_id,
        "speaker": speaker,
        "quote": figure.quote.quote,
        "measure": figure.measure,
        **check(stated(figure, told.published), table).to_json(),
    }


def _said(store: Store, kind: str, wanted: RecordFilter) -> Iterator[tuple[Told, Any]]:
    """Every figure or indicator with where and when it was said."""
    after: str | None = None
    while True:
        found = store.records(kind, wanted, after, 1000)
        for record in found.items:
            noun: Figure | Indicator = record.noun  # type: ignore[assignment]  # by its kind
            yield Told(record.doc_id, record.published, record.publisher), noun
        after = found.after
        if after is None:
            return


def _unchanged(place: Any, _level: Any) -> Any:
    return place


_OPEN = Masking(_unchanged)
