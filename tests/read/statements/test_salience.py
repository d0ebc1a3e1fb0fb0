"""What makes one statement of an article stand out among the others."""

from dataclasses import replace

from tests.read.statements.reading import article, context, context_of

from rasid.model import Zone, ZoneKind
from rasid.read.statements.candidates import candidates
from rasid.read.statements.salience import salience

# "The minister said the mill will open. He said the mill is old. The police said the road is safe."
BODY = (
    "وقال الوزير عادل إن المطحنة ستفتح. وقال الوزير عادل إن الجسر قديم. وقالت الشرطة إن الطريق آمن."
)


def test_turns_of_a_speaker_and_his_total() -> None:
    found = context(BODY)
    first, second, third = salience(found, candidates(found.analysed, found.frames))
    assert {"speaker_turn=0", "speaker_total=2"} <= first
    assert {"speaker_turn=1", "speaker_total=2"} <= second
    assert {"speaker_turn=0", "speaker_total=1", "candidates=2"} <= third


def test_what_the_headline_takes_up() -> None:
    title = "المطحنة تعود والشرطة تطمئن"  # "the mill returns and the police reassure"
    plain = article(BODY, title=title)
    parts = (
        Zone(0, len(title), ZoneKind.HEADLINE),
        Zone(len(title) + 2, len(plain.text), ZoneKind.BODY),
    )
    found = context_of(replace(plain, zones=parts))
    first, second, third = salience(found, candidates(found.analysed, found.frames))
    assert {"headline_words=1", "headline_speaker=False"} <= first
    assert "headline_words=0" in second
    assert "headline_speaker=True" in third
