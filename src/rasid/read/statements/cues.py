"""Takes the tokens of a sentence, gives the words that hand a statement to a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasid.language.base import Sentence
from rasid.read.statements.lexicon import SpeechLexicon, SpeechVerb, phrase_at

_NEEDS_WITHIN = 12
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase of speech over tokens first:last.

    `how`: verb, participle ("saying"), noun ("his saying"), according ("according to").
    """

    first: int
    last: int
    how: str
    verb: SpeechVerb | None = None


@dataclass(frozen=True, slots=True)
class CueFinder:
    """Finds cues in one article."""

    lexicon: SpeechLexicon
    forms: Sequence[str]

    def find(self, sentence: Sentence) -> list[Cue]:
        """The cues of a sentence, in text order."""
        cues: list[Cue] = []
        at = sentence.first
        forms, verbs, according = self.forms, self.lexicon.verbs, self.lexicon.according
        while at < sentence.last:
            form = forms[at]
            size = phrase_at(according, forms, at, sentence.last) if form in according else 0
            if size and self._joined(at, size, sentence.last):
                cues.append(Cue(at, at + size, "according"))
                at += size
                continue
            verb = verbs.get(form)
            if verb is not None and self._usable(at, verb, sentence):
                cues.append(Cue(at, at + 1, verb.mood if verb.mood != "finite" else "verb", verb))
            at += 1
        return cues

    def _joined(self, at: int, size: int, end: int) -> bool:
        """Whether "according" is followed by the "to" that it needs."""
        if at + size >= end:
            return False
        first, *rest = self.forms[at : at + size]
        joins = self.lexicon.according_joins
        needs = any((head, *rest) in joins for head in (first, first[1:]))
        return not needs or self.forms[at + size].startswith("ل")  # "to"

    def _usable(self, at: int, verb: SpeechVerb, sentence: Sentence) -> bool:
        if at > sentence.first and self.forms[at - 1] in self.lexicon.withholders:
            return False  # "without mentioning his name" is no statement
        if phrase_at(self.lexicon.withheld, self.forms, at, sentence.last):
            return False  # nor is "asked not to be named"
        if self._is_noun(at, verb, sentence) or self._unsaid(at, verb, sentence):
            return False
        if not verb.needs:
            return True
        return any(
            form in verb.needs or (form[0] in "وفب" and form[1:] in verb.needs)  # and, so, by
            for form in self.forms[at + 1 : min(sentence.last, at + self._reach(verb))]
        )

    @staticmethod
    def _reach(verb: SpeechVerb) -> int:
        return _NEAR if verb.near else _NEEDS_WITHIN

    def _is_noun(self, at: int, verb: SpeechVerb, sentence: Sentence) -> bool:
        """Whether the word is a noun here: a past behind "that", a participle behind a number."""
        if at == sentence.first:
            return False
        before, form = self.forms[at - 1], self.forms[at]
        if verb.mood == "finite":
            return before in self.lexicon.bare_that and form.startswith(verb.lemma[:2])
        return verb.mood == "participle" and before[-1].isdigit()

    def _unsaid(self, at: int, verb: SpeechVerb, sentence: Sentence) -> bool:
        """Whether nothing is said: "did not announce", "without that he mentioned"."""
        if at == sentence.first or verb.mood != "finite":
            return False
        before = self.forms[at - 1]
        if before in self.lexicon.negators:
            return verb.lemma not in self.lexicon.telling_when_negated
        behind_that = before in self.lexicon.bare_that and at - 2 >= sentence.first
        return behind_that and self.forms[at - 2] in self.lexicon.withholders
