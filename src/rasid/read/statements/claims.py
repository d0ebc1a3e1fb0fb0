"""Takes an article's attributions, gives the claims: what someone is quoted for and matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasid.model import Claim
from rasid.read.events.linear import LinearModel
from rasid.read.statements.candidates import Candidate, candidates
from rasid.read.statements.claim_features import claim_features
from rasid.read.statements.claim_kinds import claim_kind
from rasid.read.statements.context import Context
from rasid.read.statements.models import StatementModels

# Probability above which a piece of speech is reported. In a text that analyses a group's condition
# what people say is the substance, and analysts note more of it. Both from cross-validation.
CLAIM_THRESHOLD, IN_ANALYSIS = 0.5, 0.35
CLAIM, NONE = "claim", "none"


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the probability that an analyst would note it."""

    candidate: Candidate
    features: frozenset[str]
    probability: float


def score(context: Context, model: LinearModel) -> list[Scored]:
    """Every piece of reported speech with its probability of being a claim."""
    found = candidates(context.analysed, context.frames)
    return [
        Scored(candidate, features, model.probabilities(features)[CLAIM])
        for candidate, features in zip(found, claim_features(context, found), strict=True)
    ]


def read_claims(
    context: Context, models: StatementModels, *, analysis: bool = False
) -> list[Claim]:
    """The claims of an article in text order, ids C1, C2 and so on.

    `analysis`: the article is about a group's condition, as its indicators show.
    """
    threshold = IN_ANALYSIS if analysis else CLAIM_THRESHOLD
    likely = [item for item in score(context, models.claim) if item.probability >= threshold]
    likely = _once(context, likely)
    claims = []
    for number, item in enumerate(likely, start=1):
        candidate = item.candidate
        speaker = candidate.frame.speaker
        claims.append(
            Claim(
                claim_id=f"C{number}",
                speaker=context.evidence(speaker.first, speaker.last),
                speaker_kind=speaker.kind,
                anonymous=speaker.anonymous,
                quote=context.evidence(candidate.first, candidate.last),
                kind=claim_kind(context, candidate),
                at_risk=speaker.at_risk,
                hedge=_hedge(context, candidate),
                confidence=item.probability,
            )
        )
    return claims


def _once(context: Context, likely: Sequence[Scored]) -> list[Scored]:
    """The likeliest of claims in the same words, or over the same words; in text order."""
    kept: list[Scored] = []
    told: set[tuple[str, ...]] = set()
    for item in sorted(likely, key=lambda item: (-item.probability, item.candidate.first)):
        first, last = item.candidate.first, item.candidate.last
        words = tuple(context.forms[first:last])
        crossed = any(
            k.candidate.first < last
            and first < k.candidate.last
            and k.candidate.frame.aside == item.candidate.frame.aside
            for k in kept
        )
        if words not in told and not crossed:
            kept.append(item)
            told.add(words)
    return sorted(kept, key=lambda item: item.candidate.first)


def _hedge(context: Context, candidate: Candidate) -> str | None:
    """The first word that weakens what is said, as written; None where nothing does."""
    frame = candidate.frame
    if frame.verb is not None and frame.verb.stance == "distant":
        return context.analysed.quote(frame.first, frame.last)
    for at in range(candidate.first, candidate.last):
        if context.forms[at] in context.lexicon.hedges:
            return context.analysed.quote(at, at + 1)
    return None
