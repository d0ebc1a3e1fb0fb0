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
