"""Takes a draft, says whether it is a plan, a denial or a habit."""

from __future__ import annotations

from rasid.model import Modality
from rasid.read.events.draft import Draft
from rasid.read.events.scene import Scene
from rasid.read.events.surrounding_words import surrounding_words

_REACH = 8  # words before a trigger in which its news may be denied
_NEGATED = "mark-near=negation"
_LIKELY = 0.5  # chance of a plan or denial from which a mention is told as one


def modality_of(draft: Draft) -> Modality:
    """Asserted (of a habit, too), planned, or denied where a negation stands at the trigger."""
    if draft.chances["planned"] < max(draft.chances["habitual"], _LIKELY):
        return Modality.ASSERTED
    denied = _NEGATED in draft.features
    return Modality.DENIED if denied else Modality.PLANNED


def settle_denial(scene: Scene, draft: Draft) -> None:
    """Take a happening whose news is denied ("denied the reports of a blast") for denied."""
    words = surrounding_words(scene.analysed.language, "denied_news")
    head = draft.mention.head
    start = max(scene.sentences[draft.mention.sentence].first, head.first - _REACH)
    forms = [scene.form(at) for at in range(start, head.first)]
    said = next((n for n, form in enumerate(forms) if form in words["deny"]), None)
    if said is not None and words["news"].intersection(forms[said:]):
        draft.features |= {_NEGATED}
        draft.settle_as_plan()
