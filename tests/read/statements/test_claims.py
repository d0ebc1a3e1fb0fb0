"""Claims: what someone is quoted for, and the facts of speaker and kind around it."""

from tests.read.statements.reading import context, statements

from rasid.model import ClaimKind
from rasid.read.statements.candidates import candidates
from rasid.read.statements.claim_kinds import claim_kind


def kinds(body: str) -> list[ClaimKind]:
    found = context(body)
    return [claim_kind(found, c) for c in candidates(found.analysed, found.frames)]


def test_kind_follows_the_verb_or_the_words() -> None:
    assert kinds("حذر الوزير عادل من كارثة في السهل.") == [ClaimKind.WARNING]
    assert kinds("نفى الوزير عادل أن يكون السد متصدعا.") == [ClaimKind.DENIAL]
    assert kinds("تعهد الوزير عادل بحماية القرى.") == [ClaimKind.PROMISE]
    assert kinds("قال الوزير عادل إنه يجب وقف القتال.") == [ClaimKind.DEMAND]
    assert kinds("قال الوزير عادل إن المسلحين ارتكبوا جريمة.") == [ClaimKind.ACCUSATION]


def test_an_accusation_is_a_claim_and_a_bare_toll_is_not() -> None:
    found = statements(
        'وقال رئيس الحزب كريم الواحة إن "الحكومة تدعم الإرهاب وترتكب جرائم بشعة ضد شعبنا".'
        " وقالت الشرطة إن ثلاثة أشخاص قتلوا وأصيب خمسة في انفجار سيارة مفخخة قرب السوق أمس."
    ).claims
    assert [claim.speaker.quote for claim in found] == ["رئيس الحزب كريم الواحة"]
    assert found[0].quote.quote.startswith("الحكومة تدعم")
    assert 0 < found[0].confidence <= 1


def test_a_denial_conflicts_with_what_it_denies() -> None:
    found = statements(
        "واتهم وزير الدفاع سامي النخلة المعارضة باستهداف قوافل الإغاثة بشكل متعمد وممنهج"
        " في الوادي."
        " ونفى زعيم المعارضة رائد الصخر استهداف قوافل الإغاثة في الوادي نفيا قاطعا."
    ).claims
    assert len(found) == 2
    assert found[0].conflicts_with == (found[1].claim_id,)
    assert found[1].conflicts_with == (found[0].claim_id,)


def test_a_verb_of_doubt_is_kept_as_a_hedge() -> None:
    found = statements("وزعم قائد الفصيل ماجد الغيث أن الحكومة تحاول تهجير السكان وارتكاب مجازر.")
    assert [claim.hedge for claim in found.claims] == ["وزعم"]
