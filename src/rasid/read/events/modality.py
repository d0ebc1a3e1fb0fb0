"""Takes a draft, says whether it is a plan, a denial or a habit."""

from __future__ import annotations

from rasid.model import Modality
from rasid.read.events.draft import Draft

_LIKELY = 0.5  # chance of a plan or denial from which a mention is told as one


def modality_of(draft: Draft) -> Modality:
    """Asserted (of a habit, too), planned, or denied where a negation stands at the trigger."""
    if draft.chances["planned"] < max(draft.chances["habitual"], _LIKELY):
        return Modality.ASSERTED
    denied = "mark-near=negation" in draft.features
    return Modality.DENIED if denied else Modality.PLANNED
