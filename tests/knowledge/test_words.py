"""People, weapons, reporting and sources: glossed, of known kinds, with the entries that matter."""

from __future__ import annotations

from collections import Counter

import pytest

from rasid.knowledge_base import Context, Harm, ModalityCue, Side, Stance, load
from rasid.language.arabic.inflect import inflect
from rasid.model import ClaimKind, SourceKind

KB = load()


def all_words():
    for event_type in KB.event_types.values():
        yield from (t.word for t in event_type.triggers["ar"])
    for cue in KB.cues.values():
        yield from cue.words
    yield from (weapon.word for weapon in KB.weapons)
    yield from (noun.word for noun in KB.people.nouns)
    yield from (office.word for office in KB.people.offices)
    yield from KB.people.members
    yield from (s.word for s in (*KB.reporting.verbs, *KB.reporting.attributions))
    yield from (*KB.reporting.hedges, *KB.reporting.anonymity, *KB.reporting.at_risk)
    for words in (*KB.reporting.modality.values(), *KB.reporting.contexts.values()):
        yield from words


def test_every_arabic_word_has_an_english_gloss():
    for word in all_words():
        assert word.gloss.strip(), word.word
        assert word.gloss.isascii() or "é" in word.gloss, word.word


def test_every_word_has_forms():
    for word in all_words():
        assert inflect(word), word.word


@pytest.mark.parametrize(
    ("form", "stance", "kind"),
    [
        ("زعم", Stance.DOUBTING, None),  # alleged
        ("نفت", Stance.DENYING, ClaimKind.DENIAL),  # she denied
        ("حذرت", Stance.WARNING, ClaimKind.WARNING),  # she warned
        ("اتهم", Stance.ACCUSING, ClaimKind.ACCUSATION),  # accused
        ("تبني", Stance.CLAIMING, ClaimKind.RESPONSIBILITY),  # claimed (an attack)
        ("تعهدت", Stance.PROMISING, ClaimKind.PROMISE),  # pledged
        ("دعت", Stance.DEMANDING, ClaimKind.DEMAND),  # she called for
        ("طالبوا", Stance.DEMANDING, ClaimKind.DEMAND),  # they demanded
        ("اقر", Stance.ADMITTING, ClaimKind.OTHER),  # admitted
        ("اكدت", Stance.CONFIRMING, None),  # she affirmed
        ("قال", Stance.NEUTRAL, None),  # said
        ("يقول", Stance.NEUTRAL, None),  # says
    ],
)
def test_words_of_saying_have_stance_and_claim(form, stance, kind):
    found = {(v.stance, v.claim_kind) for v in KB.reporting.verbs if form in inflect(v.word)}
    assert (stance, kind) in found


def test_every_kind_of_word_is_filled():
    assert set(KB.reporting.modality) == set(ModalityCue)
    assert set(KB.reporting.contexts) == set(Context)
    assert all(KB.reporting.modality.values())
    assert all(KB.reporting.contexts.values())
    assert {verb.stance for verb in KB.reporting.verbs} == set(Stance)
    assert {office.source_kind for office in KB.people.offices} == set(SourceKind)
    assert set(KB.people.harms) == set(Harm)


def test_sides_tell_civilians_from_those_who_carry_arms():
    side = {noun.word.word: noun.side for noun in KB.people.nouns}
    assert side["مدني"] is Side.CIVILIAN  # civilian
    assert side["جندي"] is Side.ARMED  # soldier
    assert side["شرطي"] is Side.POLICE  # policeman
    assert side["شخص"] is Side.ANY  # person


def test_no_saying_word_stands_twice():
    keys = Counter((v.word.word, v.word.kind) for v in KB.reporting.verbs)
    assert [key for key, count in keys.items() if count > 1] == []


def test_nationalities_are_unique():
    codes = Counter(n.country for n in KB.people.nationalities)
    assert max(codes.values()) == 1
    assert KB.people.by_country["US"].adjectives == ("أمريكي", "أميركي")  # American, two spellings


def test_sources_are_many_and_name_known_actors():
    assert len(KB.sources.by_id) >= 80
    for source in KB.sources.by_id.values():
        assert source.actor is None or source.actor in KB.actors.by_id, source.source_id


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("رويترز", SourceKind.MEDIA),  # Reuters
        ("المرصد السوري لحقوق الإنسان", SourceKind.NGO),  # Syrian Observatory for Human Rights
        ("وكالة أعماق", SourceKind.ARMED_GROUP),  # Amaq
        ("خلية الإعلام الأمني", SourceKind.OFFICIAL),  # Security Media Cell
    ],
)
def test_sources_have_their_kind(name, kind):
    assert KB.sources.by_alias[name].source_kind is kind


def test_a_domain_leads_to_its_source():
    assert KB.sources.by_domain["shafaq.com"].name == "Shafaq News"
