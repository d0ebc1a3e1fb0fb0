"""Takes the tokens around a verb of speech, gives the noun phrase that is its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.read.statements.lexicon import SpeechLexicon, phrase_at
from rasid.read.statements.quotes import MARKS, Quotation
from rasid.read.statements.speakers import Speaker, SpeakerReader
from rasid.read.statements.stems import bare

COMMAS = frozenset("،,")
_ENDS = frozenset({"(", ":", ".", "؛", "..", "..."})
# Who, which, in gender and number; "and who".
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللذان", "اللتين", "والذي", "والتي"})
# Had, was, indeed, not: they may stand between a subject and its verb.
_AUXILIARIES = frozenset({"قد", "كان", "كانت", "وكان", "وكانت", "لقد", "وقد", "لا", "لم"})
_POSSESSIVES = ("ها", "هم", "هما")  # her, their, their (both)
_ADJECTIVES = ("ي", "يه", "يون", "يين")
_IN = "في"
_FOR = "ل"
_THE_FOR = "لل"  # "for the"
_LONGEST = 18
_BEFORE_LONGEST = 24
_ANTECEDENT = 5
_APPOSITION = 7
_UNKNOWN_LONGEST = 4
_NAME_LONGEST = 4
_TITLE_LONGEST = 9


@dataclass(slots=True)
class SubjectFinder:
    """Finds subjects in one article; `quoted` are the quotations of the paragraph at hand."""

    lexicon: SpeechLexicon
    forms: Sequence[str]
    speakers: SpeakerReader
    quoted: Sequence[Quotation] = field(default_factory=tuple)

    def after(self, first: int, limit: int, end: int) -> Speaker | None:
        """The subject behind its verb, between the verb and the content at `limit`."""
        while first < limit and self.forms[first] in self.lexicon.occasion_pronouns:
            first += 1
        if first >= limit or self._addressed(first) or not self._can_speak(first):
            return None
        last = self.end(first, limit)
        return self.speakers.read(first, last, end) if last > first else None

    def may_be_name(self, at: int) -> bool:
        """Whether a word that starts like "by …" or "for …" is rather a name or a speaker word."""
        form = self.forms[at]
        if form in self.speakers.known or form in self.lexicon.joined_names:
            return True
        return self.speakers.speaks(bare(form))

    def _can_speak(self, at: int) -> bool:
        """Whether a noun phrase that starts here may be a subject and not what is said."""
        form = self.forms[at]
        if len(form) == 1 or form in self.lexicon.anaphors or form in self.lexicon.complements:
            return False
        return not form.endswith(_POSSESSIVES) or bool(self.speakers.words(at, at + 1))

    def behind(self, preposition: str, first: int, limit: int, end: int) -> Speaker | None:
        """Whom a passed-on statement comes from: the noun phrase behind the preposition."""
        for at in range(first, limit):
            if self.forms[at] == preposition:
                return self.speakers.read(at + 1, self.end(at + 1, limit), end)
        return None

    def before(self, cue: int, floor: int, end: int) -> Speaker | None:
        """The subject that stands right before its verb, or that a relative pronoun takes up."""
        at = cue
        while at > floor and self.forms[at - 1] in _AUXILIARIES:
            at -= 1
        if at > floor and self.forms[at - 1] in _RELATIVES:
            at -= 1
            while at > floor and self.forms[at - 1] in COMMAS:
                at -= 1
            return self._nearest(max(floor, at - _BEFORE_LONGEST), at, end)
        if self.forms[cue][0] in "وف" and at == cue:  # "and" or "so" opens a clause: no room before
            return None
        return self._clause_subject(floor, at, end)

    def _clause_subject(self, floor: int, at: int, end: int) -> Speaker | None:
        """The noun phrase between the start of the clause and its verb, appositions included."""
        found: Speaker | None = None
        for boundary in self._boundaries(floor, at):
            start = self._skip_openers(boundary, at)
            nearer = found.first if found is not None else at
            if found is not None and nearer - start > _APPOSITION:
                break
            here = self._starting(start, at, end) if start < at else None
            if here is None and found is None and start > floor:
                here = self._anything(start, at, end)
            if here is not None:
                found = here
            elif found is not None:
                break
        return found

    def _boundaries(self, floor: int, at: int) -> list[int]:
        """Where the clause of a verb may start, nearest first: behind commas and "but"."""
        found = [
            n + 1
            for n in range(at - 1, floor - 1, -1)
            if self.forms[n] in COMMAS or self.forms[n] in self.lexicon.contrasts
        ]
        return [*found[:3], floor]

    def _anything(self, start: int, at: int, end: int) -> Speaker | None:
        """A short unknown noun phrase right behind "but" and right before its verb."""
        before = self.forms[start - 1] if start > 0 else ""
        behind = before in self.lexicon.contrasts or before in _AUXILIARIES
        if not behind or not 0 < at - start <= _UNKNOWN_LONGEST or self._stops(start):
            return None
        if self.end(start, at) < at or not self._can_speak(start):
            return None
        return self.speakers.read(start, at, end)

    def antecedent(self, cue: int, floor: int) -> int:
        """Where the noun phrase starts that a relative clause around the verb belongs to."""
        if cue <= floor or self.forms[cue - 1] not in _RELATIVES:
            return cue
        at = cue - 1
        while at > floor and cue - at < _ANTECEDENT and self.forms[at - 1] not in COMMAS:
            at -= 1
        return at

    def main(self, first: int, last: int, end: int) -> Speaker | None:
        """The speaker that the sentence opens with, before or behind its first verb."""
        return self._first(self._skip_openers(first, last), last, end)

    def end(self, first: int, last: int) -> int:
        """Where the noun phrase that starts at `first` ends: a mark, a stop word, a limit."""
        last = min(last, first + _LONGEST)
        at = first
        while at < last:
            form = self.forms[at]
            if form in COMMAS and self._apposition(first, at):
                at += 1
                continue
            if form in COMMAS or form in _ENDS or form in self.lexicon.that:
                return at
            if form in MARKS:
                if not self._names(at):
                    return at
            elif self._stops(at):
                resumed = self._resumes(first, at, last)
                if resumed is None:
                    return at
                at = resumed
            elif at > first and self._outlet(at):
                return at
            at += 1
        return last

    def chunk(self, first: int, limit: int) -> int:
        """The end of a subject that its verb's bare object follows: the shortest noun phrase."""
        if first >= limit or self._addressed(first) or self._stops(first):
            return first
        at = first + 1
        while at < limit:
            form, before = self.forms[at], self.forms[at - 1]
            head = bool(self.speakers.words(at - 1, at)) or before in self.lexicon.ranks
            definite = form.startswith("ال")
            owned = head and not before.startswith("ال")  # "leader of the army"
            described = (head or before.startswith("ال")) and (
                form.endswith(_ADJECTIVES) or not self.speakers.speaks(bare(form))
            )
            adjective = definite and (owned or described)
            closing = form in MARKS or before in MARKS
            owner = head and not form.startswith("ال")
            if not (owner or adjective or closing or form in self.lexicon.ranks):
                break
            at += 1
        return self._named(at, limit) if self._person(first) else at

    def _person(self, at: int) -> bool:
        """Whether a noun phrase starts with an office that a person holds."""
        return bare(self.forms[at]) in self.lexicon.persons or self.forms[at] in self.lexicon.ranks

    def _named(self, at: int, limit: int) -> int:
        """Past the name behind an office: bare words up to one that cannot be a name."""
        end = min(limit, at + _NAME_LONGEST)
        while at < end:
            form = self.forms[at]
            joined = form[0] in "بلو" and form not in self.speakers.known  # by, for, and
            if joined or self._stops(at) or form in self.lexicon.complements or form in MARKS:
                break
            if form in COMMAS or form in _ENDS or form.startswith("ال"):
                break
            at += 1
        return at

    def _names(self, at: int) -> bool:
        """Whether the quotation mark belongs to a name ("the «Observatory»")."""
        return any(at in {quote.first - 1, quote.last} for quote in self.quoted if not quote.speech)

    def _stops(self, at: int) -> bool:
        form = self.forms[at]
        stops = self.lexicon.stops
        return form in stops or (form[0] == "و" and form[1:] in stops)  # "and"

    def _resumes(self, first: int, at: int, last: int) -> int | None:
        """Where a noun phrase goes on behind a stop word: at a rank, or a name behind "in …"."""
        if at == first:
            return None
        end = at
        while end < last and self.forms[end] not in COMMAS:
            if self.forms[end] in MARKS and not self._names(end):
                break
            if self.forms[end] in self.lexicon.ranks:
                return end
            end += 1
        if self.forms[at] != _IN or at + 1 >= end:
            return None
        if bare(self.forms[at + 1]) in self.lexicon.occasions:
            return None
        behind = at + 2
        while behind < end and self.forms[behind].startswith("ال"):
            behind += 1
        clear = not any(self._stops(n) for n in range(behind, end))
        longest = _TITLE_LONGEST if self._person(first) else _NAME_LONGEST
        titled = bool(self.speakers.words(first, at))
        return behind if titled and clear and 1 < end - behind <= longest else None

    def _addressed(self, at: int) -> bool:
        """The listener ("… said to the agency"), who is no part of the speaker."""
        form = self.forms[at]
        if not form.startswith(_FOR):
            return False
        if form == _FOR or form.startswith(_THE_FOR):
            return True
        return not self.may_be_name(at)

    def _outlet(self, at: int) -> bool:
        """The listener behind the subject: the preposition alone, or with a paper or agency."""
        form = self.forms[at]
        if not form.startswith(_FOR):
            return False
        quoted = at + 1 < len(self.forms) and self.forms[at + 1] in MARKS
        return (
            (form == _FOR and quoted)
            or self.speakers.reports(bare(form))
            or (self.speakers.reports(bare(form[1:])))
        )

    def _apposition(self, first: int, comma: int) -> bool:
        """Whether a name behind the comma explains the subject: up to "that", or to a comma."""
        end = min(len(self.forms), comma + _APPOSITION)
        for at in range(comma + 1, end):
            form = self.forms[at]
            if form in self.lexicon.that or form == ":":
                return at > comma + 1
            if self._stops(at) or form in MARKS or form in _ENDS or form in self.lexicon.verbs:
                return False
            if form in COMMAS:
                return self._person(first) and at > comma + 1
        return False

    def _skip_openers(self, start: int, end: int) -> int:
        while start < end:
            size = phrase_at(self.lexicon.openers, self.forms, start, end)
            if not size and self.forms[start] not in COMMAS and self.forms[start] not in MARKS:
                break
            start += size or 1
        return start

    def _candidates(self, first: int, last: int) -> list[int]:
        """Tokens at which a speaker can start: a speaker word, a rank, a name met before."""
        starts = {at for at, _ in self.speakers.words(first, last)}
        for at in range(first, last):
            form = self.forms[at]
            if form in self.lexicon.ranks or form in self.speakers.known:
                starts.add(at)
        return sorted(starts)

    def _first(self, first: int, last: int, end: int) -> Speaker | None:
        starts = self._candidates(first, last)
        return self._read(starts[0], last, end) if starts else None

    def _starting(self, first: int, last: int, end: int) -> Speaker | None:
        """The speaker that opens the clause, else nothing."""
        starts = [at for at in self._candidates(first, last) if at <= first + 1]
        return self._read(starts[0], last, end) if starts else None

    def _nearest(self, first: int, last: int, end: int) -> Speaker | None:
        """The noun phrase that ends at `last`: from the last comma or stop word on."""
        starts = self._candidates(first, last)
        while len(starts) > 1 and starts[-1] - starts[-2] <= 1:
            starts.pop()
        return self._read(starts[-1], last, end) if starts else None

    def _read(self, start: int, last: int, end: int) -> Speaker | None:
        return self.speakers.read(start, self.end(start, last), end)
