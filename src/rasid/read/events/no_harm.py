"""Takes a scene, gives the counts of nought that it states, and which counts it takes back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rasid.model import Count
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import REACH, Atom, TollWords

_REACH = 7  # words after "without" in which the harm may stand
_FAR = 16  # the same after "did not result in", where attack and place may stand between
_NEAR = 4  # words around "damage to things" in which "only" may stand


def no_harm(scene: Scene, words: TollWords) -> Iterator[Atom]:
    """Read "without casualties" as nought of both; "no word of casualties" says nothing."""
    for at in words.standing("without", scene.forms):
        reach = _FAR if words.has("resulted", scene.form(at + 1)) else _REACH
        window = range(at + 1, min(at + reach, scene.sentences[scene.sentence_of[at]].last))
        forms = [scene.form(n) for n in window]
        harm = next(
            (n for n, f in zip(window, forms, strict=True) if words.has("no_harm", f)),
            None,
        )
        if harm is None or any(words.has("unheard", f) for f in forms):
            continue
        yield from _nought(scene, at, harm + 1)
    yield from _goods_only(scene, words)


def _goods_only(scene: Scene, words: TollWords) -> Iterator[Atom]:
    """Read "damage to things only" as nought of both, unless nothing was heard."""
    for at in words.standing("only_goods", scene.forms):
        sentence = scene.sentences[scene.sentence_of[at]]
        near = [
            scene.form(n)
            for n in range(max(at - _NEAR, sentence.first), min(at + _NEAR, sentence.last))
        ]
        whole = [scene.form(n) for n in range(sentence.first, sentence.last)]
        if any(words.has("only", form) for form in near) and not any(
            words.has("unheard", form) for form in whole
        ):
            yield from _nought(scene, at, at + 1)


def _nought(scene: Scene, first: int, last: int) -> Iterator[Atom]:
    near = min(scene.triggers, key=lambda hit: abs(hit.first - first))
    hit = next((hit for hit in scene.triggers if hit.first == last - 1), near)
    for kind in ("killed", "injured"):
        yield Atom(kind, Count(0, 0), first, last, hit, "none")


_BEFORE = 3  # words before a harm word in which a negation denies it


def denied(scene: Scene, words: TollWords, hit: Hit) -> bool:
    """Whether a negation stands right before a harm word."""
    return any(
        words.has("without", scene.form(at))
        for at in range(hit.first - _BEFORE, hit.first)
        if scene.sentence_of[max(at, 0)] == scene.sentence_of[hit.first]
    )


def denied_afar(scene: Scene, words: TollWords, hit: Hit) -> bool:
    """Whether "not" stands before the verb that a plural results from: "left no dead"."""
    numbered = {number.first for number in scene.numbers}
    for at in range(hit.first - 1, max(hit.first - _FAR, -1), -1):
        form = scene.form(at)
        if form in "،,.؛:" or at in numbered:
            return False
        near = hit.first - at < REACH or words.has("resulted", scene.form(at + 1))
        if near and words.has("without", form):
            return True
    return False


def replaced(scene: Scene, words: TollWords, first: int) -> bool:
    """Whether a count is the one that a newer replaced ("17 dead, after it had been 11")."""
    start = max(first - REACH, scene.sentences[scene.sentence_of[first]].first)
    forms = [scene.form(at) for at in range(start, first)]
    return any(
        after in words.lists["was"] and before in words.lists["that"]
        for before, after in pairwise(forms)
    )


def sentenced(scene: Scene, words: TollWords, hit: Hit) -> bool:
    """Whether a word of harm is what a court sentences to: "sentenced three to death"."""
    if hit.entry.lemma not in words.lists["sentence"] or hit.clitic[-1:] != "ب":  # "to"
        return False
    start = max(hit.first - REACH, scene.sentences[scene.sentence_of[hit.first]].first)
    return any(words.has("court", scene.form(at)) for at in range(start, hit.first))


def meant(scene: Scene, words: TollWords, hit: Hit) -> bool:
    """Whether a taking is what a raid was for: "raided a house to arrest one of the smugglers"."""
    purpose = hit.clitic[-1:] == "ل" and hit.entry.form.tense == "noun"  # to
    return purpose and not words.has("undergoing", scene.form(hit.first - 1))
