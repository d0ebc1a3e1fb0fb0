"""Reasons as codes with their numbers, and the sentences they are told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rasid.assess.spellings import unit_name
from rasid.errors import UsageError
from rasid.knowledge_base import load

TABLE = "assessment/reasons.yml"
LANGUAGES = ("en", "ar")
MOST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: its code in knowledge/assessment/reasons.yml and the values it is told with."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return tell(self)


def tell(reason: Because, language: str = "en") -> str:
    """The sentence of a reason in a language; UsageError for one that is not there."""
    if language not in LANGUAGES:
        raise UsageError(
            f"there are no sentences in {language!r}", subject="--language",
            hint=f"one of {', '.join(LANGUAGES)}",
        )  # fmt: skip
    table = _table()
    values = {key: _value(value, language) for key, value in reason.values.items()}
    values |= {
        f"{key}_incidents": incidents(value, language)
        for key, value in reason.values.items()
        if isinstance(value, int)
    }
    if "weeks" in reason.values:
        values["span"] = table["spans"][reason.values["weeks"]][language]
    template: str = table["reasons"][reason.code][language]
    return template.format(**values)


def incidents(number: int, language: str) -> str:
    """A number with its noun, in the form that the number asks for in the language."""
    template: str = _table()["incidents"][language][_form(number)]
    return template.format(n=_value(number, language))


def _form(number: int) -> str:
    """The plural form of a number in Arabic (Unicode CLDR), the richest of our languages."""
    if number <= 2:  # noqa: PLR2004 - Arabic has a dual
        return ("none", "one", "two")[number]
    last = number % 100
    return "few" if 3 <= last <= 10 else "many" if last > 10 else "other"  # noqa: PLR2004


def _value(value: Any, language: str) -> str:
    """A value as written; in Arabic isolated, so that a sign stays before its number.

    Several names are listed, governorates by their name in the language.
    """
    if isinstance(value, tuple):
        return (
            "، ".join(unit_name(n, language) for n in value)
            if language == "ar"
            else ", ".join(value)
        )
    return f"\u2066{value}\u2069" if language == "ar" else str(value)


def verdict_name(verdict: str, language: str = "en") -> str:
    """The verdict in a language."""
    name: str = _table()["verdicts"][verdict][language]
    return name


def percent(value: float) -> str:
    """A signed percentage without decimals, rounded as the JSON and the tables round it.

    Zero has no sign, and beyond MOST_PERCENT only that it is beyond is told: the upper end of an
    interval on a handful of incidents is no measurement.
    """
    if value > MOST_PERCENT:
        return f">+{MOST_PERCENT}%"
    text = f"{round(value, 1):+.0f}%"
    return "0%" if text in {"+0%", "-0%"} else text


def share(value: float | None) -> str:
    """A share of one as a percentage."""
    return "?" if value is None else f"{100 * value:.0f}%"


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load().table(TABLE)
    return table
