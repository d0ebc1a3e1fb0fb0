"""Takes a draft, says whether it is a plan, a denial or a habit, and whether background."""

from __future__ import annotations

from rasid.model import Modality
from rasid.read.events.draft import Draft
from rasid.read.events.judging import date_of
from rasid.read.events.scene import Scene

_NEWS = 3  # days before publication within which a dated event is still the article's news


def modality_of(draft: Draft) -> Modality:
    """Asserted (of a habit, too), planned, or denied where a negation stands at the trigger."""
    if draft.chances["planned"] < draft.chances["habitual"]:
        return Modality.ASSERTED
    denied = "mark-near=negation" in draft.features
    return Modality.DENIED if denied else Modality.PLANNED


def is_background(scene: Scene, draft: Draft) -> bool:
    """Whether the article tells it beside its news: long before, or framed as past."""
    date, published = date_of(scene, draft), scene.article.published.date
    if date is not None and date.start is not None and published is not None:
        return (published - date.start).days > _NEWS
    return "mark-before=past_frame" in draft.features
