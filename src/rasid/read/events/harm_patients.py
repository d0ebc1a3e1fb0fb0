"""Takes words for the wounded, says which of them are told as those who died since."""

from __future__ import annotations

from collections.abc import Mapping

from rasid.model import Count
from rasid.read.events.harm_people import DUAL
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import SOME, TollWords

_BEFORE = 4  # words before the wounded in which their death may be told
_AND = "و"


def died_of_wounds(words: TollWords, death: Hit, wounded: Hit | None) -> Count | None:
    """How many died by a noun for the wounded behind a word of death: "the death of a casualty"."""
    if wounded is None or not _are_wounded(words, wounded) or not _dies(words, death):
        return None
    form = wounded.entry.form
    if form.plural or words.has("plural_only", wounded.entry.lemma):
        return Count(2, 2) if form.form.endswith(DUAL[0]) else SOME
    return Count(1, 1)


def died_since(scene: Scene, words: TollWords, triggers: Mapping[int, Hit], hit: Hit) -> bool:
    """Whether the wounded are those whose death is told: "three of the wounded died"."""
    if not _are_wounded(words, hit) or hit.clitic.startswith(_AND):
        return False
    for at in range(hit.first - 1, hit.first - _BEFORE - 1, -1):
        before = triggers.get(at)
        if before is not None:
            return _dies(words, before)
        form = scene.form(at)
        if words.has("breaks", form) or form in "،,.؛:":
            return False
    return False


def _dies(words: TollWords, hit: Hit) -> bool:
    """Whether a word says that somebody died."""
    lemma = hit.entry.lemma
    return lemma not in words.counted and words.kind_of.get(lemma) == "killed"


def _are_wounded(words: TollWords, hit: Hit) -> bool:
    """Whether a word names somebody wounded."""
    lemma = hit.entry.lemma
    return lemma in words.counted and words.kind_of[lemma] == "injured"
