"""Actors: many enough, dated, unambiguous where strong, loaded terms flagged."""

from __future__ import annotations

import pytest

from rasid.knowledge_base import ActorKind, load
from rasid.knowledge_base.actors import spellings
from rasid.language.arabic.normalise import fold

ACTORS = load().actors
ARMED = {
    ActorKind.STATE_FORCES,
    ActorKind.POLICE,
    ActorKind.REBEL,
    ActorKind.JIHADIST,
    ActorKind.SEPARATIST,
    ActorKind.MILITIA,
    ActorKind.TRIBAL,
    ActorKind.COALITION,
}
REGION = {"IQ", "SY", "TR", "LB", "JO", "IR", "IL", "PS", "EG", "YE", "LY", "SA", "KW"}


def who(text):
    return {alias.actor_id for alias in ACTORS.by_alias.get(text, ()) if alias.strong}


def test_the_region_has_its_armed_actors():
    held = [
        actor
        for actor in ACTORS.by_id.values()
        if actor.kind in ARMED and REGION & {actor.country, *actor.active_in}
    ]
    assert len(held) >= 250


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("داعش", "islamic_state"),  # Daesh
        ("تنظيم «الدولة الإسلامية»", "islamic_state"),  # the "Islamic State" organisation
        ("قسد", "sdf"),  # SDF, the acronym
        ("قوات سوريا الديمقراطية", "sdf"),  # Syrian Democratic Forces
        ("الحشد الشعبي", "pmf"),  # Popular Mobilization
        ("البيشمركة", "peshmerga"),  # Peshmerga
        ("الطائرات الروسية", "ru_army"),  # the Russian aircraft
        ("التحالف الدولي", "global_coalition"),  # the international coalition
        ("هيئة تحرير الشام", "hts"),  # Hayat Tahrir al-Sham
        ("أنصار الله", "houthis"),  # Ansar Allah
        ("الحوثيون", "houthis"),  # the Houthis, subject form
        ("الحوثيين", "houthis"),  # the Houthis, object form
        ("حزب العمال الكردستاني", "pkk"),  # Kurdistan Workers' Party
        ("الجيش اللبناني", "lb_army"),  # the Lebanese army
        ("الشرطة الاتحادية", "iq_federal_police"),  # the Federal Police
        ("جهاز مكافحة الإرهاب", "iq_cts"),  # Counter Terrorism Service
        ("الجيش الأميركي", "us_army"),  # the American army, one spelling
        ("الجيش الأمريكي", "us_army"),  # and the other
        ("قوات النظام", "sy_army"),  # the forces of the "regime"
        ("الحكومة العراقية", "iq_government"),  # the Iraqi government
        ("Turkish warplanes", "tr_army"),
        ("SDF", "sdf"),
        ("Islamic State", "islamic_state"),
    ],
)
def test_common_names_lead_to_their_actor(text, actor):
    assert who(spellings(text)[0]) == {actor}


def test_no_strong_alias_is_shared_even_when_folded():
    owners = {}
    for text, aliases in ACTORS.by_alias.items():
        for alias in aliases:
            if alias.strong:
                owners.setdefault(fold(text), set()).add(alias.actor_id)
    assert {text: ids for text, ids in owners.items() if len(ids) > 1} == {}


def test_words_that_many_share_are_weak():
    for text in ("الجيش", "التحالف", "المقاومة", "الشرطة", "النظام", "المعارضة", "التنظيم"):
        assert ACTORS.by_alias[text]
        assert not who(text), text


def test_every_actor_has_a_name_an_alias_and_a_valid_code():
    for actor in ACTORS.by_id.values():
        assert all((actor.name, actor.name_ar, actor.aliases)), actor.actor_id
        assert 1 <= actor.inter <= 8
        assert actor.parent is None or actor.parent in ACTORS.by_id


def test_dates_are_ordered_and_parents_end():
    for actor in ACTORS.by_id.values():
        if actor.since and actor.until:
            assert actor.since <= actor.until + "~", actor.actor_id
        assert ACTORS.family(actor.actor_id)[0] == actor.actor_id


def test_nusra_changed_its_name_twice():
    line = ("jabhat_al_nusra", "fateh_al_sham", "hts")
    for day, actor in (("2015-03-01", 0), ("2016-10-01", 1), ("2019-05-01", 2)):
        assert [ACTORS.active(name, day) for name in line] == [n == actor for n in range(3)]


def test_government_forces_of_syria_change_in_december_2024():
    assert ACTORS.active("sy_army", "2024-12-07")
    assert not ACTORS.active("sy_army", "2025-02-01")
    assert ACTORS.active("sy_army_new", "2025-02-01")


def test_loaded_names_carry_their_neutral_word():
    loaded = {alias.text: alias.neutral for a in ACTORS.by_id.values() for alias in a.aliases}
    assert loaded["ميليشيا الحوثي"] == "armed group"  # the Houthi "militia"
    assert loaded["داعش"] == "Islamic State"  # an acronym its members reject
    assert loaded["قوات سوريا الديمقراطية"] is None  # a plain name


def test_loaded_terms_reach_beyond_names():
    assert load().loaded_terms["شهداء"] == "killed"  # "martyrs"
    assert load().loaded_terms["مرتزقة"] == "fighters"  # "mercenaries"


def test_names_of_countries_are_marked_as_places():
    (alias,) = ACTORS.by_alias["تركيا"]  # Turkey
    assert (alias.actor_id, alias.strong, alias.place) == ("tr_government", False, True)
    assert not any(alias.place for alias in ACTORS.by_alias["الجيش التركي"])  # the Turkish army


def test_no_english_alias_is_a_common_word():
    for alias in ("is", "us", "no", "as"):
        assert alias not in {text.casefold() for text in ACTORS.by_alias}


def test_an_actor_that_speaks_is_a_source_of_its_kind():
    kinds = {name: ACTORS.by_id[name].source_kind.value for name in ("sdf", "iq_army", "un")}
    assert kinds == {"sdf": "armed group", "iq_army": "military", "un": "official"}


def test_family_is_nearest_first():
    assert ACTORS.family("quds_force") == ("quds_force", "irgc")


def test_an_army_has_its_heir_from_the_day_after_its_end():
    assert ACTORS.in_force("sy_army", "2024-12-08") == "sy_army"
    assert ACTORS.in_force("sy_army", "2024-12-09") == "sy_army_new"
    assert ACTORS.in_force("iq_army", "2024-12-09") == "iq_army"
