"""The brief is one page, asks nobody for anything, and every number opens to its incidents."""

from __future__ import annotations

import datetime as dt
import re
import shutil

import numpy as np
import pandas as pd
import pytest

from rasid.assess import IncidentTable, Question, assess, conform
from rasid.assess.briefing import brief
from rasid.assess.telling import verdict_name
from rasid.cli.brief import printed
from rasid.errors import UsageError
from rasid.knowledge_base.brief import outlines, words
from rasid.model.brief import Brief, Counted, Quoted, Spot
from rasid.publish.brief import LANGUAGES, page
from rasid.publish.brief.map import spot_map
from tests.assess.making import frame

# "Gunmen <attacked> a post": hostile markup in a sentence must stay text.
SENTENCE = "هاجم مسلحون <b>نقطة</b> & فروا"


@pytest.fixture(scope="module")
def laid_out() -> Brief:
    north = frame([9] * 104 + [4] * 52, admin1="Diyala")
    south = frame([3] * 156, admin1="Kirkuk", seed=1)
    table = IncidentTable(conform(pd.concat([north, south])))
    made = assess(table, Question("Group X", "IQ"))
    ids = table.frame["incident_id"].tolist()
    quotes = {one: [Quoted(SENTENCE, "outlet", dt.date(2022, 1, 1))] for one in ids[-50:]}
    check = {
        "outcome": "disagrees", "why": "claimed 20", "quote": SENTENCE, "speaker": None,
        "claimed": {"low": 20, "high": 30, "unit": "percent"},
        "record": {"value": -50.0, "low": -60.0, "high": -40.0},
    }  # fmt: skip
    return brief(made, language="ar", quotes=quotes, checks=[check], simulated=True)


@pytest.fixture(scope="module")
def html(laid_out: Brief) -> str:
    return page(laid_out, "ar", verdict_name("fading", "ar"))


def test_nothing_is_asked_of_anyone(html: str):
    body = html.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(?:src|href|url|import|fetch)\s*[=(:]?\s*[\"']?(?:https?:)?//", body)
    assert "<link" not in html
    assert len(html.encode()) < 5_000_000


def test_every_link_leads_somewhere(html: str):
    targets = set(re.findall(r'id="([^"]+)"', html))
    links = re.findall(r'href="#([^"]+)"', html)
    assert len(links) > 500
    assert set(links) <= targets


def test_every_count_of_the_table_opens_to_as_many_incidents(laid_out: Brief, html: str):
    lists = {
        key: len(re.findall(r"<a ", body))
        for key, body in re.findall(r'<details id="l-([^"]+)">.*?<p>(.*?)</p>', html, re.DOTALL)
    }
    for number, unit in enumerate(laid_out.units, start=1):
        for key, counted in (("now", unit.now), ("before", unit.before), ("year", unit.year)):
            assert counted is not None
            assert lists.get(f"u{number}-{key}", 0) == counted.value


def test_sentences_stand_as_text(html: str):
    assert "<b>نقطة</b>" not in html
    assert "&lt;b&gt;نقطة&lt;/b&gt;" in html


def test_it_reads_right_to_left_and_says_that_it_is_simulated(html: str):
    assert '<html lang="ar" dir="rtl">' in html
    assert words("ar")["simulated"] in html


def test_the_units_add_up(laid_out: Brief):
    *governorates, whole = laid_out.units
    assert whole.name == ""
    assert whole.year.value == sum(unit.year.value for unit in governorates)
    assert {unit.name for unit in governorates} == {"ديالى", "كركوك"}  # Diyala, Kirkuk


def test_the_last_forecast_is_scored(laid_out: Brief):
    assert laid_out.scored is not None
    assert laid_out.scored["low"] <= laid_out.scored["mean"] <= laid_out.scored["high"]
    assert isinstance(laid_out.scored["inside"], bool)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there(language: str):
    assert all(words(language).values())


def test_another_language_is_refused(laid_out: Brief):
    with pytest.raises(UsageError):
        page(laid_out, "fr", "")


def test_the_map_takes_the_countries_that_hold_a_spot_and_no_others():
    nothing = Counted(0, ())
    syria = Spot("Homs", 34.6, 38.0, nothing)
    drawn = spot_map([syria], "map").count("<path")
    rings = [len(country) for country in outlines()]
    assert drawn in rings, "the units of one country"
    assert spot_map([Spot("at sea", 34.0, 30.0, nothing)], "map").count("<path") == 0


def test_a_pdf_without_a_browser_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(UsageError, match="Chromium"):
        printed("<p>")


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium to print with")
def test_a_pdf_is_printed():
    assert printed("<p>راصد</p>")[:5] == b"%PDF-"


def test_a_governorates_brief_opens_clusters_that_lie_elsewhere():
    """The cluster is in the east, the question is about the west."""
    rng = np.random.default_rng(3)
    west = frame([6] * 120, admin1="Anbar", seed=1)
    east = frame([3] * 120, admin1="Diyala", seed=2)
    burst = pd.DataFrame(
        {
            "date": west["date"].max() - pd.to_timedelta(rng.integers(0, 14, 25), unit="D"),
            "country": "IQ", "admin1": "Diyala", "admin2": "Khanaqin", "lat": 34.35, "lon": 45.39,
            "exact": True,
        }
    )  # fmt: skip
    for part, at in ((west, (33.4, 43.3)), (east, (33.8, 44.9))):
        part["lat"] = at[0] + rng.normal(0, 0.3, len(part))
        part["lon"], part["exact"] = at[1] + rng.normal(0, 0.3, len(part)), True
    table = IncidentTable(conform(pd.concat([west, east, burst])))
    made = assess(table, Question(None, "IQ", "Anbar"), forecast=False)
    laid = brief(made, language="ar")
    spots = [spot for spot in laid.answer["hotspots"] if spot["kind"] == "scan"]
    assert any("خانقين" in s["where"] and "ديالى" in s["where"] for s in spots)  # Khanaqin, Diyala
    assert any(entry.place == "خانقين / ديالى" for entry in laid.entries)  # Khanaqin, Diyala
    assert any(e.place == "Khanaqin / Diyala" for e in brief(made, language="en").entries)
    listed = {entry.incident_id for entry in laid.entries}
    assert all(set(spot["incidents"]) <= listed for spot in spots)
    assert [unit.name for unit in laid.units] == ["الأنبار"]  # Anbar, once
    assert re.search(r"<h1>.*<bdi>الكل</bdi>", page(laid, "ar", "x"))  # all groups


def test_names_on_the_map_stand_apart():
    spots = [Spot(f"place {n}", 33 + n / 20, 36 + n % 2 / 20, Counted(9 - n, ())) for n in range(6)]
    drawn = spot_map(spots, "map")
    labels = re.findall(r'<text[^>]*font-size="9"[^>]*>([^<]*)<', drawn)
    at = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*font-size="9"', drawn)
    assert len(labels) == len(at) == 6
    assert len({(round(float(x) / 20), round(float(y) / 9)) for x, y in at}) == 6
