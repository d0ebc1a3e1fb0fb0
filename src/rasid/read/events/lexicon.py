"""Takes the reading words of the knowledge base, finds them in analysed text in any inflection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.language.base import AnalysedText, Language
from rasid.read.events.inflection import (
    Form,
    english_noun_forms,
    english_verb_forms,
    noun_forms,
    verb_forms,
)
from rasid.read.held import once_a_text

# Languages with reading words of their own.
LANGUAGES = frozenset({"ar", "en"})


class Entry(NamedTuple):
    """What a form stands for: its section (trigger, weapons, people, marks), class and grammar."""

    section: str
    name: str
    group: str
    lemma: str
    form: Form


class Hit(NamedTuple):
    """An entry found over tokens first:last; `clitic` letters are written before it."""

    first: int
    last: int
    entry: Entry
    clitic: str


@dataclass(slots=True)
class ReadingLexicon:
    """All reading words of one language, by the first word of each inflected form."""

    language: Language
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    _seen: dict[str, tuple[tuple[str, tuple[str, ...], Entry], ...]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Hold an entry under the words of its form."""
        words = tuple(entry.form.form.split())
        self.by_first.setdefault(words[0], []).append((words[1:], entry))

    def candidates(self, form: str) -> tuple[tuple[str, tuple[str, ...], Entry], ...]:
        """Entries that a token of this form may begin: proclitics, further words, entry."""
        found = self._seen[form] = tuple(
            (form[: len(form) - len(variant)], rest, entry)
            for variant in self.language.variants(form)
            for rest, entry in self.by_first.get(variant, ())
        )
        return found

    def find(self, analysed: AnalysedText, first: int, end: int) -> list[Hit]:
        """Hits in tokens first:end in order; one for each section and token, the longest."""
        hits: list[Hit] = []
        seen = self._seen
        forms = [token.form for token in analysed.tokens[first:end]]
        for at, form in enumerate(forms, first):
            candidates = seen.get(form)
            if candidates is None:
                candidates = self.candidates(form)
            if not candidates:
                continue
            here: dict[str, Hit] = {}
            for clitic, rest, entry in candidates:
                last = at + 1 + len(rest)
                if rest and tuple(forms[at + 1 - first : last - first]) != rest:
                    continue
                rival = here.get(entry.section)
                if rival is None or (last, _exact(entry)) > (rival.last, _exact(rival.entry)):
                    here[entry.section] = Hit(at, last, entry, clitic)
            hits += here.values()
        return hits


def _exact(entry: Entry) -> bool:
    """Whether the form is the listed word itself, which outranks forms made from another."""
    return entry.form.form in (entry.lemma, "ال" + entry.lemma)


def _entries(
    section: str, name: str, words: Mapping[str, Any], code: str, fold: Callable[[str], str]
) -> Iterator[Entry]:
    group = str(words.get("group", name))
    never = {fold(word) for word in words.get("never", ())}
    never |= {f"ال{word}" for word in never}  # the article
    for entry in _spelt(section, name, group, words, code, fold):
        if entry.form.form not in never:
            yield entry


def _spelt(
    section: str,
    name: str,
    group: str,
    words: Mapping[str, Any],
    code: str,
    fold: Callable[[str], str],
) -> Iterator[Entry]:
    for verb in words.get("verbs", ()):
        parts = [fold(part) for part in verb.split("/")]
        forms = verb_forms(*parts) if code == "ar" else english_verb_forms(parts)
        for form in forms:
            yield Entry(section, name, group, parts[0], form)
    for noun in words.get("nouns", ()):
        folded = fold(noun)
        for form in noun_forms(folded) if code == "ar" else english_noun_forms(folded):
            yield Entry(section, name, group, folded, form)
    for phrase in words.get("phrases", ()):
        yield Entry(section, name, group, fold(phrase), Form(fold(phrase), "fixed"))


@cache
def reading_lexicon(code: str) -> ReadingLexicon:
    """The reading words of a language, loaded once."""
    language = languages.get(code)
    lexicon = ReadingLexicon(language)
    tables = load()
    for name, words in tables.table(f"reading/{code}_triggers.yml")["concepts"].items():
        for entry in _entries("trigger", name, words, code, language.fold):
            lexicon.add(entry)
    around = tables.table(f"reading/{code}_surroundings.yml")
    for section in ("weapons", "people", "forces", "marks"):
        for name, words in around[section].items():
            for entry in _entries(section, name, words, code, language.fold):
                lexicon.add(entry)
    return lexicon


@once_a_text
def event_words(analysed: AnalysedText) -> Sequence[Hit]:
    """The reading words of a whole text in order."""
    return reading_lexicon(analysed.language).find(analysed, 0, len(analysed.tokens))
