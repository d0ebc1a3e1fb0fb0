"""Holds one analysed article with its numbers, dates and places, for all readers of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rasid.language.base import AnalysedText, DateMention, NumberMention
from rasid.model import Article, Evidence, PlaceMention
from rasid.read.events.actors import Named, find_actors
from rasid.read.events.lexicon import Hit, event_words
from rasid.read.events.scene import starting_in
from rasid.read.statements.attribution import Frame, find_frames
from rasid.read.statements.lexicon import SpeechLexicon, speech_lexicon
from rasid.read.statements.speakers import Speaker
from rasid.read.statements.stems import stem

# Classes of people in the event lexicon that bear arms.
_ARMED = frozenset({"fighter", "soldier", "police", "member"})


@dataclass(frozen=True)
class Context:
    """What the readers of claims, figures and indicators share about one article."""

    article: Article
    analysed: AnalysedText
    numbers: Sequence[NumberMention] = ()
    dates: Sequence[DateMention] = ()
    places: Sequence[PlaceMention] = ()
    lexicon: SpeechLexicon = field(init=False)

    def __post_init__(self) -> None:
        lexicon = speech_lexicon(self.analysed.language)
        if lexicon is None:
            raise ValueError(f"no statements are known for language {self.analysed.language}")
        object.__setattr__(self, "lexicon", lexicon)

    @cached_property
    def forms(self) -> list[str]:
        """The folded form of every token."""
        return [token.form for token in self.analysed.tokens]

    @cached_property
    def stems(self) -> list[str]:
        """Every token without "and", the article and prepositions joined to it."""
        return [stem(form) for form in self.forms]

    @cached_property
    def frames(self) -> Sequence[Frame]:
        """Every attribution, in text order."""
        return find_frames(self.analysed, self.lexicon)

    @cached_property
    def hits(self) -> Sequence[Hit]:
        """Words of the event lexicon (triggers, people, weapons, marks), in text order."""
        return event_words(self.analysed)

    @cached_property
    def actors(self) -> Sequence[Named]:
        """The actors of the knowledge base that the article names, in text order."""
        countries = [mention.place.country for mention in self.places]
        return find_actors(self.article, self.analysed, countries)

    def hits_in(self, first: int, last: int) -> Sequence[Hit]:
        """The event words that start in tokens first:last."""
        return starting_in(self.hits, first, last)

    @cached_property
    def subject_matter(self) -> tuple[int, int]:
        """How often the article speaks of violence, and of armed people, in a hundred words."""
        sections = Counter(
            "armed"
            if hit.entry.section == "people" and hit.entry.name in _ARMED
            else hit.entry.section
            for hit in self.hits
        )
        words = max(len(self.forms), 1)
        return sections["trigger"] * 100 // words, sections["armed"] * 100 // words

    def actors_in(self, first: int, last: int) -> Sequence[Named]:
        """The actors whose names start in tokens first:last."""
        return starting_in(self.actors, first, last)

    def places_in(self, first: int, last: int) -> Sequence[PlaceMention]:
        """The places named in tokens first:last."""
        start, end = self.analysed.span(first, last)
        return [mention for mention in self.places if start <= mention.start < end]

    @cached_property
    def sentence_of(self) -> list[int]:
        """Index of the sentence of each token."""
        found: list[int] = []
        for index, sentence in enumerate(self.analysed.sentences):
            found += [index] * (sentence.last - sentence.first)
        return found

    def evidence(self, first: int, last: int) -> Evidence:
        """Evidence for the half-open token range first:last."""
        start, end = self.analysed.span(first, last)
        return Evidence.of(self.analysed.doc_id, self.analysed.text, start, end)

    def speaker_of(self, token: int) -> Speaker | None:
        """Who says the words around a token; None where the article itself does."""
        return self._speakers.get(token)

    @cached_property
    def _speakers(self) -> dict[int, Speaker]:
        """Who says each token that somebody says, the last frame over it before the others."""
        said: dict[int, Speaker] = {}
        for frame in self.frames:
            said.update(dict.fromkeys(range(*frame.content), frame.speaker))
        return said
