"""Takes an analysed article, gives every stretch that is put in somebody's mouth, and whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rasid.language.base import AnalysedText, Sentence
from rasid.read.held import once_a_text
from rasid.read.statements.contents import ContentFinder
from rasid.read.statements.cues import Cue, CueFinder
from rasid.read.statements.lexicon import SpeechLexicon, SpeechVerb
from rasid.read.statements.noun_phrases import COMMAS
from rasid.read.statements.quotes import MARKS, Quotation, paragraph_end, quotations
from rasid.read.statements.speakers import Speaker, SpeakerReader
from rasid.read.statements.spelling import accusatives, spelled_forms
from rasid.read.statements.subjects import SubjectFinder
from rasid.read.statements.turns import Turns

# "Then" behind a phrase that opens a sentence: "according to X, then …", with pronouns.
_SO_THAT = frozenset({"فان", "فانه", "فانها", "فانهم"})
_THAT_WITHIN = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution: the cue over tokens first:last, who speaks, and content tokens.

    `how`: verb, participle, noun, according. `explicit` False where the speaker is carried over
    from before. `aside`: a relative clause inside another's words ("the attack that X claimed").
    """

    how: str
    first: int
    last: int
    verb: SpeechVerb | None
    speaker: Speaker
    explicit: bool
    content: tuple[int, int]
    sentence: int
    aside: bool = False


@dataclass(slots=True)
class Attributor:
    """Finds the frames of one article, sentence by sentence, remembering who spoke last."""

    analysed: AnalysedText
    lexicon: SpeechLexicon
    forms: list[str] = field(init=False)
    subjects: SubjectFinder = field(init=False)
    cues: CueFinder = field(init=False)
    contents: ContentFinder = field(init=False)
    turns: Turns = field(init=False)
    frames: list[Frame] = field(default_factory=list)
    quoted: list[Quotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.forms = spelled_forms(self.analysed)
        speakers = SpeakerReader(self.lexicon, self.forms)
        self.subjects = SubjectFinder(
            self.lexicon, self.forms, speakers, accusatives(self.analysed)
        )
        self.turns = Turns(self.lexicon, self.forms, self.subjects)
        self.cues = CueFinder(self.lexicon, self.forms)
        self.contents = ContentFinder(self.lexicon, self.forms, self.subjects)

    def run(self) -> list[Frame]:
        """All frames, in text order."""
        paragraph = None
        sentences = self.analysed.sentences
        for index, sentence in enumerate(sentences):
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self.quoted = quotations(
                    self.forms, sentence.first, paragraph_end(sentences, index)
                )
                self.subjects.quoted = self.contents.quoted = self.quoted
            self._sentence(index, sentence)
        return self.frames

    # -- one sentence -------------------------------------------------------------------------

    def _sentence(self, index: int, sentence: Sentence) -> None:
        self.turns.subject = None
        cues = self.cues.find(sentence)
        floor = sentence.first
        for number, cue in enumerate(cues):
            if self._inside_speech(cue):
                continue
            if self._aside(cue, sentence, index, floor):
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
            self.turns.took(frame.speaker, sentence, named=frame.explicit)
            floor = max(floor, frame.content[0])

    def _limit(self, later: Sequence[Cue], sentence: Sentence) -> int:
        """Where the content of a cue has to end: before the next one that opens a frame."""
        for cue in later:
            opens = cue.how in {"participle", "according"} or self._opens(cue)
            if opens and not self._inside_speech(cue):
                return cue.first
        return sentence.last

    def _opens(self, cue: Cue) -> bool:
        """Whether a verb or noun of speech starts a clause of its own."""
        before = self.forms[cue.first - 1] if cue.first else ""
        starts = (
            self.forms[cue.first][0] in "وف"  # and, so
            or before in COMMAS
            or (before in MARKS and not any(quote.first == cue.first for quote in self.quoted))
            or before in self.lexicon.contrasts
        )
        return cue.how == "verb" and starts

    def _inside_speech(self, cue: Cue) -> bool:
        """Whether the cue is among the quoted words of a speaker already found."""
        for quote in self.quoted:
            if quote.speech and quote.first <= cue.first < quote.last:
                return any(
                    f.content[0] <= quote.last and quote.first <= f.content[1]
                    for f in self.frames[-2:]
                )
        return False

    def _forward(
        self, cue: Cue, sentence: Sentence, index: int, limit: int, floor: int
    ) -> Frame | None:
        verb = cue.verb
        if verb is None or self._nested(cue, floor, sentence):
            return None
        start, subject_end = self.contents.start(cue, limit)
        object_first = cue.last < limit and self.forms[cue.last] in self.lexicon.complements
        if verb.inside and (start is None or object_first):
            start, subject_end = cue.last, self.contents.end(cue.last, limit)
        if start is None:
            return None
        end = self.contents.end(start, limit)
        speaker, explicit = self.turns.speaker(cue, sentence, floor, subject_end, start)
        if speaker is None:
            return None
        if verb.inside:
            start = self.subjects.antecedent(cue.first, sentence.first)
        start = self.contents.opened(start, end)
        if start >= end or self.contents.keeps_name(start):
            return None
        return Frame(cue.how, cue.first, cue.last, verb, speaker, explicit, (start, end), index)

    def _aside(self, cue: Cue, sentence: Sentence, index: int, floor: int) -> bool:
        """Keeps "the attack that X claimed" where another speaker tells it, whose words go on."""
        outer = self.frames[-1] if self.frames else None
        if cue.verb is None or not cue.verb.inside or cue.how != "verb" or outer is None:
            return False
        if outer.content[0] != floor or not floor <= cue.first < outer.content[1]:
            return False
        start = self.subjects.antecedent(cue.first, floor)
        speaker = self.subjects.after(
            cue.last, self.subjects.chunk(cue.last, sentence.last), sentence.last
        )
        if start == cue.first or speaker is None:
            return False
        content = (start, speaker.last)
        frame = Frame("verb", cue.first, cue.last, cue.verb, speaker, True, content, index, True)
        self.frames.insert(-1, frame)
        return True

    def _nested(self, cue: Cue, floor: int, sentence: Sentence) -> bool:
        """A verb of speech inside what another speaker says opens no frame of its own.

        With a subject of its own before it, it does: what the outer speaker said then ends there,
        and where he only passes on another's words, his frame gives way.
        """
        last = self.frames[-1] if self.frames else None
        if last is None or last.content[0] != floor or not floor <= cue.first < last.content[1]:
            return False
        if cue.how == "participle" or self._opens(cue):
            return False
        inner = None
        if cue.how == "verb" and self._reports(cue, last.content[1]):
            inner = self.subjects.before(cue.first, floor, sentence.last)
        if inner is None:
            return True
        if inner.first - floor <= 1:
            self.frames.pop()
        else:
            end = self.contents.trimmed(floor, inner.first)
            while end > floor and self.forms[end - 1] in self.lexicon.contrasts:
                end = self.contents.trimmed(floor, end - 1)
            if end > floor:
                self.frames[-1] = replace(last, content=(floor, end))
        return False

    def _reports(self, cue: Cue, end: int) -> bool:
        """Whether "that" or a quotation follows soon: a verb of saying and not of doing.

        A denial needs neither.
        """
        if cue.verb is not None and cue.verb.denies:
            return True
        near = range(cue.last, min(end, cue.last + _THAT_WITHIN))
        return any(
            self.forms[at] in self.lexicon.that
            or (self.forms[at] in MARKS and self.contents.speech_at(at + 1) is not None)
            for at in near
        )

    # -- "according to" -----------------------------------------------------------------------

    def _according(self, cue: Cue, sentence: Sentence, index: int, floor: int) -> Frame | None:
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
        end = self.contents.trimmed(first, end)
        while first < end and (
            not self.forms[first][0].isalnum() or self.forms[first] in self.lexicon.that
        ):
            first += 1
        if end <= first:
            return None
        return Frame("according", cue.first, last, None, speaker, True, (first, end), index)

    def _according_content(
        self, cue: Cue, sentence: Sentence, index: int, floor: int, last: int
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


@once_a_text
def find_frames(analysed: AnalysedText, lexicon: SpeechLexicon) -> Sequence[Frame]:
    """Every attribution of the article, in text order."""
    return Attributor(analysed, lexicon).run()
