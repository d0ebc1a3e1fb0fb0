"""Takes an article's attributions, gives the claims: what someone is quoted for and matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rasid.model import Claim
from rasid.read.events.linear import LinearModel
from rasid.read.statements.always_told import Scored, raised
from rasid.read.statements.candidates import Candidate, candidates
from rasid.read.statements.claim_features import claim_features
from rasid.read.statements.claim_kinds import claim_kind
from rasid.read.statements.context import Context
from rasid.read.statements.models import StatementModels
from rasid.read.statements.oppositions import oppose

# Probability above which a piece of speech is reported. In a text that analyses a group's condition
# what people say is the substance, and analysts note more of it.
CLAIM_THRESHOLD, IN_ANALYSIS = 0.55, 0.45
# An analyst notes a few telling statements an article and few of one speech: how much likelier each
# further claim has to be, from the fourth of an article on and within one speech. All of these by
# five-fold cross-validation and by how sparing the analysts are.
FREE_CLAIMS, FURTHER_CLAIM, SAME_SPEECH = 2, 0.02, 0.1
CLAIM, NONE = "claim", "none"


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
    claims = []
    chosen = choose(context, raised(context, score(context, models.claim)), threshold)
    for number, item in enumerate(chosen, start=1):
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
                conflicts_with=_opposed(context, chosen, item),
                confidence=item.probability,
            )
        )
    return claims


def _opposed(context: Context, chosen: Sequence[Scored], item: Scored) -> tuple[str, ...]:
    """The ids of the claims that say the opposite of one on whether people came to harm."""
    one = item.candidate
    return tuple(
        f"C{number}"
        for number, other in enumerate(chosen, start=1)
        if oppose(context, one, other.candidate) or oppose(context, other.candidate, one)
    )


def choose(context: Context, scored: Sequence[Scored], threshold: float) -> list[Scored]:
    """The claims to report, likeliest first chosen, given in text order.

    Of claims in the same words, or over the same words, the likeliest; each further one has to be
    likelier than the threshold.
    """
    kept: list[Scored] = []
    told: set[tuple[str, ...]] = set()
    speeches: Counter[int] = Counter()
    for item in sorted(scored, key=lambda item: (-item.probability, item.candidate.first)):
        candidate = item.candidate
        further = FURTHER_CLAIM * max(0, len(kept) - FREE_CLAIMS)
        if item.probability < threshold + further:
            break
        same = SAME_SPEECH * speeches[candidate.frame.first]
        words = tuple(context.forms[candidate.first : candidate.last])
        if item.probability < threshold + further + same or words in told:
            continue
        if not any(_crossed(candidate, other.candidate) for other in kept):
            kept.append(item)
            told.add(words)
            speeches[candidate.frame.first] += 1
    return sorted(kept, key=lambda item: item.candidate.first)


def _crossed(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates share words, and neither is an aside in the other."""
    shared = other.first < one.last and one.first < other.last
    return shared and one.frame.aside == other.frame.aside


def _hedge(context: Context, candidate: Candidate) -> str | None:
    """The first word that weakens what is said, as written; None where nothing does."""
    frame = candidate.frame
    if frame.verb is not None and frame.verb.stance == "distant":
        return context.analysed.quote(frame.first, frame.last)
    for at in range(candidate.first, candidate.last):
        if context.forms[at] in context.lexicon.hedges:
            return context.analysed.quote(at, at + 1)
    return None
