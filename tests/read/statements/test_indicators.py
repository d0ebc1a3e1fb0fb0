"""What holds a group down or lets it grow, in long texts and short ones."""

import pytest
from tests.read.statements.reading import ARABIC, context, statements

from rasid.read.statements import indicators as module
from rasid.read.statements.indicator_patterns import indicator_patterns
from rasid.read.statements.stems import stem

# An invented analysis, in which every sentence says something of the group's condition.
ANALYSIS = (
    "يعيد التنظيم ترتيب صفوفه في القرى البعيدة."
    " وتنتظر الخلايا النائمة في المدن إشارة البدء."
    " ويختبئ مقاتلو التنظيم في كهوف الجبال الوعرة."
    " وتزايدت هجمات التنظيم في الوادي خلال الصيف."
    " وقال العميد نادر الساحل إن التنظيم غير قادر على استعادة السيطرة على الأراضي."
    " وقال محللون إن التنظيم يكتسب زخما من جديد في السهل."
    " ويفرض المسلحون إتاوات على التجار، ويجندون الشبان في المخيم."
    " وسحبت القوات جنودها من التلال."
) + " والناس هنا يعرفون هذا الكلام منذ زمن طويل جدا." * 30


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("وتنتظر الخلايا النائمة إشارة", "sleeper_cells/present"),
        ("وأعاد المقاتلون تنظيم صفوفهم", "regrouping/present"),
        ("يختبئون في كهوف الجبال", "safe_haven/present"),
        ("تصاعدت هجمات المسلحين", "attack_tempo/rising"),
        ("وأصبحت هجماته نادرة", "attack_tempo/falling"),
        ("لديهم أسلحة جيدة", "capability/present"),
        ("غير قادر على شن هجمات", "capability/absent"),
        ("تجنيد الشباب في صفوفه", "recruitment/present"),
        ("يفرض ضرائب على المزارعين", "financing/present"),
        ("تم القضاء على قادته", "leadership_loss/present"),
        ("قتل مئات من مقاتلي التنظيم", "manpower_loss/present"),
        ("وطرد التنظيم من معظم الأراضي", "territorial_loss/present"),
        ("آلاف من مقاتلي التنظيم في السجون", "detention/present"),
        ("يستفيد من دعم العشائر للتنظيم", "local_support/present"),
        ("تعاني قوات الأمن في المنطقة", "security_vacuum/present"),
        ("سحبت القوات مقاتلين من التلال", "force_withdrawal/present"),
        ("الصراعات الجديدة توضح الخطر", "rival_conflict/present"),
        ("يكتسب زخما في السهل", "resurgence/present"),
    ],
)
def test_each_kind_is_met(words: str, sign: str) -> None:
    patterns = indicator_patterns("ar")
    assert patterns is not None
    met = patterns.find([stem(word) for word in ARABIC.fold(words).split()])
    assert sign in {f"{m.pattern.kind}/{m.pattern.direction}" for m in met}


def test_an_analysis_gives_many_with_speakers() -> None:
    found = statements(ANALYSIS).indicators
    kinds = {f"{i.kind}/{i.direction}" for i in found}
    assert {"regrouping/present", "sleeper_cells/present", "capability/absent"} <= kinds
    speakers = {i.speaker.quote for i in found if i.speaker}
    assert "العميد نادر الساحل" in speakers


def test_a_short_report_gives_none() -> None:
    body = "انفجرت عبوة قرب السوق أمس وأصيب شخصان."
    assert len(context(body).forms) < module.LONG_ARTICLE
    assert statements(body).indicators == ()


def test_contradictions_are_kept_and_linked() -> None:
    found = statements(ANALYSIS).indicators
    weak = next(i for i in found if i.direction == "absent")
    strong = next(i for i in found if i.kind == "resurgence")
    assert strong.indicator_id in weak.conflicts_with
    assert weak.indicator_id in strong.conflicts_with


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        # "its capabilities decline", "declined", "it lost most of its strength"
        ("قدراته تتراجع", "capability/falling"),
        ("تراجعت قدراتها كثيرا", "capability/falling"),
        ("فقد التنظيم معظم قوته", "capability/falling"),
        ("لم تعد الجماعة قادرة على الهجوم", "capability/absent"),
        # "a rise of a third in the attacks", "his attacks rose by 40 per cent"
        ("زيادة بنسبة الثلث في الهجمات", "attack_tempo/rising"),
        ("وارتفعت هجماته بنسبة 40 في المئة", "attack_tempo/rising"),
        # "enlists boys", "draws young men without work"
        ("يجند فتيانا من القرى", "recruitment/present"),
        ("تستقطب الجماعة شبانا عاطلين", "recruitment/present"),
        # "villages where no forces are"
        ("قرى لا توجد فيها قوات أمن", "security_vacuum/present"),
        # "hundreds of its fighters sit in prisons"
        ("يقبع مئات من مقاتليها في السجون", "detention/present"),
        ("آلاف من عناصره محتجزون", "detention/present"),
        # "its leadership took blows"
        ("وتلقت قيادته ضربات كثيرة", "leadership_loss/present"),
    ],
)
def test_a_sense_in_other_words(words: str, sign: str) -> None:
    patterns = indicator_patterns("ar")
    assert patterns is not None
    met = patterns.find([stem(word) for word in ARABIC.fold(words).split()])
    surest = max(met, key=lambda m: m.pattern.weight)
    assert f"{surest.pattern.kind}/{surest.pattern.direction}" == sign


# Invented, short, and about nothing but the group's condition.
SHORT_ANALYSIS = (
    "قدرات الجماعة تتراجع منذ الصيف. وشهد الوادي زيادة بنسبة الثلث في الهجمات."
    " وتستقطب الجماعة شبانا عاطلين عن العمل. ويقبع مئات من مقاتليها في السجون."
    " ونفى قائد الشرطة سامر الورد أن تكون الجماعة في طور العودة."
    " وأكد أن نفوذها تراجع وأن قيادتها تلقت ضربات كثيرة."
)


def test_a_short_analysis_gives_all_it_says() -> None:
    found = statements(SHORT_ANALYSIS).indicators
    assert len(context(SHORT_ANALYSIS).forms) < module.LONG_ARTICLE
    signs = {f"{i.kind}/{i.direction}" for i in found}
    assert {
        "capability/falling",
        "attack_tempo/rising",
        "recruitment/present",
        "detention/present",
    } <= signs
    # two things said in one breath, "that … and that …"
    assert "leadership_loss/present" in signs
    assert "attack_tempo/falling" not in signs


def test_what_is_denied_is_absent() -> None:
    found = statements(SHORT_ANALYSIS).indicators
    assert [i.direction for i in found if i.kind == "resurgence"] == ["absent"]


def test_few_kinds_in_a_short_report_are_no_analysis() -> None:
    body = "زادت الهجمات في الوادي. ويقبع مئات من المسلحين في السجون."
    assert statements(body).indicators == ()
