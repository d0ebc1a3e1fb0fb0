"""Takes a count, says whether it is of some told before, or of the missing."""

from __future__ import annotations

from dataclasses import replace

from rasid.model import Count
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import REACH, Atom, TollWords

_NEAR = (1, 2)  # words before a word of harm in which "among them" makes its count a part


def part_of(scene: Scene, words: TollWords, atom: Atom, found: list[Atom]) -> bool:
    """Whether a count is of some of those told before ("dead and hurt, among them two killed").

    Dead without a number are then at least as many: their count in `found` is raised.
    """
    first = atom.hit.first
    if not any(words.has("subset", scene.form(first - n)) for n in _NEAR):
        return False
    sentence = scene.sentence_of[first]
    for n, whole in reversed(list(enumerate(found))):
        if whole.kind == atom.kind and scene.sentence_of[whole.first] == sentence:
            low = max(whole.count.low or 0, atom.count.low or 0)
            if whole.count.high is None:
                found[n] = replace(whole, count=Count(low, None))
            return True
    return False


def missing(scene: Scene, words: TollWords, hit: Hit) -> bool:
    """Whether who is lost is missing, not dead: no life is lost behind the verb."""
    if not words.has("missing", hit.entry.lemma):
        return False
    behind = range(hit.last, hit.last + REACH)
    return not any(words.has("life", scene.form(at)) for at in behind)
