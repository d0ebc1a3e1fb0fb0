"""Takes pieces of speech, tells where one speaker says that people came to harm and another not."""

from __future__ import annotations

from rasid.read.statements.candidates import Candidate
from rasid.read.statements.context import Context
from rasid.read.statements.lexicon import phrase_at

# "Nobody was hurt": so many words may stand between "not" and the harm.
_NEGATED_WITHIN = 3
# One answers the other where they stand so many sentences apart.
ANSWERS_WITHIN = 3
_OPENED_WITHIN = 4
_DEED = "trigger"  # words of violence in the event lexicon


def harm_told(context: Context, first: int, last: int) -> bool | None:
    """Whether the words say that people came to harm: True, False (nobody did), None (neither)."""
    lexicon = context.lexicon
    harm = [at for at, _ in lexicon.casualties.find(context.stems[first:last])]
    if not harm:
        return None
    return not any(
        form in lexicon.negations
        for at in harm
        for form in context.forms[max(first, first + at - _NEGATED_WITHIN) : first + at]
    )


def oppose(context: Context, one: Candidate, other: Candidate) -> bool:
    """Whether the speaker of `other` answers that of `one`: did people come to harm or not?"""
    if not answers(context, one, other):
        return False
    told = _told(context, other)
    if told and _deed_denied(context, one):
        return True
    return {_told(context, one), told} == {True, False}


def answers(context: Context, one: Candidate, other: Candidate) -> bool:
    """Whether `other` follows soon, by another speaker behind "but", as a denial or at a risk."""
    near = 0 <= other.frame.sentence - one.frame.sentence <= ANSWERS_WITHIN
    other_speaker = near and _name(context, one) != _name(context, other)
    return other_speaker and (other.frame.speaker.at_risk or _opens(context, other))


def _opens(context: Context, candidate: Candidate) -> bool:
    """Whether "but", "on the other hand" or a denial opens what the candidate's speaker says."""
    frame = candidate.frame
    if _denied(candidate):
        return True
    first = context.analysed.sentences[frame.sentence].first
    near = range(max(first, frame.speaker.first - _OPENED_WITHIN), frame.content[0])
    return any(
        phrase_at(context.lexicon.answers, context.forms, at, frame.content[0]) for at in near
    )


def _told(context: Context, candidate: Candidate) -> bool | None:
    told = harm_told(context, candidate.first, candidate.last)
    return False if told and _denied(candidate) else told


def _deed_denied(context: Context, candidate: Candidate) -> bool:
    """Whether it is denied that violence was done ("the army denied having shelled the camp")."""
    hits = context.hits_in(candidate.first, candidate.last)
    return _denied(candidate) and any(hit.entry.section == _DEED for hit in hits)


def _denied(candidate: Candidate) -> bool:
    verb = candidate.frame.verb
    return verb is not None and verb.denies


def _name(context: Context, candidate: Candidate) -> tuple[str, ...]:
    speaker = candidate.frame.speaker
    return tuple(context.forms[speaker.first : speaker.last])
