"""Brief texts: how surely a text of one or two sentences reports violence or a protest."""

import json

from tests.read.events.reading import article, events, scene

from rasid.language import get
from rasid.read.events.brief import KINDS, features_of, is_brief
from rasid.read.events.brief_features import BriefFeatures, chance
from rasid.read.events.linear import BIAS, LinearModel, models_from, packaged_models
from rasid.read.events.reader import EventReader
from rasid.read.training.brief import (
    Labelled,
    Rated,
    best_threshold,
    folds,
    shifted,
    train_brief,
)

# "Gunmen attacked an army checkpoint near the town yesterday and killed four soldiers."
ATTACK = "هاجم مسلحون حاجزا للجيش قرب البلدة أمس وقتلوا أربعة جنود."
# "Hundreds of workers demonstrated before the governorate against the delay of their wages."
PROTEST = "تظاهر مئات العمال أمام مبنى المحافظة احتجاجا على تأخر رواتبهم."
# "The minister called on citizens not to take part in the coming demonstrations."
CALL = "دعا الوزير المواطنين إلى عدم المشاركة في المظاهرات المقبلة."
# "The team beat its guest by two goals in a match that saw attacks from both sides."
MATCH = "فاز الفريق على ضيفه بهدفين مقابل هدف في مباراة شهدت هجمات متبادلة."
# "Oil prices rose after speculators' attack on futures in the market."
MARKET = "ارتفعت أسعار النفط بعد هجوم المضاربين على العقود الآجلة في السوق."
# "Students sat in for three days, then the police dispersed them with tear gas."
SIT_IN = "اعتصم الطلاب ثلاثة أيام، ثم فرقتهم الشرطة بالغاز المسيل للدموع."


# "A car bomb went off in the town's market yesterday and killed seven people."
BLAST = "انفجرت سيارة مفخخة في سوق البلدة أمس وقتلت سبعة أشخاص."
# "The prosecution said that three men are accused of the bombing that hit the town's market."
TRIAL = "قالت النيابة إن ثلاثة رجال متهمون بالتفجير الذي استهدف سوق البلدة."


def surest(body: str, kind: str) -> float:
    return max((e.confidence for e in events(body) if e.type in KINDS[kind]), default=0.0)


def test_a_reported_attack_and_a_protest_are_sure() -> None:
    assert surest(ATTACK, "assault") >= 0.5
    assert surest(PROTEST, "protest") >= 0.5


def test_a_report_is_surer_than_a_trial_of_who_did_it() -> None:
    assert surest(BLAST, "assault") >= 0.5 > surest(TRIAL, "assault")


def test_where_the_words_stand_is_told_apart() -> None:
    def standing(body: str) -> frozenset[str]:
        found = scene(body)
        assert found is not None
        reader = EventReader(packaged_models())
        return features_of(found, reader.brief_drafts(found), "assault").words

    assert {"Bthat:False", "Bthe:False", "Bwhich:False", "Bat:0"} <= standing(BLAST)
    assert {"Bthat:True", "Bwhich:True"} <= standing(TRIAL)


def test_a_road_accident_is_no_violence_however_it_is_worded() -> None:
    # "Two people were killed in a traffic accident on the road to the town."
    assert events("قتل شخصان في حادث سير على طريق البلدة.") == []


def test_sport_markets_and_calls_are_not() -> None:
    for body in (MATCH, MARKET, CALL):
        assert max((e.confidence for e in events(body)), default=0.0) < 0.5


def test_a_sit_in_that_police_broke_up_is_a_protest() -> None:
    assert {e.type for e in events(SIT_IN)} & KINDS["protest"]


def test_a_page_without_full_stops_is_not_brief() -> None:
    one, page = scene(ATTACK), scene(ATTACK.rstrip(".") * 20)
    assert one is not None
    assert is_brief(one)
    assert page is not None
    assert not is_brief(page)


def test_english_is_judged_as_before() -> None:
    body = "Gunmen attacked a checkpoint near the town on Sunday and killed four soldiers."
    text = article(body, code="en")
    assert get("en").analyse(text).language == "en"
    found = scene(body, code="en")
    assert found is not None
    assert not is_brief(found)


def sentences() -> list[Labelled]:
    """Invented sentences of twenty documents: a bomb is a yes, a goal is none."""
    rows = [("bomb", "yes"), ("goal", "easy no")] * 20
    return [
        Labelled(shown(word), label, f"d{n // 2}", told=True)
        for n, (word, label) in enumerate(rows)
    ]


def shown(word: str, tokens: int = 20) -> BriefFeatures:
    """What a text shows in which a word counts and others stand that tell nothing."""
    return BriefFeatures(frozenset({word}), frozenset({word[:3]}), tokens)


def test_sentences_of_one_document_share_a_fold() -> None:
    held = sentences()
    where = dict[str, set[int]]()
    for sentence, fold in zip(held, folds(held), strict=True):
        where.setdefault(sentence.document, set()).add(fold)
    assert all(len(found) == 1 for found in where.values())
    assert len(where) == 20


def test_training_is_deterministic_and_even_odds_part_yes_from_no() -> None:
    held = {"assault": sentences()}
    report = train_brief(held, ["invented"])
    assert report == train_brief(held, ["invented"])
    assert report.unseen["assault"][0].f1 == 1.0
    (text,) = report.weights.values()
    models = models_from(text, "weights")
    assert chance(models, "assault", shown("bomb")) > 0.5 > chance(models, "assault", shown("goal"))


def test_what_a_long_text_names_says_less_of_what_it_reports() -> None:
    (text,) = train_brief({"assault": sentences()}, ["invented"]).weights.values()
    models = models_from(text, "weights")
    chances = [chance(models, "assault", shown("bomb", tokens)) for tokens in (5, 10, 30, 90)]
    assert chances[0] == chances[1] > chances[2] > chances[3]


def test_rated_sentences_teach_words_that_no_coder_saw() -> None:
    held = {"assault": sentences()}
    rows = [Rated(shown("ambush"), 0.9)] * 20 + [Rated(shown("market"), 0.0)] * 20
    (text,) = train_brief(held, ["invented"], {"assault": rows}).weights.values()
    models = models_from(text, "weights")
    chances = [chance(models, "assault", shown(word)) for word in ("ambush", "market")]
    assert chances[0] > chances[1]
    assert json.loads(text)["provenance"]["rated"] == {"assault": 40}


def test_the_threshold_is_where_f1_is_best() -> None:
    held = sentences()[:4]
    assert 0.1 < best_threshold(held, [0.6, 0.1, 0.5, 0.05]) < 0.5
    moved = shifted(LinearModel(("keep", "drop"), {BIAS: (1.0,)}), -0.4)
    assert moved.weights[BIAS] == (0.6,)
