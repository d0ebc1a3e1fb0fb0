"""A small simulated press: invented happenings with known truth, told by outlets with flaws.

Every outlet words its items anew, gets some things wrong, knows places and days more or less
finely; agencies are copied. What really happened stays known, so linking can be judged.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from rasid.model import (
    ActorMention,
    Count,
    DateInterval,
    DatePrecision,
    Event,
    Evidence,
    Place,
    PlacePrecision,
    Report,
)

TYPES = (
    ("shelling_missile", "قصف"),  # shelling
    ("air_drone_strike", "غارة"),  # raid
    ("ied_landmine", "انفجار"),  # explosion
    ("armed_clash", "اشتباك"),  # clash
    ("attack_on_civilians", "اغتيال"),  # assassination
    ("arrests", "اعتقال"),  # arrest
)
ACTORS = ("Army of the North", "River Brigades", "Islamic State", "Coalition", "Police")
LETTERS = "ابتجدرسصعفقكلمنهوي"
FIRST_DAY = dt.date(2021, 1, 1)


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    admin1: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Happening:
    number: int
    kind: int
    town: Town
    day: dt.date
    who: str
    killed: int
    injured: int
    details: tuple[str, ...]
    names: tuple[str, ...]


class Newsroom:
    """Makes happenings and reports of them; the same seed makes the same."""

    def __init__(self, seed: int = 0, *, towns: int = 60, days: int = 60) -> None:
        self.random = random.Random(seed)
        self.days = days
        # What is hit, with what, who is seen: shared by happenings, and told by some items.
        self.details = [self._word(self.random.randrange(4, 8)) for _ in range(150)]
        self.towns = [self._town(n) for n in range(towns)]

    def _word(self, length: int) -> str:
        return "".join(self.random.choice(LETTERS) for _ in range(length))

    def _town(self, number: int) -> Town:
        column, row = divmod(number % 15, 4)
        return Town(
            self._word(6),
            f"Province {number % 15}",
            33.0 + row + self.random.uniform(-0.45, 0.45),
            37.0 + column + self.random.uniform(-0.45, 0.45),
        )

    def happening(self, number: int) -> Happening:
        draw = self.random
        return Happening(
            number,
            draw.randrange(len(TYPES)),
            draw.choice(self.towns),
            FIRST_DAY + dt.timedelta(draw.randrange(self.days)),
            draw.choice(ACTORS),
            min(60, int(draw.expovariate(0.35))),
            min(90, int(draw.expovariate(0.2))),
            tuple(draw.sample(self.details, 5)),
            (self._word(5), self._word(7)),
        )

    def report(self, truth: Happening, doc_id: str, publisher: str) -> Report:
        """One outlet's own item about a happening."""
        draw = self.random
        kind, word = TYPES[truth.kind]
        if truth.kind < 2 and draw.random() < 0.15:
            kind, word = TYPES[1 - truth.kind]
        text = self._text(truth, word)
        evidence = Evidence.of(doc_id, text, 0, len(text))
        published = truth.day + dt.timedelta(draw.choice((0, 0, 0, 1, 1, 2)))
        actors = (ActorMention(evidence, truth.who),) if draw.random() < 0.6 else ()
        event = Event(
            "E1",
            kind,
            evidence,
            Evidence.of(doc_id, text, 0, len(word)),
            date=self._date(truth),
            place=self._place(truth.town),
            initiators=actors,
            killed=self._count(truth.killed),
            injured=self._count(truth.injured),
        )
        return Report(doc_id, event, doc_id, publisher, published)

    def copy(self, report: Report, doc_id: str, publisher: str) -> Report:
        """The same item on another page."""
        text = report.event.evidence.quote
        event = Event(
            "E1",
            report.event.type,
            Evidence.of(doc_id, text, 0, len(text)),
            Evidence.of(doc_id, text, 0, report.event.trigger.end),
            date=report.event.date,
            place=report.event.place,
            initiators=report.event.initiators,
            killed=report.event.killed,
            injured=report.event.injured,
        )
        return Report(doc_id, event, report.origin, publisher, report.published)

    def _text(self, truth: Happening, word: str) -> str:
        draw = self.random
        filler = [draw.choice(_COMMON) for _ in range(draw.randrange(6, 14))]
        details = [word for word in truth.details if draw.random() < 0.5]
        names = [name for name in truth.names if draw.random() < 0.3]
        return " ".join([word, *filler[:3], truth.town.name, *details, *names, *filler[3:]])

    def _date(self, truth: Happening) -> DateInterval:
        chance = self.random.random()
        if chance < 0.12:
            return DateInterval(None, None, DatePrecision.UNKNOWN)
        if chance < 0.18:
            first = truth.day - dt.timedelta(truth.day.weekday())
            return DateInterval(first, first + dt.timedelta(6), DatePrecision.WEEK)
        day = truth.day + dt.timedelta(1 if chance > 0.95 else 0)
        return DateInterval(day, day, DatePrecision.DAY)

    def _place(self, town: Town) -> Place | None:
        chance = self.random.random()
        if chance < 0.04:
            return None
        if chance < 0.14:
            return Place(
                town.admin1,
                town.admin1,
                PlacePrecision.GOVERNORATE,
                town.admin1,
                None,
                "SY",
                round(town.lat),
                round(town.lon),
                70.0,
                f"g-{town.admin1}",
            )
        return Place(
            town.name,
            town.name,
            PlacePrecision.TOWN,
            town.admin1,
            None,
            "SY",
            town.lat,
            town.lon,
            3.0,
            f"t-{town.name}",
        )

    def _count(self, number: int) -> Count | None:
        chance = self.random.random()
        if chance < 0.2:
            return None
        if chance < 0.3 and number > 1:
            return Count(number - 1, None)
        if chance < 0.42:
            return Count(max(0, number - 1), max(0, number - 1))
        return Count(number, number)


def simulate(
    happenings: int, seed: int = 0, *, towns: int = 60, days: int = 60
) -> tuple[list[Report], dict[str, int]]:
    """Reports in random order, and the happening of each by doc_id."""
    room = Newsroom(seed, towns=towns, days=days)
    reports: list[Report] = []
    truth: dict[str, int] = {}
    for number in range(happenings):
        happening = room.happening(number)
        for _ in range(room.random.choice((1, 1, 1, 2, 2, 3, 5))):
            own = room.report(happening, f"a{len(reports)}", f"outlet {room.random.randrange(12)}")
            reports.append(own)
            truth[own.doc_id] = number
            for _ in range(room.random.choice((0, 0, 0, 0, 1, 2))):
                other = room.copy(own, f"a{len(reports)}", f"page {room.random.randrange(30)}")
                reports.append(other)
                truth[other.doc_id] = number
    room.random.shuffle(reports)
    return reports, truth


def bcubed(pairs: Sequence[tuple[int, str]]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of (true, found) labels."""
    together: dict[tuple[int, str], int] = {}
    true: dict[int, int] = {}
    found: dict[str, int] = {}
    for a, b in pairs:
        together[a, b] = together.get((a, b), 0) + 1
        true[a] = true.get(a, 0) + 1
        found[b] = found.get(b, 0) + 1
    precision = sum(n * n / found[b] for (_, b), n in together.items()) / len(pairs)
    recall = sum(n * n / true[a] for (a, _), n in together.items()) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


# Ordinary words of such items: area, people, city, forces, sources, yesterday, road, house …
_COMMON = (
    *("منطقة", "سكان", "مدينة", "قوات", "مصادر", "أمس", "طريق", "منزل", "صباح", "مساء"),
    *("سيارة", "حي", "قرية", "ريف", "شمال", "جنوب", "شرق", "غرب", "محلية", "عدد", "آخر"),
    *("بينهم", "وسط", "قرب", "خلال", "بعد", "قبل", "شهود", "أكدوا", "ضحايا"),
)
