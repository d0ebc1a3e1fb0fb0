"""Takes tokens beside a verb of speech, gives who speaks: span, kind, anonymity and risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rasid.model import SourceKind
from rasid.read.statements.lexicon import Phrases, SpeakerWord, SpeechLexicon, phrase_at
from rasid.read.statements.quotes import MARKS
from rasid.read.statements.stems import bare

_LONGEST_WORDS = 3
# A description of this many words before a rank is left out of the speaker's span.
_LONG_TITLE = 3
# A speaker word further inside a noun phrase says nothing about its head.
_HEAD_WITHIN = 2
# How many tokens of a noun phrase that follows a name can explain it ("X, the spokesman of …").
_APPOSITION = 9


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: tokens first:last, the kind, and what the text says about naming."""

    first: int
    last: int
    kind: SourceKind
    anonymous: bool = False
    at_risk: bool = False


@dataclass(slots=True)
class SpeakerReader:
    """Classifies the speakers of one article and remembers those it has met by name."""

    lexicon: SpeechLexicon
    forms: Sequence[str]
    known: dict[str, Speaker] = field(default_factory=dict)

    def read(self, first: int, last: int, end: int) -> Speaker | None:
        """The speaker named by tokens first:last; `end` bounds what may explain the name."""
        first, last = self._trim(first, last)
        if last <= first:
            return None
        title, first = first, self._from_rank(first, last)
        kind, anonymous = self._kind(first, last)
        met = self._met(first, last) if kind is None else None
        if met is not None:
            return replace(met, first=first, last=last)
        behind = self._explained(last, end)
        if self.lexicon.army.borne(self.forms[first:last]):
            kind = self._of_rank(title, first, last, behind)
        if kind is None:
            kind, _ = self._kind(last, behind)
        withheld = has_phrase(self.lexicon.withheld, self.forms, last, end)
        at_risk = withheld and has_phrase(self.lexicon.danger, self.forms, last, end)
        return Speaker(
            first, last, kind or SourceKind.OTHER, anonymous or withheld, at_risk or withheld
        )

    def _met(self, first: int, last: int) -> Speaker | None:
        """The speaker met before under a name that stands among the tokens."""
        return next((self.known[f] for f in self.forms[first:last] if f in self.known), None)

    def _explained(self, last: int, end: int) -> int:
        """Where the words that may explain a name end: before what is said."""
        end = min(end, last + _APPOSITION)
        opens = self.lexicon.that | MARKS | {":"}
        return next((at for at in range(last, end) if self.forms[at] in opens), end)

    def _of_rank(self, title: int, rank: int, last: int, behind: int) -> SourceKind:
        """The kind of a ranked speaker: the army's, but where title or rank say otherwise."""
        names = [form for form in self.forms[rank:last] if not form.startswith("ال")]
        met = self.known.get(names[-1]) if names else None
        if met is not None:
            return met.kind
        army, forms = self.lexicon.army, self.forms[title:behind]
        if army.has_retired(self.forms[rank:last]):
            return SourceKind.OTHER
        words = [*self.words(title, rank), *self.words(rank + 1, last)]
        kinds = [word.kind for _, word in sorted(words, key=lambda word: word[1].carrier)]
        explained, _ = self._kind(last, behind)
        kinds += [explained] if explained is not None else []
        if SourceKind.ARMED_GROUP in kinds:
            return SourceKind.ARMED_GROUP
        if army.is_outside(forms):
            return kinds[0] if kinds else SourceKind.OFFICIAL
        return SourceKind.MILITARY

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        while first < last and not self.forms[first][0].isalnum():
            first += 1
        while last > first and not self.forms[last - 1][0].isalnum():
            last -= 1
        return first, last

    def _from_rank(self, first: int, last: int) -> int:
        """Where a rank stands inside a long description, the name behind it is the speaker."""
        for at in range(first + 1, last - 1):
            if self.forms[at] in self.lexicon.ranks and at - first >= _LONG_TITLE:
                return at
        return first

    def words(self, first: int, last: int) -> list[tuple[int, SpeakerWord]]:
        """Speaker words among the tokens, each with where it starts; longer phrases win."""
        found: list[tuple[int, SpeakerWord]] = []
        at = first
        while at < last:
            if not self.lexicon.heads.of(self.forms[at]):
                at += 1
                continue
            for size in range(min(_LONGEST_WORDS, last - at), 0, -1):
                word = self._word(at, size)
                if word is not None:
                    found.append((at, word))
                    at += size - 1
                    break
            at += 1
        return found

    def speaks(self, word: str) -> bool:
        """Whether a word without article or proclitics is a speaker word."""
        return (word,) in self.lexicon.speakers

    def reports(self, word: str) -> bool:
        """Whether a word without article or proclitics is a paper, a channel, an agency."""
        found = self.lexicon.speakers.get((word,))
        return found is not None and found.kind is SourceKind.MEDIA

    def _word(self, at: int, size: int) -> SpeakerWord | None:
        heads = self.lexicon.heads.of(self.forms[at])
        rest = map(bare, self.forms[at + 1 : at + size]) if heads else ()
        behind = tuple(rest)
        for head in heads:
            word = self.lexicon.speakers.get((head, *behind))
            if word is not None:
                return word
        return None

    def _kind(self, first: int, last: int) -> tuple[SourceKind | None, bool]:
        """The kind that the words give, and whether the speaker is left unnamed."""
        words = self.words(first, last)
        if not words or words[0][0] - first > _HEAD_WITHIN:
            return None, False
        bodies = [word for _, word in words if not word.carrier]
        carriers = [word for _, word in words if word.carrier]
        kind = bodies[0].kind if bodies else carriers[0].kind
        head = bare(self.forms[first])
        unnamed = head in self.lexicon.unnamed or head[1:] in self.lexicon.unnamed
        named = any(form in self.lexicon.ranks for form in self.forms[first:last])
        return kind, unnamed and not named

    def remember(self, speaker: Speaker) -> None:
        """Keep a speaker's name: it may stand alone further on."""
        if speaker.anonymous:
            return
        for at in range(speaker.first, speaker.last):
            form = self.forms[at]
            plain = len(form) > 3 and not form.startswith("ال")  # noqa: PLR2004 particles are short
            if plain and self._word(at, 1) is None:
                self.known[form] = speaker


def has_phrase(phrases: Phrases, forms: Sequence[str], first: int, end: int) -> bool:
    """Whether any of the phrases stands among tokens first:end."""
    return any(
        forms[at] in phrases and phrase_at(phrases, forms, at, end) for at in range(first, end)
    )
