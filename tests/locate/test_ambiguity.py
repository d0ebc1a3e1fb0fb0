"""Names that several places bear, in sentences that say which is meant."""

from __future__ import annotations

from pathlib import Path

import yaml

from rasid.language.arabic.normalise import fold
from rasid.locate.distance import km
from rasid.locate.keys import key

CASES = yaml.safe_load((Path(__file__).parent / "ambiguity.yml").read_text(encoding="utf-8"))
LEAST = 0.85


def _right(case, places) -> bool:
    for mention in places(case["text"]):
        if case["name"] in mention.place.text and not mention.place.text.startswith("ريف"):
            place = mention.place
            return (place.admin1, place.country) == (case["admin1"], case["country"])
    return False


def test_at_least_sixty_cases():
    assert len(CASES) >= 60


def test_most_names_are_read_as_the_sentence_means_them(places):
    wrong = [case["text"] for case in CASES if not _right(case, places)]
    share = 1 - len(wrong) / len(CASES)
    assert share >= LEAST, "\n".join(wrong)


def test_every_name_has_bearers_far_apart(locator):
    single = [case["name"] for case in CASES if not _far_apart(locator, case["name"])]
    assert not single


def _far_apart(locator, name) -> bool:
    entries = locator.gazetteer.entries(key(fold(name).split()))
    rows = [entry.row for entry in entries]
    return any(
        km(one.lat, one.lon, other.lat, other.lon) > 20 or one.country != other.country
        for one in rows
        for other in rows
    )
