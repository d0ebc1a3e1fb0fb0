"""The 25 event types: complete, glossed, with true examples and valid public codes."""

from __future__ import annotations

import pytest

from rasid.knowledge_base import EventClass, WeaponClass, load
from rasid.knowledge_base.actors import ActorKind
from rasid.knowledge_base.people import PersonCategory
from rasid.language.arabic.inflect import inflect
from tests.knowledge.matcher import Matcher

# ACLED codebook: event type -> its sub-event types.
ACLED = {
    "Battles": {
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    },
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
        "Chemical weapon",
    },
    "Violence against civilians": {
        "Attack",
        "Abduction/forced disappearance",
        "Sexual violence",
    },
    "Protests": {
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    },
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
ACLED_OF_CLASS = {
    EventClass.BATTLES: "Battles",
    EventClass.EXPLOSIONS: "Explosions/Remote violence",
    EventClass.VIOLENCE_AGAINST_CIVILIANS: "Violence against civilians",
    EventClass.PROTESTS: "Protests",
    EventClass.RIOTS: "Riots",
    EventClass.STRATEGIC: "Strategic developments",
}
# PLOVER's types with the modes that its published mapping from CAMEO uses (None: no mode).
PLOVER = {
    "RETREAT": {"release", "return", "ease", "access", "disarm", "ceasefire", "withdraw"},
    "PROTEST": {"demo", "hunger", "boycott", "obstruct", "riot", None},
    "MOBILIZE": {"police", "troops", None},
    "COERCE": {"confiscate", "restrict", "ban", "curfew", "martial-law", "arrest", "deport", None},
    "ASSAULT": {
        "abduct",
        "beat",
        "sexual",
        "torture",
        "suicide-attack",
        "explosives",
        "assassinate",
        "cleansing",
        "firearms",
        "heavy-weapons",
        "unconventional",
        "destroy",
        None,
    },
}
KB = load()
TYPES = list(KB.event_types.values())
EXAMPLES = [
    (event_type.code, language, sentence, wanted)
    for event_type in TYPES
    for language, examples in event_type.examples.items()
    for wanted, sentences in ((True, examples.match), (False, examples.no_match))
    for sentence in sentences
]


def test_there_are_the_25_sub_event_types_of_acled():
    held = {(t.codes.acled_event_type, t.codes.acled_sub_event_type) for t in TYPES}
    assert held == {(event, sub) for event, subs in ACLED.items() for sub in subs}
    assert len(TYPES) == 25


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.code)
def test_codes_agree_with_the_codebooks(event_type):
    codes = event_type.codes
    assert codes.acled_event_type == ACLED_OF_CLASS[event_type.event_class]
    assert codes.plover_mode in PLOVER[codes.plover_type]
    assert codes.ucdp in {1, 2, 3} or codes.ucdp_note


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.code)
def test_every_type_is_described_and_has_triggers_in_both_languages(event_type):
    assert all((event_type.label["ar"], event_type.label["en"], event_type.definition))
    assert set(event_type.roles) == {"initiator", "target"}
    for language in ("ar", "en"):
        assert any(trigger.strong for trigger in event_type.triggers[language])
        assert event_type.examples[language].match
        assert event_type.examples[language].no_match


@pytest.mark.parametrize(("code", "language", "sentence", "wanted"), EXAMPLES)
def test_examples_match_or_do_not(code, language, sentence, wanted):
    found = Matcher(KB, language).matches(code, sentence)
    assert bool(found) is wanted, f"{code} in {sentence!r}: {found}"


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.code)
def test_no_word_stands_twice_under_one_type_and_strength(event_type):
    for triggers in event_type.triggers.values():
        keys = [(t.word.word, t.word.kind, t.word.needs) for t in triggers]
        assert len(keys) == len(set(keys))


def test_a_bare_word_of_several_types_is_strong_under_one_only():
    strong = {}
    for event_type in TYPES:
        for trigger in event_type.triggers["ar"]:
            if trigger.strong and not trigger.word.needs:
                strong.setdefault((trigger.word.word, trigger.word.kind), set()).add(trigger.type)
    assert {key: codes for key, codes in strong.items() if len(codes) > 1} == {}


def test_cues_lean_on_classes_that_exist():
    for cue in KB.cues.values():
        assert set(cue.weapons) <= set(WeaponClass), cue.cue_id
        assert set(cue.people) <= set(PersonCategory), cue.cue_id
        assert set(cue.actors) <= set(ActorKind) or cue.foreign, cue.cue_id
        assert cue.words or cue.weapons or cue.people or cue.actors or cue.foreign


def test_every_weapon_class_and_person_category_has_words():
    assert {weapon.weapon_class for weapon in KB.weapons} == set(WeaponClass)
    assert {noun.category for noun in KB.people.nouns} == set(PersonCategory)


def test_triggers_cover_their_common_inflections():
    raid = next(t.word for t in KB.event_types["air_drone_strike"].triggers["ar"])
    assert {"غاره", "الغاره", "غارات", "الغارات", "غاراتها", "غارتين"} <= inflect(raid)
