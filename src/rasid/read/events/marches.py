"""Takes a word that is spelt "march" and "drone", says which of the two it is."""

from __future__ import annotations

from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene, is_march, starting_in
from rasid.read.events.settled_words import settled_words

_NEAR = 12  # words around it in which a protest or a strike may be told
_STRIKES = frozenset({"strike", "explosion"})


def is_drone(scene: Scene, at: int) -> bool:
    """Whether the word at a token is a drone: a strike is told beside it and no protest."""
    words = settled_words(scene.analysed.language)
    form = scene.form(at)
    if not words["march"] & {form, form[1:]} or is_march(scene, at):
        return False
    sentence = scene.sentences[scene.sentence_of[at]]
    first, last = max(sentence.first, at - _NEAR), min(sentence.last, at + _NEAR)
    beside = [hit for hit in starting_in(scene.triggers, first, last) if not _covers(hit, at)]
    strikes = any(hit.entry.group in _STRIKES for hit in beside)
    armed = any(not _covers(hit, at) for hit in starting_in(scene.weapons, first, last))
    return (strikes or armed) and all(hit.entry.group != "protest" for hit in beside)


def _covers(hit: Hit, at: int) -> bool:
    return hit.first <= at < hit.last
