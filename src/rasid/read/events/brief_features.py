"""Takes a text of one or two sentences and its drafts, gives how surely it reports a kind.

Two models are asked, of letters and of all else, which err on different sentences. What a text's
features speak is averaged rather than summed: a long sentence names more and reports no more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from rasid.read.events.draft import Draft
from rasid.read.events.judging import logit_level
from rasid.read.events.linear import LinearModel
from rasid.read.events.scene import Scene
from rasid.read.events.standing import standing_features
from rasid.read.held import once_a_text

_OF_KIND = 0.3  # chance of the kind's types from which a mention's own features count
_START = 4  # letters that tell a word's family in most inflections
_LETTERS = (3, 4, 5)  # lengths of the runs of letters, word ends included
# A text of so many tokens, features of its words, runs of letters has these counted as they are.
_USUAL_TOKENS, _USUAL_FINDINGS, _USUAL_RUNS = 30, 120, 470
_OF_TOKENS, _OF_FINDINGS, _OF_LETTERS = 1.0, 0.5, 0.75
# What the letters' odds count: much where many words tell of a kind, little where few do.
_SHARE_OF_LETTERS = {"assault": 2 / 3, "protest": 1 / 3}


class Member(Enum):
    """One of the two models."""

    WORDS = "words"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class BriefFeatures:
    """What a text of some `tokens` shows of one kind: words and findings, and runs of letters."""

    words: frozenset[str]
    letters: frozenset[str]
    tokens: int

    def of(self, member: Member) -> frozenset[str]:
        """The features that a member looks at."""
        return self.letters if member is Member.LETTERS else self.words


def scale(kind: str, member: Member, features: BriefFeatures) -> float:
    """How many times what a text's features speak is counted: less in a longer text.

    Protests are told by few words, whatever stands beside them, so length takes less from these.
    Powers by five-fold cross-validation.
    """
    if member is Member.LETTERS:
        return _shrunk(_USUAL_RUNS, len(features.letters), _OF_LETTERS)
    if kind == "protest":
        return _shrunk(_USUAL_FINDINGS, len(features.words), _OF_FINDINGS)
    return _shrunk(_USUAL_TOKENS, features.tokens, _OF_TOKENS)


def _shrunk(usual: int, count: int, power: float) -> float:
    """A text of less than a third of the usual counts as one of a third."""
    return float((usual / max(count, usual / 3)) ** power)


def model_name(kind: str, member: Member) -> str:
    """Name of a member's model of a kind."""
    return f"brief_{kind}_{member.value}"


def chance(models: Mapping[str, LinearModel], kind: str, features: BriefFeatures) -> float:
    """Chance that a text with these features reports the kind, by the members' weighed odds."""
    words, letters = (
        models[model_name(kind, member)].log_odds(
            features.of(member), scale(kind, member, features)
        )
        for member in (Member.WORDS, Member.LETTERS)
    )
    share = _SHARE_OF_LETTERS[kind]
    return 1.0 / (1.0 + math.exp(-(share * letters + (1.0 - share) * words)))


def brief_features(scene: Scene, shares: Sequence[tuple[Draft, float]]) -> BriefFeatures:
    """Features of a whole text and all its drafts (judged and typed), asked about one kind.

    `shares` are the drafts, each with the chance that its type is one of the kind's.
    """
    own, letters = _of_text(scene)
    found = set(own) | set(_best(shares))
    ours = [(draft, share) for draft, share in shares if share > _OF_KIND]
    for draft, _ in ours:
        found |= {f"at:{f}" for f in draft.features if not f.startswith("word=")}
    if ours:
        best, _ = max(ours, key=lambda pair: pair[0].confidence * pair[1])
        found |= set(standing_features(scene, [draft for draft, _ in ours], best))
    return BriefFeatures(frozenset(found), letters, len(scene.forms))


@once_a_text
def _of_text(scene: Scene) -> tuple[frozenset[str], frozenset[str]]:
    """What a text shows whatever it is asked about: words and findings, and runs of letters."""
    return frozenset((*_words(scene), *_found(scene))), frozenset(_letters(scene))


def _words(scene: Scene) -> Iterator[str]:
    for bare in scene.stems:
        if len(bare) > 1:
            yield f"word:{bare}"
            yield f"start:{bare[:_START]}"


def _letters(scene: Scene) -> Iterator[str]:
    text = " ".join(scene.forms)
    for length in _LETTERS:
        yield from (text[at : at + length] for at in range(len(text) - length + 1))


def _found(scene: Scene) -> Iterator[str]:
    for section, hits in (
        ("trigger", scene.triggers),
        ("weapon", scene.weapons),
        ("people", scene.people),
        ("mark", scene.marks),
        ("force", scene.forces),
    ):
        yield from (f"{section}:{hit.entry.name}" for hit in hits)
    yield from (f"trigger:{hit.entry.name}/{hit.entry.form.tense}" for hit in scene.triggers)
    yield from (f"actor:{named.actor.kind.value}" for named in scene.actors)


def _best(pairs: Sequence[tuple[Draft, float]]) -> Iterator[str]:
    """The best chances that the article models give any draft, as levels."""
    for name, best in (
        ("keep", max((d.confidence * s for d, s in pairs), default=0.0)),
        ("counted", max((d.chances["counted"] * s for d, s in pairs), default=0.0)),
        ("share", max((s for _, s in pairs), default=0.0)),
    ):
        yield from (f"{name}>{n}" for n in range(logit_level(best)))
