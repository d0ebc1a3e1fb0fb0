"""Takes a cue in its sentence, gives who speaks: named here, or going on from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.language.base import Sentence
from rasid.read.statements.agreement import agree, clash, of_verb
from rasid.read.statements.cues import Cue
from rasid.read.statements.lexicon import SpeechLexicon
from rasid.read.statements.noun_phrases import COMMAS
from rasid.read.statements.speakers import Speaker
from rasid.read.statements.stems import bare, stem
from rasid.read.statements.subjects import SubjectFinder

_PLURALS = ("ون", "وا")  # of verbs: they
_ADJACENT = 2  # an auxiliary or a closing mark may stand between
_REMEMBERED = 4  # speakers who may go on
_NOMINATIVE = "ون"
_THE = "ال"
_OF = "ب"  # joined to what someone is accused of


@dataclass(slots=True)
class Turns:
    """Whose turn it is in one article.

    `subject` speaks in the sentence at hand, `current` was the last to be named, `spoken` are all
    who were, `issuer` spoke in a statement.
    """

    lexicon: SpeechLexicon
    forms: Sequence[str]
    subjects: SubjectFinder
    current: Speaker | None = None
    subject: Speaker | None = None
    issuer: Speaker | None = None
    spoken: list[Speaker] = field(default_factory=list)

    def took(self, speaker: Speaker, sentence: Sentence, *, named: bool) -> None:
        """Hold who has just spoken, and whether he was named here."""
        self.subject = speaker
        paper = bare(self.forms[speaker.first]) in self.lexicon.issued
        told_in = self.forms[speaker.last : sentence.last]
        if named and not paper and any(form in self.lexicon.issued for form in told_in):
            self.issuer = speaker
        if named:
            self.current = speaker
            self.spoken.append(speaker)

    def speaker(
        self, cue: Cue, sentence: Sentence, floor: int, subject_end: int, limit: int
    ) -> tuple[Speaker | None, bool]:
        """Who speaks, and whether he is named here.

        `floor`: token before which nothing belongs to the cue; `subject_end`: where the words
        between verb and content end; `limit`: where the content starts.
        """
        verb = cue.verb
        if verb is not None and verb.relays:
            passed = self.subjects.behind(verb.relays, cue.last, subject_end, sentence.last)
            if passed is not None:
                return passed, True
        if cue.how == "participle":
            return self._continuing(cue, sentence)
        inside = verb is not None and verb.inside
        behind = stem(self.forms[cue.last]) if cue.last < subject_end else ""
        if behind in self.lexicon.unspeaking and not inside:
            return None, False
        if verb is not None and verb.governs >= {"with", "object"}:  # "X accused Y of …"
            subject_end = min(subject_end, self.subjects.chunk(cue.last, subject_end))
        found = self._beside(cue, sentence, floor, subject_end, limit)
        if found is None and self.subject is None and cue.first > sentence.first:
            found = self._main(cue, sentence)
        if found is not None:
            return self._for_paper(found), True
        return self._carried(cue), False

    def _for_paper(self, found: Speaker) -> Speaker:
        """Who issued the statement, where "the statement" alone is said to speak."""
        form = self.forms[found.first]
        alone = found.last - found.first == 1 and form.startswith(_THE)
        paper = alone and bare(form) in self.lexicon.issued
        return self.issuer if paper and self.issuer is not None else found

    def _beside(
        self, cue: Cue, sentence: Sentence, floor: int, subject_end: int, limit: int
    ) -> Speaker | None:
        """The subject right behind the verb, or before it."""
        behind = cue.last
        if cue.verb is not None and cue.verb.inside:  # "claimed the attack X"
            while behind < subject_end and self.forms[behind] in self.lexicon.complements:
                behind += 1
            deeds = range(behind + 1, subject_end)  # "claimed X the attack"
            subject_end = next(
                (at for at in deeds if self.forms[at] in self.lexicon.complements), subject_end
            )
        found = self.subjects.after(behind, subject_end, sentence.last)
        if found is not None and self._is_object(cue, found, limit):
            found = None
        if found is not None and self.subjects.resumed(cue.first, cue.last):
            return found
        before = self._adjacent_subject(cue, floor, sentence.last)
        if before is not None:
            return before
        if found is None or self.forms[cue.first].endswith(_PLURALS):
            return self.subjects.before(cue.first, floor, sentence.last)
        return found

    def _main(self, cue: Cue, sentence: Sentence) -> Speaker | None:
        """The speaker that the sentence opens with."""
        return self.subjects.main(sentence.first, cue.first, sentence.last)

    def _is_object(self, cue: Cue, found: Speaker, limit: int) -> bool:
        """Whether the one noun phrase behind a verb that needs an object is that object.

        "Accused the rebels of": nothing but the rebels stands before what is said, or the verb is
        masculine and they are not.
        """
        verb = cue.verb
        if verb is None or not verb.addressed or found.first != cue.last:
            return False
        if clash(of_verb(self.forms[cue.first], verb), self.subjects.form_of(found)):
            return True
        if verb.addressed != "always" or self.subjects.person(found.first):
            return False
        behind = self.forms[found.last] if found.last < len(self.forms) else ""
        subject = self.forms[found.first].endswith(_NOMINATIVE)
        return not subject and found.last >= limit - 1 and behind.startswith(_OF)

    def _carried(self, cue: Cue) -> Speaker | None:
        """The speaker who goes on: the last one that the verb agrees with, else the last one."""
        last = self.subject or self.current
        if last is None or cue.verb is None:
            return last
        wanted = of_verb(self.forms[cue.first], cue.verb)
        for speaker in (last, *self.spoken[: -_REMEMBERED - 1 : -1]):
            if agree(wanted, self.subjects.form_of(speaker)):
                return speaker
        return last

    def _continuing(self, cue: Cue, sentence: Sentence) -> tuple[Speaker | None, bool]:
        """Who goes on ("…, adding that"): the subject of the sentence, else the last speaker."""
        if self.subject is not None:
            return self._carried(cue), False
        before = self._main(cue, sentence)
        return (before, True) if before else (self._carried(cue), False)

    def _adjacent_subject(self, cue: Cue, floor: int, end: int) -> Speaker | None:
        """A noun phrase that fills the clause up to its verb: it outranks what follows the verb."""
        if cue.first <= floor or self.forms[cue.first - 1] in COMMAS:
            return None
        found = self.subjects.before(cue.first, floor, end)
        close = found is not None and cue.first - found.last <= _ADJACENT
        return found if close else None
