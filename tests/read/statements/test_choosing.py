"""How many claims an article gives: each further one has to be likelier."""

from tests.read.statements.reading import context

from rasid.read.statements import Context
from rasid.read.statements.always_told import Scored
from rasid.read.statements.candidates import candidates
from rasid.read.statements.claims import choose

BODY = " ".join(
    f"وقال {name} إن {what} في خطر."
    for name, what in (
        ("المحافظ سالم", "السد الكبير"),
        ("الوزير نبيل", "جسر القرية"),
        ("الشيخ رامي", "سوق البلدة"),
        ("الدكتور هاني", "ماء النهر"),
        ("اللواء سامر", "قمح السهل"),
    )
)


def scored(*probabilities: float) -> tuple[Context, list[Scored]]:
    found = context(BODY)
    pieces = candidates(found.analysed, found.frames)
    assert len(pieces) == len(probabilities)
    return found, [
        Scored(piece, frozenset(), p) for piece, p in zip(pieces, probabilities, strict=True)
    ]


def test_few_likely_claims_all_stand() -> None:
    found, items = scored(0.51, 0.52, 0.1, 0.1, 0.1)
    assert [item.probability for item in choose(found, items, 0.5)] == [0.51, 0.52]


def test_the_fourth_has_to_be_likelier_than_the_first() -> None:
    found, items = scored(0.9, 0.9, 0.9, 0.51, 0.9)
    chosen = choose(found, items, 0.5)
    assert [item.probability for item in chosen] == [0.9, 0.9, 0.9, 0.9]
