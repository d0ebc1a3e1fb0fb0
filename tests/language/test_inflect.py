"""Inflection: the forms that Arabic news shows, made from one entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.knowledge_base import Word, WordKind
from rasid.language.arabic.inflect import inflect
from rasid.language.arabic.normalise import fold


def forms(word, kind, **more):
    return inflect(Word(word, "gloss", kind, **more))


@pytest.mark.parametrize(
    ("word", "kind", "more", "expected"),
    [
        # raid: ta marbuta opens before suffixes, dual and plural
        ("غارة", WordKind.NOUN, {}, "غارة الغارة غاراتها غارته غارتان الغارتين غارتا"),
        # shelling: tanwin alef, owners
        ("قصف", WordKind.NOUN, {}, "قصف القصف قصفا قصفها قصفهم"),
        # attack with its broken plural, which takes article and owner too
        ("هجوم", WordKind.NOUN, {"forms": ("هجمات",)}, "هجوما هجومين هجمات الهجمات هجماتها"),
        # assault: final hamza takes a seat before an owner
        ("اعتداء", WordKind.NOUN, {}, "اعتداءات اعتدائه اعتداؤه الاعتداءين"),
        # dead (plural): alef maqsura becomes alef
        ("قتيل", WordKind.NOUN, {"forms": ("قتلى",)}, "قتيلان قتلى قتلاهم القتلى"),
        # fighter: sound plural, cut short in construct, feminine
        (
            "مقاتل",
            WordKind.PERSON,
            {},
            "مقاتلون المقاتلين مقاتلو مقاتلي مقاتليه مقاتلة مقاتلات مقاتلان",
        ),
        # aerial: all agreements
        ("جوي", WordKind.ADJECTIVE, {}, "جوي الجوي جوية الجوية جويا جويتين جويان"),
        # to target: persons, tenses, objects
        (
            "استهدف",
            WordKind.VERB,
            {},
            "استهدف استهدفت استهدفوا استهدفه استهدفتهم استهدفوهم يستهدف تستهدف يستهدفون يستهدفها",
        ),
        # to raid: hollow, with its imperfect and passive
        (
            "أغار",
            WordKind.VERB,
            {"present": "يغير"},
            "أغار أغارت يغير تغير أغاروا يغيرون",
        ),
        # to assassinate: irregular passive
        ("اغتال", WordKind.VERB, {"passive": "اغتيل"}, "اغتال يغتال اغتيل اغتيلت"),
        # to attack: regular passive of the third form
        ("هاجم", WordKind.VERB, {}, "هاجم هوجم هوجمت يهاجم هاجمتهم"),
        # to seize: weak ending
        ("استولى", WordKind.VERB, {}, "استولى استولت استولوا يستولي يستولون تستولي"),
        # to be hit: the jussive drops the vowel
        ("أصاب", WordKind.VERB, {"present": "يصيب", "passive": "أصيب"}, "أصيب أصيبت يصب يصيبون"),
        # air raid: noun and adjective agree
        (
            "غارة جوية",
            WordKind.NOUN_PHRASE,
            {"forms": ("غارات جوية",)},
            "غارة_جوية الغارة_الجوية غارات_جوية الغارات_الجوية غاراتها_الجوية غارتين_جويتين",
        ),
        # artillery and rocket fire: the second adjective takes the article after "and"
        (
            "قصف مدفعي وصاروخي",
            WordKind.NOUN_PHRASE,
            {},
            "القصف_المدفعي_والصاروخي قصفا_مدفعيا_وصاروخيا قصفها_المدفعي_والصاروخي",
        ),
        # explosion of a charge: only the owner takes the article
        ("انفجار عبوة", WordKind.CONSTRUCT, {}, "انفجار_عبوة انفجار_العبوة انفجار_عبوتهم"),
        # to blow himself up: the verb is inflected, the rest stays
        ("فجر نفسه", WordKind.VERB_PHRASE, {}, "فجر_نفسه يفجر_نفسه"),
    ],
)
def test_forms_that_news_shows(word, kind, more, expected):
    wanted = {fold(form.replace("_", " ")) for form in expected.split()}
    assert wanted <= forms(word, kind, **more)


def test_a_phrase_stays_as_it_is():
    assert forms("دون قتال", WordKind.PHRASE) == {"دون قتال"}  # without a fight


def test_an_idafa_head_never_takes_the_article():
    assert not any(form.startswith("الانفجار") for form in forms("انفجار عبوة", WordKind.CONSTRUCT))


@given(
    st.text(alphabet="ابتثجحدرسصطعفقكلمنهويأإىةءؤئ", min_size=2, max_size=8),
    st.sampled_from(list(WordKind)),
)
def test_any_word_gives_folded_forms_with_its_own(word, kind):
    found = forms(word, kind)
    assert all(form == fold(form) for form in found)
    assert found
    if kind in {WordKind.NOUN, WordKind.PERSON, WordKind.ADJECTIVE, WordKind.PHRASE}:
        assert fold(word) in found
