"""A name that passed from one force to its heir means the one in force on the article's day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.read.events.reading import article, locator

from rasid import language
from rasid.model import Published, PublishedStatus
from rasid.read.events.actors import find_actors

OLD, NEW = "Syrian government forces", "Syrian government forces (since Dec 2024)"
BEFORE, AFTER = dt.date(2024, 5, 3), dt.date(2025, 5, 3)


def named(body: str, day: dt.date | None) -> set[str]:
    status = PublishedStatus.KNOWN if day else PublishedStatus.UNKNOWN
    told = replace(article(body), published=Published(day, status, "given"))
    analysed = language.get("ar").analyse(told)
    countries = [mention.place.country for mention in locator().mentions(analysed)]
    return {one.actor.name for one in find_actors(told, analysed, countries)}


@pytest.mark.parametrize(
    ("body", "day", "force"),
    [
        # "The Syrian army entered a village in the countryside of Homs."
        ("دخل الجيش السوري قرية في ريف حمص.", BEFORE, OLD),
        ("دخل الجيش السوري قرية في ريف حمص.", AFTER, NEW),
        ("دخل الجيش السوري قرية في ريف حمص.", None, OLD),
        # "Regime forces": of the government that fell, whenever it is told.
        ("قصفت قوات النظام السوري القرية في ريف حمص عام 2020.", AFTER, OLD),
        # "The general security apparatus arrested a man in Idlib."
        ("اعتقل جهاز الأمن العام رجلا في إدلب.", BEFORE, "Hayat Tahrir al-Sham"),
        ("اعتقل جهاز الأمن العام رجلا في إدلب.", AFTER, NEW),
    ],
)
def test_the_force_of_the_day_is_named(body: str, day: dt.date | None, force: str) -> None:
    assert force in named(body, day)
    assert len({OLD, NEW} & named(body, day)) <= 1
