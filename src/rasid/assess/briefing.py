"""Lay an assessment out as a brief: units, weeks and spots, each number with its incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from rasid.assess.assessment import Assessment
from rasid.assess.forecast.outlook import outlook
from rasid.assess.series import DAYS, monthly, weekly
from rasid.assess.spellings import country_name, district_name, group_name, unit_name
from rasid.assess.steps import steps
from rasid.assess.windows import YEAR, growth
from rasid.model.brief import Brief, Counted, Entry, Quoted, Spot, UnitLine, WeekLine

MONTH = 4  # weeks
WEEKS_SHOWN = 104
MOST_ENTRIES = 6000  # incidents listed one by one; older ones are left to the data itself
MOST_QUOTES = 2  # sentences shown for each incident


def brief(
    made: Assessment,
    *,
    language: str = "en",
    quotes: Mapping[str, Sequence[Quoted]] | None = None,
    checks: Sequence[Mapping[str, Any]] = (),
    figures: Sequence[Mapping[str, Any]] = (),
    indicators: Sequence[Mapping[str, Any]] = (),
    simulated: bool = False,
) -> Brief:
    """The brief of an assessment.

    `quotes` maps incident ids to the sentences behind them; `checks`, `figures` and
    `indicators` are rows of `check`, `stock_figures` and `indicator_table`.
    """
    shown = _shown(made)
    return Brief(
        answer=_named(made.to_json(language), language),
        units=tuple(_units(made, language)),
        weeks=tuple(_weeks(made)),
        spots=tuple(_spots(made, language)),
        entries=tuple(_entries(shown.tail(MOST_ENTRIES), quotes or {}, language)),
        checks=tuple(checks),
        figures=tuple(figures),
        indicators=tuple(indicators),
        scored=_scored(made),
        simulated=simulated,
    )


def _shown(made: Assessment) -> pd.DataFrame:
    """Incidents of the last two years, and those of living clusters wherever they lie."""
    here, around = made.here.incidents, made.selection.around
    recent = here[here["date"] > made.through - pd.Timedelta(days=DAYS * 2 * YEAR)]
    of_clusters = {one for spot in made.clusters or () for one in spot.incident_ids}
    beside = around[around["incident_id"].isin(of_clusters - set(recent["incident_id"]))]
    if beside.empty:
        return recent
    return pd.concat([recent, beside]).sort_values("date", kind="stable")


def _named(answer: dict[str, Any], language: str) -> dict[str, Any]:
    """The answer with groups and governorates by their names in the language."""
    question = answer["question"]
    group, country, unit = (question[key] for key in ("group", "country", "admin1"))
    names = {
        "group": group_name(group, language) if group else None,
        "place": unit_name(unit, language)
        if unit
        else country_name(country, language)
        if country
        else None,
    }
    looks = [
        look if look["unit"] == "all" else look | {"unit": unit_name(look["unit"], language)}
        for look in answer["forecast"]
    ]
    spots = [
        spot | {"where": _where(spot["admin2"], spot["admin1"], language)}
        for spot in answer["hotspots"]
    ]
    return answer | {"forecast": looks, "hotspots": spots, "named": names}


def _where(districts: Sequence[str] | str, units: Sequence[str] | str, language: str) -> str:
    """Districts and, in brackets, their governorates; these alone where no district is known."""
    smaller, larger = (
        [names] if isinstance(names, str) else list(names) for names in (districts, units)
    )
    comma = "، " if language == "ar" else ", "
    around = comma.join(unit_name(name, language) for name in larger)
    inside = comma.join(district_name(name, language) for name in smaller)
    return f"{inside} ({around})" if inside else around


def _units(made: Assessment, language: str) -> list[UnitLine]:
    """One line for each governorate of the question's place, the busiest of the year first.

    The last line, without a name, is all of them; where one is asked for it is the only line.
    """
    here = made.here.incidents
    asked = made.selection.question.admin1
    if asked is not None:
        return [_unit(made, unit_name(asked, language), here)]
    lines = [
        _unit(made, unit_name(str(name), language), here[here["admin1"] == name])
        for name in here["admin1"].dropna().unique()
    ]
    lines += [_unit(made, "", here)]
    return sorted(lines, key=lambda line: (line.name == "", -line.year.value, line.name))


def _unit(made: Assessment, name: str, rows: pd.DataFrame) -> UnitLine:
    series = weekly(rows["date"], made.selection.record_start, made.through)
    year = growth(series, steps(series), "52w")
    change = year.before
    whole = max(min(12, len(series) // MONTH), 1)
    sums = [int(series.last(MONTH, MONTH * n).sum()) for n in range(whole - 1, -1, -1)]
    rows = rows[rows["date"] >= series.starts()[0]]  # what lies before is in no week
    recent = _within(rows, made.through, MONTH)
    return UnitLine(
        name=name,
        now=_counted(recent),
        before=_earlier(made, rows, MONTH),
        last_year=_earlier(made, rows, YEAR),
        year=_counted(_within(rows, made.through, YEAR)),
        mean=float(series.last(YEAR).sum()) * MONTH / max(min(len(series), YEAR), 1),
        change=change.percent if change else None,
        low=change.low if change else None,
        high=change.high if change else None,
        spark=tuple(sums),
        sources=len({source for names in recent["sources"] for source in names}),
        complete=_complete(made),
    )


def _within(rows: pd.DataFrame, end: pd.Timestamp, weeks: int) -> pd.DataFrame:
    return rows[(rows["date"] <= end) & (rows["date"] > end - pd.Timedelta(days=DAYS * weeks))]


def _earlier(made: Assessment, rows: pd.DataFrame, back: int) -> Counted | None:
    """Four weeks that end `back` weeks earlier; None where the record does not reach them."""
    end = made.through - pd.Timedelta(days=DAYS * back)
    if end - pd.Timedelta(days=DAYS * MONTH) < made.selection.record_start:
        return None
    return _counted(_within(rows, end, MONTH))


def _counted(rows: pd.DataFrame) -> Counted:
    return Counted(len(rows), tuple(rows["incident_id"]))


def _complete(made: Assessment) -> float:
    late = made.nowcast
    if late is None:
        return 1.0
    grey = late.grey()
    stop = len(late.complete) - grey
    return float(late.complete[max(stop - MONTH, 0) : stop].mean()) if stop else 0.0


def _weeks(made: Assessment) -> list[WeekLine]:
    """The last weeks up to the day asked for or the record's end, the incomplete ones marked."""
    here = made.here.incidents
    last = made.through if made.signals.ended else made.selection.as_of
    series = weekly(here["date"], made.selection.record_start, last).tail(WEEKS_SHOWN)
    late = made.nowcast
    grey = late.grey() if late else 0
    lines = []
    for n, end in enumerate(series.ends):
        age = len(series) - 1 - n
        rows = _within(here, end, 1)
        known = late.complete[-1 - age] if late and age < len(late.complete) else 1.0
        expected = len(rows) / max(float(known), 0.05)
        lines.append(WeekLine(end.date(), _counted(rows), expected, grey=age < grey))
    return lines


def _spots(made: Assessment, language: str) -> list[Spot]:
    """Governorates of the country with the middle of their incidents; the last eight weeks."""
    around = made.selection.around
    placed = around[around["admin1"].notna() & around["lat"].notna()]
    spots = []
    for name, rows in placed.groupby("admin1"):
        recent = _within(rows, made.through, 8)
        lat, lon = float(rows["lat"].median()), float(rows["lon"].median())
        spots.append(Spot(unit_name(str(name), language), lat, lon, _counted(recent)))
    return spots


def _entries(
    rows: pd.DataFrame, quotes: Mapping[str, Sequence[Quoted]], language: str
) -> list[Entry]:
    return [
        Entry(
            incident_id=str(row["incident_id"]),
            date=row["date"].date(),
            place=_place(row, language),
            type=str(row["type"] or ""),
            killed=_killed(row),
            sources=tuple(row["sources"]),
            quotes=tuple(quotes.get(str(row["incident_id"]), ())[:MOST_QUOTES]),
        )
        for row in rows.to_dict("records")
    ]


def _place(row: Mapping[Any, Any], language: str) -> str:
    """District and governorate of an incident, as far as they are known."""
    parts = ((row["admin2"], district_name), (row["admin1"], unit_name))
    return " / ".join(name(str(part), language) for part, name in parts if part is not None)


def _killed(row: Mapping[Any, Any]) -> str:
    low, best, high = (row[c] for c in ("killed_low", "killed", "killed_high"))
    if pd.notna(best):
        return f"{best:.0f}"
    if pd.notna(low) or pd.notna(high):
        return f"{'' if pd.isna(low) else f'{low:.0f}'}-{'' if pd.isna(high) else f'{high:.0f}'}"
    return "?"


def _scored(made: Assessment) -> Mapping[str, Any] | None:
    """The forecast that would have been made a month ago, beside what happened."""
    here = made.here.incidents
    panel = monthly(
        here[here["date"] <= made.through], None, made.selection.record_start, made.through
    )
    if panel.shape[1] < 2 or panel.empty:  # noqa: PLR2004 - one month to learn from, one to score
        return None
    earlier = outlook(panel.iloc[:, :-1])
    if not earlier:
        return None
    look, happened = earlier[0], int(panel.to_numpy()[0, -1])
    low, high = look.quantiles["0.05"], look.quantiles["0.95"]
    return {
        "month": look.month,
        "mean": round(look.mean, 1),
        "low": low,
        "high": high,
        "happened": happened,
        "inside": low <= happened <= high,
        "p_up": round(look.p_up, 3),
        "went_up": happened > look.last,
    }
