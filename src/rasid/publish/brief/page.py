"""One HTML page of a brief: no request to anywhere, every number opens to its incidents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from rasid.errors import UsageError
from rasid.knowledge_base import load
from rasid.knowledge_base.brief import words
from rasid.model.brief import Brief, Counted, Entry
from rasid.publish.brief.charts import fan, spark, week_chart
from rasid.publish.brief.map import spot_map

LANGUAGES = ("ar", "en")
KINDS_SHOWN = 8


def page(brief: Brief, language: str, verdict: str) -> str:
    """The page in a language ("ar" right to left, "en"); `verdict` is its name there.

    Raises UsageError for another language.
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"there is no brief in {language!r}", subject="--language",
            hint=f"one of {', '.join(LANGUAGES)}",
        )  # fmt: skip
    w = words(language) | {"language": language}
    answer = brief.answer
    numbers = {entry.incident_id: n for n, entry in enumerate(brief.entries, start=1)}
    lists, windows = _lists(brief, w, numbers)
    names = answer["named"]
    chart = week_chart(brief.weeks, answer["change_points"], answer["alarms"], w["series"])
    looks = [look for look in answer["forecast"] if look["unit"] == _fan_unit(answer)]
    return _template().render(
        brief=brief, answer=answer, question=answer["question"], w=w, language=language,
        verdict=verdict, group=names["group"] or w["all"], place=names["place"] or w["all"],
        windows=windows, lists=lists,
        sparks=[Markup(spark(u.spark, u.name or w["all"])) for u in brief.units],  # noqa: S704 - own drawing, words escaped
        chart=Markup(chart),  # noqa: S704
        map=Markup(spot_map(brief.spots, w["map"])),  # noqa: S704
        fan=Markup(fan(looks, w["forecast"])),  # noqa: S704
        mix=_mix(answer["mix"], w), coverage=_coverage(answer["coverage"], w),
        entries_by_year=_by_year(brief, numbers),
        kind_name=kind_name,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _template() -> Template:
    source = files("rasid.publish.brief").joinpath("page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(source)


def _fan_unit(answer: Mapping[str, Any]) -> str:
    """The unit whose forecast is drawn: the governorate asked for, else all."""
    units = {look["unit"] for look in answer["forecast"]} - {"all"}
    return units.pop() if answer["question"]["admin1"] and len(units) == 1 else "all"


def _lists(
    brief: Brief, w: Mapping[str, str], numbers: Mapping[str, int]
) -> tuple[list[tuple[str, str, list[int]]], dict[str, str]]:
    """(key, title, numbers of the incidents) of every count that opens; keys of both windows."""
    lists: list[tuple[str, str, list[int]]] = []

    def add(key: str, title: str, ids: tuple[str, ...]) -> None:
        if ids:
            lists.append((key, title, [numbers[one] for one in ids if one in numbers]))

    windows = {}
    for index, unit in enumerate(brief.units, start=1):
        name = unit.name or w["all"]
        cells: dict[str, tuple[str, Counted | None]] = {
            "now": (w["four_weeks"], unit.now),
            "before": (w["four_before"], unit.before),
            "ly": (w["four_year_ago"], unit.last_year),
            "year": (w["year"], unit.year),
        }
        for key, (title, counted) in cells.items():
            if counted is not None:
                add(f"u{index}-{key}", f"{name}: {title}", counted.ids)
        whole = not unit.name or len(brief.units) == 1
        if whole and unit.year.ids:
            windows["52w"] = f"u{index}-year"
    recent = tuple(one for week in brief.weeks[-8:] for one in week.count.ids)
    if recent:
        add("w8", w["weeks_8"], recent)
        windows["8w"] = "w8"
    for index, spot in enumerate(brief.answer["hotspots"], start=1):
        if spot["kind"] == "scan":
            add(f"h{index}", f"{w['cluster']}: {spot['where']}", tuple(spot["incidents"]))
    return lists, windows


def _mix(mix: Mapping[str, Any], w: Mapping[str, str]) -> list[tuple[str, list[Any]]]:
    """Rows of the mix: a label and its value in 8 weeks now, before, 52 weeks now, before."""
    parts = [mix["8w"]["now"], mix["8w"]["before"], mix["52w"]["now"], mix["52w"]["before"]]
    known = [part for part in parts if part is not None]
    kinds = list(dict.fromkeys(kind for part in known for kind in part["types"]))[:KINDS_SHOWN]

    rows = [
        (
            kind_name(kind, w["language"]),
            [None if part is None else part["types"].get(kind, 0) for part in parts],
        )
        for kind in kinds
    ]
    deaths = [None if part is None else _deaths(part["deaths"]) for part in parts]
    mass = [None if part is None else part["mass_casualty"] for part in parts]
    rows += [(w["deaths"], deaths), (w["mass"], mass)]
    if known[0]["initiative"] is not None:
        rows += [
            (w[side], [part["initiative"][side] if part else None for part in parts])
            for side in ("by_group", "against_group", "direction_unknown")
        ]
    return rows


def _known(number: int | None) -> str:
    return "-" if number is None else str(number)


def kind_name(kind: str, language: str) -> str:
    """A kind of incident as it is called in a language; as the table writes it where unknown."""
    known = load().event_types.get(kind)
    return known.label[language] if known else words(language).get(f"kind {kind}", kind)


def _deaths(deaths: Mapping[str, int] | None) -> str | None:
    return f"{deaths['low']}, {deaths['best']}, {deaths['high']}" if deaths else None


def _coverage(coverage: Mapping[str, Any], w: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    parts = [coverage["52w"], coverage["8w"]]

    def share(value: float | None) -> str:
        return "-" if value is None else f"{100 * value:.0f}%"

    def panel(part: Mapping[str, Any]) -> str:
        fixed = part["fixed_panel"]
        return f"{fixed['before']} → {fixed['now']}" if fixed else "-"

    return [
        (
            w["sources"],
            [f"{_known(part['sources_before'])} → {part['sources_now']}" for part in parts],
        ),
        (
            w["top_source"],
            [f"{p['top_source'] or '-'} {share(p['top_source_share'])}" for p in parts],
        ),
        (w["single"], [share(part["single_source_share"]) for part in parts]),
        (w["panel"], [panel(part) for part in parts]),
        (w["gained"], [", ".join(part["gained"]) or "-" for part in parts]),
        (w["lost"], [", ".join(part["lost"]) or "-" for part in parts]),
    ]


def _by_year(brief: Brief, numbers: Mapping[str, int]) -> list[tuple[int, list[tuple[int, Entry]]]]:
    """Entries with their numbers by year, the latest year first."""
    years = groupby(brief.entries, key=lambda entry: entry.date.year)
    found = [(year, [(numbers[e.incident_id], e) for e in entries]) for year, entries in years]
    return found[::-1]
