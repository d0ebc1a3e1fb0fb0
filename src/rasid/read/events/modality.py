"""Takes a draft, says whether it is a plan, a denial or a habit."""

from __future__ import annotations

from rasid.model import Modality
from rasid.read.events.draft import Draft


def modality_of(draft: Draft) -> Modality:
    """Asserted (of a habit, too), planned, or denied where a negation stands at the trigger."""
    if draft.chances["planned"] < draft.chances["habitual"]:
        return Modality.ASSERTED
    denied = "mark-near=negation" in draft.features
    return Modality.DENIED if denied else Modality.PLANNED
