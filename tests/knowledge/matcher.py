"""A plain trigger matcher: words, their inflections, and the cues they need in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from rasid.knowledge_base import Context, Cue, KnowledgeBase, Word, load
from rasid.language.arabic.clitics import variants
from rasid.language.arabic.inflect import inflect
from rasid.language.arabic.normalise import fold

# Subjects in which a violent word is a figure of speech, so that a plain matcher keeps away.
ELSEWHERE = (Context.SPORT, Context.ECONOMY, Context.CULTURE, Context.POLITICS)


class Matcher:
    """Finds words of one language in a sentence."""

    def __init__(self, kb: KnowledgeBase, language: str) -> None:
        self.kb = kb
        self.language = language

    def forms(self, word: Word) -> Iterable[str]:
        if self.language == "ar":
            return inflect(word)
        return [spelling.lower() for spelling in word.spellings]

    def grams(self, sentence: str) -> set[str]:
        """Every run of one to six words, with proclitics off its first word too."""
        words = re.findall(r"[\w-]+", fold(sentence))
        heads = [variants(w) if self.language == "ar" else (w,) for w in words]
        return {
            " ".join([head, *words[at + 1 : at + length]])
            for at in range(len(words))
            for head in heads[at]
            for length in range(1, 7)
        }

    def has(self, word: Word, grams: set[str]) -> bool:
        return not grams.isdisjoint(self.forms(word))

    def elsewhere(self, grams: set[str]) -> bool:
        if self.language != "ar":
            return False
        words = (word for context in ELSEWHERE for word in self.kb.reporting.contexts[context])
        return any(self.has(word, grams) for word in words)

    def cue(self, cue: Cue, grams: set[str]) -> bool:
        if self.language != "ar":
            return not grams.isdisjoint(cue.english)
        if any(self.has(word, grams) for word in cue.words):
            return True
        if any(w.weapon_class in cue.weapons and self.has(w.word, grams) for w in self.kb.weapons):
            return True
        nouns = self.kb.people.nouns
        if any(n.category in cue.people and self.has(n.word, grams) for n in nouns):
            return True
        return any(kind in cue.actors for kind in self.actor_kinds(grams))

    def actor_kinds(self, grams: set[str]) -> Iterator[str]:
        for gram in grams:
            for actor_id in _aliases().get(gram, ()):
                yield self.kb.actors.by_id[actor_id].kind

    def matches(self, code: str, sentence: str) -> list[str]:
        """The triggers of the type that stand in the sentence with a cue they need."""
        grams = self.grams(sentence)
        if self.elsewhere(grams):
            return []
        return [
            trigger.word.word
            for trigger in self.kb.event_types[code].triggers.get(self.language, ())
            if self.has(trigger.word, grams)
            and (
                not trigger.word.needs
                or any(self.cue(self.kb.cues[name], grams) for name in trigger.word.needs)
            )
        ]


@cache
def _aliases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, aliases in load().actors.by_alias.items():
        found.setdefault(fold(text), []).extend(alias.actor_id for alias in aliases)
    return found
