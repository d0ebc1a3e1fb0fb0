"""Words of the knowledge files: spelling, gloss, how they inflect and what they lean on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rasid.knowledge_base.fields import Fields


class WordKind(StrEnum):
    """How a word inflects.

    noun: article, suffixes, dual, sound feminine plural; person: as noun, with the sound
    masculine plural; adjective: gender and number; verb: persons, tenses, passive, objects
    (`word` is the past of "he"); noun_phrase: a noun with the adjectives after it;
    construct: a noun whose next noun is its owner (only the last noun takes the article);
    verb_phrase: a verb and fixed words; phrase: fixed, only `forms` beside it.
    """

    NOUN = "noun"
    PERSON = "person"
    ADJECTIVE = "adjective"
    VERB = "verb"
    NOUN_PHRASE = "noun_phrase"
    CONSTRUCT = "construct"
    VERB_PHRASE = "verb_phrase"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a word list.

    `forms`: broken plurals and other irregular forms, inflected as the word itself is.
    `present`, `passive`: a verb's irregular imperfect ("يغير") and passive past ("أغير").
    `needs`: cues of which at least one must stand near (any of them); `gives`: cues it provides.
    """

    word: str
    gloss: str
    kind: WordKind
    language: str = "ar"
    forms: tuple[str, ...] = ()
    present: str | None = None
    passive: str | None = None
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word and its listed forms, uninflected."""
        return (self.word, *self.forms)


def word_from(fields: Fields, language: str = "ar") -> Word:
    """The word part of an entry; the caller asks for the rest and calls `done`.

    Arabic entries need a gloss; other languages' glosses may be left out.
    """
    gloss = fields.text("gloss") if language == "ar" else fields.optional("gloss") or ""
    return Word(
        word=fields.text("word"),
        gloss=gloss,
        kind=fields.choice("kind", WordKind, WordKind.PHRASE),
        language=language,
        forms=fields.texts("forms"),
        present=fields.optional("present"),
        passive=fields.optional("passive"),
        needs=fields.texts("needs"),
        gives=fields.texts("gives"),
    )


def read_word(data: Any, where: str, language: str = "ar") -> Word:
    """A word entry that has no other properties."""
    fields = Fields(data, f"{where} ({data.get('word', '?')})" if isinstance(data, dict) else where)
    word = word_from(fields, language)
    fields.done()
    return word
