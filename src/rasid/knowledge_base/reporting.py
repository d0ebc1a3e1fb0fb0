"""Takes knowledge/reporting, gives words of saying, hedges, anonymity, modality and subjects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml
from rasid.knowledge_base.words import Word, read_word, word_from
from rasid.model import ClaimKind

VERBS = "reporting/verbs.yml"
ATTRIBUTION = "reporting/attribution.yml"
MODALITY = "reporting/modality.yml"


class Stance(StrEnum):
    """How the writer or the speaker stands to what is said."""

    NEUTRAL = "neutral"
    CONFIRMING = "confirming"
    DOUBTING = "doubting"
    DENYING = "denying"
    WARNING = "warning"
    ACCUSING = "accusing"
    CLAIMING = "claiming"
    PROMISING = "promising"
    DEMANDING = "demanding"
    ADMITTING = "admitting"


class ModalityCue(StrEnum):
    """What a word says of the happening beside it."""

    NEGATION = "negation"
    DENIAL = "denial"
    FAILED = "failed"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"
    BACKGROUND = "background"


class Context(StrEnum):
    """A subject in whose neighbourhood a violent word tells no conflict event."""

    SPORT = "sport"
    ECONOMY = "economy"
    CULTURE = "culture"
    ACCIDENT = "accident"
    CRIME = "crime"
    POLITICS = "politics"


@dataclass(frozen=True, slots=True)
class SayingWord:
    """A word of saying; `claim_kind` None where the word alone decides nothing."""

    word: Word
    stance: Stance
    claim_kind: ClaimKind | None


@dataclass(frozen=True)
class Reporting:
    """All words about who says what, how surely, and whether it happened."""

    verbs: tuple[SayingWord, ...]
    attributions: tuple[SayingWord, ...]
    hedges: tuple[Word, ...]
    anonymity: tuple[Word, ...]
    at_risk: tuple[Word, ...]
    modality: Mapping[ModalityCue, tuple[Word, ...]]
    contexts: Mapping[Context, tuple[Word, ...]]


def _saying(fields: Fields) -> SayingWord:
    saying = SayingWord(
        word=word_from(fields),
        stance=fields.choice("stance", Stance),
        claim_kind=fields.choice("claim_kind", ClaimKind) if "claim_kind" in fields else None,
    )
    fields.done()
    return saying


def _sayings(fields: Fields, name: str) -> tuple[SayingWord, ...]:
    return tuple(_saying(Fields(data, where)) for where, data in fields.items(name))


def _words(fields: Fields, name: str) -> tuple[Word, ...]:
    return tuple(read_word(data, where) for where, data in fields.items(name))


def load_reporting(root: Path) -> Reporting:
    """Words of saying, attribution, hedging, anonymity, modality and subjects."""
    verbs = Fields(read_yaml(root, VERBS), VERBS)
    attribution = Fields(read_yaml(root, ATTRIBUTION), ATTRIBUTION)
    file = Fields(read_yaml(root, MODALITY), MODALITY)
    modality, contexts = file.part("modality"), file.part("contexts")
    reporting = Reporting(
        verbs=_sayings(verbs, "verbs"),
        attributions=_sayings(attribution, "attributions"),
        hedges=_words(attribution, "hedges"),
        anonymity=_words(attribution, "anonymity"),
        at_risk=_words(attribution, "at_risk"),
        modality={cue: _words(modality, cue) for cue in ModalityCue},
        contexts={context: _words(contexts, context) for context in Context},
    )
    for fields in (verbs, attribution, file):
        fields.text("source")
    for fields in (verbs, attribution, file, modality, contexts):
        fields.done()
    return reporting
