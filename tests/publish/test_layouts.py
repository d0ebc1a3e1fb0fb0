"""The columns of ACLED and UCDP: complete where it can be known, empty where it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rasid.model import (
    Count,
    DateInterval,
    DatePrecision,
    ImportedIncident,
    Incident,
    Party,
    PlacePrecision,
    Toll,
    TollRule,
)
from rasid.model.precision_codes import codes, date_codes, from_acled, from_ucdp
from rasid.publish.exporters import EXPORTERS, ExportOptions
from rasid.publish.exporters.acled import ACLED_COLUMNS, acled_row
from rasid.publish.exporters.plover import plover
from rasid.publish.exporters.sides import violence
from rasid.publish.exporters.ucdp import UCDP_COLUMNS, priogrid, ucdp_row
from rasid.publish.masking import Masking

from .conftest import generalise

OPEN = ExportOptions(Masking(generalise), changed={"I-1": "2022-05-04T00:00:00+00:00"})
IS = Party("Islamic State", "islamic_state")
SDF = Party("Syrian Democratic Forces", "sdf")
ARMY = Party("Syrian Armed Forces", "sy_army")
CIVILIANS = Party("Civilians", "civilians")


def test_acled_fills_every_column_that_can_be_known(full: Incident) -> None:
    report = replace(full.reports[0], publisher="Reuters")
    row = acled_row(replace(full, reports=(report,), targets=(SDF,), initiators=(IS,)), OPEN)
    assert row["iso"] == 760
    assert (row["region"], row["country"]) == ("Middle East", "Syria")
    assert (row["inter1"], row["inter2"], row["interaction"]) == (2, 2, "22")
    assert (row["time_precision"], row["geo_precision"]) == (1, 1)
    assert row["source_scale"] == "International"
    assert row["disorder_type"] == "Political violence"
    assert row["timestamp"] == 1651622400
    empty = {name for name in ACLED_COLUMNS if row.get(name) in (None, "")}
    assert empty == {"assoc_actor_1", "assoc_actor_2", "civilian_targeting", "admin2", "admin3",
                     "tags"}  # fmt: skip


def test_a_protest_of_one_side_has_no_second_code(full: Incident) -> None:
    protest = replace(
        full, type="peaceful_protest", initiators=(Party("Protesters", "protesters"),), targets=()
    )
    row = acled_row(protest, OPEN)
    assert (row["interaction"], row["inter2"]) == ("60", 0)
    clash = acled_row(replace(full, initiators=(IS,), targets=()), OPEN)
    assert (clash["interaction"], clash["inter2"]) == ("", None)


@pytest.mark.parametrize(
    ("kind", "initiators", "targets", "expected"),
    [
        ("armed_clash", (IS,), (SDF,), 2),
        ("armed_clash", (IS,), (ARMY,), 1),
        ("air_drone_strike", (ARMY,), (CIVILIANS,), 3),
        ("air_drone_strike", (), (), None),
        ("armed_clash", (Party("Unidentified", "unidentified"),), (SDF,), None),
        ("attack_on_civilians", (), (), 3),
        ("peaceful_protest", (), (), None),
    ],
)
def test_type_of_violence_by_the_sides(
    full: Incident, kind: str, initiators: tuple, targets: tuple, expected: int | None
) -> None:
    assert violence(replace(full, type=kind, initiators=initiators, targets=targets)) == expected


def test_ucdp_puts_the_state_first_and_names_its_government(full: Incident) -> None:
    row = ucdp_row(replace(full, initiators=(IS,), targets=(ARMY,)), OPEN)
    assert row["side_a"] == "Government of Syria"
    assert row["dyad_name"].startswith("Government of Syria - ")
    assert (row["gwnoa"], row["gwnob"]) == (652, None)
    assert (row["country"], row["country_id"], row["region"]) == ("Syria", 652, "Middle East")
    assert row["geom_wkt"] == "POINT (40.75 36.51)"


def test_deaths_are_told_by_side_only_where_a_side_is_told(full: Incident, bare: Incident) -> None:
    one_sided = replace(full, type="attack_on_civilians", targets=(CIVILIANS,))
    row = ucdp_row(one_sided, OPEN)
    assert (row["deaths_civilians"], row.get("deaths_unknown")) == (2, None)
    mixed = ucdp_row(replace(full, targets=(SDF, CIVILIANS)), OPEN)
    assert (mixed["deaths_unknown"], mixed.get("deaths_civilians")) == (2, None)
    none = replace(full, killed=Toll(0, 0, 0, TollRule.BEST))
    assert ucdp_row(none, OPEN)["best"] == 0
    assert "best" not in ucdp_row(bare, OPEN)


def test_no_country_stays_no_country(full: Incident) -> None:
    place = replace(full.place, country=None, admin1=None, lat=None, lon=None)
    row = acled_row(replace(full, place=place), OPEN)
    assert (row["iso"], row["region"], row["country"], row["latitude"]) == (None,) * 4
    assert ucdp_row(replace(full, place=place), OPEN)["priogrid_gid"] is None


def test_priogrid_cells_are_counted_from_the_south_west() -> None:
    assert priogrid(-89.9, -179.9) == 1
    assert priogrid(-89.9, 179.9) == 720
    assert priogrid(89.9, 179.9) == priogrid(90.0, 180.0) == 259_200
    assert priogrid(33.34, 44.4) == 177_569  # Baghdad, as UCDP numbers it
    assert priogrid(None, 44.4) is None


def test_plover_tells_sectors_and_quad(full: Incident, bare: Incident) -> None:
    told = plover(replace(full, initiators=(IS,), targets=(CIVILIANS,)))
    assert (told["event_type"], told["quad_class"]) == ("ASSAULT", 4)
    assert [party["sector"] for party in told["actor"] + told["recipient"]] == ["REB", "CVL"]
    unknown = plover(bare)
    assert (unknown["location"], unknown["dead"], unknown["date"]) == (None, None, None)


@pytest.mark.parametrize("name", ["csv", "acled", "ucdp"])
def test_hxl_tags_are_tags(name: str) -> None:
    tags = [tag for tag in EXPORTERS[name].columns.values() if tag]
    assert len(tags) > 15
    for tag in tags:
        assert tag[0] == "#"
        assert all(part.isidentifier() for part in tag[1:].split("+"))


def test_date_codes_follow_the_span_of_days(full: Incident) -> None:
    day = full.date.start

    def told(days: int, precision: DatePrecision) -> tuple[int | None, int | None]:
        end = day.fromordinal(day.toordinal() + days - 1)
        return tuple(date_codes(DateInterval(day, end, precision)))

    assert told(1, DatePrecision.DAY) == (1, 1)
    assert told(3, DatePrecision.DAY) == (2, 2)
    assert told(7, DatePrecision.WEEK) == (2, 3)
    assert told(31, DatePrecision.MONTH) == (3, 4)
    assert told(365, DatePrecision.YEAR) == (None, 5)
    assert tuple(date_codes(DateInterval(day, None, DatePrecision.UNKNOWN))) == (None, None)


def test_precision_codes_come_back() -> None:
    for precision in (PlacePrecision.TOWN, PlacePrecision.GOVERNORATE):
        assert from_acled(codes(precision).acled)[0] is precision
    for precision in PlacePrecision:
        if precision not in {PlacePrecision.SITE, PlacePrecision.UNKNOWN}:
            assert from_ucdp(codes(precision).ucdp)[0] is precision
    assert codes(*from_ucdp(2)).ucdp == 2
    assert from_ucdp(None)[0] is PlacePrecision.UNKNOWN


def test_an_imported_row_is_judged_by_nobody(full: Incident) -> None:
    held = {name: getattr(full, name) for name in ("type", "date", "place", "killed")}
    row = ImportedIncident(
        "7", reports=(), dataset="theirs", parties=("A", "B"), detained=Count(1, 1), **held
    )
    options = ExportOptions(Masking(generalise))
    assert acled_row(row, options)["actor1"] == "A"
    assert (ucdp_row(row, options)["side_b"], UCDP_COLUMNS[0]) == ("B", "id")
