"""Takes a draft, says whether its words only plan, threaten, fear or suppose what it tells."""

from __future__ import annotations

from collections.abc import Mapping

from rasid.read.events.draft import Draft
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene, starting_in
from rasid.read.events.settled_words import settled_words

_SUPPOSED = 2  # words before the first trigger in which "if" may stand
_INTENDED = 8  # words before it in which the plan may be told
_GOVERNING = ("ب", "ل")  # with, to: written onto what is threatened or planned
_WILL = "س"  # will, written onto a verb
_PRESENT = "ي"  # first letter of "he does"
_IN = "في"
_STOPS = "،,.؛:()«»\"'"
_PLAN = "plan"
Words = Mapping[str, frozenset[str]]


def settle_plan(scene: Scene, draft: Draft) -> None:
    """Take what is planned, threatened, feared or supposed for no row."""
    words = settled_words(scene.analysed.language)
    first = draft.mention.triggers[0]
    if (
        _will(first)
        or _supposed(scene, words, first)
        or _may(scene, words, draft)
        or _intended(scene, words, draft)
    ):
        draft.settle_as_plan()


def _will(first: Hit) -> bool:
    return first.entry.form.tense == "present" and first.clitic.endswith(_WILL)


def _supposed(scene: Scene, words: Words, first: Hit) -> bool:
    """Whether "if", "in case of" stands right before."""
    near = range(max(first.first - _SUPPOSED, 0), first.first)
    return any(
        scene.form(at) in words["supposed"]
        or (scene.form(at) in words["case"] and scene.form(at - 1) == _IN)
        for at in near
    )


def _may(scene: Scene, words: Words, draft: Draft) -> bool:
    """Whether "may" stands at a verb of the present beside the happening."""
    mention = draft.mention
    for at in range(mention.triggers[0].first - 1, mention.head.last + 2):
        if scene.form(at) in words["may"]:
            verb = scene.form(at + 1)
            if verb.startswith(_PRESENT) or verb in words["may_happen"]:
                return True
    return False


def _intended(scene: Scene, words: Words, draft: Draft) -> bool:
    """Whether a word of planning governs the happening: "threatened to shell", "plans for"."""
    mention = draft.mention
    first = mention.triggers[0]
    start = max(scene.sentences[mention.sentence].first, first.first - _INTENDED)
    if not _governed(scene, words, first):
        return False
    own = {hit.first for hit in mention.triggers}
    others = {hit.first for hit in starting_in(scene.triggers, start, first.first)} - own
    plans = {
        hit.first
        for hit in starting_in(scene.marks, start, first.first)
        if hit.entry.name == _PLAN and hit.entry.lemma in words["intends"]
    }
    for at in range(first.first - 1, start - 1, -1):
        form = scene.form(at)
        if at in plans or form in words["intending"]:
            return True
        if form in _STOPS or form in words["done"] or at in others:
            return False
    return False


def _governed(scene: Scene, words: Words, first: Hit) -> bool:
    """Whether a happening is the object of what stands before it."""
    if first.entry.form.tense == "present":
        return scene.form(first.first - 1) in words["that"]
    if first.entry.form.tense != "noun":
        return False
    before = scene.form(first.first - 1)
    return (
        first.clitic[-1:] in _GOVERNING
        or before in words["towards"]
        or before in words["intending"]
    )
