"""Takes the scored pieces of speech of an article, raises those that are always worth telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rasid.model import ClaimKind, SourceKind
from rasid.read.statements.candidates import Candidate
from rasid.read.statements.claim_kinds import claim_kind
from rasid.read.statements.context import Context
from rasid.read.statements.oppositions import answers, oppose

# The least probability of a denial, of responsibility taken, and of two speakers who contradict
# each other: in short news they score low, as most of what is said there only repeats a toll.
ALWAYS_TOLD = 0.6


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the probability that an analyst would note it."""

    candidate: Candidate
    features: frozenset[str]
    probability: float


def raised(context: Context, scored: Sequence[Scored]) -> list[Scored]:
    """The pieces, those always worth telling with the least probability they may have."""
    candidates = [item.candidate for item in scored]
    told = {
        n
        for n, candidate in enumerate(candidates)
        if _denies(candidate) or _takes_responsibility(context, candidate)
    }
    for n, one in enumerate(candidates):
        for m in range(n + 1, len(candidates)):
            if oppose(context, one, candidates[m]):
                told |= {n, m}
            elif candidates[m].frame.speaker.at_risk and answers(context, one, candidates[m]):
                told.add(m)
    return [
        replace(item, probability=max(item.probability, ALWAYS_TOLD)) if n in told else item
        for n, item in enumerate(scored)
    ]


def _denies(candidate: Candidate) -> bool:
    """Whether a named speaker denies in the first sentence of what he says."""
    frame = candidate.frame
    speaker = frame.speaker
    known = speaker.kind is not SourceKind.OTHER or speaker.last - speaker.first > 1
    return known and frame.verb is not None and frame.verb.denies and candidate.number == 0


def _takes_responsibility(context: Context, candidate: Candidate) -> bool:
    """Whether an armed group itself claims a deed, told for its own sake and not in passing."""
    frame = candidate.frame
    return (
        frame.explicit
        and not frame.aside
        and candidate.number == 0
        and frame.speaker.kind is SourceKind.ARMED_GROUP
        and claim_kind(context, candidate) is ClaimKind.RESPONSIBILITY
    )
