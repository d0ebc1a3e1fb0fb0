"""Takes the tokens behind or before a verb of speech, gives where a noun phrase there ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.read.statements.lexicon import SpeechLexicon, phrase_at
from rasid.read.statements.quotes import MARKS, Quotation
from rasid.read.statements.speakers import SpeakerReader
from rasid.read.statements.stems import bare

COMMAS = frozenset("،,")
_ENDS = frozenset({"(", ":", ".", "؛", "..", "..."})
_ADJECTIVES = ("ي", "يه", "يون", "يين")
_PLURAL = "ون"
_FEMININE = "ه"
_IN = "في"
_FOR = "ل"
_THE_FOR = "لل"  # "for the"
_BY = "ب"
_THE = "ال"
_JOINED = "بلو"  # by, for, and
_LONGEST = 18
_APPOSITION = 7
_NAME_LONGEST = 4
_TITLE_LONGEST = 9


@dataclass(slots=True)
class NounPhrases:
    """Noun phrases of one article; `quoted` are the quotations of the paragraph at hand."""

    lexicon: SpeechLexicon
    forms: Sequence[str]
    speakers: SpeakerReader
    accusatives: frozenset[int] = frozenset()
    quoted: Sequence[Quotation] = field(default_factory=tuple)

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
            elif self.stops(at):
                resumed = self._resumes(first, at, last)
                if resumed is None:
                    return at
                at = resumed
            elif at > first and (self.outlet(at) or self.over(at)):
                return at
            at += 1
        return last

    def chunk(self, first: int, limit: int) -> int:
        """The end of a subject that its verb's bare object follows: the shortest noun phrase."""
        if first >= limit or self.addressed(first) or self.stops(first):
            return first
        if self.forms[first] in self.lexicon.complements:
            return first
        at = first + 1
        while at < limit:
            form, before = self.forms[at], self.forms[at - 1]
            if form in self.lexicon.complements:
                break
            if form in self.lexicon.on_behalf:
                at = self._body(at + 1, limit)
                if not self.forms[first].startswith(_THE):
                    return at  # a spokesman who is not named
                at += at < limit and self.forms[at] in self.lexicon.ranks
                break
            head = bool(self.speakers.words(at - 1, at)) or before in self.lexicon.ranks
            definite = form.startswith("ال")
            owned = head and not before.startswith("ال")  # "leader of the army"
            described = (head or before.startswith("ال")) and (
                form.endswith(_ADJECTIVES) or not self.speakers.speaks(bare(form))
            )
            adjective = definite and (owned or (described and self._matches(before, form)))
            closing = form in MARKS or before in MARKS
            # A plural that keeps its "n" has no owner behind it, only an adjective of its kind.
            closed = before.endswith(_PLURAL)
            owner = head and self._owns(before, form) and (not closed or form.endswith(_PLURAL))
            if not (owner or adjective or closing or form in self.lexicon.ranks):
                break
            at += 1
        return self._named(at, limit) if self.person(first) else at

    def _body(self, at: int, limit: int) -> int:
        """Past whom a spokesman speaks for: "the army", "the Iraqi army", "ministry of defence"."""
        if at >= limit:
            return at
        end = at + 1
        if not self.forms[at].startswith(_THE) and end < limit and not self._ends_body(end):
            end += 1  # the owner of a bare noun, or its name
        while end < limit and self.forms[end].startswith(_THE):
            if not self.forms[end].endswith(_ADJECTIVES):
                break
            end += 1
        return end

    def _ends_body(self, at: int) -> bool:
        """Whether a word behind a bare noun is no part of it."""
        form = self.forms[at]
        return self.stops(at) or form in self.lexicon.complements or form in MARKS | COMMAS | _ENDS

    def _owns(self, before: str, form: str) -> bool:
        """Whether a bare noun can belong to the one before it, or is its bearer's name."""
        if form.startswith("ال") or bare(before) in self.lexicon.proper:
            return False
        return not (before.startswith("ال") and self._party(form))

    def _party(self, form: str) -> bool:
        """Whether a bare word is somebody else, and no name: "[the official accused] factions"."""
        return self.speakers.speaks(form) and form not in self.lexicon.joined_names

    def over(self, at: int) -> bool:
        """Whether what is said, or that a name is kept back, starts inside a noun phrase."""
        form = self.forms[at]
        return (
            form in self.lexicon.owned
            or form in self.lexicon.withholders
            or self.deed(at)
            or bool(phrase_at(self.lexicon.withheld, self.forms, at, len(self.forms)))
        )

    def deed(self, at: int) -> bool:
        """Whether "by" is joined to what somebody does or threatens with ("by launching")."""
        form = self.forms[at]
        return form[0] == _BY and form[1:] in self.lexicon.complements

    def _matches(self, noun: str, form: str) -> bool:
        """Whether a definite word can describe the noun before it, as their genders tell."""
        man = bare(noun) in self.lexicon.persons and not noun.endswith(_FEMININE)
        return not (man and form.endswith(_FEMININE))

    def person(self, at: int) -> bool:
        """Whether a noun phrase starts with an office that a person holds."""
        return bare(self.forms[at]) in self.lexicon.persons or self.forms[at] in self.lexicon.ranks

    def may_be_name(self, at: int) -> bool:
        """Whether a word that starts like "by …" or "for …" is rather a name or a speaker word."""
        form = self.forms[at]
        if form in self.speakers.known or form in self.lexicon.joined_names:
            return True
        return self.speakers.speaks(bare(form))

    def _named(self, at: int, limit: int) -> int:
        """Past the name behind an office: bare words up to one that cannot be a name."""
        end = min(limit, at + _NAME_LONGEST)
        while at < end and not self._ends_name(at):
            at += 1
        if at >= limit - 1 or self.forms[at - 1].startswith(_THE):
            return at
        behind = self.forms[at + 1]
        over = self._party(behind) or behind in self.lexicon.complements
        return at + 1 if self.forms[at].startswith(_THE) and over else at

    def _ends_name(self, at: int) -> bool:
        """Whether a word or mark cannot stand in a name; family names with "the" may, not here."""
        form = self.forms[at]
        joined = form[0] in _JOINED and form not in self.speakers.known
        if joined or self.stops(at) or form in self.lexicon.complements or form in MARKS:
            return True
        return form in COMMAS or form in _ENDS or form.startswith(_THE) or self._party(form)

    def _names(self, at: int) -> bool:
        """Whether the quotation mark belongs to a name ("the «Observatory»")."""
        return any(at in {quote.first - 1, quote.last} for quote in self.quoted if not quote.speech)

    def stops(self, at: int) -> bool:
        """Whether a noun phrase is over at this word: an adverb, a preposition, a relative."""
        form = self.forms[at]
        words = self.lexicon.stops
        return (
            at in self.accusatives or form in words or (form[0] == "و" and form[1:] in words)
        )  # "and"

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
        if self.person(first) and end < last and self._name_between(end, last):
            return end + 1
        if self.forms[at] != _IN or at + 1 >= end:
            return None
        if bare(self.forms[at + 1]) in self.lexicon.occasions:
            return None
        behind = at + 2
        while behind < end and self.forms[behind].startswith("ال"):
            behind += 1
        clear = not any(self.stops(n) for n in range(behind, end))
        longest = _TITLE_LONGEST if self.person(first) else _NAME_LONGEST
        titled = bool(self.speakers.words(first, at))
        return behind if titled and clear and 1 < end - behind <= longest else None

    def _name_between(self, comma: int, last: int) -> bool:
        """Whether a few words up to the next mark stand behind the comma: "the doctor in …, X,"."""
        at = comma + 1
        while at < last and not self._closes(at):
            if self.stops(at) or self.forms[at] in self.lexicon.verbs:
                return False
            at += 1
        return 1 < at - comma <= _NAME_LONGEST + 1

    def _closes(self, at: int) -> bool:
        """Whether a subject is over at this token: a mark or "that"."""
        form = self.forms[at]
        return form in COMMAS or form in _ENDS or form in MARKS or form in self.lexicon.that

    def addressed(self, at: int) -> bool:
        """The listener ("… said to the agency"), who is no part of the speaker."""
        form = self.forms[at]
        if not form.startswith(_FOR):
            return False
        if form == _FOR or form.startswith(_THE_FOR):
            return True
        return not self.may_be_name(at)

    def outlet(self, at: int) -> bool:
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
            if self.stops(at) or form in MARKS or form in _ENDS or form in self.lexicon.verbs:
                return False
            if form in COMMAS:
                return self.person(first) and at > comma + 1
        return False
