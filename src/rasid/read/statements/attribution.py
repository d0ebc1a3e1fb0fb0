"""Takes an analysed article, gives every stretch that is put in somebody's mouth, and whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rasid.language.base import AnalysedText, Sentence
from rasid.read.statements.lexicon import SpeechLexicon, SpeechVerb, phrase_at
from rasid.read.statements.quotes import MARKS, Quotation, quotations
from rasid.read.statements.speakers import Speaker, SpeakerReader
from rasid.read.statements.stems import stem
from rasid.read.statements.subjects import COMMAS, SubjectFinder

# Prepositions by what the lexicon calls them: from, to, on, about, in.
_PREPOSITIONS = {"من": "from", "الي": "to", "علي": "on", "عن": "about", "في": "in"}
_FROM = "من"
# The prepositions "by, with" and "for", written as one with their noun.
_JOINED = {"ب": "with", "ل": "for"}
_SO_THAT = frozenset({"فان", "فانه", "فانها", "فانهم"})
_NEEDS_WITHIN = 12
_SHORTEST_NOUN = 3
_LONG_OBJECT = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution: the cue over tokens first:last, who speaks, and content tokens.

    `how`: verb, participle, noun, according. `explicit` False where the speaker is carried over
    from before.
    """

    how: str
    first: int
    last: int
    verb: SpeechVerb | None
    speaker: Speaker
    explicit: bool
    content: tuple[int, int]
    sentence: int


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    last: int
    how: str
    verb: SpeechVerb | None = None


@dataclass(slots=True)
class Attributor:
    """Finds the frames of one article, sentence by sentence, remembering who spoke last."""

    analysed: AnalysedText
    lexicon: SpeechLexicon
    forms: list[str] = field(init=False)
    subjects: SubjectFinder = field(init=False)
    current: Speaker | None = None
    frames: list[Frame] = field(default_factory=list)
    quoted: list[Quotation] = field(default_factory=list)
    subject: Speaker | None = None

    def __post_init__(self) -> None:
        self.forms = [token.form for token in self.analysed.tokens]
        speakers = SpeakerReader(self.lexicon, self.forms)
        self.subjects = SubjectFinder(self.lexicon, self.forms, speakers)

    def run(self) -> list[Frame]:
        """All frames, in text order."""
        paragraph = None
        sentences = self.analysed.sentences
        for index, sentence in enumerate(sentences):
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self.quoted = quotations(
                    self.forms, sentence.first, _paragraph_end(sentences, index)
                )
                self.subjects.quoted = self.quoted
            self._sentence(index, sentence)
        return self.frames

    # -- cues ---------------------------------------------------------------------------------

    def _cues(self, sentence: Sentence) -> list[_Cue]:
        cues: list[_Cue] = []
        at = sentence.first
        while at < sentence.last:
            size = phrase_at(self.lexicon.according, self.forms, at, sentence.last)
            if size and self._joined(at, size, sentence.last):
                cues.append(_Cue(at, at + size, "according"))
                at += size
                continue
            verb = self.lexicon.verbs.get(self.forms[at])
            if verb is not None and self._usable(at, verb, sentence):
                cues.append(_Cue(at, at + 1, verb.mood if verb.mood != "finite" else "verb", verb))
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
        if not verb.needs:
            return True
        return any(
            form in verb.needs or (form[0] in "وفب" and form[1:] in verb.needs)  # and, so, by
            for form in self.forms[at + 1 : min(sentence.last, at + _NEEDS_WITHIN)]
        )

    # -- one sentence -------------------------------------------------------------------------

    def _sentence(self, index: int, sentence: Sentence) -> None:
        self.subject = None
        cues = self._cues(sentence)
        floor = sentence.first
        for number, cue in enumerate(cues):
            if self._inside_speech(cue):
                continue
            limit = self._limit(cues[number + 1 :], sentence)
            if cue.how == "according":
                frame = self._according(cue, sentence, index, floor)
            else:
                frame = self._forward(cue, sentence, index, limit, floor)
            if frame is None:
                continue
            self.frames.append(frame)
            self.subjects.speakers.remember(frame.speaker)
            if frame.how == "according":
                continue
            self.subject = frame.speaker
            if frame.explicit:
                self.current = frame.speaker
            floor = max(floor, frame.content[0])

    def _limit(self, later: Sequence[_Cue], sentence: Sentence) -> int:
        """Where the content of a cue has to end: before the next one that opens a frame."""
        for cue in later:
            opens = cue.how in {"participle", "according"} or self._opens(cue)
            if opens and not self._inside_speech(cue):
                return cue.first
        return sentence.last

    def _opens(self, cue: _Cue) -> bool:
        """Whether a verb or noun of speech starts a clause of its own."""
        before = self.forms[cue.first - 1] if cue.first else ""
        starts = (
            self.forms[cue.first][0] in "وف"  # and, so
            or before in COMMAS
            or before in MARKS
            or before in self.lexicon.contrasts
        )
        return cue.how == "verb" and starts

    def _inside_speech(self, cue: _Cue) -> bool:
        """Whether the cue is among the quoted words of a speaker already found."""
        for quote in self.quoted:
            if quote.speech and quote.first <= cue.first < quote.last:
                return any(
                    f.content[0] <= quote.last and quote.first <= f.content[1]
                    for f in self.frames[-2:]
                )
        return False

    def _forward(
        self, cue: _Cue, sentence: Sentence, index: int, limit: int, floor: int
    ) -> Frame | None:
        verb = cue.verb
        if verb is None or self._nested(cue, floor, sentence):
            return None
        start, subject_end = self._content_start(cue, limit)
        if start is None:
            return None
        end = self._content_end(start, limit)
        if end - start < 1:
            return None
        speaker, explicit = self._speaker(cue, sentence, floor, subject_end)
        if speaker is None:
            return None
        while start < end and not self.forms[start][0].isalnum():
            start += 1
        if start >= end:
            return None
        if verb.inside:
            start = self.subjects.antecedent(cue.first, sentence.first)
        return Frame(cue.how, cue.first, cue.last, verb, speaker, explicit, (start, end), index)

    def _nested(self, cue: _Cue, floor: int, sentence: Sentence) -> bool:
        """A verb of speech inside what another speaker says opens no frame of its own.

        With a subject of its own before it, it does: what the outer speaker said then ends there,
        and where he only passes on another's words, his frame gives way.
        """
        last = self.frames[-1] if self.frames else None
        if last is None or last.content[0] != floor or not floor <= cue.first < last.content[1]:
            return False
        if cue.how == "participle" or self._opens(cue):
            return False
        inner = self.subjects.before(cue.first, floor, sentence.last) if cue.how == "verb" else None
        if inner is None:
            return True
        if inner.first - floor <= 1:
            self.frames.pop()
        else:
            end = self._trimmed(floor, inner.first)
            while end > floor and self.forms[end - 1] in self.lexicon.contrasts:
                end = self._trimmed(floor, end - 1)
            if end > floor:
                self.frames[-1] = replace(last, content=(floor, end))
        return False

    # -- what is said -------------------------------------------------------------------------

    def _speech_at(self, at: int) -> Quotation | None:
        """The quotation that opens at or right after token `at` and is long enough for speech."""
        for quote in self.quoted:
            if quote.first in {at, at + 1} and quote.speech:
                return quote
        return None

    def _content_start(self, cue: _Cue, limit: int) -> tuple[int | None, int]:
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

    def _opened_at(self, at: int, limit: int, cue: _Cue) -> tuple[int, int] | None:
        """Start of the content and end of the subject, where token `at` divides the two."""
        form, verb = self.forms[at], cue.verb
        if verb is None:
            return None
        speech = form in MARKS and self._speech_at(at + 1) is not None
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

    def _owes(self, cue: _Cue, limit: int) -> bool:
        """A verb that takes a bare object only, before "by …": it means something else."""
        verb = cue.verb
        if verb is None or cue.last >= limit or verb.governs != {"object"}:
            return False
        form = self.forms[cue.last]
        joined = form[0] in _JOINED and len(form) > _SHORTEST_NOUN
        return joined and not self.subjects.may_be_name(cue.last)

    def _governed(self, form: str, verb: SpeechVerb, at: int, cue: _Cue) -> bool:
        name = _PREPOSITIONS.get(form)
        if name is not None:
            return name in verb.governs
        joined = _JOINED.get(form[0])
        return (
            joined in verb.governs
            and (len(form) > _SHORTEST_NOUN or len(form) == 1)
            and (at > cue.last or cue.how != "verb" or not self.subjects.may_be_name(at))
        )

    def _object_before(self, cue: _Cue, at: int) -> int | None:
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

    def _content_end(self, start: int, limit: int) -> int:
        quote = self._speech_at(start)
        if quote is not None:
            return quote.last
        end = limit
        for at in range(start, limit):
            if phrase_at(self.lexicon.tails, self.forms, at, limit):
                end = at
                break
        return self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> int:
        """Without the marks at the end, but with a closing quotation mark that opened inside."""
        while end > start and not self.forms[end - 1][0].isalnum():
            end -= 1
        return end

    # -- who ----------------------------------------------------------------------------------

    def _speaker(
        self, cue: _Cue, sentence: Sentence, floor: int, subject_end: int
    ) -> tuple[Speaker | None, bool]:
        verb = cue.verb
        if verb is not None and verb.relays:
            passed = self.subjects.behind(verb.relays, cue.last, subject_end, sentence.last)
            if passed is not None:
                return passed, True
        if cue.how == "participle":
            if self.subject is not None:
                return self.subject, False
            before = self.subjects.main(sentence.first, cue.first, sentence.last)
            return (before, True) if before else (self.current, False)
        if cue.last < subject_end and stem(self.forms[cue.last]) in self.lexicon.unspeaking:
            return None, False
        if verb is not None and verb.governs >= {"with", "object"}:  # "X accused Y of …"
            subject_end = min(subject_end, self.subjects.chunk(cue.last, subject_end))
        found = self.subjects.after(cue.last, subject_end, sentence.last)
        adjacent = cue.first > floor and self.forms[cue.first - 1] not in COMMAS
        if found is None or (adjacent and not self.subjects.known(found)):
            found = self.subjects.before(cue.first, floor, sentence.last) or found
        if found is None and self.subject is None and cue.first > sentence.first:
            found = self.subjects.main(sentence.first, cue.first, sentence.last)
        if found is not None:
            return found, True
        return (self.subject or self.current), False

    # -- "according to" -----------------------------------------------------------------------

    def _according(self, cue: _Cue, sentence: Sentence, index: int, floor: int) -> Frame | None:
        start = cue.last
        if self.forms[start] in {"لما", "ما"}:  # "to what … said": a verb stands before the name
            start += 2
        elif self.forms[cue.last - 1] in {"لما", "ما", "حسبما"}:
            start += 1
        if start >= sentence.last:
            return None
        last = self.subjects.end(start, sentence.last)
        speaker = self.subjects.speakers.read(start, last, sentence.last)
        if speaker is None:
            return None
        first, end = self._according_content(cue, sentence, index, floor, last)
        end = self._trimmed(first, end)
        while first < end and (
            not self.forms[first][0].isalnum() or self.forms[first] in self.lexicon.that
        ):
            first += 1
        if end <= first:
            return None
        return Frame("according", cue.first, last, None, speaker, True, (first, end), index)

    def _according_content(
        self, cue: _Cue, sentence: Sentence, index: int, floor: int, last: int
    ) -> tuple[int, int]:
        """What follows a phrase that opens the sentence, else what stands before the phrase."""
        follows = (
            last < sentence.last - 2
            and self.forms[last] in COMMAS
            and (self.forms[last + 1] in self.lexicon.that or self.forms[last + 1] in _SO_THAT)
        )
        if cue.first - sentence.first <= 1 or follows:
            return min(last + 1, sentence.last), sentence.last
        if self.frames and self.frames[-1].sentence == index:
            if self.frames[-1].how != "according":
                return 0, 0  # the outlet of what a speaker said: no statement of its own
            floor = max(floor, self.frames[-1].last)
        return floor, cue.first


def _paragraph_end(sentences: Sequence[Sentence], index: int) -> int:
    """Token after the last one of the paragraph that sentence `index` opens."""
    end = sentences[index].last
    for later in sentences[index + 1 :]:
        if later.paragraph != sentences[index].paragraph:
            break
        end = later.last
    return end


def find_frames(analysed: AnalysedText, lexicon: SpeechLexicon) -> Sequence[Frame]:
    """Every attribution of the article, in text order."""
    return Attributor(analysed, lexicon).run()
