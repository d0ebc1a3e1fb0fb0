"""Takes a cue, gives the tokens that its speaker says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.read.statements.cues import Cue
from rasid.read.statements.lexicon import SpeechLexicon, SpeechVerb, phrase_at
from rasid.read.statements.noun_phrases import COMMAS
from rasid.read.statements.quotes import MARKS, Quotation
from rasid.read.statements.stems import bare
from rasid.read.statements.subjects import SubjectFinder

# Prepositions by what the lexicon calls them: from, to, on, about, in.
_PREPOSITIONS = {"من": "from", "الي": "to", "علي": "on", "عن": "about", "في": "in"}
_FROM = "من"
_IN = "في"
# The prepositions "by, with" and "for", written as one with their noun.
_JOINED = {"ب": "with", "ل": "for"}
_CONJUNCTIONS = "وف"  # and, so
_SHORTEST_NOUN = 3
_LONG_OBJECT = 4
_OCCASION_LONGEST = 7


@dataclass(slots=True)
class ContentFinder:
    """Finds what is said in one article; `quoted` are the quotations of the paragraph at hand."""

    lexicon: SpeechLexicon
    forms: Sequence[str]
    subjects: SubjectFinder
    quoted: Sequence[Quotation] = field(default_factory=tuple)

    def speech_at(self, at: int) -> Quotation | None:
        """The quotation that opens at or right after token `at` and is long enough for speech."""
        for quote in self.quoted:
            if quote.first in {at, at + 1} and quote.speech:
                return quote
        return None

    def start(self, cue: Cue, limit: int) -> tuple[int | None, int]:
        """Where the content starts and where the words between verb and content end."""
        verb = cue.verb
        assert verb is not None  # noqa: S101 only called for verbs
        comma: int | None = None
        for at in range(cue.last, limit):
            opened = self._opened_at(at, limit, cue)
            if opened is not None:
                return opened
            if self.forms[at] in COMMAS and comma is None:
                comma = at
        if cue.how != "noun" and "object" in verb.governs:
            end = self.subjects.chunk(cue.last, limit)
            return (None, end) if self._owes(cue, limit) else (end, end)
        if comma is not None and cue.how == "verb":
            return comma + 1, comma
        return None, cue.last

    def _opened_at(self, at: int, limit: int, cue: Cue) -> tuple[int, int] | None:
        """Start of the content and end of the subject, where token `at` divides the two."""
        form, verb = self.forms[at], cue.verb
        if verb is None:
            return None
        speech = form in MARKS and self.speech_at(at + 1) is not None
        if form in self.lexicon.that or form == ":" or speech:
            return at + 1, at
        if form in self.lexicon.sayings and verb.relays:
            return self._behind_saying(at + 1, limit), at
        if not self._governed(form, verb, at, cue) or self._of_body(at, limit):
            return None
        bare_object = self._object_before(cue, at)
        start = self._behind_preposition(at, limit) if bare_object is None else bare_object
        return start, at if bare_object is None else bare_object

    def _of_body(self, at: int, limit: int) -> bool:
        """Whether "from" names the speaker's own body: "X from the army, that …"."""
        if self.forms[at] != _FROM or not self.subjects.speakers.words(at + 1, min(at + 2, limit)):
            return False
        return any(
            self.forms[n] in COMMAS and self.forms[n + 1] in self.lexicon.that
            for n in range(at + 1, limit - 1)
        )

    def _owes(self, cue: Cue, limit: int) -> bool:
        """A verb that takes a bare object only, before "by …": it means something else."""
        verb = cue.verb
        if verb is None or cue.last >= limit or verb.governs != {"object"}:
            return False
        form = self.forms[cue.last]
        joined = form[0] in _JOINED and len(form) > _SHORTEST_NOUN
        return joined and not self.subjects.may_be_name(cue.last)

    def _governed(self, form: str, verb: SpeechVerb, at: int, cue: Cue) -> bool:
        name = _PREPOSITIONS.get(form)
        if name is not None:
            office = form == _IN and self.subjects.person(at - 1)  # "the doctor in …"
            return name in verb.governs and not office
        joined = _JOINED.get(form[0])
        return (
            joined in verb.governs
            and (len(form) > _SHORTEST_NOUN or len(form) == 1 or self.subjects.deed(at))
            and (at > cue.last or cue.how != "verb" or not self.subjects.may_be_name(at))
        )

    def _object_before(self, cue: Cue, at: int) -> int | None:
        """Where a bare object starts that stands before the governed preposition."""
        if cue.verb is None or "object" not in cue.verb.governs:
            return None
        end = self.subjects.chunk(cue.last, at)
        return end if at - end >= _LONG_OBJECT else None

    def _behind_preposition(self, at: int, limit: int) -> int:
        """Past a preposition, and past "that" where it follows."""
        if self.forms[at] in _PREPOSITIONS:
            at += 1
        if at < limit and self.forms[at] in self.lexicon.that:
            at += 1
        return at

    def _behind_saying(self, at: int, limit: int) -> int:
        while at < limit and (self.forms[at] in self.lexicon.that or self.forms[at] == ":"):
            at += 1
        return at

    def end(self, start: int, limit: int) -> int:
        """Where the content ends that starts at `start`: with its quotation, or before a limit."""
        quote = self.speech_at(start)
        if quote is not None:
            return quote.last
        end = limit
        for at in range(start, limit):
            if phrase_at(self.lexicon.tails, self.forms, at, limit):
                end = at
                break
        return self.trimmed(start, end)

    def trimmed(self, start: int, end: int) -> int:
        """Without the marks at the end, and without words that lead over to the next clause."""
        while end > start and self._leads_over(self.forms[end - 1]):
            end -= 1
        return end

    def opened(self, start: int, end: int) -> int:
        """Past the marks a content starts with, and past when or how it was said."""
        at = start
        while at < end:
            if not self.forms[at][0].isalnum() or self.forms[at] in self.lexicon.leading:
                at += 1
            elif (behind := self._behind_occasion(at, end)) is not None:
                at = behind
            else:
                break
        return at

    def _behind_occasion(self, at: int, end: int) -> int | None:
        """Past the comma behind "in a statement", where that stands at `at`."""
        if self.forms[at] != _IN or at + 1 >= end:
            return None
        if bare(self.forms[at + 1]) not in self.lexicon.occasions:
            return None
        near = range(at + 2, min(end, at + _OCCASION_LONGEST))
        return next((n + 1 for n in near if self.forms[n] in COMMAS), None)

    def keeps_name(self, start: int) -> bool:
        """Whether what seems to be said is that a name is kept back ("asked not to be named")."""
        end, withheld = len(self.forms), self.lexicon.withheld
        return any(phrase_at(withheld, self.forms, at, end) for at in (max(0, start - 1), start))

    def _leads_over(self, form: str) -> bool:
        """Whether a word is a mark, or a relative or conjunction that no quote ends with."""
        if not form[0].isalnum():
            return True
        return form in self.lexicon.dangling or (
            form[0] in _CONJUNCTIONS and form[1:] in self.lexicon.dangling
        )
