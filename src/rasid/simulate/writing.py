"""Write reports out as Arabic articles, each marked as simulated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np

from rasid.knowledge_base import load
from rasid.simulate.press import Report

TABLE = "simulation/patterns.yml"
FEW = 10  # people up to whom numbers are written as words
FILLERS = 4  # sentences beside the lead
LATE = 6  # days after which a weekday no longer says which day


class Writer:
    """Writes articles from the patterns of the knowledge base."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._patterns: Mapping[str, Any] = load().table(TABLE)

    @property
    def outlets(self) -> list[str]:
        """Names of the invented outlets."""
        return list(self._patterns["outlets"])

    def article(self, report: Report, number: int) -> dict[str, str]:
        """One article as a line of the archive: doc_id, title, published, text, publisher."""
        kind = self._patterns["kinds"][report.told.kind]
        words = self._words(report)
        lead = kind["calm"] if not report.told.killed and not report.told.injured else kind["leads"]
        title = self._pick(kind["titles"]).format(**words)
        dateline = self._patterns["dateline"]["text"].format(
            city=report.told.town.admin1_ar, outlet=report.outlet
        )
        lines = self._patterns["sources"]
        chosen = self._rng.permutation(len(lines))[:FILLERS]
        body = [
            f"{dateline} - {self._pick(lead).format(**words)}",
            " ".join(lines[int(n)]["text"].format(**words) for n in chosen),
            self._patterns["notice"]["text"],
        ]
        return {
            "doc_id": f"sim-doc-{number:06d}",
            "title": f"{self._patterns['mark']['text']} {title}",
            "published": report.published.isoformat(),
            "text": "\n\n".join(body),
            "publisher": report.outlet,
        }

    def copied(self, article: Mapping[str, str], report: Report, number: int) -> dict[str, str]:
        """The same text under another name and day."""
        return {
            **article,
            "doc_id": f"sim-doc-{number:06d}",
            "published": report.published.isoformat(),
            "publisher": report.outlet,
        }

    def _words(self, report: Report) -> dict[str, str]:
        told, forces = report.told, self._patterns["force"]
        return {
            "place": told.town.name_ar,
            "admin1": told.town.admin1_ar,
            "day": self._day(told.date, report.published),
            "victims": self._people(told.killed),
            "injured": self._people(told.injured),
            "group": self._patterns["group"]["text"],
            "force": forces.get(told.town.admin1_id[:2], forces["other"])["text"],
            "spot": self._pick(self._patterns["spots"]),
            "other": self._pick(self._patterns["spots"]),
            "weekday": str(self._rng.choice(self._patterns["weekdays"])),
            "minutes": str(self._rng.integers(11, 59)),
            "hour": str(self._rng.integers(2, 12)),
        }

    def _day(self, day: dt.date, published: dt.date) -> str:
        days = self._patterns["days"]
        late = (published - day).days
        key = {0: "today", 1: "yesterday"}.get(late, "weekday" if late <= LATE else "date")
        text: str = days[key]["text"].format(
            weekday=self._patterns["weekdays"][day.weekday()],
            number=day.day,
            month=self._patterns["months"][day.month - 1],
        )
        return text

    def _people(self, number: int) -> str:
        persons = self._patterns["persons"]
        if number <= 2:  # noqa: PLR2004 - Arabic has a dual
            text: str = persons["one" if number <= 1 else "two"]["text"]
            return text
        if number <= FEW:
            word: str = persons["few"][number - 3]
            return word
        many: str = persons["many"]["text"]
        return many.format(number=number)

    def _pick(self, lines: list[dict[str, str]]) -> str:
        return lines[int(self._rng.integers(len(lines)))]["text"]
