"""Takes triggers in a scene, says whether somebody is let go or freed there."""

from __future__ import annotations

from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import CLAUSE_ENDS, Scene
from rasid.read.events.settled_words import settled_words

_FREED = 4  # words behind "liberation" in which the person freed may stand
_LET = 7  # words between "let" and "go"


def frees(scene: Scene, head: Hit) -> bool:
    """Whether a person is freed and no place: "the liberation of the kidnapped child"."""
    words = settled_words(scene.analysed.language)
    if scene.form(head.first) not in words["freeing"]:
        return False
    near = (scene.form(at) for at in range(head.last, head.last + _FREED))
    return any(form in words["captive"] for form in near)


def lets_go(scene: Scene, hit: Hit) -> bool:
    """Whether somebody is let go: the verb here and "free" some words on."""
    words = settled_words(scene.analysed.language)
    if scene.form(hit.first) not in words["letting"]:
        return False
    return scene.met(range(hit.last, hit.last + _LET), words["freed"]) is not None


def freed_since(scene: Scene, left: Hit, right: Hit) -> bool:
    """Whether one word tells of a seizing and the other of the release, which are two events.

    Words for those who were seized ("released three hostages") belong to the release.
    """
    for seized, freed in ((left, right), (right, left)):
        release = freed.entry.group == "release" or lets_go(scene, freed)
        if release and seized.entry.group == "seizing":
            return seized.entry.form.tense != "noun" or _is_deed(scene, seized)
    return False


def frees_captives(scene: Scene, left: Hit, right: Hit) -> bool:
    """Whether one word tells a release and the next who is released: "freed three detainees"."""
    release = left.entry.group == "release" or lets_go(scene, left)
    captives = right.entry.group == "seizing" and right.entry.form.tense == "noun"
    if not (release and captives) or _is_deed(scene, right) or right.first - left.last > _LET:
        return False
    return not any(scene.form(at) in CLAUSE_ENDS for at in range(left.last, right.first))


def _is_deed(scene: Scene, hit: Hit) -> bool:
    """Whether a noun names the seizing ("his abduction") and nobody who was seized."""
    return hit.entry.lemma in settled_words(scene.analysed.language)["seizing"]
