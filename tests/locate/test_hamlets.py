"""Unlisted villages that a table of hamlets holds. Happenings are invented."""

from __future__ import annotations

import pytest

from rasid.knowledge_base import load
from rasid.knowledge_base.places import HAMLETS, PlaceKnowledge
from rasid.locate.distance import km
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.likeness import Likeness
from rasid.model import PlacePrecision

KNOWLEDGE = PlaceKnowledge(load().root)
ROWS = list(KNOWLEDGE.hamlets())
LISTED = Gazetteer.load()


def _only(mentions, part):
    found = [m.place for m in mentions if part in m.place.text]
    assert len(found) == 1, [m.place.text for m in mentions]
    return found[0]


def test_hamlets_are_no_other_table_s_and_lie_in_listed_units():
    ids = [row.place_id for row in ROWS]
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if LISTED.by_id(i)]
    assert not [r.place_id for r in ROWS if LISTED.by_id(r.admin1) is None]
    assert {key for row in ROWS for key in row.source.split(";")} <= set(KNOWLEDGE.sources)
    assert (load().root / "places" / f"{HAMLETS}.csv").stat().st_size < 1_500_000


@pytest.mark.parametrize(
    ("text", "part", "lat", "lon"),
    [
        ("سقطت قذيفة على قرية باتنتة شمال إدلب.", "باتنتة", 36.007, 36.633),  # Latin name only
        ("قصف مدفعي على قرية حرمل بريف أبو راسين.", "حرمل", 36.908, 40.357),  # Tall Harmal
    ],
)
def test_found_by_likeness_near_the_place_told_with_it(places, text, part, lat, lon):
    place = _only(places(text), part)
    assert place.precision is PlacePrecision.TOWN
    assert km(place.lat, place.lon, lat, lon) < 2
    assert "spelling of" in place.reason


def test_not_found_far_from_it(places):
    place = _only(places("سقطت قذيفة على قرية باتنتة بريف درعا."), "باتنتة")
    assert (place.admin1, place.place_id) == ("Daraa", "")


def test_two_of_like_spelling_are_left_open():
    row = next(r for r in ROWS if len(r.names) == 1 and len(r.names[0]) > 8)
    moved = type(row)(**{**{f: getattr(row, f) for f in row.__slots__}, "place_id": "x",
                         "lat": row.lat + 0.3})  # fmt: skip
    assert Likeness([row]).find(row.names[0], row, 45) == row
    assert Likeness([row, moved]).find(row.names[0], row, 45) is None
