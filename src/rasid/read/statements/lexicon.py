"""Takes the knowledge files about statements, gives their words folded and ready to look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rasid import knowledge_base, language
from rasid.errors import KnowledgeError
from rasid.model import ClaimKind, SourceKind, Unit
from rasid.read.statements.army_ranks import ArmyRanks
from rasid.read.statements.speaker_heads import SpeakerHeads
from rasid.read.statements.stems import bare, stem
from rasid.read.statements.word_classes import NamedClasses

_ACTS = frozenset({
    "state", "assess", "warn", "accuse", "deny", "promise", "demand", "responsibility", "condemn",
    "doubt",
})  # fmt: skip
_GOVERNS = frozenset(["that", "from", "to", "on", "about", "with", "in", "for", "object", "direct"])


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb of speech; see `knowledge/statements/<language>/speech.yml` for the values.

    `relays`: the preposition before whom it is passed on from ("quoting X"). `inside`: the verb
    itself belongs to the content. `near`: what it needs stands close behind. `addressed`: whom
    it turns to stands behind it "always" or "often". `denies`: what is told is not so. `mood` of
    the form met: "finite", "participle" ("saying") or "noun" ("his saying").
    """

    lemma: str
    mood: str
    act: str
    governs: frozenset[str]
    stance: str = "neutral"
    needs: frozenset[str] = frozenset()
    relays: str = ""
    inside: bool = False
    near: bool = False
    addressed: str = ""
    denies: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerWord:
    """A word or phrase that makes a speaker: its kind, and whether a named body outranks it."""

    kind: SourceKind
    carrier: bool = False
    anonymous: bool = False


Phrases = Mapping[str, Sequence[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """Everything that attribution looks up, in folded forms; phrases by their first word."""

    verbs: Mapping[str, SpeechVerb]
    that: frozenset[str]
    openers: Phrases
    according: Phrases
    according_joins: frozenset[tuple[str, ...]]
    speakers: Mapping[tuple[str, ...], SpeakerWord]
    heads: SpeakerHeads
    ranks: frozenset[str]
    army: ArmyRanks
    proper: frozenset[str]
    dangling: frozenset[str]
    leading: frozenset[str]
    answers: Phrases
    stops: frozenset[str]
    unnamed: frozenset[str]
    withheld: Phrases
    danger: Phrases
    hedges: frozenset[str]
    tails: Phrases
    sayings: frozenset[str]
    occasions: frozenset[str]
    anaphors: frozenset[str]
    withholders: frozenset[str]
    complements: frozenset[str]
    owned: frozenset[str]
    unspeaking: frozenset[str]
    contrasts: frozenset[str]
    bare_that: frozenset[str]
    negators: frozenset[str]
    telling_when_negated: frozenset[str]
    persons: frozenset[str]
    masculine: frozenset[str]
    what: frozenset[str]
    issued: frozenset[str]
    joined_names: frozenset[str]
    on_behalf: frozenset[str]
    occasion_pronouns: frozenset[str]
    claim_words: Mapping[str, ClaimKind]
    tones: NamedClasses
    negations: frozenset[str]
    casualties: NamedClasses
    units: Mapping[tuple[str, ...], Unit]
    yearly: frozenset[str]
    directions: Mapping[str, str]
    measures: Mapping[str, str]
    not_counted: frozenset[str]
    number_cues: NamedClasses
    named_by_number: frozenset[str]
    by_amount: frozenset[str]
    since: frozenset[str]


def phrase_at(phrases: Phrases, forms: Sequence[str], at: int, end: int) -> int:
    """Number of tokens of the longest phrase that starts at token `at`; 0 where none does."""
    best = 0
    for words in phrases.get(forms[at], ()):
        size = len(words)
        if best < size <= end - at and all(forms[at + n] == words[n] for n in range(1, size)):
            best = size
    return best


def _phrases(texts: Iterable[str], fold: Any, prefixes: Sequence[str] = ("",)) -> Phrases:
    """Phrases by first word; each also behind the proclitics given."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for text in texts:
        words = tuple(fold(text).split())
        for prefix in prefixes:
            found.setdefault(prefix + words[0], []).append((prefix + words[0], *words[1:]))
    return found


# Conjunctions "and", "so" that stand before a word without a space.
_AND = ("", "و", "ف")
_PAST_ENDINGS = ("", "ت", "وا", "ن", "تا")  # he, she, they, they (f.), both (f.)
_PRESENT_ENDINGS = ("", "ون", "ان", "وا")  # singular, they, both, they (after particles)
_WEAK = ("ا", "ي", "و")


def _finite_forms(entry: Mapping[str, Any], fold: Any) -> set[str]:
    """Past and imperfect of the third person, with irregular forms as listed."""
    past, present = fold(entry["word"]), fold(entry["present"])
    forms = {fold(form) for form in entry.get("forms", ())}
    weak_past = past.endswith(_WEAK)
    forms |= {past} if weak_past else {past + ending for ending in _PAST_ENDINGS}
    for person in (present, "ت" + present[1:]):  # he, she
        stem = person[:-1] if person.endswith(_WEAK) else person
        forms |= {person, *(stem + ending for ending in _PRESENT_ENDINGS if ending)}
    if weak_past:
        forms |= {past[:-1] + ending for ending in ("ت", "وا")}  # she, they
    return forms


def _verbs(entries: Sequence[Mapping[str, Any]], fold: Any, where: str) -> dict[str, SpeechVerb]:
    verbs: dict[str, SpeechVerb] = {}
    for entry in entries:
        act, governs = entry["act"], frozenset(entry["governs"])
        if act not in _ACTS or not governs <= _GOVERNS:
            raise KnowledgeError(
                f"act {act!r} or governs {sorted(governs)} is unknown",
                subject=f"{where}: {entry['word']}",
                hint="use the values listed at the head of the file",
            )
        needs = frozenset(fold(word) for word in entry.get("needs", ()))
        moods = {
            "finite": _finite_forms(entry, fold),
            "participle": {fold(form) for form in entry.get("participles", ())},
            "noun": {fold(form) for form in entry.get("nouns", ())},
        }
        for mood, forms in moods.items():
            verb = SpeechVerb(
                fold(entry["word"]), mood, act, governs, entry.get("stance", "neutral"),
                needs, fold(entry.get("relays", "")), bool(entry.get("inside")),
                bool(entry.get("near")), entry.get("addressed", ""), bool(entry.get("denies")),
            )  # fmt: skip
            for form in forms:
                for prefix in _AND:
                    verbs.setdefault(prefix + form, verb)
    return verbs


def _speaker_words(data: Mapping[str, Any], fold: Any) -> dict[tuple[str, ...], SpeakerWord]:
    words: dict[tuple[str, ...], SpeakerWord] = {}
    for entry in data["carriers"]:
        word = SpeakerWord(SourceKind(entry["kind"]), True, bool(entry.get("anonymous")))
        for text in entry["words"]:
            words[tuple(map(bare, fold(text).split()))] = word
    for kind, texts in data["bodies"].items():
        for text in texts:
            words.setdefault(tuple(map(bare, fold(text).split())), SpeakerWord(SourceKind(kind)))
    return words


def _by_word(table: Mapping[str, Sequence[str]], fold: Any) -> dict[str, str]:
    return {fold(word): name for name, words in table.items() for word in words}


def _of_speech(speech: Mapping[str, Any], fold: Any, where: str) -> dict[str, Any]:
    """What `speech.yml` gives."""
    that = {fold(word) for word in speech["that"]}
    according = speech["according_to"]
    return {
        "verbs": _verbs(speech["verbs"], fold, where),
        "that": frozenset(prefix + word for word in that for prefix in _AND),
        "openers": _phrases(speech["openers"], fold, _AND),
        "according": _phrases((entry["phrase"] for entry in according), fold, _AND),
        "according_joins": frozenset(
            tuple(fold(entry["phrase"]).split()) for entry in according if entry.get("joins")
        ),
        "tails": _phrases(speech["tails"], fold),
        "sayings": frozenset(map(fold, speech["sayings"])),
        "unspeaking": frozenset(map(fold, speech["unspeaking"])),
        "complements": frozenset(map(fold, speech["complements"])),
        "owned": frozenset(map(fold, speech["owned"])),
        "dangling": frozenset(map(fold, speech["dangling"])),
        "leading": frozenset(map(fold, speech["leading"])),
        "answers": _phrases(speech["answers"], fold, _AND),
        "bare_that": frozenset(map(fold, speech["bare_that"])),
        "negators": frozenset(
            prefix + fold(word) for word in speech["negators"] for prefix in _AND
        ),
        "telling_when_negated": frozenset(map(fold, speech["telling_when_negated"])),
        "contrasts": frozenset(
            prefix + fold(word) for word in speech["contrasts"] for prefix in _AND
        ),
    }


def _of_speakers(speakers: Mapping[str, Any], fold: Any) -> dict[str, Any]:
    """What `speakers.yml` gives."""
    plain = (
        "ranks",
        "stops",
        "hedges",
        "anaphors",
        "withholders",
        "joined_names",
        "on_behalf",
        "what",
        "issued",
    )
    nouns = ("unnamed", "occasions", "persons", "masculine", "proper")
    words = _speaker_words(speakers, fold)
    return {
        "speakers": words,
        "heads": SpeakerHeads(words),
        "army": ArmyRanks.of(speakers["army"], fold),
        "withheld": _phrases(speakers["withheld"], fold, _AND),
        "danger": _phrases(speakers["danger"], fold, _AND),
        "occasion_pronouns": frozenset(map(fold, speakers["occasion_pronouns"])),
        **{name: frozenset(map(fold, speakers[name])) for name in plain},
        **{name: frozenset(bare(fold(word)) for word in speakers[name]) for name in nouns},
    }


def _of_measures(counts: Mapping[str, Any], fold: Any) -> dict[str, Any]:
    """What `measures.yml` gives."""
    return {
        "units": {
            tuple(map(stem, fold(text).split())): Unit(unit)
            for unit, texts in counts["units"].items()
            for text in texts
        },
        "yearly": frozenset(map(fold, counts["yearly"])),
        "directions": _by_word(counts["directions"], fold),
        "measures": _by_word(counts["measures"], fold),
        "by_amount": frozenset(map(fold, counts["by_amount"])),
        "since": frozenset(map(fold, counts["since"])),
        "named_by_number": frozenset(stem(fold(word)) for word in counts["named_by_number"]),
        "not_counted": frozenset(stem(fold(word)) for word in counts["not_counted"]),
        "number_cues": _classes(counts["cues"], fold),
    }


def _classes(table: Mapping[str, Sequence[str]], fold: Any) -> NamedClasses:
    return NamedClasses.of({name: map(fold, words) for name, words in table.items()})


@lru_cache(maxsize=4)
def speech_lexicon(code: str) -> SpeechLexicon | None:
    """The lexicon of a language; None where the knowledge base has no statements for it."""
    base = knowledge_base.load()
    folder = f"statements/{code}"
    if f"{folder}/speech.yml" not in base.files("statements"):
        return None
    fold = language.get(code).fold
    claim_words = base.table(f"{folder}/claim_words.yml")
    return SpeechLexicon(
        tones=_classes(claim_words["tones"], fold),
        negations=frozenset(map(fold, claim_words["negations"])),
        casualties=_classes({"casualties": claim_words["casualties"]}, fold),
        claim_words={
            fold(word): ClaimKind(kind)
            for kind, words in claim_words["kinds"].items()
            for word in words
        },
        **_of_speech(base.table(f"{folder}/speech.yml"), fold, f"{folder}/speech.yml"),
        **_of_speakers(base.table(f"{folder}/speakers.yml"), fold),
        **_of_measures(base.table(f"{folder}/measures.yml"), fold),
    )
