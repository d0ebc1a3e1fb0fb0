"""Takes the tokens around a verb of speech, gives the noun phrase that is its subject."""

from __future__ import annotations

from dataclasses import dataclass

from rasid.read.statements.agreement import Form, of_noun
from rasid.read.statements.lexicon import phrase_at
from rasid.read.statements.noun_phrases import COMMAS, NounPhrases
from rasid.read.statements.quotes import MARKS
from rasid.read.statements.speakers import Speaker
from rasid.read.statements.stems import bare

# Who, which, in gender and number; "and who".
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللذان", "اللتين", "والذي", "والتي"})
# Had, was, indeed, not: they may stand between a subject and its verb.
_AUXILIARIES = frozenset({"قد", "كان", "كانت", "وكان", "وكانت", "لقد", "وقد", "لا", "لم"})
_POSSESSIVES = ("ها", "هم", "هما")  # her, their, their (both)
_OBJECT_PRONOUNS = ("ها", "هم", "هما", "ه")  # her, them, them (both), him, joined to a verb
_FOR = "ل"
_THE = "ال"
_BEFORE_LONGEST = 24
_ANTECEDENT = 5
_APPOSITION = 7
_UNKNOWN_LONGEST = 4


@dataclass(slots=True)
class SubjectFinder(NounPhrases):
    """Finds subjects in one article."""

    def after(self, first: int, limit: int, end: int) -> Speaker | None:
        """The subject behind its verb, between the verb and the content at `limit`."""
        while first < limit and (
            self.forms[first] in self.lexicon.occasion_pronouns or self._opens_name(first)
        ):
            first += 1
        first = self._past_listener(first, limit)
        if first >= limit or self.addressed(first) or not self._can_speak(first):
            return None
        last = self.end(first, limit)
        return self.speakers.read(first, last, end) if last > first else None

    def _past_listener(self, first: int, limit: int) -> int:
        """Past "to the «paper»" or "to the agency", where the subject stands behind it."""
        at = first
        if at + 1 < limit and self.forms[at] == _FOR and self.forms[at + 1] in MARKS:
            at = next((n + 1 for n in range(at + 2, limit) if self.forms[n] in MARKS), first)
        elif at < limit and self.outlet(at):
            at += 1
            while at < limit and self.forms[at].startswith(_THE):
                at += 1
        return at if at < limit and at > first and not self.stops(at) else first

    def _opens_name(self, at: int) -> bool:
        """Whether a quotation mark opens a name or a party ("threatened «the group» …")."""
        return self.forms[at] in MARKS and any(
            quote.first == at + 1 and not quote.speech for quote in self.quoted
        )

    def _can_speak(self, at: int) -> bool:
        """Whether a noun phrase that starts here may be a subject and not what is said."""
        form = self.forms[at]
        if (
            len(form) == 1
            or at in self.accusatives
            or form in self.lexicon.anaphors
            or form in self.lexicon.complements
        ):
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
        if at > floor and (self.forms[at - 1] in self.lexicon.what or self._taken_up(at - 1)):
            return None
        if at > floor and self.forms[at - 1] in _RELATIVES:
            at -= 1
            while at > floor and self.forms[at - 1] in COMMAS:
                at -= 1
            if at > floor and self.forms[at - 1] in self.lexicon.complements:
                return None  # "the attack that …": a deed says nothing
            return self._nearest(max(floor, at - _BEFORE_LONGEST), at, end)
        if self.forms[cue][0] in "وف" and at == cue:  # "and" or "so" opens a clause: no room before
            return None
        return self._clause_subject(floor, at, end)

    def resumed(self, cue: int, behind: int) -> bool:
        """Whether a relative clause has its noun as object: "whom X accuses", "that X told of"."""
        if cue == 0 or self.forms[cue - 1] not in _RELATIVES:
            return False
        return (
            self.forms[cue].endswith(_OBJECT_PRONOUNS)
            or self.forms[behind] in self.lexicon.occasion_pronouns
        )

    def _taken_up(self, at: int) -> bool:
        """Whether "that he", "but they" stands there: the subject is one met before."""
        form = self.forms[at]
        return form in self.lexicon.that and form not in self.lexicon.bare_that

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
        if not behind or not 0 < at - start <= _UNKNOWN_LONGEST or self.stops(start):
            return None
        if self.end(start, at) < at or not self._can_speak(start):
            return None
        return self.speakers.read(start, at, end)

    def form_of(self, speaker: Speaker) -> Form:
        """Gender and number of a speaker, as far as the first word shows them."""
        form = self.forms[speaker.first]
        named = not self.speakers.words(speaker.first, speaker.first + 1)
        word = bare(form)
        return of_noun(
            form,
            person=word in self.lexicon.persons,
            masculine=word in self.lexicon.masculine,
            named=named,
        )

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
